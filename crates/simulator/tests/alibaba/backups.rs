//! Each backup with its restore, under both forms of archive.

use phonevault_simulator::{AlibabaArchive, Settings};
use serde_json::json;

use super::cloud::{Cloud, Files};

const FORMS: [AlibabaArchive; 2] = [AlibabaArchive::Adb, AlibabaArchive::Opaque];
const ENDPOINT: (&str, &str) = ("UploadEndpoint", "oss-cn-shanghai-internal.aliyuncs.com");
const APP: &str = "com.example.notes";

fn cloud(form: AlibabaArchive) -> Cloud {
    Cloud::new(Settings { alibaba_archive: form, ..Settings::default() })
}

/// A cloud with one phone of this side.
fn single(form: AlibabaArchive) -> Cloud {
    Cloud::with_phones(2, Settings { alibaba_archive: form, ..Settings::default() })
}

fn below<'a>(files: &'a Files, path: &str) -> Vec<(&'a String, &'a String)> {
    let prefix = format!("{path}/");
    files.iter().filter(|(name, _)| name.starts_with(&prefix) || *name == path).collect()
}

#[test]
fn an_app_comes_back_with_its_code_and_data() {
    for form in FORMS {
        let cloud = single(form);
        let phone = &cloud.phones()[0];
        let before = cloud.files(phone);
        let data = format!("/data/data/{APP}");
        assert!(below(&before, &data).len() > 3, "the app has data");
        let backup = cloud.run(
            "BackupApp",
            &[
                ("AndroidInstanceIdList.1", phone),
                ("SourceAppList.1", APP),
                ENDPOINT,
                ("BackupFilePath", &cloud.folder()),
            ],
        );

        cloud.delete_file(phone, &data);
        cloud.put_file(phone, &format!("{data}/files/new.txt"), "written after the backup");
        cloud.put_file(phone, "/data/media/0/Download/other.txt", "nothing of the app");
        let damaged = cloud.files(phone);
        assert_ne!(damaged, before);

        cloud.restore("RecoverApp", phone, &backup);
        let mut after = cloud.files(phone);
        assert!(after.remove("/data/media/0/Download/other.txt").is_some(), "other files stay");
        assert_eq!(after, before, "{form:?}: what was written after the backup went with the old app");
        assert!(cloud.apps(phone).contains(&APP.to_owned()));
        assert_eq!(cloud.status(phone), "RUNNING");
    }
}

#[test]
fn an_app_can_be_moved_to_several_phones() {
    let cloud = cloud(AlibabaArchive::Adb);
    let phones = cloud.phones();
    let app = cloud.apps(&phones[0]).into_iter().find(|app| !cloud.apps(&phones[1]).contains(app)).unwrap();
    let folder = cloud.folder();
    let backup = cloud.run(
        "BackupApp",
        &[
            ("AndroidInstanceIdList.1", &phones[0]),
            ("SourceAppList.1", &app),
            ENDPOINT,
            ("BackupFilePath", &folder),
        ],
    );
    let file = cloud.file(&backup["Data"][0]["BackupFileId"]);
    let answer = cloud.run(
        "RecoverApp",
        &[
            ("AndroidInstanceIdList.1", &phones[0]),
            ("AndroidInstanceIdList.2", &phones[1]),
            ("BackupFileId", file["BackupFileId"].as_str().unwrap()),
            ("BackupFilePath", file["BackupFilePath"].as_str().unwrap()),
            ("UploadType", "OSS"),
        ],
    );
    assert_eq!(answer["Count"], 2);
    assert!(cloud.apps(&phones[1]).contains(&app));
    let data = format!("/data/data/{app}");
    assert_eq!(below(&cloud.files(&phones[1]), &data), below(&cloud.files(&phones[0]), &data));
}

