//! What must not hang, must not hold others up, and must not depend on the order of calls.

use std::collections::BTreeSet;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

use phonevault_simulator::{AlibabaArchive, Clock, Config, Content, Settings};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::cloud::{Cloud, encode};

/// How long a test waits for an answer that never comes where the fault is back.
const FOR_EVER: Duration = Duration::from_secs(60);

const ENDPOINT: (&str, &str) = ("UploadEndpoint", "oss-cn-shanghai.aliyuncs.com");
const APP: (&str, &str) = ("SourceAppList.1", "com.example.notes");

fn backup(cloud: &Cloud, phone: &str, path: &str) -> Value {
    let target = ("AndroidInstanceIdList.1", phone);
    cloud.run("BackupApp", &[target, APP, ENDPOINT, ("BackupFilePath", path)])
}

#[test]
fn backups_have_names_of_their_own_at_the_end_of_the_calendar() {
    let cloud = Cloud::with_phones(2, Settings::default());
    let phone = cloud.phones()[0].clone();
    for _ in 0..2 {
        // As far as time goes.
        cloud.clock.advance(Duration::MAX);
    }
    let folder = cloud.folder();
    let paths: BTreeSet<String> = (0..4)
        .map(|_| {
            let answer = backup(&cloud, &phone, &folder);
            let file = cloud.file(&answer["Data"][0]["BackupFileId"]);
            assert_eq!(file["Status"], "AVAILABLE");
            file["BackupFilePath"].as_str().unwrap().to_owned()
        })
        .collect();
    assert_eq!(paths.len(), 4, "{paths:?}");
    assert!(paths.iter().all(|path| path.contains("/nightly/") && path.ends_with(".ab")), "{paths:?}");
}

#[test]
fn a_folder_that_leaves_no_room_for_a_name_is_refused() {
    let cloud = Cloud::with_phones(2, Settings::default());
    let phone = cloud.phones()[0].clone();
    let folder = |bytes: usize| format!("oss://{}/{}/", cloud.bucket, "f".repeat(bytes - 1));
    let target = ("AndroidInstanceIdList.1", phone.as_str());
    for bytes in [1023, 1000] {
        let path = folder(bytes);
        let code = cloud.refused("BackupApp", &[target, APP, ENDPOINT, ("BackupFilePath", &path)]).1;
        assert_eq!(code, "InvalidParameter", "{bytes}");
    }
    assert!(cloud.ledger(&phone).is_empty());
    // What is taken can be read again by its name.
    let answer = backup(&cloud, &phone, &folder(970));
    let file = cloud.file(&answer["Data"][0]["BackupFileId"]);
    let key = file["BackupFilePath"].as_str().unwrap().strip_prefix("oss:/").unwrap().to_owned();
    assert_eq!(cloud.oss("HEAD", &key, &[], b"").status, 200);
    cloud.restore("RecoverApp", &phone, &answer);
}

#[test]
fn the_stored_bytes_do_not_depend_on_the_order_of_calls() {
    let etag = |calls_before: usize| {
        let settings = Settings { alibaba_archive: AlibabaArchive::Opaque, ..Settings::default() };
        let content = Content::Seeded { bytes_per_phone: 400_000 };
        let config = Config { phones: 2, content, settings, ..Config::default() };
        let cloud = Cloud::of(config, Clock::manual_at(1_770_000_000));
        for _ in 0..calls_before {
            cloud.ok("DescribeRegions", &[]);
        }
        let phone = cloud.phones()[0].clone();
        backup(&cloud, &phone, &cloud.folder());
        let objects = cloud.ok("DescribeBuckets", &[])["Data"][0]["OssObjectList"].clone();
        let object = objects[0].clone();
        (object["Key"].clone(), object["ETag"].clone(), object["Size"].clone())
    };
    assert_eq!(etag(0), etag(3));
}

