//! What CPH and the identity service refuse, and how they page.

mod support;

use std::time::Duration;

use phonevault_simulator::{Request, ServiceName};
use serde_json::{Value, json};
use support::{Bench, read_json};

#[test]
fn whole_requests_are_refused_by_documented_codes() {
    let bench = Bench::new(|_| {});
    let phone = bench.phones("huawei")[0].clone();
    let good = json!({"phone_id": phone, "include_files": ["/data/data"], "bucket_name": "abc",
                      "object_path": "k.tar"});
    let with = |name: &str, value: Value| {
        let mut info = good.clone();
        info[name] = value;
        json!({"storage_infos": [info]})
    };
    let many: Vec<Value> = (0..101).map(|_| good.clone()).collect();
    for (body, code) in [
        (json!({}), "CPS.0167"),
        (json!({"storage_infos": []}), "CPS.0167"),
        (json!({"storage_infos": "x"}), "CPS.0167"),
        (json!({"storage_infos": [1]}), "CPS.0167"),
        (json!({"storage_infos": many}), "CPS.0170"),
        (with("include_files", json!([])), "CPS.0168"),
        (with("include_files", json!(["/system/x"])), "CPS.0168"),
        (with("include_files", json!(["/data/*/x"])), "CPS.0168"),
        (with("include_files", json!(["/data/misc"])), "CPS.0168"),
        (with("include_files", json!([7])), "CPS.0168"),
        (with("exclude_files", json!(["relative"])), "CPS.0169"),
        (with("bucket_name", json!("BAD_Bucket!")), "CPS.0134"),
        (with("object_path", json!("a b")), "CPS.0135"),
        (with("object_path", json!("")), "CPS.0135"),
    ] {
        let (status, answer) = bench.cph("POST", "phones/batch-storage", &body);
        assert_eq!((status, answer["error_code"].as_str()), (400, Some(code)), "{body}");
        assert!(answer["request_id"].is_string());
    }
    for (body, code) in [
        (json!({"restore_infos": []}), "CPS.0171"),
        (json!({"restore_infos": [{"phone_id": phone, "bucket_name": "abc"}]}), "CPS.0135"),
        (json!({"restore_infos": vec![json!({}); 101]}), "CPS.0171"),
    ] {
        let (status, answer) = bench.cph("POST", "phones/batch-restore", &body);
        assert_eq!((status, answer["error_code"].as_str()), (400, Some(code)));
    }
    let target = format!("/v1/{}/cloud-phone/phones/batch-restore", bench.project());
    let (status, answer) = read_json(&bench.universe.handle(bench.signed_cph("POST", &target, "{not json")));
    assert_eq!((status, answer["error_code"].as_str()), (400, Some("CPS.0171")));
    assert_eq!(bench.admin("GET", "/ledger", b"").1["entries"], json!([]));
}

#[test]
fn items_are_refused_one_by_one_inside_a_success() {
    let bench = Bench::new(|_| {});
    let phones = bench.phones("huawei");
    let patch = |power: &str| {
        let body = json!({"power": power}).to_string();
        assert_eq!(bench.admin("PATCH", &format!("/phones/{}", phones[1]), body.as_bytes()).0, 200);
    };
    patch("stopped");
    let info = |phone: &str| {
        json!({"phone_id": phone, "include_files": ["/data/data"], "bucket_name": bench.bucket(),
               "object_path": "k.tar"})
    };
    let body = json!({"storage_infos": [info(&phones[0]), info("nonsense"), info(&"0".repeat(32)), info(&phones[1])]});
    let (status, answer) = bench.cph("POST", "phones/batch-storage", &body);
    assert_eq!(status, 200);
    let jobs = answer["jobs"].as_array().unwrap();
    let codes: Vec<Option<&str>> = jobs.iter().map(|job| job["error_code"].as_str()).collect();
    assert_eq!(codes, [None, Some("CPS.0004"), Some("CPS.0005"), Some("CPS.0141")]);
    assert!(jobs[0]["job_id"].is_string() && jobs[1].get("job_id").is_none());
    patch("frozen");
    let frozen = bench.restart(&phones[1]).1;
    assert_eq!(frozen["jobs"][0]["error_code"], "CPS.0053");
    patch("abnormal");
    assert_eq!(bench.restart(&phones[1]).1["jobs"][0]["error_code"], "CPS.0165");
}

