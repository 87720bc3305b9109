//! Names in C.

/// `PascalCase` as `snake_case`. Capitals that stand together are one word: `OidcTokenInfo`, `OIDCTokenInfo` and
/// `oidc_token_info` belong together.
pub(crate) fn snake(name: &str) -> String {
    let letters: Vec<char> = name.chars().collect();
    let mut text = String::with_capacity(name.len() + 8);
    for (at, letter) in letters.iter().enumerate() {
        let after_small =
            at > 0 && (letters[at - 1].is_ascii_lowercase() || letters[at - 1].is_ascii_digit());
        let before_small = at > 0
            && letters[at - 1].is_ascii_uppercase()
            && letters.get(at + 1).is_some_and(char::is_ascii_lowercase);
        if letter.is_ascii_uppercase() && (after_small || before_small) {
            text.push('_');
        }
        text.push(letter.to_ascii_lowercase());
    }
    text
}

/// The name of a struct: one of a cloud, or of core.
pub(crate) fn c_struct(cloud: Option<&str>, name: &str) -> String {
    match cloud {
        Some(cloud) => format!("pv_{cloud}_{}", snake(name)),
        None => format!("pv_{}", snake(name)),
    }
}

/// The name of a field: none of the keywords of C and C++, and not `size`, which every struct begins with.
pub(crate) fn field(name: &str) -> String {
    if name == "size" || KEYWORDS.contains(&name) { format!("{name}_") } else { name.to_owned() }
}

/// The keywords of C23 and C++23 in small letters, with those of its operators.
#[rustfmt::skip]
const KEYWORDS: &[&str] = &[
    "alignas", "alignof", "and", "and_eq", "asm", "auto", "bitand", "bitor", "bool", "break", "case", "catch", "char",
    "char16_t", "char32_t", "char8_t", "class", "co_await", "co_return", "co_yield", "compl", "concept", "const",
    "const_cast", "consteval", "constexpr", "constinit", "continue", "decltype", "default", "delete", "do", "double",
    "dynamic_cast", "else", "enum", "explicit", "export", "extern", "false", "float", "for", "friend", "goto", "if",
    "inline", "int", "long", "mutable", "namespace", "new", "noexcept", "not", "not_eq", "nullptr", "operator", "or",
    "or_eq", "private", "protected", "public", "register", "reinterpret_cast", "requires", "restrict", "return",
    "short", "signed", "sizeof", "static", "static_assert", "static_cast", "struct", "switch", "template", "this",
    "thread_local", "throw", "true", "try", "typedef", "typeid", "typename", "typeof", "typeof_unqual", "union",
    "unsigned", "using", "virtual", "void", "volatile", "wchar_t", "while", "xor", "xor_eq",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_parted_where_small_letters_end_and_where_they_begin() {
        let names = ["Job", "RestoreInfo", "HTTPStatus", "AssumeRoleWithOIDC", "Ipv6Address"];
        let written = ["job", "restore_info", "http_status", "assume_role_with_oidc", "ipv6_address"];
        assert_eq!(names.map(snake), written);
    }

    #[test]
    fn structs_name_their_cloud_and_fields_are_no_keywords() {
        assert_eq!(c_struct(Some("huawei"), "RestoreInfo"), "pv_huawei_restore_info");
        assert_eq!(c_struct(None, "JobResult"), "pv_job_result");
        let (names, fields) =
            (["operator", "restrict", "size", "type"], ["operator_", "restrict_", "size_", "type"]);
        assert_eq!(names.map(field), fields);
    }
}
