//! Temporary keys from the token service: how they are asked for, what they open, and when they end.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use phonevault_simulator::{AlibabaSettings, Request, ServiceName, Settings};
use serde_json::Value;
use sha1::Sha1;

use super::cloud::{Cloud, encode};

fn cloud(change: impl FnOnce(&mut AlibabaSettings)) -> Cloud {
    let mut settings = Settings::default();
    change(&mut settings.alibaba);
    Cloud::with_phones(2, settings)
}

/// How the legacy signature is sent.
#[derive(Clone, Copy, Debug, PartialEq)]
enum By {
    Get,
    Post,
}

/// A call with the legacy signature.
fn legacy(cloud: &Cloud, by: By, parameters: &[(&str, &str)], token: Option<&str>) -> (u16, Value) {
    let now = jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    let nonce = format!("nonce-{by:?}-{parameters:?}-{}", jiff::Timestamp::now());
    let mut all = vec![
        ("Action", "AssumeRole"),
        ("Format", "JSON"),
        ("Version", "2015-04-01"),
        ("AccessKeyId", cloud.key.as_str()),
        ("SignatureMethod", "HMAC-SHA1"),
        ("SignatureVersion", "1.0"),
        ("Timestamp", now.as_str()),
        ("SignatureNonce", nonce.as_str()),
    ];
    all.extend(token.map(|token| ("SecurityToken", token)));
    all.retain(|(name, _)| !parameters.iter().any(|(other, _)| other == name));
    all.extend(parameters.iter().filter(|(_, value)| !value.is_empty()));
    all.sort_unstable();
    let pairs: Vec<String> =
        all.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
    let joined = pairs.join("&");
    let method = if by == By::Get { "GET" } else { "POST" };
    let mut mac = Hmac::<Sha1>::new_from_slice(format!("{}&", cloud.secret).as_bytes()).unwrap();
    mac.update(format!("{method}&%2F&{}", encode(&joined)).as_bytes());
    let signed = format!("{joined}&Signature={}", encode(&STANDARD.encode(mac.finalize().into_bytes())));
    let request = match by {
        By::Get => Request::new(ServiceName::AlibabaSts, "GET", &format!("/?{signed}")),
        By::Post => Request::new(ServiceName::AlibabaSts, "POST", "/")
            .with_header("content-type", "application/x-www-form-urlencoded")
            .with_body(signed),
    };
    cloud.send(request.with_header("host", "127.0.0.1:9006"))
}

/// A call with the signature of the current kind.
fn current(cloud: &Cloud, action: &str, parameters: &[(&str, &str)]) -> (u16, Value) {
    let query: Vec<String> =
        parameters.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
    let mut signed = cloud.prepare(action, &query.join("&"));
    for (name, value) in &mut signed.headers {
        if name == "x-acs-version" {
            "2015-04-01".clone_into(value);
        }
    }
    cloud.send(cloud.sign_for(ServiceName::AlibabaSts, signed, None))
}

fn assumed(cloud: &Cloud) -> Value {
    let role = cloud.role_arn.clone();
    let (status, body) = legacy(cloud, By::Get, &[("RoleArn", &role), ("RoleSessionName", "tests")], None);
    assert_eq!(status, 200, "{body}");
    body
}

fn code((status, body): (u16, Value)) -> (u16, String) {
    (status, body["Code"].as_str().unwrap_or_default().to_owned())
}

