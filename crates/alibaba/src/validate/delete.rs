//! DeleteBackupFile.

use phonevault_core::validate::Violations;

use super::{Check, Rules, fields};
use crate::models::DeleteBackupFileRequest;

impl Check for DeleteBackupFileRequest {
    fn check(&self, rules: Rules<'_>, violations: &mut Violations) {
        let (field, ids) = ("BackupFileIdList", &self.backup_file_id_list);
        violations.count(field, ids.len(), None);
        let most = rules.settings.backups_per_delete;
        violations.require(
            ids.len() <= most,
            field,
            format_args!(
                "has {} items, at most {most} are assumed to be allowed in one call (a guess, INFERRED: change the \
                 setting `backups_per_delete`)",
                ids.len()
            ),
        );
        fields::id_list(field, ids, violations);
    }
}
