//! The documented rules for fields of CPH requests (reference 1.1, 1.2).

use super::super::fault::ItemFault;

/// Longest include or exclude path in bytes.
const PATH_BYTES: usize = 4096;
/// Longest object key in characters and bytes.
const KEY_LENGTH: usize = 1024;

/// 32 lower-case hex digits; if not `strict`, any name of at most 32 bytes, which is all that is documented.
pub(super) fn is_phone_id(text: &str, strict: bool) -> bool {
    if strict {
        return is_server_id(text);
    }
    let legal = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
    (1..=32).contains(&text.len()) && text.bytes().all(legal)
}

/// 32 lower-case hex digits.
pub(super) fn is_server_id(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

/// An include or exclude path of an export.
///
/// # Errors
/// What is wrong with it.
pub(super) fn check_path(path: &str) -> Result<(), String> {
    if path.is_empty() || path.len() > PATH_BYTES {
        return Err(format!("a path must have 1 to {PATH_BYTES} bytes"));
    }
    let plain = path.strip_suffix('*').unwrap_or(path);
    let legal = |b: u8| b.is_ascii_alphanumeric() || b"./-_+#~=".contains(&b);
    if let Some(bad) = plain.bytes().find(|b| !legal(*b)) {
        let what = if bad == b'*' { "'*' is allowed only at the end" } else { "character not allowed" };
        return Err(format!("path {path:?}: {what}"));
    }
    if plain.split('/').any(|name| name == "..") {
        return Err(format!("path {path:?} holds '..'"));
    }
    let mut names = plain.split('/');
    let root = if names.next() == Some("") { names.next() } else { None };
    // `/data*` would name neighbours of the allowed directories.
    let below = plain.len() == path.len() || names.next().is_some();
    match root {
        Some("data" | "cache") if below => Ok(()),
        _ => Err(format!("path {path:?} is not below /data or /cache")),
    }
}

/// The rule about `/data/misc`: only by that very name, and only with both system directories beside it.
///
/// # Errors
/// Which part of the rule is broken.
pub(super) fn check_misc(include: &[String]) -> Result<(), String> {
    let names = |wanted: &str| include.iter().any(|item| item == wanted);
    for item in include {
        // Another spelling of the path is no way around.
        let parts: Vec<&str> = item.split('/').filter(|name| !matches!(*name, "" | ".")).collect();
        let child = matches!(parts.as_slice(), ["data", "misc", ..]) && item != "/data/misc";
        let wildcard = matches!(parts.as_slice(), ["data", "misc*"]);
        if child || wildcard {
            return Err(format!("{item}: /data/misc can only be exported as a whole, without wildcard"));
        }
    }
    if names("/data/misc") && !(names("/data/system") && names("/data/system_de")) {
        return Err("/data/misc needs /data/system and /data/system_de beside it".to_owned());
    }
    Ok(())
}

/// A bucket name, as far as CPH itself looks.
///
/// # Errors
/// CPS.0134.
pub(super) fn check_bucket(name: &str) -> Result<(), ItemFault> {
    let legal = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'.';
    if (3..=63).contains(&name.len()) && name.bytes().all(legal) {
        Ok(())
    } else {
        Err(ItemFault::new(
            "CPS.0134",
            "bucket_name must have 3 to 63 lower-case letters, digits, '-' or '.'",
        ))
    }
}

/// The object of an export: a reduced alphabet.
///
/// # Errors
/// CPS.0135.
pub(super) fn check_export_key(key: &str) -> Result<(), ItemFault> {
    let legal = |b: u8| b.is_ascii_alphanumeric() || b"./-_+#=".contains(&b);
    if (1..=KEY_LENGTH).contains(&key.len()) && key.bytes().all(legal) {
        Ok(())
    } else {
        Err(ItemFault::new("CPS.0135", "object_path must have 1 to 1024 letters, digits or . / - _ + # ="))
    }
}

/// The object of a restore: any key of the object store.
///
/// # Errors
/// CPS.0135.
pub(super) fn check_restore_key(key: &str) -> Result<(), ItemFault> {
    if !key.is_empty() && key.len() <= KEY_LENGTH && !key.contains('\0') {
        Ok(())
    } else {
        Err(ItemFault::new("CPS.0135", "object_path must have 1 to 1024 bytes"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths() {
        for good in ["/data", "/data/data/a.b", "/data/app/a-*", "/cache/x~y", "/data/*", "/data/a/"] {
            assert_eq!(check_path(good), Ok(()), "{good}");
        }
        for bad in [
            "",
            "data/x",
            "/system",
            "/datax",
            "/data/*/x",
            "/data/a b",
            "/data/ä",
            "/data/../etc",
            "/",
            "/data*",
            "//data",
            "/data/a:b",
        ] {
            assert!(check_path(bad).is_err(), "{bad}");
        }
        assert!(check_path(&format!("/data/{}", "x".repeat(4096))).is_err());
    }

    #[test]
    fn misc_only_as_a_whole() {
        let check = |items: &[&str]| check_misc(&items.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>());
        assert!(check(&["/data/misc"]).is_err());
        assert!(check(&["/data/misc", "/data/system"]).is_err());
        assert!(check(&["/data/misc", "/data/system", "/data/system_de"]).is_ok());
        assert!(check(&["/data/misc/wifi", "/data/system", "/data/system_de"]).is_err());
        assert!(check(&["/data/misc*"]).is_err());
        let system = ["/data/system", "/data/system_de"];
        for odd in ["/data//misc/wifi", "/data/./misc", "/data/misc/.", "/data/misc/", "/data/./misc*"] {
            assert!(check(&[odd, system[0], system[1]]).is_err(), "{odd}");
        }
        assert!(check(&["/data/misc_ce"]).is_ok());
    }

    #[test]
    fn names() {
        assert!(check_bucket("a.b-1").is_ok());
        assert!(check_bucket("ab").is_err() && check_bucket("BAD").is_err());
        assert!(check_export_key("a/b+c#d=e.tar").is_ok());
        assert!(check_export_key("a b").is_err() && check_export_key("").is_err());
        assert!(check_restore_key("ä b").is_ok() && check_restore_key(&"x".repeat(1025)).is_err());
        assert!(is_phone_id(&"0a".repeat(16), true) && !is_phone_id(&"0A".repeat(16), true));
        assert!(!is_phone_id("0", true) && is_phone_id("0A-z_", false));
        assert!(
            !is_phone_id("", false) && !is_phone_id("a b", false) && !is_phone_id(&"a".repeat(33), false)
        );
    }
}
