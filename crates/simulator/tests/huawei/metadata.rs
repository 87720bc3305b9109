//! The metadata address of a server.

use std::time::Duration;

use phonevault_simulator::{Request, Response, ServiceName};

use crate::cloud::{Keys, list_with, signed_obs};
use crate::support::{Bench, read_json};

fn ask_token(bench: &Bench, ttl: Option<&str>) -> Response {
    let mut request = Request::new(ServiceName::HuaweiMetadata, "PUT", "/meta-data/latest/api/token");
    if let Some(ttl) = ttl {
        request = request.with_header("X-Metadata-Token-Ttl-Seconds", ttl);
    }
    bench.universe.handle(request)
}

fn ask_key(bench: &Bench, token: Option<&str>) -> Response {
    let mut request = Request::new(ServiceName::HuaweiMetadata, "GET", "/openstack/latest/securitykey");
    if let Some(token) = token {
        request = request.with_header("X-Metadata-Token", token);
    }
    bench.universe.handle(request)
}

fn text(response: &Response) -> String {
    String::from_utf8(response.read_all().unwrap()).unwrap()
}

#[test]
fn a_server_gets_keys_that_sign() {
    let bench = Bench::new(|config| config.settings.huawei.metadata_v1 = false);
    assert_eq!(ask_key(&bench, None).status, 401);
    for bad in [None, Some("0"), Some("21601"), Some("x")] {
        assert_eq!(ask_token(&bench, bad).status, 400);
    }
    let answer = ask_token(&bench, Some("21600"));
    assert_eq!(answer.status, 200);
    let token = text(&answer);
    let (status, credential) = read_json(&ask_key(&bench, Some(&token)));
    assert_eq!(status, 200);
    assert!(credential["credential"]["expires_at"].as_str().unwrap().ends_with("000Z"));
    let keys = Keys::of_credential(&credential);
    assert_eq!(list_with(&bench, &keys), (200, "none".to_owned()));
    bench.obs("PUT", "k", &[], b"x");
    assert_eq!(signed_obs(&bench, "k", &keys).status, 200);
    assert_eq!(read_json(&ask_key(&bench, Some(&token))).1, credential, "the same for a while");

    bench.clock.advance(Duration::from_secs(5 * 3600 + 60));
    let fresh = read_json(&ask_key(&bench, Some(&token))).1;
    assert_ne!(fresh["credential"]["access"], credential["credential"]["access"]);
    bench.clock.advance(Duration::from_secs(3600));
    assert_eq!(list_with(&bench, &keys), (401, "APIGW.0301".to_owned()));
    assert_eq!(ask_key(&bench, Some(&token)).status, 401, "the metadata token has run out");
    assert_eq!(list_with(&bench, &Keys::of_credential(&fresh)).0, 200);
}

#[test]
fn versions_and_agency_are_settings() {
    let bench = Bench::new(|config| config.settings.huawei.metadata_v2 = false);
    assert_eq!(ask_token(&bench, Some("60")).status, 404);
    assert_eq!(ask_key(&bench, None).status, 200);
    assert_eq!(ask_key(&bench, Some("made up")).status, 401);
    let bench = Bench::new(|config| config.settings.huawei.metadata_agency = false);
    let answer = ask_key(&bench, None);
    assert!(answer.status == 401 && text(&answer).contains("Please configure Cloud Service Agency first"));
    let get = |method: &str, path: &str| {
        bench.universe.handle(Request::new(ServiceName::HuaweiMetadata, method, path)).status
    };
    assert_eq!(get("GET", "/meta-data/latest/api/token"), 405);
    assert_eq!(get("GET", "/latest/meta-data"), 404);
}
