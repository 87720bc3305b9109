//! Both sides of the settings that are not about one service alone.

use phonevault_simulator::HuaweiSettings;
use serde_json::{Value, json};

use crate::cloud::{put, tar_of};
use crate::support::{Bench, read_json};

fn with(change: impl FnOnce(&mut HuaweiSettings)) -> (Bench, Vec<String>) {
    let bench = Bench::new(|config| {
        config.phones = 8;
        change(&mut config.settings.huawei);
    });
    let phones = bench.phones("huawei");
    (bench, phones)
}

fn info(bench: &Bench, phone: &str, key: &str) -> Value {
    json!({"phone_id": phone, "include_files": ["/data/media"], "bucket_name": bench.bucket(), "object_path": key})
}

fn export(bench: &Bench, infos: &[Value]) -> (u16, Value) {
    bench.cph("POST", "phones/batch-storage", &json!({"storage_infos": infos}))
}

#[test]
fn a_bad_phone_refuses_its_item_or_all() {
    let (bench, phones) = with(|_| {});
    let infos = [info(&bench, &phones[0], "a"), info(&bench, &"0".repeat(32), "b")];
    assert_eq!(export(&bench, &infos).1["jobs"][1]["error_code"], "CPS.0005");
    let (bench, _) = with(|huawei| huawei.bad_phone_refuses_all = true);
    let (status, answer) = export(&bench, &infos);
    assert_eq!((status, &answer["error_code"]), (404, &json!("CPS.0005")));
    assert_eq!(bench.admin("GET", "/ledger", b"").1["entries"], json!([]));
}

#[test]
fn a_bad_item_refuses_all_or_itself() {
    let (bench, phones) = with(|_| {});
    let mut bad = info(&bench, &phones[1], "a b");
    let infos = [info(&bench, &phones[0], "a"), bad.clone()];
    assert_eq!(
        (export(&bench, &infos).0, &export(&bench, &infos).1["error_code"]),
        (400, &json!("CPS.0135"))
    );
    let (bench, _) = with(|huawei| huawei.bad_item_refuses_all = false);
    let jobs = export(&bench, &infos).1["jobs"].clone();
    assert!(jobs[0]["job_id"].is_string() && jobs[1]["error_code"] == "CPS.0135");
    bad["object_path"] = json!("b");
    bad["include_files"] = json!(["/etc"]);
    assert_eq!(export(&bench, &[bad]).1["jobs"][0]["error_code"], "CPS.0168");
    let restore =
        json!({"restore_infos": [{"phone_id": phones[2], "bucket_name": "B!", "object_path": "k"}]});
    let answer = bench.cph("POST", "phones/batch-restore", &restore).1;
    assert_eq!(answer["jobs"][0]["error_code"], "CPS.0134");
}

#[test]
fn the_same_phone_or_object_twice() {
    let (bench, phones) = with(|_| {});
    let same_phone = [info(&bench, &phones[0], "a"), info(&bench, &phones[0], "b")];
    let same_object = [info(&bench, &phones[1], "c"), info(&bench, &phones[2], "c")];
    assert_eq!(export(&bench, &same_phone).1["jobs"][1]["error_code"], "CPS.0042");
    assert!(export(&bench, &same_object).1["jobs"][1]["job_id"].is_string());
    let (bench, _) = with(|huawei| {
        huawei.duplicate_phone_refuses_all = true;
        huawei.same_object_refuses_all = true;
    });
    for infos in [&same_phone, &same_object] {
        let (status, answer) = export(&bench, infos);
        assert_eq!((status, &answer["error_code"]), (400, &json!("CPS.0167")));
    }
    let body = json!({"phone_ids": [phones[0], phones[0]]});
    assert_eq!(bench.cph("POST", "phones/batch-stop", &body).1["error_code"], "CPS.0080");
}

