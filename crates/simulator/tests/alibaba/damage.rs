//! Tasks that fail, and how phone, file and tasks look afterwards.

use phonevault_simulator::{AlibabaArchive, Settings};
use serde_json::json;

use super::cloud::Cloud;

const ENDPOINT: (&str, &str) = ("UploadEndpoint", "oss-cn-shanghai.aliyuncs.com");
const APP: (&str, &str) = ("SourceAppList.1", "com.example.notes");

#[test]
fn a_missing_source_path_fails_the_task() {
    let cloud = Cloud::with_phones(2, Settings::default());
    let phone = &cloud.phones()[0];
    let folder = cloud.folder();
    let id = ("AndroidInstanceIdList.1", phone.as_str());
    let into = ("BackupFilePath", folder.as_str());
    let code = cloud.run_failing(
        "BackupFile",
        &[id, ("SourceFilePathList.1", "/data/media"), ("SourceFilePathList.2", "/data/nothing"), into],
    );
    assert_eq!(code, "FilePathNotFound");
    assert_eq!(cloud.status(phone), "BACKUP_FAILED");
    let shown = cloud.ok("DescribeAndroidInstances", &[("AndroidInstanceIds.1", phone)]);
    assert_eq!(shown["InstanceModel"][0]["ErrorCode"], "FilePathNotFound");
    let files = cloud.ok("DescribeBackupFiles", &[("StatusList.1", "BACKUP_FAILED")]);
    assert_eq!(files["TotalCount"], 1);
    // The object never was there.
    let listed = cloud.oss("GET", &format!("/{}/?list-type=2", cloud.bucket), &[], b"");
    let listed = String::from_utf8(listed.read_all().unwrap()).unwrap();
    assert!(listed.contains("<KeyCount>0</KeyCount>"), "{listed}");
    // From here the phone can be started again.
    cloud.run("StartAndroidInstance", &[("AndroidInstanceIds.1", phone)]);
    assert_eq!(cloud.status(phone), "RUNNING");
}

#[test]
fn an_app_that_is_not_installed_fails_the_task() {
    let cloud = Cloud::with_phones(2, Settings::default());
    let phone = &cloud.phones()[0];
    let folder = cloud.folder();
    let code = cloud.run_failing(
        "BackupApp",
        &[
            ("AndroidInstanceIdList.1", phone),
            ("SourceAppList.1", "com.example.nobody"),
            ENDPOINT,
            ("BackupFilePath", &folder),
        ],
    );
    assert_eq!(code, "AppNotFound");
}

#[test]
fn by_setting_a_part_is_saved_and_is_no_success() {
    let mut settings = Settings::default();
    settings.alibaba.partial_backups = true;
    let cloud = Cloud::with_phones(2, settings);
    let phone = &cloud.phones()[0];
    let folder = cloud.folder();
    let answer = cloud.ok(
        "BackupFile",
        &[
            ("AndroidInstanceIdList.1", phone),
            ("SourceFilePathList.1", "/data/media/0"),
            ("SourceFilePathList.2", "/data/nothing"),
            ("BackupFilePath", &folder),
        ],
    );
    cloud.finish();
    let tasks = cloud.tasks(&answer["RequestId"]);
    assert_eq!(tasks[0]["TaskStatus"], "PartFinished");
    assert_eq!(tasks[1]["TaskStatus"], "PartFinished");
    assert!(tasks[1]["Result"].as_str().unwrap().contains("/data/nothing"));
    assert_eq!(cloud.file(&answer["Data"][0]["BackupFileId"])["Status"], "PART_BACKUP_FINISHED");
}

#[test]
fn a_bucket_that_is_not_there_fails_the_task() {
    let cloud = Cloud::with_phones(2, Settings::default());
    let phone = &cloud.phones()[0];
    let code = cloud.run_failing(
        "BackupApp",
        &[
            ("AndroidInstanceIdList.1", phone),
            APP,
            ENDPOINT,
            ("BackupFilePath", "oss://cloudphone-saved-bucket-nobody/x/"),
        ],
    );
    assert_eq!(code, "BucketNotFound");
}

