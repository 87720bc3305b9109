//! From the vendor's records to phones and backups as every cloud describes them.

use phonevault_core::cloud::{Backup, BackupState};
use phonevault_core::location::Location;
use phonevault_core::phone::{Phone, PhoneId, Power};
use phonevault_core::scope::ScopeKind;
use phonevault_core::store_rules::StoreRules;
use phonevault_core::timestamp;

use crate::models::{AndroidInstance, AndroidInstanceStatus, BackupFileRecord, BackupFileStatus};
use crate::settings::Settings;
use crate::store_rules::OssRules;

/// What stands for a state that the service left out.
const NOT_GIVEN: &str = "not given";

pub(crate) fn phone_of(instance: AndroidInstance) -> Phone {
    let power = power_of(instance.android_instance_status.as_ref());
    // The figure of an earlier job stays there: it means something only while one runs.
    let progress = match power {
        Power::Busy(_) => instance.rate.and_then(|rate| u8::try_from(rate).ok()).filter(|rate| *rate <= 100),
        _ => None,
    };
    Phone {
        name: given(instance.android_instance_name),
        android: given(instance.system_version),
        image_id: given(instance.image_id),
        image_version: given(instance.image_version),
        image_kind: given(instance.biz_image_type),
        server_type: given(instance.server_type),
        region: given(instance.region_id),
        progress,
        last_error: given(instance.error_code),
        ..Phone::new(PhoneId::new(instance.android_instance_id), power)
    }
}

fn power_of(status: Option<&AndroidInstanceStatus>) -> Power {
    use AndroidInstanceStatus as Status;
    let Some(status) = status else {
        return Power::Other(NOT_GIVEN.to_owned());
    };
    let text = status.as_str().to_owned();
    match status {
        Status::Running => Power::Running,
        Status::Stopped => Power::Stopped,
        Status::Creating | Status::Starting | Status::Stopping | Status::Rebooting | Status::Resetting => {
            Power::Changing(text)
        }
        Status::Backuping | Status::Recovering => Power::Busy(text),
        Status::BackupFailed | Status::RecoverFailed => Power::Failed(text),
        Status::Failed | Status::Unavailable | Status::Deleting | Status::Deleted => Power::Unusable(text),
        Status::Other(_) => Power::Other(text),
    }
}

/// A backup as the service recorded it. Without a usable path the location has no bucket, so that nothing can be
/// restored from it by mistake.
pub(crate) fn backup_of(record: BackupFileRecord, settings: &Settings) -> Backup {
    let location = location_of(&record).unwrap_or_else(|| Location::new(OssRules.scheme(), "", ""));
    let bytes = record.file_size.and_then(|size| u64::try_from(size).ok());
    Backup {
        state: state_of(record.status.as_ref()),
        scope: scope_of(&record),
        location,
        id: given(Some(record.backup_file_id)),
        name: given(record.backup_file_name),
        phone: given(record.android_instance_id).map(PhoneId::new),
        android: given(record.system_version),
        store_endpoint: given(record.upload_endpoint),
        bytes: bytes.and_then(|bytes| bytes.checked_mul(settings.file_size_unit)),
        created: record.gmt_created.as_deref().and_then(|text| {
            timestamp::parse_zoneless(text, settings.zoneless_offset_hours)
                .or_else(|| timestamp::parse_rfc3339(text))
        }),
    }
}

/// The object of a record, or the folder if that is all it says.
pub(crate) fn location_of(record: &BackupFileRecord) -> Option<Location> {
    let location = record.backup_file_path.as_deref()?.parse::<Location>().ok()?;
    Some(location).filter(|location| location.scheme == OssRules.scheme())
}

fn state_of(status: Option<&BackupFileStatus>) -> BackupState {
    use BackupFileStatus as Status;
    let Some(status) = status else {
        return BackupState::Other(NOT_GIVEN.to_owned());
    };
    let text = status.as_str().to_owned();
    match status {
        Status::Available => BackupState::Available,
        Status::Backuping | Status::Recovering | Status::Deleting => BackupState::Changing(text),
        Status::PartBackupFinished => BackupState::Partial,
        Status::BackupFailed => BackupState::Failed(text),
        // Only the last restore failed. Whether the file is intact is not stated, so neither is assumed.
        Status::RecoveryFailed | Status::Other(_) => BackupState::Other(text),
    }
}

/// INFERRED: the record does not name the call that made it, only what was asked for.
fn scope_of(record: &BackupFileRecord) -> Option<ScopeKind> {
    let any = |list: &Option<Vec<String>>| list.as_ref().is_some_and(|list| !list.is_empty());
    if record.backup_all == Some(true) {
        Some(ScopeKind::Whole)
    } else if any(&record.source_file_path_list) {
        Some(ScopeKind::Paths)
    } else if any(&record.source_app_info_list) {
        Some(ScopeKind::Apps)
    } else {
        None
    }
}

fn given(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn instance(status: &str) -> Phone {
        phone_of(AndroidInstance {
            android_instance_id: "acp-1".into(),
            android_instance_status: Some(status.into()),
            rate: Some(40),
            ..Default::default()
        })
    }

    #[test]
    fn states_of_phones_and_progress_only_while_something_runs() {
        assert_eq!(instance("RUNNING").power, Power::Running);
        assert_eq!(instance("RUNNING").progress, None);
        assert_eq!(instance("BACKUPING").power, Power::Busy("BACKUPING".into()));
        assert_eq!(instance("BACKUPING").progress, Some(40));
        assert_eq!(instance("RECOVER_FAILED").power, Power::Failed("RECOVER_FAILED".into()));
        assert_eq!(instance("FAILED").power, Power::Unusable("FAILED".into()));
        assert_eq!(instance("FROZEN").power, Power::Other("FROZEN".into()));
        assert_eq!(phone_of(AndroidInstance::default()).power, Power::Other("not given".into()));
    }

    #[test]
    fn states_scopes_and_times_of_backups() {
        let read = |status: &str, change: fn(&mut BackupFileRecord)| {
            let mut record = BackupFileRecord {
                backup_file_id: "bf-1".into(),
                status: Some(status.into()),
                gmt_created: Some("2026-01-02 11:04:05".into()),
                file_size: Some(7),
                ..Default::default()
            };
            change(&mut record);
            backup_of(record, &Settings::default())
        };
        assert_eq!(read("AVAILABLE", |_| {}).state, BackupState::Available);
        assert_eq!(read("PART_BACKUP_FINISHED", |_| {}).state, BackupState::Partial);
        assert_eq!(read("RECOVERY_FAILED", |_| {}).state, BackupState::Other("RECOVERY_FAILED".into()));
        assert_eq!(read("RECOVERING", |_| {}).state, BackupState::Changing("RECOVERING".into()));
        assert_eq!(read("AVAILABLE", |_| {}).scope, None);
        assert_eq!(read("AVAILABLE", |r| r.backup_all = Some(true)).scope, Some(ScopeKind::Whole));
        let apps = read("AVAILABLE", |r| {
            r.source_app_info_list = Some(vec!["com.example.a".into()]);
            r.source_file_path_list = Some(Vec::new());
        });
        assert_eq!((apps.scope, apps.bytes), (Some(ScopeKind::Apps), Some(7)));
        assert_eq!(apps.created, timestamp::parse_rfc3339("2026-01-02T03:04:05Z"));
        assert_eq!(apps.location.to_string(), "oss:///");
        let folder = read("AVAILABLE", |r| r.backup_file_path = Some("oss://b-1/dir/".into()));
        assert_eq!(folder.location.to_string(), "oss://b-1/dir/");
    }
}