#[test]
fn codes_statuses_and_texts_are_settings() {
    let (bench, phones) = with(|huawei| {
        huawei.empty_export_code = "CPS.0107".to_owned();
        huawei.empty_restore_code = "CPS.0107".to_owned();
        huawei.too_many_restore_code = "CPS.0190".to_owned();
        huawei.max_restore_infos = 1;
        huawei.other_status = 422;
        huawei.unknown_phone_status = 400;
        huawei.wrong_project_status = 400;
        huawei.fixed_error_text = "text of no use".to_owned();
        huawei.busy_code = "CPS.0054".to_owned();
        huawei.not_running_code = "CPS.0165".to_owned();
    });
    let (status, empty) = export(&bench, &[]);
    assert_eq!(status, 422);
    assert_eq!((&empty["error_code"], &empty["error_msg"]), (&json!("CPS.0107"), &json!("text of no use")));
    let none = bench.cph("POST", "phones/batch-restore", &json!({"restore_infos": []}));
    assert_eq!((none.0, &none.1["error_code"]), (422, &json!("CPS.0107")));
    let two = json!({"restore_infos": [{}, {}]});
    assert_eq!(bench.cph("POST", "phones/batch-restore", &two).1["error_code"], "CPS.0190");
    assert_eq!(bench.cph("GET", &format!("phones/{}", "0".repeat(32)), &Value::Null).0, 400);
    let other = bench.universe.handle(bench.signed_cph("GET", "/v1/other/cloud-phone/phones", ""));
    assert_eq!(other.status, 400);
    export(&bench, &[info(&bench, &phones[0], "a")]);
    let busy = export(&bench, &[info(&bench, &phones[0], "a")]).1["jobs"][0].clone();
    assert_eq!((&busy["error_code"], &busy["error_msg"]), (&json!("CPS.0054"), &json!("text of no use")));
    bench.finish();
    bench.cph("POST", "phones/batch-stop", &json!({"phone_ids": [phones[0]]}));
    bench.finish();
    let stopped = bench.cph("POST", "phones/batch-stop", &json!({"phone_ids": [phones[0]]})).1;
    assert_eq!(stopped["jobs"][0]["error_code"], "CPS.0165");
}

#[test]
fn an_account_that_is_not_in_order_is_refused() {
    let (bench, _) = with(|huawei| huawei.account_code = "CPS.0007".to_owned());
    let (status, answer) = bench.cph("GET", "phones", &Value::Null);
    assert_eq!((status, &answer["error_code"]), (403, &json!("CPS.0007")));
    let (bench, _) = with(|huawei| {
        huawei.account_code = "CPS.0007".to_owned();
        huawei.account_status = 400;
    });
    assert_eq!(bench.cph("GET", "phones", &Value::Null).0, 400);
}

#[test]
fn wrong_credentials_have_a_code_of_choice() {
    let (bench, _) = with(|huawei| huawei.unauthorised_code = "APIG.0305".to_owned());
    let target = format!("/v1/{}/cloud-phone/phones", bench.project());
    let mut request = bench.signed_cph("GET", &target, "");
    request.query = "limit=2".to_owned();
    let (status, answer) = read_json(&bench.universe.handle(request));
    assert_eq!((status, &answer["error_code"]), (401, &json!("APIG.0305")));
}

#[test]
fn paging_outside_its_range_is_refused_or_clamped() {
    let (bench, _) = with(|_| {});
    assert_eq!(bench.cph("GET", "phones?limit=999", &Value::Null).1["error_code"], "CPS.0002");
    let (bench, _) = with(|huawei| huawei.clamp_paging = true);
    for query in ["limit=999", "limit=999999999999999999999", "offset=-5"] {
        assert_eq!(bench.cph("GET", &format!("phones?{query}"), &Value::Null).1["count"], 4, "{query}");
    }
    assert_eq!(bench.cph("GET", "phones?limit=0", &Value::Null).1["phones"].as_array().unwrap().len(), 1);
    assert_eq!(bench.cph("GET", "phones?limit=x", &Value::Null).1["error_code"], "CPS.0002");
}

#[test]
fn phone_ids_are_strict_or_loose() {
    let stop = |bench: &Bench, id: &str| {
        let answer = bench.cph("POST", "phones/batch-stop", &json!({"phone_ids": [id]})).1;
        answer["jobs"][0]["error_code"].clone()
    };
    let (bench, _) = with(|_| {});
    assert_eq!(stop(&bench, "Phone-1"), "CPS.0004");
    let (bench, _) = with(|huawei| huawei.strict_phone_ids = false);
    assert_eq!((stop(&bench, "Phone-1"), stop(&bench, "a b")), (json!("CPS.0005"), json!("CPS.0004")));
    assert_eq!(bench.cph("GET", "phones/Phone-1", &Value::Null).0, 404);
}

