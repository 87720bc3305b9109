//! StartAndroidInstance, StopAndroidInstance, RebootAndroidInstancesInGroup, ResetAndroidInstancesInGroup.

use phonevault_core::validate::Violations;

use super::{Check, Rules, fields};
use crate::models::{
    RebootAndroidInstancesInGroupRequest, ResetAndroidInstancesInGroupRequest, StartAndroidInstanceRequest,
    StopAndroidInstanceRequest,
};

fn phones(ids: &[String], rules: Rules<'_>, violations: &mut Violations) {
    let most = rules.limits.phones_per_power;
    fields::phones("AndroidInstanceIds", ids, most, "phones_per_power", violations);
}

/// Writes the check of a power request; all of them have the same list of phones.
macro_rules! check_power {
    ($($request:ident),+) => {
        $(impl Check for $request {
            fn check(&self, rules: Rules<'_>, violations: &mut Violations) {
                phones(&self.android_instance_ids, rules, violations);
                fields::sale_mode(self.sale_mode.as_ref(), violations);
            }
        })+
    };
}

check_power!(StartAndroidInstanceRequest, StopAndroidInstanceRequest, RebootAndroidInstancesInGroupRequest);

impl Check for ResetAndroidInstancesInGroupRequest {
    fn check(&self, rules: Rules<'_>, violations: &mut Violations) {
        phones(&self.android_instance_ids, rules, violations);
        fields::sale_mode(self.sale_mode.as_ref(), violations);
        violations.require(
            self.target_data_disk_size.is_none_or(|size| size > 0),
            "TargetDataDiskSize",
            "must be more than 0",
        );
    }
}
