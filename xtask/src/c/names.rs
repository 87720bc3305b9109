//! Names in C.

/// Words that no field may be called: those of C and C++, and the field that every struct begins with.
const TAKEN: &[&str] = &[
    "alignas",
    "alignof",
    "and",
    "asm",
    "auto",
    "bool",
    "break",
    "case",
    "catch",
    "char",
    "class",
    "compl",
    "concept",
    "const",
    "continue",
    "decltype",
    "default",
    "delete",
    "do",
    "double",
    "else",
    "enum",
    "explicit",
    "export",
    "extern",
    "false",
    "float",
    "for",
    "friend",
    "goto",
    "if",
    "inline",
    "int",
    "long",
    "mutable",
    "namespace",
    "new",
    "not",
    "nullptr",
    "operator",
    "or",
    "private",
    "protected",
    "public",
    "register",
    "requires",
    "restrict",
    "return",
    "short",
    "signed",
    "size",
    "sizeof",
    "static",
    "struct",
    "switch",
    "template",
    "this",
    "throw",
    "true",
    "try",
    "typedef",
    "typeid",
    "typename",
    "union",
    "unsigned",
    "using",
    "virtual",
    "void",
    "volatile",
    "while",
    "xor",
];

/// `PascalCase` as `snake_case`; capitals in a row are one word.
pub(crate) fn snake(name: &str) -> String {
    let letters: Vec<char> = name.chars().collect();
    let mut text = String::new();
    for (index, letter) in letters.iter().enumerate() {
        let before = index.checked_sub(1).map(|index| letters[index]);
        let starts = letter.is_ascii_uppercase()
            && before.is_some_and(|before| {
                let next_is_small = letters.get(index + 1).is_some_and(char::is_ascii_lowercase);
                !before.is_ascii_uppercase() || next_is_small
            });
        if starts {
            text.push('_');
        }
        text.push(letter.to_ascii_lowercase());
    }
    text
}

/// The struct of a cloud, or of core.
pub(crate) fn c_struct(cloud: Option<&str>, name: &str) -> String {
    match cloud {
        Some(cloud) => format!("pv_{cloud}_{}", snake(name)),
        None => format!("pv_{}", snake(name)),
    }
}

/// A field.
pub(crate) fn field(name: &str) -> String {
    if TAKEN.contains(&name) { format!("{name}_") } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_parted_where_people_part_them() {
        assert_eq!(snake("AssumeRoleWithOidcRequest"), "assume_role_with_oidc_request");
        assert_eq!(snake("OSSConfig"), "oss_config");
        assert_eq!(c_struct(Some("huawei"), "RestoreInfo"), "pv_huawei_restore_info");
        assert_eq!(c_struct(None, "JobResult"), "pv_job_result");
        assert_eq!(
            (field("size"), field("operator"), field("name")),
            ("size_".into(), "operator_".into(), "name".into())
        );
    }
}
