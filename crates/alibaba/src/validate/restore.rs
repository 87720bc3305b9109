//! RecoverApp, RecoveryFile, RecoverAndroidInstance: the mandatory fields of the matrix 2.1 and the forms of their values.

use phonevault_core::validate::Violations;

use super::{Check, Rules, fields};
use crate::models::{RecoverAndroidInstanceRequest, RecoverAppRequest, RecoveryFileRequest, UploadType};

fn phones(ids: &[String], rules: Rules<'_>, violations: &mut Violations) {
    let most = rules.limits.phones_per_restore;
    fields::phones("AndroidInstanceIdList", ids, most, "phones_per_restore", violations);
}

fn store(host: Option<&str>, kind: Option<&UploadType>, needs_kind: bool, violations: &mut Violations) {
    if let Some(host) = host {
        fields::upload_endpoint(host, violations);
    }
    violations.require(kind.is_some() || !needs_kind, "UploadType", "is mandatory, and must be OSS");
    fields::upload_type(kind, violations);
}

impl Check for RecoverAppRequest {
    fn check(&self, rules: Rules<'_>, violations: &mut Violations) {
        phones(&self.android_instance_id_list, rules, violations);
        fields::mandatory("BackupFileId", &self.backup_file_id, violations);
        fields::restore_path(&self.backup_file_path, violations);
        store(self.upload_endpoint.as_deref(), self.upload_type.as_ref(), true, violations);
    }
}

impl Check for RecoveryFileRequest {
    fn check(&self, rules: Rules<'_>, violations: &mut Violations) {
        phones(&self.android_instance_id_list, rules, violations);
        fields::optional_id("BackupFileId", self.backup_file_id.as_deref(), violations);
        if let Some(path) = &self.backup_file_path {
            fields::restore_path(path, violations);
        }
        store(self.upload_endpoint.as_deref(), self.upload_type.as_ref(), false, violations);
        let whole_path =
            self.backup_file_path.is_some() && self.upload_endpoint.is_some() && self.upload_type.is_some();
        violations.require(
            self.backup_file_id.is_some() || whole_path || !rules.settings.recovery_file_needs_source,
            "BackupFileId",
            "the backup is not named: give BackupFileId, or BackupFilePath, UploadEndpoint and UploadType together \
             (a guess, INFERRED: switch it off with the setting `recovery_file_needs_source`)",
        );
    }
}

impl Check for RecoverAndroidInstanceRequest {
    fn check(&self, rules: Rules<'_>, violations: &mut Violations) {
        phones(&self.android_instance_id_list, rules, violations);
        fields::optional_id("BackupFileId", self.backup_file_id.as_deref(), violations);
        fields::restore_path(&self.backup_file_path, violations);
        store(self.upload_endpoint.as_deref(), self.upload_type.as_ref(), true, violations);
    }
}
