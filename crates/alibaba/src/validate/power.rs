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

impl Check for StartAndroidInstanceRequest {
    fn check(&self, rules: Rules<'_>, violations: &mut Violations) {
        phones(&self.android_instance_ids, rules, violations);
    }
}

impl Check for StopAndroidInstanceRequest {
    fn check(&self, rules: Rules<'_>, violations: &mut Violations) {
        phones(&self.android_instance_ids, rules, violations);
    }
}

impl Check for RebootAndroidInstancesInGroupRequest {
    fn check(&self, rules: Rules<'_>, violations: &mut Violations) {
        phones(&self.android_instance_ids, rules, violations);
    }
}