#[test]
fn power_goes_through_its_states() {
    let bench = Bench::new(|_| {});
    let phone = bench.phones("huawei")[0].clone();
    let status = || bench.cph("GET", &format!("phones/{phone}"), &Value::Null).1["status"].as_i64().unwrap();
    assert_eq!(status(), 2);
    let stop = bench.cph("POST", "phones/batch-stop", &json!({"phone_ids": [phone]}));
    assert_eq!(status(), 7);
    assert_eq!(bench.job(&stop)["status"], 1);
    bench.clock.advance(Duration::from_millis(100));
    assert_eq!(status(), 7);
    bench.finish();
    assert_eq!(status(), 8);
    assert_eq!(bench.job(&stop)["status"], 2);
    let again = bench.cph("POST", "phones/batch-stop", &json!({"phone_ids": [phone]}));
    assert_eq!(again.1["jobs"][0]["error_code"], "CPS.0141");
    let start = bench.restart(&phone);
    assert_eq!(status(), 4);
    assert_eq!(bench.done(&start).0, 2);
    assert_eq!(status(), 2);
    let actions: Vec<String> = bench.admin("GET", "/ledger", b"").1["entries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["action"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(actions, ["stop", "start"]);
    for (body, code) in [
        (json!({}), "CPS.0080"),
        (json!({"phone_ids": []}), "CPS.0009"),
        (json!({"phone_ids": vec!["x"; 101]}), "CPS.0190"),
    ] {
        assert_eq!(bench.cph("POST", "phones/batch-stop", &body).1["error_code"], code);
    }
    let body = json!({"phones": [{"phone_id": phone, "property": "not json"}]});
    assert_eq!(bench.cph("POST", "phones/batch-restart", &body).1["error_code"], "CPS.0078");
    let body = json!({"image_id": "none", "phones": [{"phone_id": phone}]});
    assert_eq!(bench.cph("POST", "phones/batch-restart", &body).1["error_code"], "CPS.0166");
}

#[test]
fn a_restart_takes_an_image_upwards_only() {
    let bench = Bench::new(|config| config.phones = 8);
    let phones = bench.phones("huawei");
    let (_, images) = bench.cph("GET", "phone-images?image_type=public", &Value::Null);
    let image = |name: &str| {
        let list = images["phone_images"].as_array().unwrap();
        list.iter().find(|i| i["os_name"] == name).unwrap()["image_id"].clone()
    };
    let restart = |phone: &str, name: &str| {
        let body = json!({"image_id": image(name), "phones": [{"phone_id": phone}]});
        bench.done(&bench.cph("POST", "phones/batch-restart", &body)).0
    };
    assert_eq!(restart(&phones[3], "AOSP11"), 2);
    assert_eq!(bench.phone(&phones[3])["image_version"], "AOSP 11.0");
    assert_eq!(restart(&phones[3], "AOSP9"), -1);
    assert_eq!(bench.phone(&phones[3])["android"], "11");
}

#[test]
fn phones_are_paged_and_filtered() {
    let bench = Bench::new(|config| config.phones = 14);
    let mut newest_first = bench.phones("huawei");
    newest_first.reverse();
    let mut seen = Vec::new();
    for offset in [0, 3, 6] {
        let (status, page) = bench.cph("GET", &format!("phones?limit=3&offset={offset}"), &Value::Null);
        assert_eq!((status, &page["count"]), (200, &json!(7)));
        let ids = page["phones"].as_array().unwrap().iter();
        seen.extend(ids.map(|phone| phone["phone_id"].as_str().unwrap().to_owned()));
    }
    assert_eq!(seen, newest_first);
    let get = |query: &str| bench.cph("GET", &format!("phones?{query}"), &Value::Null).1;
    assert_eq!(get("phone_name=phone-001")["count"], 1);
    assert_eq!(get("status=8")["count"], 0);
    assert_eq!(get("type=1")["phones"], json!([]));
    assert_eq!(get("offset=100")["phones"], json!([]));
    for (query, code) in [
        ("limit=0", "CPS.0002"),
        ("limit=201", "CPS.0002"),
        ("offset=-1", "CPS.0002"),
        ("status=x", "CPS.0010"),
    ] {
        assert_eq!(get(query)["error_code"], code, "{query}");
    }
    let (status, answer) = bench.cph("GET", &format!("phones/{}", "0".repeat(32)), &Value::Null);
    assert_eq!((status, answer["error_code"].as_str()), (404, Some("CPS.0005")));
    assert_eq!(bench.cph("GET", "phones/xyz", &Value::Null).1["error_code"], "CPS.0004");
    let mut seen = 0;
    let mut marker = String::new();
    for _ in 0..10 {
        let page = bench.cph("GET", &format!("phone-images?limit=2&marker={marker}"), &Value::Null).1;
        seen += page["phone_images"].as_array().unwrap().len();
        match page["page_info"]["next_marker"].as_str() {
            Some(next) => marker = next.to_owned(),
            None => break,
        }
    }
    assert_eq!(seen, 3);
}

#[test]
fn job_lists_are_paged_and_refuse_as_documented() {
    let bench = Bench::new(|config| {
        config.phones = 10;
        config.settings.huawei.job_visible_after_ms = 1000;
    });
    let phones = bench.phones("huawei");
    let answer = bench.cph("POST", "phones/batch-stop", &json!({"phone_ids": phones}));
    let id = answer.1["request_id"].as_str().unwrap().to_owned();
    let get = |query: &str| bench.cph("GET", &format!("jobs?{query}"), &Value::Null).1;
    assert_eq!(get(&format!("request_id={id}"))["error_code"], "CPS.0050", "not visible yet");
    bench.clock.advance(Duration::from_secs(2));
    assert_eq!(get(&format!("request_id={id}"))["jobs"].as_array().unwrap().len(), 5);
    assert_eq!(get(&format!("request_id={id}&limit=2&offset=4"))["jobs"].as_array().unwrap().len(), 1);
    assert_eq!(get(&format!("request_ids={id}%2Cother"))["jobs"].as_array().unwrap().len(), 5);
    let many = vec!["x"; 21].join("%2C");
    for (query, code) in [
        ("".to_owned(), "CPS.0049"),
        ("request_id=unknown".to_owned(), "CPS.0050"),
        (format!("request_ids={many}"), "CPS.0161"),
        (format!("request_id={id}&limit=101"), "CPS.0002"),
    ] {
        assert_eq!(get(&query)["error_code"], code, "{query}");
    }
    assert_eq!(bench.cph("GET", "jobs/unknown", &Value::Null).1["error_code"], "CPS.0011");
}

#[test]
fn wrong_credentials_are_refused_before_anything_else() {
    let bench = Bench::new(|_| {});
    let target = format!("/v1/{}/cloud-phone/phones?limit=1", bench.project());
    let secret = bench.ready["credentials"]["huawei"]["sk"].as_str().unwrap().to_owned();
    let now = jiff::Timestamp::now();
    let late = now.checked_sub(jiff::SignedDuration::from_mins(16)).unwrap();
    let send = |request: Request| {
        let (status, answer) = read_json(&bench.universe.handle(request));
        (status, answer["error_code"].as_str().unwrap_or("none").to_owned())
    };
    let wrong = (401, "APIGW.0301".to_owned());
    assert_eq!(send(bench.signed_cph_with("GET", &target, "", "wrong", now)), wrong);
    assert_eq!(send(bench.signed_cph_with("GET", &target, "", &secret, late)), wrong);
    assert_eq!(send(Request::new(ServiceName::HuaweiCph, "GET", &target)), wrong);
    let mut changed = bench.signed_cph("GET", &target, "");
    changed.query = "limit=2".to_owned();
    assert_eq!(send(changed), wrong);
    assert_eq!(send(bench.signed_cph("GET", &target, "")), (200, "none".to_owned()));
    assert_eq!(
        send(bench.signed_cph("GET", "/v1/other/cloud-phone/phones", "")),
        (403, "CPS.0001".to_owned())
    );
    let nothing = (404, "APIGW.0101".to_owned());
    assert_eq!(send(bench.signed_cph("GET", "/v9/x", "")), nothing);
    let rename = format!("/v1/{}/cloud-phone/phones/x", bench.project());
    assert_eq!(send(bench.signed_cph("PUT", &rename, "{}")), nothing);
    let counts = &bench.admin("GET", "/requests", b"").1["counts"];
    assert_eq!(counts["huawei.UpdatePhoneName"], json!({"received": 1, "applied": 0}));
    assert_eq!(counts["huawei.ListCloudPhones"]["received"], 6);
}

#[test]
fn tokens_open_their_project_for_a_day() {
    let bench = Bench::new(|_| {});
    let known = &bench.ready["credentials"]["huawei"];
    let ask = |password: &Value, scope: Value| {
        let user =
            json!({"name": known["iam_user"], "password": password, "domain": {"name": known["iam_domain"]}});
        let body = json!({"auth": {"identity": {"methods": ["password"], "password": {"user": user}}, "scope": scope}});
        let request = Request::new(ServiceName::HuaweiIam, "POST", "/v3/auth/tokens?nocatalog=true")
            .with_body(body.to_string());
        bench.universe.handle(request)
    };
    let project = json!({"project": {"name": known["region"]}});
    let (status, answer) = read_json(&ask(&json!("wrong"), project.clone()));
    assert_eq!((status, &answer["error"]["code"]), (401, &json!(401)));
    let (status, _) = read_json(&ask(&known["iam_password"], json!({"project": {"id": "other"}})));
    assert_eq!(status, 401);
    let issued = ask(&known["iam_password"], project);
    assert_eq!(issued.status, 201);
    let token = issued.header("x-subject-token").unwrap().to_owned();
    assert_eq!(read_json(&issued).1["token"]["project"]["id"], known["project_id"]);

    let target = format!("/v1/{}/cloud-phone/phones", bench.project());
    let call = |token: &str| {
        let request = Request::new(ServiceName::HuaweiCph, "GET", &target).with_header("X-Auth-Token", token);
        let (status, answer) = read_json(&bench.universe.handle(request));
        (status, answer["error_code"].as_str().unwrap_or("none").to_owned())
    };
    assert_eq!(call(&token), (200, "none".to_owned()));
    assert_eq!(call("made up"), (401, "APIGW.0301".to_owned()));
    let global = ask(&known["iam_password"], Value::Null);
    let global = global.header("x-subject-token").unwrap().to_owned();
    assert_eq!(call(&global), (403, "CPS.0001".to_owned()));

    let projects = |query: &str| {
        let request = Request::new(ServiceName::HuaweiIam, "GET", &format!("/v3/projects?{query}"))
            .with_header("X-Auth-Token", &token);
        read_json(&bench.universe.handle(request)).1
    };
    assert_eq!(projects("name=cn-north-4")["projects"][0]["id"], known["project_id"]);
    assert_eq!(projects("name=elsewhere")["projects"], json!([]));
    bench.clock.advance(Duration::from_secs(25 * 3600));
    assert_eq!(call(&token), (401, "APIGW.0307".to_owned()));
}

#[test]
fn a_guessed_rule_is_a_setting() {
    let bench = Bench::new(|config| {
        config.settings.huawei.missing_object_at_submission = true;
        config.settings.huawei.registered_objects_only = true;
        config.settings.huawei.accepted_status = 201;
        config.settings.huawei.no_end_time_while_running = true;
    });
    let phone = bench.phones("huawei")[0].clone();
    let refused = bench.restore(&phone, "none.tar");
    assert_eq!((refused.0, &refused.1["jobs"][0]["error_code"]), (201, &json!("CPS.0104")));
    bench.obs("PUT", "own.tar", &[], &[0; 1024]);
    assert_eq!(bench.restore(&phone, "own.tar").1["jobs"][0]["error_code"], "CPS.0172");
    let export = bench.export(&phone, &["/data/media"], &[], "k.tar");
    let id = export.1["jobs"][0]["job_id"].as_str().unwrap();
    let job = || bench.cph("GET", &format!("jobs/{id}"), &Value::Null).1;
    assert!(job().get("end_time").is_none());
    bench.finish();
    assert!(job()["end_time"].is_string());
}
