//! The admin service: who may call it, and what it refuses.

mod support;

use phonevault_simulator::{Request, ServiceName};
use serde_json::json;
use support::Bench;

fn call(bench: &Bench, change: impl FnOnce(&mut Request)) -> u16 {
    let mut request = Request::new(ServiceName::Admin, "GET", "/phones");
    change(&mut request);
    bench.universe.handle(request).status
}

#[test]
fn only_this_machine_and_no_web_page() {
    let bench = Bench::new(|_| {});
    assert_eq!(call(&bench, |_| {}), 200);
    assert_eq!(call(&bench, |r| r.peer = Some("127.0.0.9".parse().unwrap())), 200);
    assert_eq!(call(&bench, |r| r.peer = Some("::1".parse().unwrap())), 200);
    assert_eq!(call(&bench, |r| r.peer = Some("::ffff:127.0.0.1".parse().unwrap())), 200);
    assert_eq!(call(&bench, |r| r.peer = Some("192.0.2.1".parse().unwrap())), 403);
    let header =
        |name: &str, value: &str| call(&bench, |r| r.headers.push((name.to_owned(), value.to_owned())));
    assert_eq!(header("origin", "http://127.0.0.1"), 403);
    assert_eq!(header("origin", "null"), 403);
    assert_eq!(header("sec-fetch-site", "cross-site"), 403);
    // Another port of this machine is another origin.
    assert_eq!(header("sec-fetch-site", "same-site"), 403);
    assert_eq!(header("sec-fetch-site", "none"), 200);
    for host in ["evil.example:80", "127.0.0.1.evil.example", "192.0.2.1:80", "localhost.evil.example", ""] {
        assert_eq!(header("host", host), 403, "{host}");
    }
    for host in ["[::1]:80", "127.0.0.1", "LOCALHOST:7009"] {
        assert_eq!(header("host", host), 200, "{host}");
    }
    let from = |origin: &str, host: &str| {
        call(&bench, |r| {
            r.headers.push(("origin".to_owned(), origin.to_owned()));
            r.headers.push(("host".to_owned(), host.to_owned()));
        })
    };
    assert_eq!(from("http://127.0.0.1:7009", "127.0.0.1:7009"), 200, "the admin's own origin");
    assert_eq!(from("http://127.0.0.1:7008", "127.0.0.1:7009"), 403);
    // Its own by name, but a name that somebody else gave to this machine.
    assert_eq!(from("http://evil.example:7009", "evil.example:7009"), 403);
}

#[test]
fn a_token_is_wanted_from_everybody() {
    let bench = Bench::new(|config| config.admin_token = Some("sesame".to_owned()));
    let with = |value: &str| call(&bench, |r| r.headers.push(("authorization".to_owned(), value.to_owned())));
    assert_eq!(call(&bench, |r| r.peer = Some("127.0.0.1".parse().unwrap())), 401);
    assert_eq!(with("Bearer wrong"), 401);
    assert_eq!(with("sesame"), 401);
    assert_eq!(with("Bearer sesame"), 200);
    let page = call(&bench, |r| {
        r.headers.push(("origin".to_owned(), "http://evil.example".to_owned()));
        r.headers.push(("authorization".to_owned(), "Bearer sesame".to_owned()));
    });
    assert_eq!(page, 403, "not even with the token");
    let far = call(&bench, |r| {
        r.peer = Some("192.0.2.1".parse().unwrap());
        r.headers.push(("authorization".to_owned(), "Bearer sesame".to_owned()));
    });
    assert_eq!(far, 200);
}

#[test]
fn files_are_edited_under_checked_paths() {
    let bench = Bench::new(|_| {});
    let phone = bench.phones("alibaba")[0].clone();
    let (status, line) = bench.edit("PUT", &phone, "/data/media/0/Ünter/neu 1", b"hello");
    assert_eq!((status, &line["bytes"], &line["mode"]), (200, &json!(5), &json!("0644")));
    assert_eq!(line["sha256"], "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
    let target = format!("/phones/{phone}/files?path=/data/media/0/x&mode=0600");
    assert_eq!(bench.admin("PUT", &target, b"").1["mode"], "0600");
    assert_eq!(bench.edit("PUT", &phone, "/data/media/0/x", b"kept").1["mode"], "0600");
    for bad in ["relative", "/data/../../etc/passwd", "/", "", "/a\0b"] {
        assert_eq!(bench.edit("PUT", &phone, bad, b"x").0, 400, "{bad:?}");
        assert_eq!(bench.edit("DELETE", &phone, bad, b"").0, 400, "{bad:?}");
    }
    assert_eq!(bench.edit("PUT", &phone, "/data/media/0", b"x").0, 409);
    assert_eq!(bench.edit("PUT", &phone, "/data/media/0/x/below", b"x").0, 409);
    assert_eq!(bench.edit("DELETE", &phone, "/data/none", b"").0, 404);
    assert_eq!(bench.edit("PUT", "nobody", "/data/x", b"x").0, 404);
    let target = format!("/phones/{phone}/files?path=/data/x&mode=99");
    assert_eq!(bench.admin("PUT", &target, b"").0, 400);
    assert_eq!(bench.edit("DELETE", &phone, "/data/media/0/Ünter", b"").1["removed"], 1);
}

#[test]
fn phones_are_added_and_edited() {
    let bench = Bench::new(|_| {});
    let (status, made) = bench.admin("POST", "/phones", br#"{"cloud":"huawei","android":"7.1.1","count":2}"#);
    assert_eq!((status, made["phones"].as_array().unwrap().len()), (201, 2));
    assert_eq!(bench.phones("huawei").len(), 4);
    let id = made["phones"][0]["phone_id"].as_str().unwrap().to_owned();
    assert_eq!(bench.phone(&id)["android"], "7.1.1");
    let edit = |body: &str| bench.admin("PATCH", &format!("/phones/{id}"), body.as_bytes());
    assert_eq!(edit(r#"{"power":"stopped","image_kind":"custom","apps":["a.b"]}"#).1["power"], "stopped");
    assert_eq!(bench.phone(&id)["apps"], json!(["a.b"]));
    for bad in [r#"{"power":"flying"}"#, r#"{"files":3}"#, "[]", "x", r#"{"name":"ok","android":5}"#] {
        assert_eq!(edit(bad).0, 400, "{bad}");
    }
    assert_ne!(bench.phone(&id)["name"], "ok", "a refused edit changes nothing");
    assert_eq!(bench.admin("POST", "/phones", br#"{"cloud":"other"}"#).0, 400);
    assert_eq!(bench.admin("PATCH", "/phones/nobody", b"{}").0, 404);
}

#[test]
fn what_is_not_there_says_so() {
    let bench = Bench::new(|_| {});
    for (method, path) in
        [("GET", "/elsewhere"), ("PUT", "/faults"), ("DELETE", "/clock"), ("POST", "/ledger")]
    {
        let (status, answer) = bench.admin(method, path, b"{}");
        assert_eq!(status, 404);
        assert!(answer["error"].as_str().unwrap().contains(path));
    }
}
