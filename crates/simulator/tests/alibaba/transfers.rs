//! Choices about backups and restores: both sides of each.

use phonevault_simulator::{AlibabaSettings, Settings};
use serde_json::{Value, json};

use super::cloud::Cloud;

const ENDPOINT: (&str, &str) = ("UploadEndpoint", "oss-cn-shanghai.aliyuncs.com");
const APP: (&str, &str) = ("SourceAppList.1", "com.example.notes");

fn cloud(change: impl FnOnce(&mut AlibabaSettings)) -> Cloud {
    let mut settings = Settings::default();
    change(&mut settings.alibaba);
    Cloud::with_phones(6, settings)
}

fn backup<'a>(phone: &'a str, place: &'a str) -> [(&'a str, &'a str); 4] {
    [("AndroidInstanceIdList.1", phone), APP, ENDPOINT, ("BackupFilePath", place)]
}

/// A backup that is over; gives its file.
fn saved(cloud: &Cloud, phone: &str) -> Value {
    let answer = cloud.run("BackupApp", &backup(phone, &cloud.folder()));
    cloud.file(&answer["Data"][0]["BackupFileId"])
}

fn restore<'a>(phone: &'a str, file: &'a Value) -> [(&'a str, &'a str); 4] {
    [
        ("AndroidInstanceIdList.1", phone),
        ("BackupFileId", file["BackupFileId"].as_str().unwrap()),
        ("BackupFilePath", file["BackupFilePath"].as_str().unwrap()),
        ("UploadType", "OSS"),
    ]
}

#[test]
fn a_stopped_phone_may_boot_for_its_backup_and_stay_on() {
    use std::time::Duration;
    for (boots, stays_on) in [(false, false), (true, false), (true, true), (false, true)] {
        let cloud = cloud(|settings| {
            settings.boots_for_backup = boots;
            settings.running_after_backup = stays_on;
        });
        let phone = &cloud.phones()[0];
        cloud.run("StopAndroidInstance", &[("AndroidInstanceIds.1", phone)]);
        cloud.ok("BackupApp", &backup(phone, &cloud.folder()));
        cloud.universe.settle();
        let mut seen = vec![cloud.status(phone)];
        for _ in 0..60 {
            cloud.clock.advance(Duration::from_millis(50));
            let now = cloud.status(phone);
            if seen.last() != Some(&now) {
                seen.push(now);
            }
        }
        let wanted: &[&str] = match (boots, stays_on) {
            (false, false) => &["BACKUPING", "STOPPED"],
            (false, true) => &["BACKUPING", "RUNNING"],
            (true, false) => &["STARTING", "BACKUPING", "STOPPING", "STOPPED"],
            (true, true) => &["STARTING", "BACKUPING", "RUNNING"],
        };
        assert_eq!(seen, wanted);
    }
}

#[test]
fn an_object_is_overwritten_or_not() {
    for overwrite in [true, false] {
        let cloud = cloud(|settings| settings.overwrite_objects = overwrite);
        let phone = &cloud.phones()[0];
        let place = format!("oss://{}/one.ab", cloud.bucket);
        cloud.oss("PUT", &format!("/{}/one.ab", cloud.bucket), &[], b"mine");
        let bytes = || cloud.oss("GET", &format!("/{}/one.ab", cloud.bucket), &[], b"").read_all().unwrap();
        if overwrite {
            cloud.run("BackupApp", &backup(phone, &place));
            assert_ne!(bytes(), b"mine");
        } else {
            assert_eq!(cloud.run_failing("BackupApp", &backup(phone, &place)), "ObjectAlreadyExists");
            assert_eq!(bytes(), b"mine");
            assert_eq!(cloud.status(phone), "BACKUP_FAILED");
        }
    }
}

#[test]
fn foreign_buckets_fail_by_their_name_or_by_not_being_there() {
    for (prefix, code) in [(false, "BucketNotFound"), (true, "InvalidBucketName")] {
        let cloud = cloud(|settings| settings.need_bucket_prefix = prefix);
        let phone = &cloud.phones()[0];
        assert_eq!(cloud.run_failing("BackupApp", &backup(phone, "oss://other-bucket/x/")), code);
        cloud.edit(phone, &json!({"power": "running"}));
        let from = [
            ("AndroidInstanceIdList.1", phone.as_str()),
            ("BackupFilePath", "oss://other-bucket/x.ab"),
            ("UploadType", "OSS"),
            ENDPOINT,
        ];
        assert_eq!(cloud.run_failing("RecoveryFile", &from), code);
        cloud.edit(phone, &json!({"power": "running"}));
        saved(&cloud, phone);
    }
}

#[test]
fn what_is_missing_in_the_store_may_refuse_the_call() {
    let cloud = cloud(|settings| {
        settings.object_at_submission = true;
        settings.overwrite_objects = false;
    });
    let phone = &cloud.phones()[0];
    let code = |action: &str, parameters: &[(&str, &str)]| cloud.refused(action, parameters);
    assert_eq!(
        code("BackupApp", &backup(phone, "oss://other-bucket/x/")),
        (400, "BucketNotFound".to_owned())
    );
    let file = saved(&cloud, phone);
    let place = file["BackupFilePath"].as_str().unwrap();
    assert_eq!(code("BackupApp", &backup(phone, place)).1, "ObjectAlreadyExists");
    let by_path = |path| {
        [
            ("AndroidInstanceIdList.1", phone.as_str()),
            ("BackupFilePath", path),
            ("UploadType", "OSS"),
            ENDPOINT,
        ]
    };
    let nothing = format!("oss://{}/nothing.ab", cloud.bucket);
    assert_eq!(code("RecoveryFile", &by_path(&nothing)).1, "BackupFileNotFound");
    assert_eq!(code("RecoveryFile", &by_path("oss://other-bucket/x.ab")).1, "BucketNotFound");
    assert_eq!(cloud.ledger(phone).len(), 1);
    cloud.run("RecoverApp", &restore(phone, &file));
}

