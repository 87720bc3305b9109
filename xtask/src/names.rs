//! Names in other manners than Rust's.

/// `snake_case` as `camelCase`.
pub(crate) fn camel(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| name + &capital(word))
}

/// `snake_case` as `PascalCase`.
pub(crate) fn pascal(name: &str) -> String {
    name.split('_').map(capital).collect()
}

/// `PascalCase` as `UPPER_CASE`.
pub(crate) fn upper(name: &str) -> String {
    let mut text = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() && !text.is_empty() {
            text.push('_');
        }
        text.push(c.to_ascii_uppercase());
    }
    text
}

/// The class of errors of a kind.
pub(crate) fn error_class(kind: &str) -> String {
    format!("{}Error", pascal(kind))
}

fn capital(word: &str) -> String {
    let (first, rest) = word.split_at(word.len().min(1));
    first.to_uppercase() + rest
}