/// A cloud with two files on the first phone that nobody can read before [`let_read`]: pipes stand for their contents.
fn with_slow_files(dir: &Path) -> (Cloud, [PathBuf; 2]) {
    let content = Content::Seeded { bytes_per_phone: 400_000 };
    let data_dir = Some(dir.to_owned());
    let cloud = Cloud::of(Config { phones: 4, content, data_dir, ..Config::default() }, Clock::manual());
    let pipes = ["a", "b"].map(|name| {
        // Contents of more than 1 MiB have files of their own.
        let content = name.repeat((1 << 20) + 1);
        cloud.put_file(&cloud.phones()[0], &format!("/data/media/0/{name}"), &content);
        let sum = Sha256::digest(&content).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        let path = dir.join("blobs").join(sum);
        std::fs::remove_file(&path).unwrap();
        assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
        path
    });
    (cloud, pipes)
}

/// Waits until somebody reads the pipe, and lets that go on.
fn let_read(pipe: &Path) {
    drop(File::options().write(true).open(pipe).unwrap());
}

const SLOW: (&str, &str) = ("CommandContent", "sha256sum /data/media/0/a /data/media/0/b; echo over");

#[test]
fn a_long_command_at_once_holds_nobody_up() {
    let dir = tempfile::tempdir().unwrap();
    let (cloud, [first, second]) = with_slow_files(dir.path());
    let phones = cloud.phones();
    let query = format!("InstanceIds.1={}&CommandContent={}", phones[0], encode(SLOW.1));
    let command = cloud.sign(cloud.prepare("RunSyncCommand", &query), None);
    let query = format!("AndroidInstanceIds.1={}", phones[1]);
    let look = cloud.sign(cloud.prepare("DescribeAndroidInstances", &query), None);
    let universe = &cloud.universe;
    std::thread::scope(|scope| {
        let running = scope.spawn(|| universe.handle(command));
        let_read(&first);
        // It runs now, and comes to the second file.
        let (tell, told) = mpsc::channel();
        scope.spawn(move || tell.send(universe.handle(look).status).unwrap());
        let looked = told.recv_timeout(FOR_EVER);
        let_read(&second);
        let answer: Value = serde_json::from_slice(&running.join().unwrap().read_all().unwrap()).unwrap();
        assert!(answer["Data"][0]["Output"].as_str().unwrap().contains("over"), "{answer}");
        assert_eq!(looked, Ok(200), "the command holds the fleet");
    });
    assert_eq!(cloud.ledger(&phones[0]), [("command".to_owned(), "succeeded".to_owned())]);
}

#[test]
fn a_long_command_as_a_task_holds_nobody_up() {
    let dir = tempfile::tempdir().unwrap();
    let (cloud, [first, second]) = with_slow_files(dir.path());
    let phones = cloud.phones();
    let answer = cloud.ok("RunCommand", &[("InstanceIds.1", &phones[0]), SLOW]);
    cloud.clock.advance(Duration::from_secs(1));
    let query = format!("AndroidInstanceIds.1={}", phones[1]);
    let look = cloud.sign(cloud.prepare("DescribeAndroidInstances", &query), None);
    let universe = &cloud.universe;
    let looked = std::thread::scope(|scope| {
        let (tell, told) = mpsc::channel();
        scope.spawn(move || tell.send(universe.handle(look).status).unwrap());
        let looked = told.recv_timeout(FOR_EVER);
        let_read(&first);
        let_read(&second);
        looked
    });
    assert_eq!(looked, Ok(200), "the command holds the fleet");
    cloud.finish();
    let shown =
        [("InstanceIds.1", phones[0].as_str()), ("InvocationId", answer["InvokeId"].as_str().unwrap())];
    let shown = cloud.ok("DescribeInvocations", &shown);
    assert!(shown["Data"][0]["Output"].as_str().unwrap().contains("over"), "{shown}");
}

#[test]
fn a_command_does_not_undo_what_was_done_to_the_phone_meanwhile() {
    let cloud = Cloud::with_phones(2, Settings::default());
    let phone = cloud.phones()[0].clone();
    let answer =
        cloud.ok("RunCommand", &[("InstanceIds.1", &phone), ("CommandContent", "echo x > /data/made")]);
    cloud.universe.settle();
    cloud.put_file(&phone, "/data/put", "meanwhile");
    cloud.finish();
    let files = cloud.files(&phone);
    assert!(files.contains_key("/data/made") && files.contains_key("/data/put"), "{:?}", files.keys());
    assert_eq!(cloud.tasks(&answer["RequestId"])[1]["TaskStatus"], "Finished");
}
