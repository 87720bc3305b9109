//! Which call a fault hits.

use phonevault_simulator::{Chaos, Content, Delivery, Request, Response, ServiceName};
use serde_json::{Value, json};

use crate::mutations::Side;
use crate::support::{Bench, read_json};

fn show(side: &Side, phone: &str) -> u16 {
    let Side::Huawei(bench) = side else { unreachable!() };
    bench.cph("GET", &format!("phones/{phone}"), &Value::Null).0
}

fn stop(side: &Side, phones: &[&String]) -> Response {
    side.send(side.cph("phones/batch-stop", &json!({"phone_ids": phones})))
}

#[test]
fn the_nth_call_for_a_phone_whatever_others_do() {
    let side = Side::new("huawei", 2);
    let phones = side.phones();
    show(&side, &phones[0]);
    side.fault(
        &json!({"cloud": "huawei", "operation": "ShowCloudPhoneDetail", "kind": "status:502", "nth": 2}),
    );
    let seen: Vec<u16> =
        [0, 1, 1, 0, 1, 0].iter().map(|phone: &usize| show(&side, &phones[*phone])).collect();
    assert_eq!(seen, [200, 200, 502, 502, 200, 200]);
    let listed = side.admin("GET", "/faults", b"").1;
    assert_eq!(listed["faults"][0]["hits"], 2);
    assert_eq!(listed["chaos"], Value::Null);
    assert_eq!(side.admin("DELETE", "/faults", b"").1, json!({"cleared": 1}));
    assert_eq!(side.admin("GET", "/faults", b"").1["faults"], json!([]));
}

#[test]
fn jobs_of_calls_before_the_fault_count_by_phone_too() {
    let side = Side::new("huawei", 2);
    let phones = side.phones();
    let Side::Huawei(bench) = &side else { unreachable!() };
    let calls: Vec<String> = phones
        .iter()
        .take(2)
        .map(|phone| read_json(&stop(&side, &[phone])).1["request_id"].as_str().unwrap().to_owned())
        .collect();
    side.fault(&json!({"cloud": "huawei", "operation": "ListJobs", "kind": "status:502", "nth": 2}));
    let list = |call: &usize| {
        let target = format!("/v1/{}/cloud-phone/jobs?request_id={}", bench.project(), calls[*call]);
        side.send(bench.signed_cph("GET", &target, "")).status
    };
    assert_eq!([0, 1, 1, 0, 0].each_ref().map(list), [200, 200, 502, 502, 200]);
}

#[test]
fn the_first_call_is_hit_once_also_for_a_phone_that_is_not_there() {
    let side = Side::new("alibaba", 1);
    side.fault(
        &json!({"cloud": "alibaba", "operation": "BackupApp", "kind": "status:503", "nth": 1, "times": 1}),
    );
    let backup = |phone: &str| side.send(side.ecp("BackupApp", &[("AndroidInstanceIdList.1", phone)])).status;
    assert_eq!((backup("acp-made-up"), backup("acp-made-up")), (503, 400));
    assert_eq!(side.counts("alibaba.BackupApp"), (2, 0));
}

#[test]
fn times_end_a_fault_and_the_oldest_of_two_counts() {
    let side = Side::new("huawei", 1);
    let phone = &side.phones()[0];
    let fault = |kind: &str, times: u64| {
        side.fault(&json!({"cloud": "huawei", "operation": "*", "kind": kind, "times": times}));
    };
    fault("status:500", 2);
    fault("throttle", 1);
    let seen: Vec<u16> = (0..4).map(|_| show(&side, phone)).collect();
    assert_eq!(seen, [500, 500, 429, 200]);
}

#[test]
fn a_probability_decides_by_seed_and_phone_and_not_by_order() {
    let decide = |seed: u64, order: &[usize]| {
        let side = Side::Huawei(Bench::new(|config| {
            config.phones = 8;
            config.seed = seed;
            config.content = Content::Seeded { bytes_per_phone: 1000 };
        }));
        side.fault(&json!({"cloud": "huawei", "operation": "*", "kind": "status:503", "probability": 0.5}));
        let phones = side.phones();
        let mut seen = vec![Vec::new(); phones.len()];
        for phone in order {
            seen[*phone].push(show(&side, &phones[*phone]));
        }
        seen
    };
    let forth: Vec<usize> = (0..4).flat_map(|phone| [phone; 16]).collect();
    let mixed: Vec<usize> = (0..64).map(|n| 3 - n % 4).collect();
    let seen = decide(5, &forth);
    assert_eq!(seen, decide(5, &mixed));
    let hits = seen.iter().flatten().filter(|status| **status == 503).count();
    assert!((16..=48).contains(&hits), "{hits}");
    assert_ne!(seen, decide(6, &forth));
    assert_ne!(seen[0], seen[1], "phones are decided about one by one");
}

