//! Whether a backup of one phone fits on another (reference 3.7): same image version, same origin of the image, same
//! architecture. Which fields show it is INFERRED; the service is not said to check.

use phonevault_core::cloud::Compatibility;
use phonevault_core::phone::Phone;

/// What was found on one point.
enum Finding {
    Fits,
    Differs(String),
    Missing(String),
}

pub(crate) fn restorable(source: &Phone, target: &Phone) -> Compatibility {
    let points = [
        compare("image version", source.image_version.as_deref(), target.image_version.as_deref()),
        compare(
            "origin of the image (public or custom)",
            source.image_kind.as_deref(),
            target.image_kind.as_deref(),
        ),
        compare("architecture (server type)", family(source), family(target)),
    ];
    let (mut differs, mut missing) = (Vec::new(), Vec::new());
    for point in points {
        match point {
            Finding::Fits => {}
            Finding::Differs(text) => differs.push(text),
            Finding::Missing(text) => missing.push(text),
        }
    }
    if !differs.is_empty() {
        return Compatibility::Refused(differs.join("; "));
    }
    if !missing.is_empty() {
        return Compatibility::CannotTell(missing.join("; "));
    }
    match compare("Android version", source.android.as_deref(), target.android.as_deref()) {
        Finding::Differs(text) => Compatibility::Warning(text),
        Finding::Fits | Finding::Missing(_) => Compatibility::Ready,
    }
}

fn compare(what: &str, source: Option<&str>, target: Option<&str>) -> Finding {
    match (source, target) {
        (Some(source), Some(target)) if source == target => Finding::Fits,
        (Some(source), Some(target)) => {
            Finding::Differs(format!("{what} differs: backup of `{source}`, phone has `{target}`"))
        }
        (None, Some(_)) => Finding::Missing(format!("{what} of the source is not known")),
        (Some(_), None) => Finding::Missing(format!("{what} of the target is not known")),
        (None, None) => Finding::Missing(format!("{what} is not known")),
    }
}

/// `gx7` of `cpm.gx7.10xlarge`.
fn family(phone: &Phone) -> Option<&str> {
    phone.server_type.as_deref()?.split('.').nth(1).filter(|family| !family.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use phonevault_core::phone::Power;

    fn phone(version: &str, kind: &str, server: &str, android: &str) -> Phone {
        let given = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        Phone {
            image_version: given(version),
            image_kind: given(kind),
            server_type: given(server),
            android: given(android),
            ..Phone::new("acp-1".into(), Power::Running)
        }
    }

    #[test]
    fn every_row_of_the_table() {
        let source = phone("3.5.3.900", "System", "cpm.gx7.10xlarge", "Android 12");
        let verdict = |target: Phone| restorable(&source, &target);
        let same = phone("3.5.3.900", "System", "cpm.gx7.2xlarge", "Android 12");
        assert_eq!(verdict(same), Compatibility::Ready);
        for (target, word) in [
            (phone("3.5.3.901", "System", "cpm.gx7.10xlarge", "Android 12"), "image version"),
            (phone("3.5.3.900", "User", "cpm.gx7.10xlarge", "Android 12"), "origin"),
            (phone("3.5.3.900", "System", "cpm.gx8.16xlarge", "Android 12"), "architecture"),
            (phone("", "User", "", ""), "origin"),
        ] {
            let Compatibility::Refused(text) = verdict(target) else { panic!("{word}") };
            assert!(text.contains(word), "{text}");
        }
        for target in [
            phone("", "System", "cpm.gx7.10xlarge", "Android 12"),
            phone("3.5.3.900", "", "cpm.gx7.10xlarge", "Android 12"),
            phone("3.5.3.900", "System", "", "Android 12"),
            phone("3.5.3.900", "System", "cpm", "Android 12"),
        ] {
            assert!(matches!(verdict(target), Compatibility::CannotTell(_)));
        }
        let newer = phone("3.5.3.900", "System", "cpm.gx7.10xlarge", "Android 14");
        assert!(matches!(verdict(newer), Compatibility::Warning(_)));
    }
}