#[test]
fn chosen_paths_come_back_and_what_is_excluded_stays_out() {
    for form in FORMS {
        let cloud = single(form);
        let phone = &cloud.phones()[0];
        cloud.put_file(phone, "/data/media/0/Download/说明 1.txt", "读我");
        cloud.put_file(phone, "/data/media/0/Download/tmp/junk", "junk");
        let before = cloud.files(phone);
        let backup = cloud.run(
            "BackupFile",
            &[
                ("AndroidInstanceIdList.1", phone),
                ("SourceFilePathList.1", "/data/media/0/Download/"),
                ("SourceFilePathList.2", "/data/media/0/DCIM"),
                ("SourceAppList.1", APP),
                ("ExcludeSourceFilePathList.1", "/data/media/0/Download/tmp"),
                ("BackupFilePath", &cloud.folder()),
                ("BackupAll", "False"),
            ],
        );
        for path in ["/data/media/0/Download", "/data/media/0/DCIM", "/data/data/com.example.notes"] {
            cloud.delete_file(phone, path);
        }
        cloud.put_file(phone, "/data/media/0/Download/new.txt", "new");
        cloud.restore("RecoveryFile", phone, &backup);

        let mut expected = before.clone();
        expected.retain(|path, _| !path.starts_with("/data/media/0/Download/tmp"));
        let mut after = cloud.files(phone);
        assert!(
            after.remove("/data/media/0/Download/new.txt").is_some(),
            "files are laid over, not replaced"
        );
        assert_eq!(after, expected, "{form:?}");
    }
}

#[test]
fn everything_can_be_backed_up_as_files() {
    let cloud = single(AlibabaArchive::Opaque);
    let phone = &cloud.phones()[0];
    let before = cloud.files(phone);
    let backup = cloud.run(
        "BackupFile",
        &[("AndroidInstanceIdList.1", phone), ("BackupAll", "true"), ("BackupFilePath", &cloud.folder())],
    );
    let file = cloud.file(&backup["Data"][0]["BackupFileId"]);
    assert_eq!(file["BackupAll"], true);
    cloud.delete_file(phone, "/data");
    cloud.restore("RecoveryFile", phone, &backup);
    assert_eq!(cloud.files(phone), before);
}

#[test]
fn a_whole_phone_is_replaced_and_restarted() {
    for form in FORMS {
        let cloud = cloud(form);
        let phones = cloud.phones();
        let before = cloud.files(&phones[0]);
        let apps = cloud.apps(&phones[0]);
        let backup = cloud.run(
            "BackupAndroidInstance",
            &[("AndroidInstanceIdList.1", &phones[0]), ENDPOINT, ("BackupFilePath", &cloud.folder())],
        );
        // To another phone: nothing of its own content may be left.
        assert_ne!(cloud.files(&phones[1]), before);
        let file = cloud.file(&backup["Data"][0]["BackupFileId"]);
        cloud.ok(
            "RecoverAndroidInstance",
            &[
                ("AndroidInstanceIdList.1", &phones[1]),
                ("BackupFilePath", file["BackupFilePath"].as_str().unwrap()),
                ("UploadType", "OSS"),
            ],
        );
        assert_eq!(cloud.status(&phones[1]), "RECOVERING");
        cloud.finish();
        assert_eq!(cloud.files(&phones[1]), before, "{form:?}");
        assert_eq!(cloud.apps(&phones[1]), apps);
        assert_eq!(cloud.status(&phones[1]), "RUNNING");
    }
}

#[test]
fn a_restore_by_path_alone_needs_no_record() {
    let cloud = single(AlibabaArchive::Adb);
    let phone = &cloud.phones()[0];
    let before = cloud.files(phone);
    let full = format!("oss://{}/one/说明.ab", cloud.bucket);
    cloud.run(
        "BackupFile",
        &[
            ("AndroidInstanceIdList.1", phone),
            ("SourceFilePathList.1", "/data/media/0"),
            ("BackupFilePath", &full),
        ],
    );
    // A copy under another name has no record at all.
    let bytes = cloud.oss("GET", &format!("/{}/one/%E8%AF%B4%E6%98%8E.ab", cloud.bucket), &[], b"");
    let bytes = bytes.read_all().unwrap();
    assert!(bytes.starts_with(b"ANDROID BACKUP\n5\n1\nnone\n"));
    assert_eq!(cloud.oss("PUT", &format!("/{}/copy.ab", cloud.bucket), &[], &bytes).status, 200);
    for place in [full, format!("oss://{}/copy.ab", cloud.bucket)] {
        cloud.delete_file(phone, "/data/media/0");
        cloud.run(
            "RecoveryFile",
            &[
                ("AndroidInstanceIdList.1", phone),
                ("BackupFilePath", &place),
                ("UploadType", "OSS"),
                ENDPOINT,
            ],
        );
        assert_eq!(cloud.files(phone), before, "{place}");
    }
}

