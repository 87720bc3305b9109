//! Which data fits on which phone: the rule of the Android direction, and how far it is enforced (reference 8).

use crate::settings::HuaweiSettings;
use crate::world::Phone;

/// What an export notes about its phone beside the object.
pub(super) fn origin(phone: &Phone) -> String {
    format!("{}/{}", phone.android, phone.server_type)
}

/// Why the data of an object does not fit on a phone, by the note of its export.
///
/// # Errors
/// In words.
pub(super) fn check(origin: &str, phone: &Phone, settings: &HuaweiSettings) -> Result<(), String> {
    let (android, label) = origin.split_once('/').unwrap_or((origin, ""));
    if settings.refuse_older_android && is_newer(android, &phone.android, settings.compare_minor) {
        return Err(format!("data of Android {android} cannot be restored on Android {}", phone.android));
    }
    if settings.refuse_other_label && label != phone.server_type {
        return Err(format!(
            "data of the hardware family {label} cannot be restored on {}",
            phone.server_type
        ));
    }
    Ok(())
}

/// Whether one Android release is later than another, by its first number or by all of them.
pub(super) fn is_newer(one: &str, other: &str, minor: bool) -> bool {
    let numbers = |text: &str| -> Vec<u32> {
        let mut all: Vec<u32> = text.split('.').map(|number| number.parse().unwrap_or(0)).collect();
        if !minor {
            all.truncate(1);
        }
        while all.last() == Some(&0) {
            all.pop();
        }
        all
    };
    numbers(one) > numbers(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_by_the_first_number_or_all() {
        assert!(is_newer("11", "9", false) && !is_newer("9", "11", false) && !is_newer("9", "9", false));
        assert!(!is_newer("7.1.1", "7.0", false) && is_newer("7.1.1", "7.0", true));
        assert!(!is_newer("7.0", "7", true) && !is_newer("7", "7.0.0", true));
        assert!(is_newer("10", "9.9", true));
    }
}
