//! DescribeBackupFiles, DescribeTasks, DescribeAndroidInstances: filters.

use phonevault_core::validate::Violations;

use super::{Check, Rules, fields};
use crate::models::{DescribeAndroidInstancesRequest, DescribeBackupFilesRequest, DescribeTasksRequest};

impl Check for DescribeBackupFilesRequest {
    fn check(&self, _rules: Rules<'_>, violations: &mut Violations) {
        fields::optional_id("BackupFileId", self.backup_file_id.as_deref(), violations);
        fields::optional_id("AndroidInstanceId", self.android_instance_id.as_deref(), violations);
        fields::zoneless_time("StartTime", self.start_time.as_deref(), violations);
        fields::zoneless_time("EndTime", self.end_time.as_deref(), violations);
        fields::sale_mode(self.sale_mode.as_ref(), violations);
        fields::max_results(self.max_results, violations);
    }
}

impl Check for DescribeTasksRequest {
    fn check(&self, _rules: Rules<'_>, violations: &mut Violations) {
        for (field, id) in [
            ("InvokeId", &self.invoke_id),
            ("ParentTaskId", &self.parent_task_id),
            ("InstanceId", &self.instance_id),
        ] {
            fields::optional_id(field, id.as_deref(), violations);
        }
        fields::id_list("TaskIds", &self.task_ids, violations);
        fields::id_list("ResourceIds", &self.resource_ids, violations);
        violations.require(
            self.level.is_none_or(|level| (1..=2).contains(&level)),
            "Level",
            "must be 1 (batch) or 2 (single phone)",
        );
        fields::max_results(self.max_results, violations);
    }
}

impl Check for DescribeAndroidInstancesRequest {
    fn check(&self, _rules: Rules<'_>, violations: &mut Violations) {
        fields::id_list("AndroidInstanceIds", &self.android_instance_ids, violations);
        fields::non_empty_items("InstanceGroupIds", &self.instance_group_ids, violations);
        fields::sale_mode(self.sale_mode.as_ref(), violations);
        fields::one_of("SortKey", self.sort_key.as_deref(), &["CreationTime", "ExpiredTime"], violations);
        fields::one_of("SortType", self.sort_type.as_deref(), &["ASC", "DESC"], violations);
        fields::one_of("ChargeType", self.charge_type.as_deref(), &["PrePaid", "PostPaid"], violations);
        fields::max_results(self.max_results, violations);
    }
}
