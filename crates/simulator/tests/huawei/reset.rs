//! Resets, images and the way back to an older Android.

use serde_json::{Value, json};

use crate::cloud::{counts, ledger, put};
use crate::support::Bench;

fn reset(bench: &Bench, body: &Value) -> (u16, Value) {
    bench.cph("POST", "phones/batch-reset", body)
}

fn image(bench: &Bench, name: &str) -> Value {
    let images = bench.cph("GET", "phone-images?image_type=public", &Value::Null).1;
    let list = images["phone_images"].as_array().unwrap().clone();
    list.iter().find(|image| image["os_name"] == name).unwrap()["image_id"].clone()
}

fn status(bench: &Bench, phone: &str) -> i64 {
    bench.cph("GET", &format!("phones/{phone}"), &Value::Null).1["status"].as_i64().unwrap()
}

#[test]
fn a_reset_takes_the_users_data_away() {
    let bench = Bench::new(|_| {});
    let phone = bench.first_phone("huawei");
    assert!(!bench.files(&phone, "/data/data/com.example.notes/").is_empty());
    let answer = reset(&bench, &json!({"phones": [{"phone_id": phone}]}));
    assert_eq!(status(&bench, &phone), 3);
    assert_eq!(bench.job(&answer)["status"], 1);
    assert_eq!(bench.done(&answer), (2, Value::Null));
    assert_eq!(status(&bench, &phone), 2);
    assert!(bench.files(&phone, "/data/data/").is_empty() && bench.files(&phone, "/data/media/").is_empty());
    assert_eq!(bench.phone(&phone)["apps"], json!([]));
    assert_eq!(ledger(&bench), [("reset".to_owned(), "succeeded".to_owned())]);
    assert_eq!(counts(&bench, "ResetCloudPhone"), (1, 1));
}

#[test]
fn a_reset_wants_a_running_or_stopped_phone() {
    for any_state in [false, true] {
        let bench = Bench::new(|config| config.settings.huawei.reset_any_state = any_state);
        let phones = bench.phones("huawei");
        let power = |phone: &str, power: &str| {
            let body = json!({"power": power}).to_string();
            assert_eq!(bench.admin("PATCH", &format!("/phones/{phone}"), body.as_bytes()).0, 200);
        };
        power(&phones[0], "stopped");
        power(&phones[1], "abnormal");
        let body = json!({"phones": [{"phone_id": phones[0]}, {"phone_id": phones[1]}, {"phone_id": "x"}]});
        let jobs = reset(&bench, &body).1["jobs"].clone();
        assert!(jobs[0]["job_id"].is_string());
        assert_eq!(jobs[1]["error_code"] == "CPS.0165", !any_state);
        assert_eq!(jobs[2]["error_code"], "CPS.0004");
        bench.finish();
        assert_eq!(status(&bench, &phones[0]), 2);
        power(&phones[0], "frozen");
        let frozen = reset(&bench, &json!({"phones": [{"phone_id": phones[0]}]})).1;
        assert_eq!(frozen["jobs"][0]["error_code"], "CPS.0053");
    }
}

