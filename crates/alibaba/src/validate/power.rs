//! StartAndroidInstance, StopAndroidInstance, RebootAndroidInstancesInGroup.

use phonevault_core::validate::Violations;

use super::{Check, Rules, fields};
use crate::models::{
    RebootAndroidInstancesInGroupRequest, StartAndroidInstanceRequest, StopAndroidInstanceRequest,
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