#[test]
fn only_the_phones_that_are_hit_are_refused() {
    let side = Side::new("huawei", 2);
    let phones = side.phones();
    let restart = |phones: &[&String]| {
        let phones: Vec<Value> = phones.iter().map(|phone| json!({"phone_id": phone})).collect();
        read_json(&side.send(side.cph("phones/batch-restart", &json!({"phones": phones})))).1
    };
    side.fault(
        &json!({"cloud": "huawei", "operation": "RestartCloudPhone", "kind": "refuse_item", "nth": 2}),
    );
    assert!(restart(&[&phones[0]])["jobs"][0]["job_id"].is_string());
    side.universe().advance(std::time::Duration::from_secs(60));
    let answer = restart(&[&phones[0], &phones[1]]);
    // It is the second call for the one phone and the first for the other.
    assert_eq!(answer["jobs"][0]["error_code"], "CPS.0042");
    assert!(answer["jobs"][1]["job_id"].is_string(), "{answer}");
}

#[test]
fn jobs_stuck_for_a_time_end_by_themselves() {
    let side = Side::new("huawei", 1);
    let phone = side.phones().remove(0);
    side.fault(
        &json!({"cloud": "huawei", "operation": "StopCloudPhone", "kind": "job_stuck", "ms": 600_000}),
    );
    let answer = read_json(&stop(&side, &[&phone])).1;
    side.universe().advance(std::time::Duration::from_secs(599));
    assert_eq!(side.outcome(&answer).unwrap().0, 1);
    assert_eq!(side.ledger(&phone), [("stop".to_owned(), "running".to_owned())]);
    side.universe().advance(std::time::Duration::from_secs(2));
    assert_eq!(side.outcome(&answer).unwrap().0, 2);
    assert_eq!(side.ledger(&phone), [("stop".to_owned(), "succeeded".to_owned())]);
}

#[test]
fn a_wrong_clock_refuses_signatures_and_shows_in_the_date() {
    let side = Side::new("alibaba", 1);
    let list = |side: &Side| side.send(side.ecp("DescribeRegions", &[]));
    side.fault(&json!({"cloud": "alibaba", "operation": "*", "kind": "clock_skew"}));
    let answer = list(&side);
    assert_eq!(answer.status, 400);
    assert_eq!(read_json(&answer).1["Code"], "InvalidTimeStamp.Expired");
    let shown = answer.header("date").unwrap();
    let shown = jiff::fmt::rfc2822::parse(&shown.replace("GMT", "+0000")).unwrap().timestamp();
    let off = shown.duration_since(jiff::Timestamp::now()).as_secs();
    assert!((1150..=1201).contains(&off), "{off}");
    side.clear();
    // Within what the cloud allows it is only shown.
    side.fault(&json!({"cloud": "alibaba", "operation": "*", "kind": "clock_skew", "ms": 60_000}));
    let answer = list(&side);
    assert_eq!(answer.status, 200);
    assert!(answer.header("date").is_some());
    side.clear();
    assert!(list(&side).header("date").is_none());
}

#[test]
fn throttling_says_when_to_come_back() {
    let side = Side::new("huawei", 1);
    let phone = &side.phones()[0];
    side.fault(&json!({"cloud": "huawei", "operation": "*", "kind": "throttle", "ms": 1500}));
    let answer = stop(&side, &[phone]);
    assert_eq!((answer.status, answer.header("retry-after")), (429, Some("2")));
    let body = read_json(&answer).1;
    assert_eq!(body["error_code"], "APIGW.0308");
    assert!(body["error_msg"].as_str().unwrap().contains("limit:"));
    let side = Side::new("alibaba", 1);
    side.fault(&json!({"cloud": "alibaba", "operation": "*", "kind": "throttle", "ms": 1500}));
    let answer = side.send(side.ecp("DescribeRegions", &[]));
    assert_eq!((answer.status, answer.header("x-acs-retry-after")), (400, Some("1500")));
    assert_eq!(read_json(&answer).1["Code"], "Throttling.User");
}