#[test]
fn a_reset_is_refused_by_documented_codes() {
    let bench = Bench::new(|config| config.settings.huawei.max_property_bytes = 20);
    let phone = bench.first_phone("huawei");
    let with = |name: &str, value: Value| json!({"phones": [{"phone_id": phone, name: value}]});
    let on = |image: Value| json!({"image_id": image, "phones": [{"phone_id": phone}]});
    for (body, code) in [
        (json!({}), "CPS.0077"),
        (json!({"phones": []}), "CPS.0077"),
        (json!({"phones": {}}), "CPS.0077"),
        (json!({"phones": [{}]}), "CPS.0077"),
        (json!({"phones": vec![json!({"phone_id": phone}); 101]}), "CPS.0190"),
        (with("property", json!("[]")), "CPS.0078"),
        (with("property", json!({})), "CPS.0078"),
        (with("property", json!(r#"{"long":"0123456789"}"#)), "CPS.0078"),
        (with("factory_reset_enabled", json!("yes")), "CPS.0077"),
        (on(json!("")), "CPS.0029"),
        (on(json!(7)), "CPS.0030"),
        (on(json!("a b")), "CPS.0030"),
        (on(json!("0".repeat(32))), "CPS.0166"),
    ] {
        let (status, answer) = reset(&bench, &body);
        assert_eq!((status, answer["error_code"].as_str()), (400, Some(code)), "{body}");
    }
    assert!(ledger(&bench).is_empty());
}

#[test]
fn properties_outlive_a_reset_but_not_a_factory_reset() {
    let bench = Bench::new(|_| {});
    let phone = bench.first_phone("huawei");
    let property = || {
        let text = bench.cph("GET", &format!("phones/{phone}"), &Value::Null).1["property"].clone();
        serde_json::from_str::<Value>(text.as_str().unwrap()).unwrap()
    };
    let body = json!({"phones": [{"phone_id": phone, "property": r#"{"persist.a":"1","persist.n":2}"#}]});
    assert_eq!(bench.done(&bench.cph("POST", "phones/batch-restart", &body)).0, 2);
    assert_eq!((&property()["persist.a"], &property()["persist.n"]), (&json!("1"), &json!("2")));
    assert_eq!(bench.done(&reset(&bench, &json!({"phones": [{"phone_id": phone}]}))).0, 2);
    assert_eq!(property()["persist.a"], "1");
    let body = json!({"phones": [{"phone_id": phone, "factory_reset_enabled": true,
                                  "property": r#"{"persist.b":"x"}"#}]});
    assert_eq!(bench.done(&reset(&bench, &body)).0, 2);
    assert_eq!((&property()["persist.a"], &property()["persist.b"]), (&Value::Null, &json!("x")));
}

#[test]
fn the_way_back_to_an_older_android_is_export_reset_restore() {
    let bench = Bench::new(|config| config.phones = 8);
    let phone = bench.phones("huawei")[3].clone();
    assert_eq!(bench.phone(&phone)["android"], "9");
    let before = bench.files(&phone, "/data/data/com.example.notes");
    assert_eq!(bench.done(&bench.export(&phone, &["/data/data", "/data/app/*"], &[], "old.tar")).0, 2);
    let upward = json!({"image_id": image(&bench, "AOSP11"), "phones": [{"phone_id": phone}]});
    assert_eq!(bench.done(&bench.cph("POST", "phones/batch-restart", &upward)).0, 2);
    assert_eq!(bench.phone(&phone)["image_version"], "AOSP 11.0");
    assert_eq!(bench.done(&bench.export(&phone, &["/data/data"], &[], "new.tar")).0, 2);

    let back = json!({"image_id": image(&bench, "AOSP9"), "phones": [{"phone_id": phone}]});
    assert_eq!(bench.done(&bench.cph("POST", "phones/batch-restart", &back)), (-1, json!("CPS.0166")));
    assert_eq!(status(&bench, &phone), -6);
    assert_eq!(bench.admin("PATCH", &format!("/phones/{phone}"), br#"{"power":"running"}"#).0, 200);
    assert_eq!(bench.done(&reset(&bench, &back)), (2, Value::Null));
    assert_eq!((&bench.phone(&phone)["android"], status(&bench, &phone)), (&json!("9"), 2));
    assert!(bench.files(&phone, "/data/data").is_empty());

    assert_eq!(bench.done(&bench.restore(&phone, "new.tar")), (-1, json!("CPS.0398")));
    assert_eq!(bench.done(&bench.restore(&phone, "old.tar")), (2, Value::Null));
    assert_eq!(bench.done(&bench.restart(&phone)).0, 2);
    assert_eq!(bench.files(&phone, "/data/data/com.example.notes"), before);
    assert!(bench.phone(&phone)["apps"].to_string().contains("com.example.notes"));
}

#[test]
fn an_image_of_other_hardware_is_refused_by_setting() {
    for matched in [false, true] {
        let bench = Bench::new(|config| config.settings.huawei.match_image_label = matched);
        let phone = bench.first_phone("huawei");
        // The first phone is of the family of AOSP 11.
        let body = json!({"image_id": image(&bench, "AOSP9"), "phones": [{"phone_id": phone}]});
        let refused = reset(&bench, &body).1["jobs"][0]["error_code"] == "CPS.0166";
        assert_eq!(refused, matched);
    }
}

#[test]
fn a_busy_phone_is_not_reset() {
    let bench = Bench::new(|_| {});
    let phone = bench.first_phone("huawei");
    put(&bench, "x", &[], b"");
    bench.export(&phone, &["/data/data"], &[], "k.tar");
    let body = json!({"phones": [{"phone_id": phone}]});
    assert_eq!(reset(&bench, &body).1["jobs"][0]["error_code"], "CPS.0042");
}