#[test]
fn jobs_have_their_choices() {
    let (bench, phones) = with(|huawei| {
        huawei.job_shows_original_request = true;
        huawei.empty_job_list = true;
        huawei.status_during_transfer = 3;
        huawei.kept_jobs = 2;
    });
    let answer = export(&bench, &[info(&bench, &phones[0], "a")]);
    assert_eq!(bench.job(&answer)["request_id"], answer.1["request_id"]);
    let status = || bench.cph("GET", &format!("phones/{}", phones[0]), &Value::Null).1["status"].clone();
    assert_eq!(status(), 3);
    assert_eq!(bench.cph("GET", "phones?status=3", &Value::Null).1["count"], 1);
    bench.finish();
    assert_eq!(status(), 2);
    let (status, none) = bench.cph("GET", "jobs?request_id=unknown", &Value::Null);
    assert_eq!((status, &none["jobs"]), (200, &json!([])));
    export(&bench, &[info(&bench, &phones[1], "b"), info(&bench, &phones[2], "c")]);
    let id = answer.1["jobs"][0]["job_id"].as_str().unwrap();
    assert_eq!(
        bench.cph("GET", &format!("jobs/{id}"), &Value::Null).1["error_code"],
        "CPS.0011",
        "forgotten"
    );
    let (bench, phones) = with(|_| {});
    let answer = export(&bench, &[info(&bench, &phones[0], "a")]);
    assert_ne!(bench.job(&answer)["request_id"], answer.1["request_id"]);
    assert_eq!(bench.cph("GET", "jobs/%20", &Value::Null).1["error_code"], "CPS.0048");
}

#[test]
fn what_was_done_in_part_is_a_failed_job_or_a_success() {
    for (code, wanted) in [("CPS.0103", (-1, json!("CPS.0103"))), ("", (2, Value::Null))] {
        let (bench, phones) = with(|huawei| huawei.partial_job_code = code.to_owned());
        let fault = json!({"cloud": "huawei", "operation": "BatchExportCloudPhoneData", "kind": "partial",
                           "effect": "applied", "nth": 1});
        assert!(bench.admin("POST", "/faults", fault.to_string().as_bytes()).0 < 300);
        assert_eq!(bench.done(&bench.export(&phones[0], &["/data/data"], &[], "part.tar")), wanted);
        assert_eq!(bench.obs("HEAD", "part.tar", &[], b"").status, 200);
    }
}

#[test]
fn an_existing_object_is_replaced_or_kept() {
    for refuse in [false, true] {
        let (bench, phones) = with(|huawei| huawei.refuse_overwrite = refuse);
        put(&bench, "k.tar", &[], b"old");
        let (status, code) = bench.done(&bench.export(&phones[0], &["/data/media"], &[], "k.tar"));
        let wanted = if refuse { (-1, json!("CPS.0103")) } else { (2, Value::Null) };
        assert_eq!((status, code), wanted);
        assert_eq!(bench.obs("GET", "k.tar", &[], b"").read_all().unwrap() == b"old", refuse);
    }
}

#[test]
fn a_restore_lays_over_or_replaces() {
    for removes in [false, true] {
        let (bench, phones) = with(|huawei| huawei.restore_removes_extra = removes);
        let phone = &phones[0];
        let folder = "/data/data/com.example.notes";
        assert_eq!(bench.done(&bench.export(phone, &[folder], &[], "k.tar")).0, 2);
        let before = bench.files(phone, folder);
        bench.edit("PUT", phone, &format!("{folder}/files/extra"), b"x");
        bench.edit("PUT", phone, "/data/data/com.example.notes2/other", b"x");
        assert_eq!(bench.done(&bench.restore(phone, "k.tar")).0, 2);
        let extra = bench.files(phone, &format!("{folder}/files/extra")).len();
        assert_eq!(extra, usize::from(!removes));
        if removes {
            assert_eq!(bench.files(phone, &format!("{folder}/")), before);
        }
        assert_eq!(bench.files(phone, "/data/data/com.example.notes2").len(), 1);
    }
}

