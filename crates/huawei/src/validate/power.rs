//! Rules of stop, restart and reset (reference 2.4).

use phonevault_core::validate::Violations;

use super::fields::{check_id, check_phones};
use super::{Check, Rules};
use crate::models::{ResetCloudPhoneRequest, RestartCloudPhoneRequest, StopCloudPhoneRequest};

impl Check for StopCloudPhoneRequest {
    fn check(&self, rules: Rules<'_>, violations: &mut Violations) {
        check_phones(
            "phone_ids",
            self.phone_ids.iter().map(|id| &**id),
            |index| format!("phone_ids[{index}]"),
            (rules.limits.phones_per_power, "phones_per_power"),
            violations,
        );
    }
}

impl Check for RestartCloudPhoneRequest {
    fn check(&self, rules: Rules<'_>, violations: &mut Violations) {
        let phones = self.phones.iter().map(|phone| (&*phone.phone_id, phone.property.as_deref()));
        check_settings(self.image_id.as_deref(), phones, rules, violations);
    }
}

impl Check for ResetCloudPhoneRequest {
    fn check(&self, rules: Rules<'_>, violations: &mut Violations) {
        let phones = self.phones.iter().map(|phone| (&*phone.phone_id, phone.property.as_deref()));
        check_settings(self.image_id.as_deref(), phones, rules, violations);
    }
}

/// Phones that get an image and settings of their own.
fn check_settings<'a>(
    image: Option<&str>,
    phones: impl ExactSizeIterator<Item = (&'a str, Option<&'a str>)> + Clone,
    rules: Rules<'_>,
    violations: &mut Violations,
) {
    if let Some(image) = image {
        violations.check("image_id", check_id(image));
    }
    check_phones(
        "phones",
        phones.clone().map(|(phone, _)| phone),
        |index| format!("phones[{index}].phone_id"),
        (rules.limits.phones_per_power, "phones_per_power"),
        violations,
    );
    for (index, (_, property)) in phones.enumerate() {
        let document = property.map(serde_json::from_str::<serde_json::Value>);
        violations.require(
            document.is_none_or(|document| document.is_ok_and(|document| document.is_object())),
            format_args!("phones[{index}].property"),
            "must be a JSON object as text",
        );
    }
}