#[test]
fn a_role_is_assumed_with_every_signature() {
    let cloud = cloud(|_| ());
    let role = cloud.role_arn.clone();
    let asked = [("RoleArn", role.as_str()), ("RoleSessionName", "a.b@c-d_e"), ("DurationSeconds", "900")];
    for (status, body) in [
        legacy(&cloud, By::Get, &asked, None),
        legacy(&cloud, By::Post, &asked, None),
        current(&cloud, "AssumeRole", &asked),
    ] {
        assert_eq!(status, 200, "{body}");
        let keys = &body["Credentials"];
        assert!(keys["AccessKeyId"].as_str().unwrap().starts_with("STS."), "{body}");
        let end: jiff::Timestamp = keys["Expiration"].as_str().unwrap().parse().unwrap();
        let life = end.duration_since(cloud.clock.now()).as_secs();
        assert!((899..=900).contains(&life), "{life}");
        assert_eq!(body["AssumedRoleUser"]["Arn"], format!("{role}/a.b@c-d_e"));
        assert_eq!(cloud.as_caller(keys).call("DescribeTasks", &[]).0, 200);
    }
    assert_eq!(cloud.counts("alibaba.sts.AssumeRole"), (3, 0));
}

#[test]
fn bad_signatures_get_no_key() {
    let cloud = cloud(|_| ());
    let role = cloud.role_arn.clone();
    let asked = [("RoleArn", role.as_str()), ("RoleSessionName", "tests")];
    let with = |more: (&'static str, &'static str)| {
        code(legacy(&cloud, By::Get, &[asked[0], asked[1], more], None)).1
    };
    assert_eq!(with(("AccessKeyId", "nobody")), "InvalidAccessKeyId.NotFound");
    assert_eq!(with(("Timestamp", "2020-01-01T00:00:00Z")), "InvalidTimeStamp.Expired");
    assert_eq!(with(("Timestamp", "now")), "InvalidTimeStamp.Format");
    assert_eq!(with(("SignatureMethod", "HMAC-SHA256")), "IncompleteSignature");
    assert_eq!(with(("SecurityToken", "x")), "InvalidSecurityToken.Malformed");
    let fixed = [asked[0], asked[1], ("SignatureNonce", "once")];
    assert_eq!(legacy(&cloud, By::Get, &fixed, None).0, 200);
    assert_eq!(code(legacy(&cloud, By::Get, &fixed, None)).1, "SignatureNonceUsed");
    let mut other =
        cloud.as_caller(&serde_json::json!({"AccessKeyId": cloud.key, "AccessKeySecret": "wrong"}));
    assert_eq!(code(legacy(&other, By::Get, &asked, None)), (400, "SignatureDoesNotMatch".to_owned()));
    assert_eq!(code(legacy(&other, By::Post, &asked, None)).1, "SignatureDoesNotMatch");
    other.secret = cloud.secret.clone();
    assert_eq!(legacy(&other, By::Post, &asked, None).0, 200);
    let unsigned = Request::new(ServiceName::AlibabaSts, "GET", "/?Action=AssumeRole&Version=2015-04-01");
    assert_eq!(code(cloud.send(unsigned)), (400, "IncompleteSignature".to_owned()));
    let other = Request::new(ServiceName::AlibabaSts, "PUT", "/?Action=AssumeRole&Version=2015-04-01");
    assert_eq!(code(cloud.send(other)).1, "UnsupportedHTTPMethod");
}

#[test]
fn bad_parameters_get_no_key() {
    let cloud = cloud(|_| ());
    let role = cloud.role_arn.clone();
    let base = [("RoleArn", role.as_str()), ("RoleSessionName", "tests")];
    // An empty value leaves a parameter out.
    let with = |name: &str, value: &str| {
        let mut asked: Vec<(&str, &str)> = base.iter().copied().filter(|(other, _)| *other != name).collect();
        asked.push((name, value));
        code(legacy(&cloud, By::Get, &asked, None))
    };
    for name in ["RoleArn", "RoleSessionName", "Version"] {
        assert_eq!(with(name, ""), (400, "MissingParameter".to_owned()), "{name}");
    }
    let long = "x".repeat(65);
    let longer = "x".repeat(1225);
    for (name, value) in [
        ("RoleSessionName", "x"),
        ("RoleSessionName", &long),
        ("RoleSessionName", "a b"),
        ("RoleSessionName", "名字"),
        ("DurationSeconds", "899"),
        ("DurationSeconds", "3601"),
        ("DurationSeconds", "x"),
        ("ExternalId", "x"),
        ("ExternalId", &longer),
        ("RoleArn", "role"),
        ("RoleArn", "acs:ram::x:role/y"),
        ("RoleArn", "acs:ram::1:user/y"),
        ("Format", "XML"),
    ] {
        assert_eq!(with(name, value), (400, "InvalidParameter".to_owned()), "{name}={value}");
    }
    assert_eq!(with("RoleArn", &format!("{role}x")), (404, "EntityNotExist.Role".to_owned()));
    assert_eq!(with("RoleArn", "acs:ram::1:role/phonevault-simulated"), (403, "NoPermission".to_owned()));
    assert_eq!(with("Version", "2014-01-01"), (404, "InvalidApi.NotFound".to_owned()));
    assert_eq!(with("Action", "GetCallerIdentity"), (404, "InvalidApi.NotFound".to_owned()));
    assert_eq!(cloud.counts("alibaba.sts.GetCallerIdentity"), (1, 0));
}

