//! Export, damage, restore, restart: the bytes come back.

mod support;

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};

use phonevault_simulator::Content;
use serde_json::{Value, json};
use support::Bench;

const NOTES: [&str; 3] = [
    "/data/app/com.example.notes-*",
    "/data/data/com.example.notes",
    "/data/media/0/Android/data/com.example.notes",
];

#[test]
fn a_damaged_app_comes_back_byte_for_byte_at_the_restart() {
    let bench = Bench::new(|_| {});
    let phone = &bench.phones("huawei")[0];
    let before = bench.files(phone, "/");
    let app = bench.files(phone, "/data/data/com.example.notes/");
    assert!(app.len() > 20 && app.values().any(|(_, _, target)| !target.is_empty()));

    assert_eq!(bench.done(&bench.export(phone, &NOTES, &[], "n/p 1".replace(' ', "-").as_str())).0, 2);
    let wal = "/data/data/com.example.notes/databases/main.db";
    assert_eq!(bench.edit("PUT", phone, wal, b"ruined").0, 200);
    let odd = app.keys().find(|path| !path.is_ascii()).unwrap();
    assert_eq!(bench.edit("DELETE", phone, odd, b"").0, 200);
    assert_eq!(bench.edit("DELETE", phone, "/data/data/com.example.notes/files", b"").0, 200);
    assert_ne!(bench.files(phone, "/"), before);

    assert_eq!(bench.done(&bench.restore(phone, "n/p-1")).0, 2);
    let hidden = bench.entries(phone).iter().filter(|file| file["visible"] == false).count();
    assert!(hidden >= app.len());
    assert_eq!(bench.done(&bench.restart(phone)).0, 2);
    assert!(bench.entries(phone).iter().all(|file| file["visible"] == true));
    assert_eq!(bench.files(phone, "/"), before);
}

#[test]
fn exclude_wins_and_a_restore_overlays() {
    let bench = Bench::new(|_| {});
    let phone = &bench.phones("huawei")[0];
    let before = bench.files(phone, "/data/data/com.example.notes/");
    let cache = "/data/data/com.example.notes/cache";
    assert_eq!(bench.done(&bench.export(phone, &["/data/data/com.example.notes"], &[cache], "k.tar")).0, 2);
    bench.edit("DELETE", phone, "/data/data/com.example.notes", b"");
    bench.edit("PUT", phone, "/data/data/com.example.notes/files/new", b"stays");
    assert_eq!(bench.done(&bench.restore(phone, "k.tar")).0, 2);
    let mut after = bench.files(phone, "/data/data/com.example.notes/");
    assert!(after.remove("/data/data/com.example.notes/files/new").is_some());
    let wanted: support::Files = before.into_iter().filter(|(path, _)| !path.starts_with(cache)).collect();
    assert_eq!(after, wanted);
}

#[test]
fn a_real_folder_travels_to_another_phone() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().join("my folder");
    fs::create_dir_all(root.join("leer/noch leerer")).unwrap();
    fs::write(root.join("größe – 大.bin"), vec![3; 2_000_000]).unwrap();
    fs::write(root.join("x".repeat(250)), b"long").unwrap();
    fs::write(root.join("none"), b"").unwrap();
    fs::set_permissions(root.join("none"), fs::Permissions::from_mode(0o640)).unwrap();
    symlink("größe – 大.bin", root.join("a link")).unwrap();
    symlink("/nowhere//./at all", root.join("broken")).unwrap();
    let bench = Bench::new(|config| config.content = Content::Folder(root));
    let phones = bench.phones("huawei");
    let place = "/data/media/0/my_folder";
    let before = bench.files(&phones[0], place);
    assert_eq!(before.len(), 5);
    let mode = |name: &str| before[&format!("{place}/{name}")].1.clone();
    assert_eq!(mode("none"), "0640");
    assert_eq!(bench.done(&bench.export(&phones[0], &[place], &[], "f.tar")).0, 2);
    bench.edit("DELETE", &phones[1], place, b"");
    assert!(bench.files(&phones[1], place).is_empty());
    assert_eq!(bench.done(&bench.restore(&phones[1], "f.tar")).0, 2);
    assert_eq!(bench.files(&phones[1], place), before);
    let all = bench.admin("GET", &format!("/phones/{}/files?all=true", phones[1]), b"").1;
    let empty = format!("{place}/leer/noch leerer");
    assert!(all["files"].as_array().unwrap().iter().any(|f| f["path"] == empty.as_str()));
}