#[test]
fn incompatible_phones_fail_as_tasks_or_at_once_or_not_at_all() {
    for (enforce, at_once) in [(true, false), (true, true), (false, true)] {
        let cloud = cloud(|settings| {
            settings.enforce_compatibility = enforce;
            settings.compatibility_at_submission = at_once;
        });
        let phones = cloud.phones();
        let file = saved(&cloud, &phones[0]);
        for change in [
            json!({"image_version": "9.9.9.999"}),
            json!({"image_kind": "custom"}),
            json!({"server_type": "cpm.gx9.16xlarge"}),
        ] {
            let shown = cloud.admin("GET", &format!("/phones/{}", phones[0]), "");
            cloud.edit(&phones[0], &change);
            let call = restore(&phones[0], &file);
            match (enforce, at_once) {
                (true, true) => {
                    assert_eq!(cloud.refused("RecoverApp", &call), (400, "ImageNotCompatible".to_owned()));
                }
                (true, false) => assert_eq!(cloud.run_failing("RecoverApp", &call), "ImageNotCompatible"),
                _ => drop(cloud.run("RecoverApp", &call)),
            }
            let name = change.as_object().unwrap().keys().next().unwrap().clone();
            cloud.edit(&phones[0], &json!({name.as_str(): shown[&name], "power": "running"}));
        }
    }
}

#[test]
fn partial_files_are_restored_or_not() {
    for allowed in [true, false] {
        let cloud = cloud(|settings| {
            settings.partial_backups = true;
            settings.restore_partial_files = allowed;
        });
        let phone = &cloud.phones()[0];
        let folder = cloud.folder();
        let mut parameters = backup(phone, &folder).to_vec();
        parameters.push(("SourceAppList.2", "com.example.nobody"));
        let answer = cloud.ok("BackupApp", &parameters);
        cloud.finish();
        let file = cloud.file(&answer["Data"][0]["BackupFileId"]);
        assert_eq!(file["Status"], "PART_BACKUP_FINISHED");
        if allowed {
            cloud.run("RecoverApp", &restore(phone, &file));
            assert_eq!(cloud.file(&file["BackupFileId"])["Status"], "PART_BACKUP_FINISHED");
        } else {
            assert_eq!(cloud.refused("RecoverApp", &restore(phone, &file)).1, "IncorrectBackupFileStatus");
        }
    }
}

#[test]
fn what_the_file_restore_needs_is_a_setting() {
    for strict in [true, false] {
        let cloud = cloud(|settings| {
            settings.recovery_file_needs_endpoint = strict;
            settings.recovery_all_must_match = strict;
        });
        let phone = &cloud.phones()[0];
        let folder = cloud.folder();
        let id = ("AndroidInstanceIdList.1", phone.as_str());
        let made = cloud.run("BackupFile", &[id, ("BackupAll", "true"), ("BackupFilePath", &folder)]);
        let file = cloud.file(&made["Data"][0]["BackupFileId"]);
        assert_eq!(file["BackupAll"], true);
        let by_path =
            [id, ("BackupFilePath", file["BackupFilePath"].as_str().unwrap()), ("UploadType", "OSS")];
        let by_id = [id, ("BackupFileId", file["BackupFileId"].as_str().unwrap()), ("BackupAll", "false")];
        if strict {
            assert_eq!(cloud.refused("RecoveryFile", &by_path).1, "MissingParameter");
            assert_eq!(cloud.refused("RecoveryFile", &by_id).1, "InvalidParameter");
        } else {
            cloud.run("RecoveryFile", &by_path);
            cloud.run("RecoveryFile", &by_id);
        }
        cloud.run("RecoveryFile", &[id, by_id[1], ("BackupAll", "true")]);
        assert_eq!(cloud.refused("RecoveryFile", &[id]).1, "MissingParameter");
    }
}

#[test]
fn lists_and_texts_may_have_limits() {
    let open = cloud(|_| ());
    let phone = &open.phones()[0];
    let long = "x".repeat(5000);
    let mut parameters = backup(phone, "oss://cloudphone-saved-bucket-x/").to_vec();
    parameters.extend([("BackupFileName", long.as_str()), ("Description", long.as_str())]);
    open.ok("BackupApp", &parameters);

    let cloud = cloud(|settings| {
        settings.max_list_items = 1;
        settings.max_text_chars = 4;
    });
    let refused = |more: (&str, &str)| {
        let mut parameters = backup(phone, "oss://cloudphone-saved-bucket-x/").to_vec();
        parameters.push(more);
        cloud.call("BackupApp", &parameters).1["Code"] == "InvalidParameter"
    };
    assert!(refused(("SourceAppList.2", "b")));
    assert!(refused(("BackupFileName", "说明说明说")));
    assert!(refused(("Description", "12345")));
    assert!(!refused(("BackupFileName", "说明说明")));
}

#[test]
fn a_restore_that_does_not_fit_fails_and_changes_nothing() {
    let mut settings = Settings::default();
    settings.alibaba.no_space_code = "Full".to_owned();
    settings.capacity.storage_per_phone = 1;
    let cloud = Cloud::with_phones(2, settings);
    let phone = &cloud.phones()[0];
    let file = saved(&cloud, phone);
    let before = cloud.files(phone);
    assert_eq!(cloud.run_failing("RecoverApp", &restore(phone, &file)), "Full");
    assert_eq!(cloud.files(phone), before);
    assert_eq!(cloud.file(&file["BackupFileId"])["Status"], "RECOVERY_FAILED");
}