#[test]
fn a_damaged_archive_leaves_the_files_and_says_so() {
    for form in [AlibabaArchive::Adb, AlibabaArchive::Opaque] {
        let cloud = Cloud::with_phones(2, Settings { alibaba_archive: form, ..Settings::default() });
        let phone = &cloud.phones()[0];
        let folder = cloud.folder();
        let id = ("AndroidInstanceIdList.1", phone.as_str());
        let answer = cloud.run("BackupApp", &[id, APP, ENDPOINT, ("BackupFilePath", &folder)]);
        let file = cloud.file(&answer["Data"][0]["BackupFileId"]);
        let path = file["BackupFilePath"].as_str().unwrap();
        let key = path.split_once(&format!("{}/", cloud.bucket)).unwrap().1;
        let body = json!({"cloud": "alibaba", "bucket": cloud.bucket, "key": key}).to_string();
        cloud.admin("POST", "/objects/corrupt", body);
        let before = cloud.files(phone);
        let code = cloud.run_failing(
            "RecoverApp",
            &[
                id,
                ("BackupFileId", file["BackupFileId"].as_str().unwrap()),
                ("BackupFilePath", path),
                ("UploadType", "OSS"),
            ],
        );
        assert_eq!(code, "BackupFileDamaged", "{form:?}");
        assert_eq!(cloud.status(phone), "RECOVER_FAILED");
        assert_eq!(cloud.files(phone), before);
        assert_eq!(cloud.file(&file["BackupFileId"])["Status"], "RECOVERY_FAILED");
    }
}

#[test]
fn what_is_no_backup_is_not_restored() {
    let cloud = Cloud::with_phones(2, Settings::default());
    let phone = &cloud.phones()[0];
    let place = |key: &str| format!("oss://{}/{key}", cloud.bucket);
    let restore = |action: &str, key: &str| {
        cloud.edit(phone, &json!({"power": "running"}));
        let place = place(key);
        let parameters = [
            ("AndroidInstanceIdList.1", phone.as_str()),
            ("BackupFilePath", place.as_str()),
            ("UploadType", "OSS"),
            ENDPOINT,
        ];
        cloud.run_failing(action, &parameters)
    };
    assert_eq!(restore("RecoveryFile", "nothing.ab"), "BackupFileNotFound");
    cloud.oss("PUT", &format!("/{}/junk.ab", cloud.bucket), &[], b"ANDROID BACKUP\n5\n1\nnone\nnot zlib");
    assert_eq!(restore("RecoveryFile", "junk.ab"), "BackupFileDamaged");
    cloud.oss("PUT", &format!("/{}/empty.ab", cloud.bucket), &[], b"");
    assert_eq!(restore("RecoverAndroidInstance", "empty.ab"), "BackupFileDamaged");
    // A copy without a record is told by its own manifest.
    cloud.edit(phone, &json!({"power": "running"}));
    let one = place("one.ab");
    cloud.run(
        "BackupFile",
        &[
            ("AndroidInstanceIdList.1", phone),
            ("SourceFilePathList.1", "/data/media/0"),
            ("BackupFilePath", &one),
        ],
    );
    let bytes = cloud.oss("GET", &format!("/{}/one.ab", cloud.bucket), &[], b"").read_all().unwrap();
    cloud.oss("PUT", &format!("/{}/copy.ab", cloud.bucket), &[], &bytes);
    assert_eq!(restore("RecoverAndroidInstance", "copy.ab"), "BackupTypeMismatch");
}

#[test]
fn another_image_or_architecture_fails_the_restore() {
    let backup = |cloud: &Cloud| {
        let phone = &cloud.phones()[0];
        let folder = cloud.folder();
        cloud.run(
            "BackupApp",
            &[("AndroidInstanceIdList.1", phone), APP, ENDPOINT, ("BackupFilePath", &folder)],
        )
    };
    for change in [
        json!({"image_version": "3.5.3.901"}),
        json!({"image_kind": "custom"}),
        json!({"server_type": "cpm.gx8.16xlarge"}),
    ] {
        let cloud = Cloud::new(Settings::default());
        let answer = backup(&cloud);
        let file = cloud.file(&answer["Data"][0]["BackupFileId"]);
        let target = &cloud.phones()[1];
        cloud.edit(target, &change);
        let before = cloud.files(target);
        let code = cloud.run_failing(
            "RecoverApp",
            &[
                ("AndroidInstanceIdList.1", target),
                ("BackupFileId", file["BackupFileId"].as_str().unwrap()),
                ("BackupFilePath", file["BackupFilePath"].as_str().unwrap()),
                ("UploadType", "OSS"),
            ],
        );
        assert_eq!(code, "ImageNotCompatible", "{change}");
        assert_eq!(cloud.files(target), before);
    }
    let mut settings = Settings::default();
    settings.alibaba.enforce_compatibility = false;
    let cloud = Cloud::new(settings);
    let answer = backup(&cloud);
    let target = &cloud.phones()[1];
    cloud.edit(target, &json!({"image_version": "1.0"}));
    cloud.restore("RecoverApp", target, &answer);
}
