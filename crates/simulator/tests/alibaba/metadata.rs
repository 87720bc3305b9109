//! The metadata service of a server with a role.

use std::time::Duration;

use phonevault_simulator::{Request, Response, ServiceName, Settings};
use serde_json::Value;

use super::cloud::Cloud;

const TOKEN: &str = "/latest/api/token";
const ROLES: &str = "/latest/meta-data/ram/security-credentials/";

fn cloud(v1: bool) -> Cloud {
    let mut settings = Settings::default();
    settings.alibaba.metadata_v1 = v1;
    Cloud::with_phones(2, settings)
}

fn ask(cloud: &Cloud, method: &str, path: &str, header: Option<(&str, &str)>) -> Response {
    let mut request = Request::new(ServiceName::AlibabaMetadata, method, path).with_header("host", "h");
    if let Some((name, value)) = header {
        request = request.with_header(name, value);
    }
    cloud.universe.handle(request)
}

fn text(response: &Response) -> String {
    assert_eq!(response.status, 200);
    String::from_utf8(response.read_all().unwrap()).unwrap()
}

fn token(cloud: &Cloud, seconds: &str) -> Response {
    ask(cloud, "PUT", TOKEN, Some(("X-aliyun-ecs-metadata-token-ttl-seconds", seconds)))
}

fn keys(cloud: &Cloud, token: Option<&str>) -> Value {
    let header = token.map(|token| ("X-aliyun-ecs-metadata-token", token));
    let role = text(&ask(cloud, "GET", ROLES, header));
    assert_eq!(role, "phonevault-simulated");
    let answer = text(&ask(cloud, "GET", &format!("{ROLES}{role}"), header));
    let keys: Value = serde_json::from_str(&answer).unwrap();
    assert_eq!(keys["Code"], "Success");
    keys
}

#[test]
fn keys_are_given_to_who_has_a_token_and_really_sign() {
    let cloud = cloud(false);
    let token = text(&token(&cloud, "21600"));
    let keys = keys(&cloud, Some(&token));
    let caller = cloud.as_caller(&keys);
    assert_eq!(caller.call("DescribeTasks", &[]).0, 200);
    assert_eq!(caller.oss("GET", &format!("/{}/?list-type=2", cloud.bucket), &[], b"").status, 200);
    assert_eq!(cloud.counts("alibaba.metadata.GetToken"), (1, 0));
    assert_eq!(cloud.counts("alibaba.metadata.GetCredentials"), (1, 0));
}

#[test]
fn without_a_token_it_is_a_setting() {
    keys(&cloud(true), None);
    let hard = cloud(false);
    assert_eq!(ask(&hard, "GET", ROLES, None).status, 403);
    assert_eq!(ask(&hard, "GET", &format!("{ROLES}phonevault-simulated"), None).status, 403);
}

#[test]
fn tokens_have_a_life_of_their_own() {
    let cloud = cloud(true);
    for bad in ["0", "21601", "x", ""] {
        assert_eq!(token(&cloud, bad).status, 400, "{bad}");
    }
    assert_eq!(ask(&cloud, "PUT", TOKEN, None).status, 400);
    assert_eq!(ask(&cloud, "GET", TOKEN, None).status, 405);
    let short = text(&token(&cloud, "10"));
    let header = Some(("X-aliyun-ecs-metadata-token", short.as_str()));
    assert_eq!(ask(&cloud, "GET", ROLES, header).status, 200);
    cloud.clock.advance(Duration::from_secs(10));
    assert_eq!(ask(&cloud, "GET", ROLES, header).status, 403);
    let made_up = Some(("X-aliyun-ecs-metadata-token", "made-up"));
    assert_eq!(ask(&cloud, "GET", ROLES, made_up).status, 403);
}

#[test]
fn what_is_not_there_is_not_found() {
    let cloud = cloud(true);
    for path in ["/", "/latest/meta-data/", &format!("{ROLES}other"), "/latest/user-data"] {
        assert_eq!(ask(&cloud, "GET", path, None).status, 404, "{path}");
    }
    assert_eq!(ask(&cloud, "DELETE", ROLES, None).status, 405);
    assert_eq!(text(&ask(&cloud, "GET", ROLES.trim_end_matches('/'), None)), "phonevault-simulated");
}

#[test]
fn keys_are_the_same_until_half_of_their_time_is_over() {
    let cloud = cloud(true);
    let first = keys(&cloud, None);
    cloud.clock.advance(Duration::from_secs(10_799));
    assert_eq!(keys(&cloud, None), first);
    cloud.clock.advance(Duration::from_secs(1));
    let second = keys(&cloud, None);
    assert_ne!(second["AccessKeyId"], first["AccessKeyId"]);
    assert_eq!(cloud.as_caller(&first).call("DescribeTasks", &[]).0, 200, "the old one is still good");
    cloud.clock.advance(Duration::from_secs(10_800));
    assert_eq!(cloud.as_caller(&first).call("DescribeTasks", &[]).0, 403);
    assert_eq!(cloud.as_caller(&second).call("DescribeTasks", &[]).0, 200);
}

#[test]
fn the_life_of_a_key_is_a_setting() {
    let mut settings = Settings::default();
    settings.alibaba.metadata_key_s = 60;
    let cloud = Cloud::with_phones(0, settings);
    let caller = cloud.as_caller(&keys(&cloud, None));
    cloud.clock.advance(Duration::from_secs(60));
    assert_eq!(caller.refused("DescribeTasks", &[]).1, "InvalidSecurityToken.Expired");
}

#[test]
fn a_uri_gives_the_same_fields_without_a_token() {
    let cloud = cloud(false);
    let keys: Value = serde_json::from_str(&text(&ask(&cloud, "GET", "/credentials", None))).unwrap();
    for field in ["Code", "AccessKeyId", "AccessKeySecret", "SecurityToken", "Expiration"] {
        assert!(keys[field].is_string(), "{field}");
    }
    assert_eq!(cloud.as_caller(&keys).call("DescribeTasks", &[]).0, 200);
    assert_eq!(ask(&cloud, "POST", "/credentials", None).status, 405);
}
