//! Rules of `batch_restore` (reference 1.2).

use phonevault_core::store_rules::Purpose;
use phonevault_core::validate::Violations;

use super::fields::{check_bucket, check_key, check_phones};
use super::{Check, Rules};
use crate::models::BatchRestoreRequest;

impl Check for BatchRestoreRequest {
    fn check(&self, rules: Rules<'_>, violations: &mut Violations) {
        check_phones(
            "restore_infos",
            self.restore_infos.iter().map(|info| &*info.phone_id),
            |index| format!("restore_infos[{index}].phone_id"),
            (rules.limits.phones_per_restore, "phones_per_restore"),
            violations,
        );
        // Most restores are from one bucket, whose name costs more to look at than all the rest of a phone.
        let mut good = None;
        for (index, info) in self.restore_infos.iter().enumerate() {
            let path = format_args!("restore_infos[{index}]");
            if good != Some(&info.bucket_name) && check_bucket(path, &info.bucket_name, violations) {
                good = Some(&info.bucket_name);
            }
            check_key(path, &info.object_path, Purpose::Read, violations);
        }
    }
}
