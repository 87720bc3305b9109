//! How generated Rust names what the manifest names.

/// The path by which a shim reaches an item: all through the facade.
pub(crate) fn reachable(rust: &str) -> String {
    let path = rust.replacen("phonevault_core::", "phonevault::", 1);
    path.replacen("phonevault_huawei::", "phonevault::huawei::", 1).replacen(
        "phonevault_alibaba::",
        "phonevault::alibaba::",
        1,
    )
}

/// The name of a field in Rust.
pub(crate) fn raw(name: &str) -> String {
    const KEYWORDS: &[&str] = &["type", "match", "ref", "use", "where", "move", "in", "as"];
    if KEYWORDS.contains(&name) { format!("r#{name}") } else { name.to_owned() }
}