#[test]
fn jobs_run_through_their_states_on_the_clock() {
    let bench = Bench::new(|_| {});
    let phone = &bench.phones("huawei")[0];
    let answer = bench.export(phone, &["/data/data"], &[], "k.tar");
    let running = bench.job(&answer);
    assert_eq!(running["status"], 1);
    assert_eq!(running["end_time"], Value::Null);
    bench.universe.settle();
    assert_eq!(bench.job(&answer)["status"], 1, "the archive is written, but the time is not over");
    assert_eq!(bench.obs("HEAD", "k.tar", &[], b"").status, 404, "not visible before the job ends");
    let listed = bench.phone(phone);
    assert_eq!(listed["power"], "running");
    let busy = bench.export(phone, &["/data/data"], &[], "k2.tar");
    assert_eq!(busy.1["jobs"][0]["error_code"], "CPS.0042");
    assert!(busy.1["jobs"][0].get("job_id").is_none());

    bench.finish();
    let done = bench.job(&answer);
    assert_eq!((&done["status"], &done["error_code"]), (&json!(2), &Value::Null));
    assert!(done["end_time"].as_str().unwrap().ends_with('Z'));
    assert_eq!(bench.obs("HEAD", "k.tar", &[], b"").status, 200);
    let request_id = answer.1["request_id"].as_str().unwrap();
    let (status, list) = bench.cph("GET", &format!("jobs?request_id={request_id}"), &Value::Null);
    assert_eq!((status, &list["jobs"][0]["job_id"]), (200, &answer.1["jobs"][0]["job_id"]));

    let ledger = bench.admin("GET", "/ledger", b"").1;
    let entry = &ledger["entries"][0];
    assert_eq!((&entry["action"], &entry["result"]), (&json!("backup"), &json!("succeeded")));
    assert_eq!(entry["object"], format!("obs://{}/k.tar", bench.bucket()));
    let counts = &bench.admin("GET", "/requests", b"").1["counts"];
    assert_eq!(counts["huawei.BatchExportCloudPhoneData"], json!({"received": 2, "applied": 1}));
}

#[test]
fn what_goes_wrong_in_a_job_is_a_failed_job_and_changes_nothing() {
    let bench = Bench::new(|config| config.phones = 8);
    let phones = bench.phones("huawei");
    let before = bench.files(&phones[0], "/");
    assert_eq!(bench.done(&bench.restore(&phones[0], "missing.tar")), (-1, json!("CPS.0104")));
    assert_eq!(bench.obs("PUT", "bad.tar", &[], b"this is no tar").status, 200);
    assert_eq!(bench.done(&bench.restore(&phones[0], "bad.tar")).0, -1);
    let nothing = bench.export(&phones[0], &["/data/data/com.none"], &[], "none.tar");
    assert_eq!(bench.done(&nothing).0, -1);
    let info = json!({"phone_id": phones[0], "include_files": ["/data/data"], "bucket_name": "no-such-bucket",
                      "object_path": "k.tar"});
    let nowhere = bench.cph("POST", "phones/batch-storage", &json!({"storage_infos": [info]}));
    assert_eq!(bench.done(&nowhere), (-1, json!("CPS.0103")));

    // The fourth phone of the cloud has an older Android.
    assert_eq!(bench.phone(&phones[3])["android"], "9");
    assert_eq!(bench.done(&bench.export(&phones[0], &["/data/data"], &[], "new.tar")).0, 2);
    assert_eq!(bench.done(&bench.restore(&phones[3], "new.tar")).0, -1);
    assert_eq!(bench.done(&bench.export(&phones[3], &["/data/data"], &[], "old.tar")).0, 2);
    assert_eq!(bench.done(&bench.restore(&phones[1], "old.tar")).0, 2);
    assert_eq!(bench.files(&phones[0], "/"), before);
}

