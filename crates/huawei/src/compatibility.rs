//! Whether a backup of one phone fits on another (reference 2.5, 8).

use phonevault_core::cloud::Compatibility;

/// The numbers of `AOSP 7.0` or `AOSP7.1.1`. Other forms are unknown, never guessed (the form is INFERRED from
/// samples).
pub(crate) fn android_version(text: &str) -> Option<Vec<u32>> {
    let text = text.trim();
    let (head, rest) = text.split_at_checked(4)?;
    if !head.eq_ignore_ascii_case("aosp") {
        return None;
    }
    let rest = rest.trim_start();
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
    let mut numbers = Vec::new();
    for part in rest[..end].split('.') {
        if part.is_empty() {
            break;
        }
        numbers.push(part.parse().ok()?);
    }
    if numbers.is_empty() { None } else { Some(numbers) }
}

/// Compares the main version. Data of a later Android cannot be restored on an earlier one; earlier to later is
/// allowed but may rarely be incompatible; the same version is recommended (D539).
pub(crate) fn compare(source: Option<&str>, target: Option<&str>) -> Compatibility {
    let (Some(source_text), Some(target_text)) = (source, target) else {
        let whose = if source.is_none() { "source" } else { "target" };
        return Compatibility::CannotTell(format!("the Android version of the {whose} phone is not known"));
    };
    let (Some(from), Some(to)) = (android_version(source_text), android_version(target_text)) else {
        let text = format!("cannot compare the versions `{source_text}` and `{target_text}`");
        return Compatibility::CannotTell(text);
    };
    let step = format!("from {source_text} to {target_text}");
    match from[0].cmp(&to[0]) {
        std::cmp::Ordering::Greater => Compatibility::Refused(format!(
            "{step}: data of a later Android version cannot be restored on an earlier one"
        )),
        std::cmp::Ordering::Less => Compatibility::Warning(format!(
            "{step}: allowed, but rarely incompatible; the same version is advised"
        )),
        std::cmp::Ordering::Equal if significant(&from) == significant(&to) => Compatibility::Ready,
        std::cmp::Ordering::Equal => Compatibility::Warning(format!(
            "{step}: the main version is the same, the rest differs; the same version is advised"
        )),
    }
}

/// `9` and `9.0` are the same version.
fn significant(numbers: &[u32]) -> &[u32] {
    let len = numbers.iter().rposition(|number| *number != 0).map_or(1, |last| last + 1);
    &numbers[..len.max(1)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_or_unknown() {
        for (text, numbers) in [
            ("AOSP 7.0", Some(vec![7, 0])),
            ("AOSP7.1.1", Some(vec![7, 1, 1])),
            ("aosp  11", Some(vec![11])),
            (" AOSP 9-release", Some(vec![9])),
            ("AOSP 9.", Some(vec![9])),
            ("AOSP", None),
            ("AOSP x", None),
            ("AOSP .9", None),
            ("AOSP 99999999999", None),
            ("Android 9", None),
            ("9", None),
            ("", None),
            ("äöü", None),
        ] {
            assert_eq!(android_version(text), numbers, "{text}");
        }
    }

    #[test]
    fn later_data_never_goes_to_an_earlier_phone_and_the_unknown_is_never_ready() {
        use Compatibility as C;
        type Is = fn(&C) -> bool;
        let cases: [(Option<&str>, Option<&str>, Is); 10] = [
            (Some("AOSP 9"), Some("AOSP 9"), |c| matches!(c, C::Ready)),
            (Some("AOSP 9"), Some("AOSP9.0"), |c| matches!(c, C::Ready)),
            (Some("AOSP 11"), Some("AOSP 9"), |c| matches!(c, C::Refused(_))),
            (Some("AOSP 9"), Some("AOSP 7.1"), |c| matches!(c, C::Refused(_))),
            (Some("AOSP 7.0"), Some("AOSP 9"), |c| matches!(c, C::Warning(_))),
            (Some("AOSP 7.0"), Some("AOSP 7.1.1"), |c| matches!(c, C::Warning(_))),
            (Some("AOSP 7.1.1"), Some("AOSP 7.0"), |c| matches!(c, C::Warning(_))),
            (Some("Android 9"), Some("AOSP 9"), |c| matches!(c, C::CannotTell(_))),
            (None, Some("AOSP 9"), |c| matches!(c, C::CannotTell(_))),
            (Some("AOSP 9"), None, |c| matches!(c, C::CannotTell(_))),
        ];
        for (source, target, is) in cases {
            let found = compare(source, target);
            assert!(is(&found), "{source:?} {target:?}: {found:?}");
        }
    }
}