#[test]
fn compatibility_is_enforced_as_finely_as_asked() {
    let edit = |bench: &Bench, phone: &str, android: &str| {
        let body = json!({"android": android}).to_string();
        assert_eq!(bench.admin("PATCH", &format!("/phones/{phone}"), body.as_bytes()).0, 200);
    };
    let job = |change: fn(&mut HuaweiSettings), source: &str, target: &str| {
        let (bench, phones) = with(change);
        edit(&bench, &phones[0], source);
        edit(&bench, &phones[1], target);
        bench.done(&bench.export(&phones[0], &["/data/media"], &[], "k.tar"));
        bench.done(&bench.restore(&phones[1], "k.tar"))
    };
    let refused = (-1, json!("CPS.0398"));
    let fine = (2, Value::Null);
    assert_eq!(job(|_| {}, "11", "9"), refused);
    assert_eq!(job(|_| {}, "9", "11"), fine);
    assert_eq!(job(|_| {}, "7.1.1", "7.0"), fine);
    assert_eq!(job(|huawei| huawei.compare_minor = true, "7.1.1", "7.0"), refused);
    assert_eq!(job(|huawei| huawei.refuse_older_android = false, "11", "9"), fine);

    let (bench, phones) = with(|huawei| {
        huawei.older_android_at_submission = true;
        huawei.older_android_code = "CPS.0172".to_owned();
    });
    edit(&bench, &phones[1], "7.0");
    bench.done(&bench.export(&phones[0], &["/data/media"], &[], "k.tar"));
    assert_eq!(bench.restore(&phones[1], "k.tar").1["jobs"][0]["error_code"], "CPS.0172");

    // The fourth phone is of another hardware family.
    for (other, wanted) in [(false, fine), (true, refused)] {
        let (bench, phones) = with(|huawei| huawei.refuse_other_label = other);
        bench.done(&bench.export(&phones[3], &["/data/media"], &[], "k.tar"));
        assert_eq!(bench.done(&bench.restore(&phones[0], "k.tar")), wanted);
    }
}

#[test]
fn archives_may_be_compressed() {
    let magic = |bench: &Bench| bench.obs("GET", "k.tar", &[], b"").read_all().unwrap()[..2].to_vec();
    let (bench, phones) = with(|huawei| huawei.gzip_exports = true);
    let before = bench.files(&phones[0], "/data/media");
    assert_eq!(bench.done(&bench.export(&phones[0], &["/data/media"], &[], "k.tar")).0, 2);
    assert_eq!(magic(&bench), [0x1f, 0x8b]);
    let packed = bench.obs("GET", "k.tar", &[], b"").read_all().unwrap();
    bench.edit("DELETE", &phones[0], "/data/media", b"");
    assert_eq!(bench.done(&bench.restore(&phones[0], "k.tar")).0, 2);
    assert_eq!(bench.files(&phones[0], "/data/media"), before);

    let (bench, phones) = with(|huawei| huawei.accept_gzip = false);
    put(&bench, "k.tar", &[], &packed);
    assert_eq!(bench.done(&bench.restore(&phones[0], "k.tar")), (-1, json!("CPS.0399")));
    bench.done(&bench.export(&phones[0], &["/data/media"], &[], "k.tar"));
    assert_ne!(magic(&bench), [0x1f, 0x8b]);
    // Cut in the middle of the stream.
    let (bench, phones) = with(|_| {});
    put(&bench, "cut.tar", &[], &packed[..packed.len() - 5]);
    assert_eq!(bench.done(&bench.restore(&phones[0], "cut.tar")), (-1, json!("CPS.0399")));
}