#[test]
fn other_services_are_hit_by_name_and_counted_by_the_same() {
    let side = Side::new("huawei", 1);
    let token = || Request::new(ServiceName::HuaweiIam, "POST", "/v3/auth/tokens").with_body("{}");
    let list = || Request::new(ServiceName::HuaweiObs, "GET", "/bucket/");
    let metadata = || Request::new(ServiceName::HuaweiMetadata, "GET", "/openstack/latest/securitykey");
    let plain: Vec<u16> =
        [token(), list(), metadata()].into_iter().map(|call| side.send(call).status).collect();
    let all = |name: &str| side.counts(name).0;
    let names = ["iam.KeystoneCreateUserTokenByPassword", "obs.ListObjects", "metadata.GetSecurityKey"];
    let names = names.map(|name| format!("huawei.{name}"));
    assert_eq!(names.each_ref().map(|name| all(name)), [1, 1, 1]);
    side.fault(&json!({"cloud": "huawei", "operation": "*", "kind": "status:500"}));
    assert_eq!(side.send(token()).status, 500);
    assert_eq!((side.send(list()).status, side.send(metadata()).status), (plain[1], plain[2]));
    side.clear();
    for service in ["obs.*", "metadata.*"] {
        side.fault(&json!({"cloud": "huawei", "operation": service, "kind": "status:503"}));
    }
    assert_eq!((side.send(list()).status, side.send(metadata()).status), (503, 503));
    assert_eq!(side.send(token()).status, plain[0]);
    assert_eq!(names.each_ref().map(|name| all(name)), [3, 3, 3]);
    assert_eq!(side.counts("huawei.iam.Unknown"), (0, 0));
}

#[test]
fn objects_come_damaged_by_half_or_not_at_all() {
    let bench = Bench::new(|_| {});
    let side = Side::Huawei(bench);
    let Side::Huawei(bench) = &side else { unreachable!() };
    assert_eq!(bench.obs("PUT", "k", &[], &[7; 1000]).status, 200);
    let get = |kind: &str| {
        side.clear();
        side.fault(&json!({"cloud": "huawei", "operation": "obs.GetObject", "kind": kind}));
        bench.obs("GET", "k", &[], b"")
    };
    let cut = get("truncated");
    assert_eq!(cut.delivery, Delivery::Truncated { announced: 1000 });
    assert_eq!((cut.status, cut.read_all().unwrap()), (200, vec![7; 500]));
    assert_ne!(get("malformed").read_all().unwrap(), vec![7; 1000]);
    assert_eq!(get("html").header("content-type"), Some("text/html; charset=utf-8"));
    assert_eq!(get("status:503").status, 503);
    // There is nothing in an answer to HEAD that could be cut.
    side.fault(&json!({"cloud": "huawei", "operation": "obs.HeadObject", "kind": "truncated"}));
    assert_eq!(bench.obs("HEAD", "k", &[], b"").status, 200);
    side.fault(&json!({"cloud": "huawei", "operation": "obs.HeadObject", "kind": "status:503"}));
    let head = bench.obs("HEAD", "k", &[], b"");
    assert_eq!((head.status, head.read_all().unwrap().len()), (503, 0));
}

#[test]
fn a_profile_is_shown_and_cleared() {
    let side = Side::Huawei(Bench::new(|config| config.chaos = Some(Chaos { seed: 3, rate: 1.0 })));
    assert_eq!(side.admin("GET", "/faults", b"").1["chaos"], json!({"seed": 3, "rate": 1.0}));
    let phone = side.phones().remove(0);
    // At a rate of 1 no call comes through as it should; some answers are only late.
    let Side::Huawei(bench) = &side else { unreachable!() };
    let target = format!("/v1/{}/cloud-phone/phones/{phone}", bench.project());
    for _ in 0..40 {
        let answer = side.send(bench.signed_cph("GET", &target, ""));
        let well = read_json(&answer).1["phone_id"] == phone.as_str();
        assert!(!well || answer.delivery != Delivery::Normal, "{answer:?}");
    }
    assert_eq!(side.admin("DELETE", "/faults", b"").1, json!({"cleared": 1}));
    assert_eq!(show(&side, &phone), 200);
}

#[test]
fn what_cannot_be_is_refused_and_names_the_field() {
    let side = Side::new("huawei", 1);
    for (body, field) in [
        (r#"{"cloud":"huawei","operation":"Nonsense","kind":"reset"}"#, "operation: "),
        (r#"{"cloud":"huawei","operation":"*","kind":"meteor"}"#, "kind: "),
        (r#"{"cloud":"huawei","operation":"*","kind":"reset","probability":"often"}"#, "probability: "),
        (r#"[]"#, "the body must be a JSON object"),
        ("no json", "the body must be a JSON object"),
    ] {
        let (status, answer) = side.admin("POST", "/faults", body.as_bytes());
        assert_eq!(status, 400, "{body}");
        assert!(answer["error"].as_str().unwrap().starts_with(field), "{answer}");
    }
    assert_eq!(side.admin("GET", "/faults", b"").1["faults"], json!([]));
}
