//! The demo as a user runs it.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};

use crate::common::{phonevault, run};

#[test]
fn every_phone_is_damaged_different_and_identical_again_under_both_archive_forms() {
    for archive in ["adb", "opaque"] {
        let demo = ["demo", "--phones", "4", "--output", "json", "--alibaba-archive", archive];
        let told = run(phonevault().args(demo)).expect(0).json();
        let phones = told["phones"].as_array().unwrap();
        assert_eq!(phones.len(), 4);
        for phone in phones {
            assert!(phone["damaged_files"].as_u64().unwrap() > 0, "{phone}");
            assert_eq!(phone["identical_before_restore"], false, "{phone}");
            assert_eq!(phone["restored"], true, "{phone}");
            assert_eq!(phone["identical"], true, "{phone}");
            assert!(
                phone["files"].as_u64().unwrap() > 10 && phone["bytes"].as_u64().unwrap() > 1 << 20,
                "{phone}"
            );
            let scheme = if phone["cloud"] == "huawei" { "obs://" } else { "oss://" };
            assert!(phone["backup"].as_str().unwrap().starts_with(scheme), "{phone}");
        }
        assert!(
            ["huawei", "alibaba"].iter().all(|cloud| phones.iter().any(|phone| phone["cloud"] == *cloud))
        );
    }
}

#[test]
fn a_corrupted_backup_is_noticed_and_its_phone_is_named() {
    // Alone, the phone is Huawei's, whose archives have no checksum: only the comparison can notice.
    for (phones, archive) in [("2", "adb"), ("2", "opaque"), ("1", "adb")] {
        let demo =
            ["demo", "--phones", phones, "--sabotage", "--output", "json", "--alibaba-archive", archive];
        let ran = run(phonevault().args(demo)).expect(3);
        let told = ran.json();
        let all = told["phones"].as_array().unwrap();
        let bad: Vec<_> = all.iter().filter(|phone| phone["identical"] == false).collect();
        assert_eq!(bad.len(), 1, "{told}");
        assert_eq!(bad[0]["restored"], bad[0]["cloud"] == "huawei", "{told}");
        assert!(ran.stderr.contains(bad[0]["phone_id"].as_str().unwrap()), "{}", ran.stderr);
    }
}

#[test]
fn the_report_is_a_page_with_every_phone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("report.html");
    let told = run(phonevault().args(["demo", "--phones", "2", "--output", "json", "--report"]).arg(&file));
    let page = fs::read_to_string(&file).unwrap();
    for phone in told.expect(0).json()["phones"].as_array().unwrap() {
        assert!(page.contains(phone["phone_id"].as_str().unwrap()), "{page}");
    }
    assert!(page.contains("2 of 2 phones"), "{page}");
}

#[test]
fn a_real_folder_with_everything_odd_comes_back_whole() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("täglich & Co");
    fs::create_dir_all(folder.join("empty folder")).unwrap();
    fs::create_dir_all(folder.join("a/b/c")).unwrap();
    fs::write(folder.join("empty"), b"").unwrap();
    fs::write(folder.join("你好 #%?.txt"), b"hello").unwrap();
    fs::write(folder.join("n".repeat(200)), b"long name").unwrap();
    fs::write(folder.join("a/b/c/large.bin"), vec![7_u8; 3 << 20]).unwrap();
    fs::write(folder.join("a/script.sh"), b"#!/bin/sh\n").unwrap();
    fs::set_permissions(folder.join("a/script.sh"), fs::Permissions::from_mode(0o750)).unwrap();
    symlink("a/script.sh", folder.join("link")).unwrap();
    symlink("/nowhere/at all", folder.join("a/dangling")).unwrap();
    for index in 0..40 {
        fs::write(folder.join(format!("a/b/file-{index}")), format!("content {index}")).unwrap();
    }
    for archive in ["adb", "opaque"] {
        let demo = ["demo", "--phones", "2", "--output", "json", "--alibaba-archive", archive, "--from"];
        let told = run(phonevault().args(demo).arg(&folder)).expect(0).json();
        for phone in told["phones"].as_array().unwrap() {
            assert_eq!(phone["identical"], true, "{phone}");
            assert!(phone["files"].as_u64().unwrap() >= 47, "{phone}");
        }
    }
}

#[test]
fn a_folder_that_is_not_there_is_a_usage_error() {
    let ran = run(phonevault().args(["demo", "--from", "/no/such/folder"])).expect(2);
    assert!(ran.stderr.contains("/no/such/folder"), "{}", ran.stderr);
}