#[test]
fn exports_have_their_choices() {
    let (bench, phones) = with(|huawei| {
        huawei.missing_include_fails = true;
        huawei.nothing_found_code = "CPS.0107".to_owned();
        huawei.missing_bucket_code = "CPS.0102".to_owned();
        huawei.multipart_etag = true;
        huawei.need_running = false;
        huawei.misc_rule = false;
    });
    let paths = ["/data/media", "/data/none"];
    assert_eq!(bench.done(&bench.export(&phones[0], &paths, &[], "k.tar")), (-1, json!("CPS.0107")));
    let mut nowhere = info(&bench, &phones[0], "k.tar");
    nowhere["bucket_name"] = json!("no-such-bucket");
    assert_eq!(bench.done(&export(&bench, &[nowhere])), (-1, json!("CPS.0102")));
    bench.admin("PATCH", &format!("/phones/{}", phones[0]), br#"{"power":"stopped"}"#);
    assert_eq!(bench.done(&bench.export(&phones[0], &["/data/misc/*"], &[], "k.tar")).0, 2);
    let head = bench.obs("HEAD", "k.tar", &[], b"");
    assert!(head.header("etag").unwrap().contains('-'));
    assert_eq!(bench.cph("GET", &format!("phones/{}", phones[0]), &Value::Null).1["status"], 8);
}

#[test]
fn other_choices_show_in_the_answers() {
    let (bench, phones) = with(|huawei| {
        huawei.has_encrypt = true;
        huawei.bad_filter_code = "CPS.0107".to_owned();
        huawei.phones_default_limit = 2;
        huawei.phones_max_limit = 3;
        huawei.accepted_status = 201;
    });
    let list = bench.cph("GET", "phones", &Value::Null).1;
    assert_eq!((list["phones"].as_array().unwrap().len(), &list["count"]), (2, &json!(4)));
    assert_eq!(list["phones"][0]["has_encrypt"], true);
    assert_eq!(bench.cph("GET", "phones?limit=4", &Value::Null).0, 400);
    assert_eq!(
        bench.cph("GET", "phone-images", &Value::Null).1["phone_images"][0]["is_support_encrypt"],
        true
    );
    assert_eq!(bench.cph("GET", "phones?type=9", &Value::Null).1["error_code"], "CPS.0107");
    assert_eq!(bench.cph("GET", "phones?status=5", &Value::Null).1["error_code"], "CPS.0010");
    assert_eq!(bench.cph("POST", "phones/batch-stop", &json!({"phone_ids": [phones[0]]})).0, 201);
}

#[test]
fn what_does_not_fit_fails_and_changes_nothing() {
    let bench = Bench::new(|config| {
        config.settings.huawei.disk_full_code = "CPS.0107".to_owned();
        config.settings.capacity.storage_per_phone = 1 << 20;
    });
    let phone = bench.first_phone("huawei");
    put(&bench, "big.tar", &[], &tar_of(&[("data/media/0/big", &vec![7; 2 << 20])]));
    let before = bench.files(&phone, "/");
    assert_eq!(bench.done(&bench.restore(&phone, "big.tar")), (-1, json!("CPS.0107")));
    let push = crate::cloud::command(&bench, &phone, "push", &format!("obs://{}/big.tar", bench.bucket()));
    assert_eq!(bench.done(&push), (-1, json!("CPS.0107")));
    assert_eq!(bench.files(&phone, "/"), before);
}

#[test]
fn a_restore_beyond_the_space_of_a_phone_is_let_through_by_setting() {
    let bench = Bench::new(|config| {
        config.settings.huawei.check_free_space = false;
        config.settings.capacity.storage_per_phone = 1 << 20;
    });
    let phone = bench.first_phone("huawei");
    put(&bench, "big.tar", &[], &tar_of(&[("data/media/0/big", &vec![7; 2 << 20])]));
    assert_eq!(bench.done(&bench.restore(&phone, "big.tar")), (2, Value::Null));
}

#[test]
fn failed_jobs_carry_the_codes_of_choice() {
    let (bench, phones) = with(|huawei| {
        huawei.bad_archive_code = "CPS.1".to_owned();
        huawei.command_failed_code = "CPS.2".to_owned();
        huawei.too_large_code = "CPS.3".to_owned();
        huawei.image_downgrade_code = "CPS.4".to_owned();
        huawei.max_push_bytes = 10;
    });
    put(&bench, "bad.tar", &[], b"no tar at all");
    let command = |command: &str, content: &str| {
        bench.done(&crate::cloud::command(&bench, &phones[0], command, content)).1
    };
    assert_eq!(bench.done(&bench.restore(&phones[0], "bad.tar")).1, "CPS.1");
    assert_eq!(command("uninstall", "com.none"), "CPS.2");
    assert_eq!(command("push", &format!("obs://{}/bad.tar", bench.bucket())), "CPS.3");
    let old = bench.cph("GET", &format!("phones/{}", phones[3]), &Value::Null).1["image_id"].clone();
    let body = json!({"image_id": old, "phones": [{"phone_id": phones[0]}]});
    assert_eq!(bench.done(&bench.cph("POST", "phones/batch-restart", &body)).1, "CPS.4");
}

#[test]
fn counts_and_alphabets_are_settings() {
    let (bench, phones) = with(|huawei| {
        huawei.max_storage_infos = 1;
        huawei.max_sync_phones = 1;
        huawei.too_many_sync_code = "CPS.0080".to_owned();
        huawei.shell_extra_characters = " '".to_owned();
    });
    let two = [info(&bench, &phones[0], "a"), info(&bench, &phones[1], "b")];
    assert_eq!(export(&bench, &two).1["error_code"], "CPS.0170");
    assert_eq!(crate::cloud::shell(&bench, &phones[..2], "id").1["error_code"], "CPS.0080");
    let quoted = crate::cloud::shell(&bench, &phones[..1], "echo 'a b'").1;
    assert_eq!(quoted["jobs"][0]["execute_msg"], "a b\n");
}

#[test]
fn an_address_without_a_bucket_host_is_refused_by_setting() {
    let (bench, _) = with(|huawei| huawei.virtual_host_only = true);
    let refused = bench.obs("GET", "k", &[], b"");
    let text = String::from_utf8(refused.read_all().unwrap()).unwrap();
    assert!(refused.status == 403 && text.contains("VirtualHostDomainRequired"));
    let host = format!("{}.obs.cn-north-4.myhuaweicloud.com", bench.bucket());
    assert_eq!(bench.universe.handle(bench.signed_obs("PUT", "/k", &host, &[], b"x")).status, 200);
}

#[test]
fn a_bucket_without_authorisation_fails_the_jobs() {
    let (bench, phones) = with(|huawei| huawei.denied_bucket_code = "CPS.0107".to_owned());
    let bucket = bench.bucket();
    assert_eq!(bench.done(&bench.export(&phones[0], &["/data/media"], &[], "k.tar")).0, 2);
    let (bench, phones) = with(|huawei| {
        huawei.denied_buckets = vec![bucket];
        huawei.denied_bucket_code = "CPS.0107".to_owned();
    });
    put(&bench, "own.tar", &[], &tar_of(&[("data/x", b"1")]));
    let denied = (-1, json!("CPS.0107"));
    assert_eq!(bench.done(&bench.export(&phones[0], &["/data/media"], &[], "k.tar")), denied);
    assert_eq!(bench.done(&bench.restore(&phones[0], "own.tar")), denied);
    assert_eq!(bench.obs("HEAD", "k.tar", &[], b"").status, 404);
}

#[test]
fn an_archived_object_is_not_restored() {
    let (bench, phones) = with(|huawei| huawei.archived_object_code = "CPS.0107".to_owned());
    let tar = tar_of(&[("data/x", b"1")]);
    put(&bench, "cold.tar", &[("x-obs-storage-class", "COLD")], &tar);
    put(&bench, "warm.tar", &[("x-obs-storage-class", "WARM")], &tar);
    assert_eq!(bench.done(&bench.restore(&phones[0], "cold.tar")), (-1, json!("CPS.0107")));
    assert_eq!(bench.done(&bench.restore(&phones[0], "warm.tar")), (2, Value::Null));
}

#[test]
fn a_lone_wildcard_takes_hidden_names_or_not() {
    for (takes, wanted) in [(true, (2, Value::Null)), (false, (-1, json!("CPS.0168")))] {
        let (bench, phones) = with(|huawei| huawei.wildcard_takes_hidden = takes);
        bench.edit("PUT", &phones[0], "/data/media/0/only/.hidden", b"x");
        assert_eq!(bench.done(&bench.export(&phones[0], &["/data/media/0/only/*"], &[], "k.tar")), wanted);
    }
}
