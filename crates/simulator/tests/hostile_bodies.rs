//! Bodies and fields that no decent client sends, without sockets: every one is answered, none is a server error.

#![allow(clippy::unwrap_used)]

mod support;

use phonevault_simulator::{Request, ServiceName};
use serde_json::{Value, json};
use support::{Bench, read_json};

/// A small generator: the same numbers in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % end
    }
}

fn odd_values() -> Vec<Value> {
    vec![
        Value::Null,
        json!(true),
        json!(-1),
        json!(1e300),
        json!(""),
        json!("/data/../x"),
        json!("a\u{0}b\u{7}\u{10ffff}"),
        json!("x".repeat(5000)),
        json!([]),
        json!([null]),
        json!([[["/data"]]]),
        json!({}),
        json!({"phone_id": {"phone_id": 1}}),
    ]
}

/// Puts an odd value somewhere into a document.
fn spoil(document: &mut Value, numbers: &mut Numbers, odd: &[Value]) {
    let deeper = numbers.below(4) > 0;
    match document {
        Value::Object(fields) if deeper && !fields.is_empty() => {
            let at = numbers.below(fields.len());
            spoil(fields.values_mut().nth(at).unwrap(), numbers, odd);
        }
        Value::Array(items) if deeper && !items.is_empty() => {
            let at = numbers.below(items.len());
            spoil(&mut items[at], numbers, odd);
        }
        place => *place = odd[numbers.below(odd.len())].clone(),
    }
}

#[test]
fn spoiled_documents_are_refused_or_done_but_never_a_failure_of_the_simulator() {
    let bench = Bench::new(|_| {});
    let phones = bench.phones("huawei");
    let (odd, mut numbers) = (odd_values(), Numbers(42));
    let good = [
        (
            "phones/batch-storage",
            json!({"storage_infos": [{"phone_id": phones[0],
            "include_files": ["/data/data/com.example.notes", "/data/app/com.example.*"], "exclude_files": ["/data/data/x"],
            "bucket_name": bench.bucket(), "object_path": "k.tar"}]}),
        ),
        (
            "phones/batch-restore",
            json!({"restore_infos": [{"phone_id": phones[1],
            "bucket_name": bench.bucket(), "object_path": "k.tar"}]}),
        ),
        ("phones/batch-stop", json!({"phone_ids": [phones[0], phones[1]]})),
        (
            "phones/batch-restart",
            json!({"image_id": "none", "phones": [{"phone_id": phones[0], "property": "{}"}]}),
        ),
    ];
    for round in 0..600 {
        let (path, document) = &good[round % good.len()];
        let mut document = document.clone();
        for _ in 0..=numbers.below(2) {
            spoil(&mut document, &mut numbers, &odd);
        }
        let (status, answer) = bench.cph("POST", path, &document);
        assert!(status == 200 || (400..500).contains(&status), "{document} → {status} {answer}");
        assert!(answer["request_id"].is_string(), "{document} → {answer}");
        if status != 200 {
            assert!(answer["error_code"].is_string() && answer["error_msg"].is_string(), "{answer}");
        }
        bench.finish();
    }
    let target = format!("/v1/{}/cloud-phone/phones/batch-restore", bench.project());
    for body in
        ["", "{", "[", "\u{0}", "{\"restore_infos\":", &"[".repeat(200_000), &"{\"a\":".repeat(50_000)]
    {
        let (status, answer) = read_json(&bench.universe.handle(bench.signed_cph("POST", &target, body)));
        assert_eq!((status, &answer["error_code"]), (400, &json!("CPS.0171")));
    }
}

#[test]
fn the_identity_service_takes_no_harm_either() {
    let bench = Bench::new(|_| {});
    let (odd, mut numbers) = (odd_values(), Numbers(7));
    let good = json!({"auth": {"identity": {"methods": ["password"], "password": {"user": {"name": "a",
        "password": "b", "domain": {"name": "c"}}}}, "scope": {"project": {"name": "d"}}}});
    for _ in 0..200 {
        let mut document = good.clone();
        spoil(&mut document, &mut numbers, &odd);
        let request =
            Request::new(ServiceName::HuaweiIam, "POST", "/v3/auth/tokens").with_body(document.to_string());
        let (status, answer) = read_json(&bench.universe.handle(request));
        assert!(matches!(status, 400 | 401), "{document} → {answer}");
        assert_eq!(answer["error"]["code"], status);
    }
}

