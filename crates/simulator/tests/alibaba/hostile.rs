//! Parameters, keys and forms that no decent client sends.

use phonevault_simulator::Settings;

use super::cloud::{Cloud, encode};

const ACTIONS: [&str; 12] = [
    "BackupApp",
    "BackupFile",
    "BackupAndroidInstance",
    "RecoverApp",
    "RecoveryFile",
    "RecoverAndroidInstance",
    "DescribeBackupFiles",
    "DescribeTasks",
    "DescribeAndroidInstances",
    "StartAndroidInstance",
    "StopAndroidInstance",
    "NoSuchAction",
];

#[test]
fn odd_parameters_are_refused_or_taken_but_never_a_failure_of_the_simulator() {
    let cloud = Cloud::with_phones(2, Settings::default());
    let phone = cloud.phones()[0].clone();
    let place = cloud.folder();
    let good = [
        ("AndroidInstanceIdList.1", phone.as_str()),
        ("AndroidInstanceIds.1", phone.as_str()),
        ("BackupFilePath", place.as_str()),
        ("UploadEndpoint", "oss-cn-shanghai-internal.aliyuncs.com"),
        ("UploadType", "OSS"),
        ("SourceAppList.1", "com.example.notes"),
        ("SourceFilePathList.1", "/data/media/0"),
    ];
    let names = [
        "AndroidInstanceIdList.1",
        "AndroidInstanceIdList.x",
        "AndroidInstanceIdList.18446744073709551616",
        "AndroidInstanceIds",
        "BackupFilePath",
        "BackupFileId",
        "BackupFileName",
        "Description",
        "UploadEndpoint",
        "UploadType",
        "SourceAppList.1",
        "SourceFilePathList.1",
        "ExcludeSourceFilePathList.1",
        "BackupAll",
        "MaxResults",
        "NextToken",
        "StartTime",
        "EndTime",
        "Level",
        "StatusList.1",
        "Tag.1.Key",
        "SaleMode",
        "SortType",
    ];
    let long = "x".repeat(70_000);
    let odd = [
        "",
        "\u{0}",
        "\u{7}\n\u{10ffff}",
        "-1",
        "99999999999999999999999",
        "true",
        "/data/../../etc",
        "oss://",
        "oss://cloudphone-saved-bucket-x/../../y",
        "oss://\u{e4}bc/k",
        "9999-99-99 99:99:99",
        "-9999-01-01 00:00:00",
        "cGFnZTo5OTk5OTk5OTk5OTk5OTk5OTk5OTk5",
        "{'a': [",
        &long,
    ];
    for (a, action) in ACTIONS.into_iter().enumerate() {
        for (n, name) in names.into_iter().enumerate() {
            // Every value meets every action and every name, though not every pair of them.
            for value in odd.into_iter().skip((a + n) % 3).step_by(3) {
                let mut parameters: Vec<(&str, &str)> =
                    good.into_iter().filter(|(known, _)| *known != name).collect();
                parameters.push((name, value));
                let (status, body) = cloud.call(action, &parameters);
                let shown = &value[..value.len().min(40)];
                assert!(status == 200 || (400..500).contains(&status), "{action} {name}={shown}: {body}");
                assert!(body["RequestId"].is_string(), "{body}");
                assert!(status == 200 || (body["Code"].is_string() && body["Message"].is_string()), "{body}");
                if status == 200 {
                    cloud.finish();
                }
            }
        }
    }
}

#[test]
fn bodies_that_are_no_forms_are_ignored_or_refused() {
    let cloud = Cloud::new(Settings::default());
    for (kind, body) in [
        ("application/x-www-form-urlencoded", &b"%zz=%&=&&\xff\xfe=1&Level=7"[..]),
        ("application/x-www-form-urlencoded", b"Level=7"),
        ("application/json", b"{\"Level\": 7}"),
        ("", b"\x00\x01"),
    ] {
        let mut signed = cloud.prepare("DescribeTasks", "");
        signed.headers.push(("content-type".to_owned(), kind.to_owned()));
        signed.body = body.to_vec();
        let (status, answer) = cloud.send(cloud.sign(signed, None));
        let wanted = if kind.contains("form") { 400 } else { 200 };
        assert_eq!(status, wanted, "{kind}: {answer}");
    }
}

#[test]
fn object_names_follow_the_stores_rule() {
    let cloud = Cloud::with_phones(0, Settings::default());
    let put = |key: &str| cloud.oss("PUT", &format!("/{}/{key}", cloud.bucket), &[], b"x").status;
    for key in ["%2Fabsolute", "%5Cabsolute", &"k".repeat(1024)] {
        assert_eq!(put(key), 400, "{key}");
    }
    for key in ["..%2F..%2Fup", "a%00b", "a//b/", &encode("说 明+#.ab"), &"k".repeat(1023)] {
        assert_eq!(put(key), 200, "{key}");
    }
    let list = cloud.oss("GET", &format!("/{}/?list-type=2", cloud.bucket), &[], b"");
    let list = String::from_utf8(list.read_all().unwrap()).unwrap();
    assert_eq!(list.matches("<Contents>").count(), 5, "{list}");
}

#[test]
fn guessed_codes_and_rules_are_settings() {
    let mut settings = Settings::default();
    settings.alibaba.unknown_instance_code = "A".to_owned();
    settings.alibaba.wrong_state_code = "B".to_owned();
    settings.alibaba.unknown_file_code = "C".to_owned();
    settings.alibaba.wrong_file_code = "D".to_owned();
    settings.alibaba.accept_get = false;
    settings.alibaba.window_includes_ends = false;
    settings.alibaba.kept_tasks = 2;
    settings.alibaba.file_size_unit = u64::MAX;
    let cloud = Cloud::new(settings);
    let phones = cloud.phones();
    let id = ("AndroidInstanceIds.1", phones[0].as_str());
    assert_eq!(cloud.refused("StopAndroidInstance", &[("AndroidInstanceIds.1", "acp-none")]).1, "A");
    assert_eq!(cloud.refused("StartAndroidInstance", &[id]).1, "B");
    let target = ("AndroidInstanceIdList.1", phones[0].as_str());
    let from = |file| [target, ("BackupFileId", file), ("UploadType", "OSS")];
    assert_eq!(cloud.refused("RecoveryFile", &from("bf-none")).1, "C");
    let folder = cloud.folder();
    let backup = [
        target,
        ("SourceAppList.1", "com.example.notes"),
        ("UploadEndpoint", "h"),
        ("BackupFilePath", &folder),
    ];
    let answer = cloud.run("BackupApp", &backup);
    let file = cloud.file(&answer["Data"][0]["BackupFileId"]);
    assert_eq!(cloud.refused("RecoveryFile", &from(file["BackupFileId"].as_str().unwrap())).1, "D");

    assert_eq!(file["FileSize"], 0);
    let created = file["GmtCreated"].as_str().unwrap();
    let found = cloud.ok("DescribeBackupFiles", &[("StartTime", created)]);
    assert_eq!(found["TotalCount"], 0, "{found}");
    assert_eq!(cloud.ok("DescribeBackupFiles", &[("StartTime", "2020-01-01 00:00:00")])["TotalCount"], 1);

    let mut get = cloud.prepare("DescribeTasks", "");
    get.method = "GET".to_owned();
    assert_eq!(cloud.send(cloud.sign(get, None)).1["Code"], "UnsupportedHTTPMethod");

    for phone in &phones {
        cloud.run("StopAndroidInstance", &[("AndroidInstanceIds.1", phone)]);
    }
    assert!(cloud.tasks(&answer["RequestId"]).is_empty(), "the oldest call is forgotten");
}