#[test]
fn a_stopped_phone_is_stopped_again_after_its_backup() {
    let cloud = single(AlibabaArchive::Adb);
    let phone = &cloud.phones()[0];
    cloud.run("StopAndroidInstance", &[("AndroidInstanceIds.1", phone), ("ForceStop", "false")]);
    assert_eq!(cloud.status(phone), "STOPPED");
    cloud.run(
        "BackupApp",
        &[
            ("AndroidInstanceIdList.1", phone),
            ("SourceAppList.1", APP),
            ENDPOINT,
            ("BackupFilePath", &cloud.folder()),
        ],
    );
    assert_eq!(cloud.status(phone), "STOPPED");
    cloud.run("StartAndroidInstance", &[("AndroidInstanceIds.1", phone)]);
    assert_eq!(cloud.status(phone), "RUNNING");
    let ledger = cloud.ledger(phone);
    let actions: Vec<&str> = ledger.iter().map(|(action, _)| action.as_str()).collect();
    assert_eq!(actions, ["stop", "backup", "start"]);
    assert!(ledger.iter().all(|(_, result)| result == "succeeded"));
}

#[test]
fn folder_and_object_names_follow_the_rule() {
    let cloud = cloud(AlibabaArchive::Adb);
    let phones = cloud.phones();
    let folder = cloud.folder();
    let parameters = [
        ("AndroidInstanceIdList.1", phones[0].as_str()),
        ("AndroidInstanceIdList.2", phones[1].as_str()),
        ("SourceAppList.1", APP),
        ("BackupFilePath", &folder),
        ("BackupFileName", "nightly A+B~1"),
        ("Description", "说明 100% *"),
        ENDPOINT,
    ];
    let answer = cloud.run("BackupApp", &parameters);
    assert_eq!(answer["Count"], 2);
    for (number, phone) in phones.iter().enumerate() {
        let data = &answer["Data"][number];
        assert_eq!(data["AndroidInstanceId"], phone.as_str());
        assert_eq!(data["BackupFileName"], "nightly A+B~1");
        let file = cloud.file(&data["BackupFileId"]);
        assert_eq!(file["Description"], "说明 100% *");
        assert_eq!(file["Status"], "AVAILABLE");
        assert_eq!(file["SourceAppInfoList"], json!([APP]));
        assert!(file["FileSize"].as_u64().unwrap() > 1000);
        assert_eq!(file["TaskId"], data["TaskId"]);
        assert_eq!(file["SystemVersion"], "Android 12");
        let path = file["BackupFilePath"].as_str().unwrap();
        let digits = path.strip_prefix(&format!("{folder}{phone}_")).unwrap().strip_suffix(".ab").unwrap();
        assert!(digits.len() == 14 && digits.bytes().all(|byte| byte.is_ascii_digit()), "{path}");
    }
}

#[test]
fn two_backups_in_one_second_do_not_share_an_object() {
    let timing = phonevault_simulator::Timing {
        queue: std::time::Duration::ZERO,
        transfer_base: std::time::Duration::ZERO,
        transfer_per_mib: std::time::Duration::ZERO,
        ..phonevault_simulator::Timing::default()
    };
    let cloud = Cloud::with_phones(2, Settings { timing, ..Settings::default() });
    let phone = &cloud.phones()[0];
    let mut paths = Vec::new();
    for _ in 0..3 {
        let answer = cloud.ok(
            "BackupApp",
            &[
                ("AndroidInstanceIdList.1", phone),
                ("SourceAppList.1", APP),
                ENDPOINT,
                ("BackupFilePath", &cloud.folder()),
            ],
        );
        cloud.universe.settle();
        // Work never begins in the moment in which it is accepted.
        cloud.clock.advance(std::time::Duration::from_millis(1));
        paths.push(cloud.file(&answer["Data"][0]["BackupFileId"])["BackupFilePath"].to_string());
    }
    paths.dedup();
    assert_eq!(paths.len(), 3, "{paths:?}");
}