#[test]
fn queries_and_paths_are_read_with_care() {
    let bench = Bench::new(|_| {});
    for query in [
        "limit=-1",
        "limit=0",
        "limit=201",
        "limit=99999999999999999999",
        "limit=1e3",
        "limit=%00",
        "offset=-1",
        "offset=18446744073709551616",
        "status=99",
        "status=x",
        "type=7",
        "limit=%zz",
    ] {
        let (status, answer) = bench.cph("GET", &format!("phones?{query}"), &Value::Null);
        assert!(status == 400 || query.contains("%zz") || status == 401, "{query}: {status} {answer}");
    }
    for path in ["phones/..", "phones/%2e%2e", "phones/%00", "jobs/%ff", "jobs/a%2Fb", "phones//", "jobs/%"] {
        let (status, answer) = bench.cph("GET", path, &Value::Null);
        assert!(
            (400..500).contains(&status) && answer["error_code"].is_string(),
            "{path}: {status} {answer}"
        );
    }
    let id = &bench.phones("huawei")[0];
    for path in ["", "data", "/", "/../etc/passwd", "/data/../../x", "/data/a%00b", "/%2e%2e/x"] {
        let target = format!("/phones/{id}/files?path={path}");
        for method in ["PUT", "DELETE"] {
            assert_eq!(bench.admin(method, &target, b"x").0, 400, "{method} {path}");
        }
    }
    let long = format!("/phones/{id}/files?path=/{}", "d/".repeat(3000));
    assert_eq!(bench.admin("PUT", &long, b"x").0, 400);
}

#[test]
fn keys_are_names_and_never_paths_of_this_machine() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("data");
    let bench = Bench::new(|config| config.data_dir = Some(data.clone()));
    let keys = [
        "..%2F..%2F..%2Fescaped",
        "%2e%2e/escaped",
        "/etc/escaped",
        "a%00b",
        "%0A%0D%07",
        "a//b/",
        "%F0%9F%93%B1",
    ];
    for key in keys {
        assert_eq!(bench.obs("PUT", key, &[], b"x").status, 200, "{key}");
        assert_eq!(bench.obs("GET", key, &[], b"").read_all().unwrap(), b"x", "{key}");
    }
    assert_eq!(bench.obs("PUT", "%FF%FE", &[], b"x").status, 400);
    assert_eq!(bench.obs("PUT", &"k".repeat(1025), &[], b"x").status, 400);
    assert_eq!(bench.obs("PUT", &"k".repeat(1024), &[], b"x").status, 200);
    let list = bench.obs("GET", "", &[], b"");
    assert_eq!(list.status, 200);
    let list = String::from_utf8(list.read_all().unwrap()).unwrap();
    assert_eq!(list.matches("<Contents>").count(), keys.len() + 1, "{list}");
    assert!(!list.contains(['\u{0}', '\u{7}']), "control characters are no XML");
    // Everything that was written lies in the data directory, under names of our own.
    let names: Vec<_> =
        std::fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["data"]);
    for entry in std::fs::read_dir(data.join("obs")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(
            name.strip_suffix(".object").is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit())),
            "{name}"
        );
    }
}

#[test]
fn ranges_beyond_reason() {
    let bench = Bench::new(|_| {});
    bench.obs("PUT", "k", &[], b"0123456789");
    let many = format!("bytes={}", "0-0,".repeat(10_000));
    for (range, status, length) in [
        ("bytes=0-18446744073709551615", 206, 10),
        ("bytes=9-18446744073709551616", 200, 10),
        ("bytes=-18446744073709551615", 206, 10),
        ("bytes=18446744073709551615-", 416, 0),
        ("bytes=5-4", 200, 10),
        ("bytes=--5", 200, 10),
        ("bytes=+1-2", 206, 2),
        ("bytes=", 200, 10),
        (many.as_str(), 200, 10),
    ] {
        let answer = bench.obs("GET", "k", &[("range", range)], b"");
        assert_eq!(answer.status, status, "{}", &range[..range.len().min(40)]);
        if status != 416 {
            assert_eq!(answer.read_all().unwrap().len(), length);
        }
    }
}