#[test]
fn limits_and_codes_are_settings() {
    let cloud = cloud(|settings| {
        settings.role_max_session_s = 43_200;
        settings.unknown_role_code = "NoRole".to_owned();
    });
    let role = cloud.role_arn.clone();
    let ask = |role: &str, seconds: &str| {
        let asked = [("RoleArn", role), ("RoleSessionName", "tests"), ("DurationSeconds", seconds)];
        legacy(&cloud, By::Get, &asked, None)
    };
    assert_eq!(ask(&role, "43200").0, 200);
    assert_eq!(ask(&role, "43201").0, 400);
    assert_eq!(code(ask(&format!("{role}x"), "900")).1, "NoRole");
}

#[test]
fn a_temporary_key_opens_everything_only_with_its_token() {
    let cloud = cloud(|_| ());
    let mut keys = assumed(&cloud)["Credentials"].clone();
    let caller = cloud.as_caller(&keys);
    assert_eq!(caller.call("DescribeAndroidInstances", &[]).0, 200);
    let list = format!("/{}/?list-type=2", cloud.bucket);
    assert_eq!(caller.oss("GET", &list, &[], b"").status, 200);
    let role = cloud.role_arn.clone();
    let asked = [("RoleArn", role.as_str()), ("RoleSessionName", "chained")];
    let token = keys["SecurityToken"].as_str().unwrap().to_owned();
    assert_eq!(legacy(&caller, By::Get, &asked, Some(&token)).0, 200);
    assert_eq!(code(legacy(&caller, By::Get, &asked, None)), (400, "MissingSecurityToken".to_owned()));
    assert_eq!(
        code(legacy(&caller, By::Get, &asked, Some("other"))),
        (403, "InvalidSecurityToken.Malformed".to_owned())
    );
    keys["SecurityToken"] = Value::Null;
    let without = cloud.as_caller(&keys);
    assert_eq!(without.refused("DescribeTasks", &[]), (400, "MissingSecurityToken".to_owned()));
    assert_eq!(without.oss("GET", &list, &[], b"").status, 403);
    keys["SecurityToken"] = "CAISother".into();
    let with_other = cloud.as_caller(&keys);
    assert_eq!(with_other.refused("DescribeTasks", &[]), (403, "InvalidSecurityToken.Malformed".to_owned()));
    assert_eq!(with_other.oss("GET", &list, &[], b"").status, 403);
}

#[test]
fn a_temporary_key_ends_on_the_simulated_clock() {
    let cloud = cloud(|settings| settings.oss_expired_token_code = "TokenIsOld".to_owned());
    let caller = cloud.as_caller(&assumed(&cloud)["Credentials"]);
    cloud.clock.advance(Duration::from_secs(3599));
    assert_eq!(caller.call("DescribeTasks", &[]).0, 200);
    cloud.clock.advance(Duration::from_secs(1));
    assert_eq!(caller.refused("DescribeTasks", &[]), (403, "InvalidSecurityToken.Expired".to_owned()));
    let refused = caller.oss("GET", &format!("/{}/?list-type=2", cloud.bucket), &[], b"");
    let text = String::from_utf8(refused.read_all().unwrap()).unwrap();
    assert!(refused.status == 403 && text.contains("<Code>TokenIsOld</Code>"), "{text}");
    assert_eq!(cloud.call("DescribeTasks", &[]).0, 200, "the long-lived key has no end");
}