#[test]
fn tar_tricks_fail_the_job_and_write_nothing() {
    let bench = Bench::new(|_| {});
    let phone = &bench.phones("huawei")[0];
    let before = bench.files(phone, "/");
    let through_link = "/data/data/com.example.notes/lib";
    for (name, link) in [
        ("../escape", false),
        ("/data/absolute", false),
        (&format!("{}/through", &through_link[1..]), false),
        ("data/hard", true),
    ] {
        let mut tar = tar::Builder::new(Vec::new());
        let mut good = header("data/data/good", 4);
        good.set_cksum();
        tar.append(&good, &b"good"[..]).unwrap();
        let mut bad = header(name, 0);
        if link {
            bad.set_entry_type(tar::EntryType::Link);
            bad.set_link_name("data/data/good").unwrap();
        }
        bad.set_cksum();
        tar.append(&bad, &b""[..]).unwrap();
        assert_eq!(bench.obs("PUT", "trick.tar", &[], &tar.into_inner().unwrap()).status, 200);
        assert_eq!(bench.done(&bench.restore(phone, "trick.tar")).0, -1, "{name}");
        assert_eq!(bench.files(phone, "/"), before, "{name}");
    }
}

fn header(name: &str, size: u64) -> tar::Header {
    let mut header = tar::Header::new_gnu();
    header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
    header.set_mode(0o644);
    header.set_uid(0);
    header.set_gid(0);
    header.set_mtime(0);
    header.set_size(size);
    header
}

#[test]
fn a_corrupted_object_keeps_its_facts_but_not_its_bytes() {
    let bench = Bench::new(|_| {});
    let phone = &bench.phones("huawei")[0];
    let video = "/data/media/0/DCIM/Camera/VID_0001.mp4";
    let before = bench.files(phone, video);
    assert_eq!(bench.done(&bench.export(phone, &[video], &[], "v.tar")).0, 2);
    let head = |name: &str| bench.obs("HEAD", "v.tar", &[], b"").header(name).unwrap().to_owned();
    let facts = (head("etag"), head("content-length"));
    let body = json!({"cloud": "huawei", "bucket": bench.bucket(), "key": "v.tar"}).to_string();
    let (status, answer) = bench.admin("POST", "/objects/corrupt", body.as_bytes());
    assert_eq!((status, &answer["changed"]), (200, &json!(1024)));
    assert_eq!((head("etag"), head("content-length")), facts);
    bench.done(&bench.restore(phone, "v.tar"));
    assert_ne!(bench.files(phone, video), before);
    let absent = json!({"cloud": "huawei", "bucket": bench.bucket(), "key": "none"}).to_string();
    assert_eq!(bench.admin("POST", "/objects/corrupt", absent.as_bytes()).0, 404);
}

#[test]
fn misc_comes_only_when_named() {
    let bench = Bench::new(|_| {});
    let phones = bench.phones("huawei");
    let misc = bench.files(&phones[0], "/data/misc/");
    assert!(!misc.is_empty());
    assert_eq!(bench.done(&bench.export(&phones[0], &["/data"], &[], "all.tar")).0, 2);
    let named = ["/data/misc", "/data/system", "/data/system_de"];
    assert_eq!(bench.done(&bench.export(&phones[0], &named, &[], "misc.tar")).0, 2);
    bench.edit("DELETE", &phones[1], "/data/misc", b"");
    assert_eq!(bench.done(&bench.restore(&phones[1], "all.tar")).0, 2);
    assert!(bench.files(&phones[1], "/data/misc/").is_empty());
    assert_eq!(bench.done(&bench.restore(&phones[1], "misc.tar")).0, 2);
    assert_eq!(bench.files(&phones[1], "/data/misc/"), misc);
}
