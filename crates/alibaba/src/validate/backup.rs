//! BackupApp, BackupFile, BackupAndroidInstance: the mandatory fields of the matrix 2.1 and the forms of their values.

use phonevault_core::validate::Violations;

use super::{Check, Rules, fields};
use crate::models::{BackupAndroidInstanceRequest, BackupAppRequest, BackupFileRequest};

const PHONES: &str = "AndroidInstanceIdList";

fn phones(ids: &[String], rules: Rules<'_>, violations: &mut Violations) {
    fields::phones(PHONES, ids, rules.limits.phones_per_backup, "phones_per_backup", violations);
}

impl Check for BackupAppRequest {
    fn check(&self, rules: Rules<'_>, violations: &mut Violations) {
        phones(&self.android_instance_id_list, rules, violations);
        violations.count("SourceAppList", self.source_app_list.len(), None);
        fields::packages("SourceAppList", &self.source_app_list, violations);
        fields::backup_path(&self.backup_file_path, self.android_instance_id_list.len(), violations);
        if fields::mandatory("UploadEndpoint", &self.upload_endpoint, violations) {
            fields::upload_endpoint(&self.upload_endpoint, violations);
        }
    }
}

impl Check for BackupFileRequest {
    fn check(&self, rules: Rules<'_>, violations: &mut Violations) {
        phones(&self.android_instance_id_list, rules, violations);
        fields::backup_path(&self.backup_file_path, self.android_instance_id_list.len(), violations);
        fields::packages("SourceAppList", &self.source_app_list, violations);
        fields::paths("SourceFilePathList", &self.source_file_path_list, violations);
        fields::paths("ExcludeSourceFilePathList", &self.exclude_source_file_path_list, violations);
        if let Some(host) = &self.upload_endpoint {
            fields::upload_endpoint(host, violations);
        }
        fields::upload_type(self.upload_type.as_ref(), violations);
        let selects = !self.source_file_path_list.is_empty()
            || !self.source_app_list.is_empty()
            || self.backup_all == Some(true);
        violations.require(
            selects || !rules.settings.backup_file_needs_selection,
            "SourceFilePathList",
            "nothing is selected: give SourceFilePathList, SourceAppList or BackupAll (a guess, INFERRED: switch it \
             off with the setting `backup_file_needs_selection`)",
        );
    }
}

impl Check for BackupAndroidInstanceRequest {
    fn check(&self, rules: Rules<'_>, violations: &mut Violations) {
        phones(&self.android_instance_id_list, rules, violations);
        fields::backup_path(&self.backup_file_path, self.android_instance_id_list.len(), violations);
        if fields::mandatory("UploadEndpoint", &self.upload_endpoint, violations) {
            fields::upload_endpoint(&self.upload_endpoint, violations);
        }
    }
}