fn token(claims: &str) -> String {
    let part = |text: &str| URL_SAFE_NO_PAD.encode(text);
    format!("{}.{}.{}", part(r#"{"alg":"RS256"}"#), part(claims), part("signature"))
}

fn with_oidc(cloud: &Cloud, provider: &str, role: &str, token: &str) -> (u16, Value) {
    let target = format!(
        "/?Action=AssumeRoleWithOIDC&Format=JSON&Version=2015-04-01&DurationSeconds=3600&RoleArn={}\
         &OIDCProviderArn={}&OIDCToken={}&RoleSessionName=tests&Timestamp={}",
        encode(role),
        encode(provider),
        encode(token),
        encode(&jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()),
    );
    cloud.send(Request::new(ServiceName::AlibabaSts, "GET", &target).with_header("host", "h"))
}

fn provider(cloud: &Cloud) -> String {
    cloud.role_arn.replace(":role/phonevault-simulated", ":oidc-provider/cluster")
}

#[test]
fn a_web_token_is_exchanged_without_a_signature() {
    let cloud = cloud(|_| ());
    let (provider, role) = (provider(&cloud), cloud.role_arn.clone());
    let good = token(r#"{"iss":"https://issuer.invalid","sub":"me"}"#);
    for text in [good.clone(), format!("{good}\n"), token(r#"{"exp":99999999999}"#)] {
        let (status, body) = with_oidc(&cloud, &provider, &role, &text);
        assert_eq!(status, 200, "{body}");
        assert_eq!(cloud.as_caller(&body["Credentials"]).call("DescribeTasks", &[]).0, 200);
    }
    let ask = |provider: &str, role: &str, token: &str| code(with_oidc(&cloud, provider, role, token));
    assert_eq!(ask(&provider, &role, "no-token").1, "AuthenticationFail.OIDCToken.Invalid");
    assert_eq!(ask(&provider, &role, &token(r#"{"exp":1}"#)).1, "AuthenticationFail.OIDCToken.Expired");
    assert_eq!(ask(&provider, &role, "").1, "MissingParameter");
    assert_eq!(ask("", &role, &good).1, "MissingParameter");
    assert_eq!(ask("acs:ram::1:oidc-provider/x", &role, &good), (403, "NoPermission".to_owned()));
    assert_eq!(ask(&provider, "acs:ram::1:role/x", &good), (403, "NoPermission".to_owned()));
    assert_eq!(ask("cluster", &role, &good).1, "InvalidParameter");
    assert_eq!(ask(&provider, &format!("{role}x"), &good).1, "EntityNotExist.Role");
    let stale = "/?Action=AssumeRoleWithOIDC&Version=2015-04-01&Timestamp=2020-01-01T00:00:00Z";
    let stale = Request::new(ServiceName::AlibabaSts, "GET", stale);
    assert_eq!(code(cloud.send(stale)).1, "InvalidTimeStamp.Expired");
    assert_eq!(cloud.counts("alibaba.sts.AssumeRoleWithOIDC"), (12, 0));
}

#[test]
fn by_setting_any_text_and_any_account_will_do() {
    let cloud = cloud(|settings| {
        settings.check_oidc_token = false;
        settings.check_oidc_account = false;
    });
    let (status, body) = with_oidc(&cloud, "acs:ram::1:oidc-provider/x", "acs:ram::2:role/y", "any text");
    assert_eq!(status, 200, "{body}");
    assert_eq!(cloud.as_caller(&body["Credentials"]).call("DescribeTasks", &[]).0, 200);
}
