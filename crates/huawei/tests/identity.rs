//! Tokens, temporary keys and projects: where they are sent, how they are proven, and that no secret is ever shown.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

mod support;

use std::sync::Arc;

use phonevault_core::credentials::Keys;
use phonevault_core::error::{Applied, Error, ErrorKind};
use phonevault_core::testing::{Reply, TestWorld};
use phonevault_core::transport::{HttpRequest, TransportFailure};
use phonevault_huawei::models::{
    CreateTemporaryAccessKeyByAgencyRequest, CreateTemporaryAccessKeyByTokenRequest,
    KeystoneCreateUserTokenByPasswordRequest, KeystoneListProjectsRequest,
};
use phonevault_huawei::{Client, IAM_SERVICE};
use serde_json::{Value, json};
use support::{PROJECT, SECRET, assert_unsent, builder, client, fields, sent, skipping};

const PASSWORD: &str = "canary-\"pass\"-word";
const TOKEN: &str = "canary-token-0123456789";
const KEYS: &str = r#"{"credential":{"access":"AK-temporary","secret":"canary-secret","securitytoken":"canary-sts",
    "expires_at":"2026-01-02T04:04:05.000000Z"},"more":"canary-unknown"}"#;

fn password() -> KeystoneCreateUserTokenByPasswordRequest {
    KeystoneCreateUserTokenByPasswordRequest::new("backup-bot", PASSWORD, "acme-account")
        .with_project_name("cn-north-4")
}

fn token_answer() -> Reply {
    let body = json!({"token": {
        "expires_at": "2026-01-03T03:04:05.000000Z", "issued_at": "2026-01-02T03:04:05.000000Z",
        "methods": ["password"], "project": {"id": PROJECT, "name": "cn-north-4", "domain": {"id": "d"}},
        "user": {"name": "backup-bot", "password_expires_at": ""}, "roles": [{"name": "r"}], "later": 1,
        "id": "canary-in-the-body"}});
    Reply::Answer(201, vec![("x-subject-token", TOKEN.to_owned())], body.to_string().into_bytes())
}

fn only(world: &TestWorld) -> HttpRequest {
    let mut requests = world.network().requests();
    assert_eq!(requests.len(), 1);
    requests.remove(0)
}

fn body(request: &HttpRequest) -> Value {
    serde_json::from_slice(&request.body).unwrap()
}

fn assert_hidden(text: &str) {
    assert!(!text.contains("canary"), "{text}");
}

#[tokio::test]
async fn a_token_by_password_is_asked_for_without_any_other_proof() {
    let world = TestWorld::new(1);
    world.network().reply(token_answer());
    let client = client(&world);
    let answer = client.keystone_create_user_token_by_password(&password()).await.unwrap();
    let request = only(&world);
    assert_eq!(request.url(), "https://iam.cn-north-4.myhuaweicloud.com/v3/auth/tokens");
    assert_eq!(
        String::from_utf8(request.body.clone()).unwrap(),
        json!({"auth": {
            "identity": {"methods": ["password"], "password": {"user": {
                "name": "backup-bot", "password": PASSWORD, "domain": {"name": "acme-account"}}}},
            "scope": {"project": {"name": "cn-north-4"}}}})
        .to_string()
    );
    let names: Vec<&str> = request.headers.iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["user-agent", "content-type", "host"]);
    assert_eq!(request.headers.get("content-type"), Some("application/json;charset=utf8"));
    assert_eq!(answer.x_subject_token.expose(), TOKEN);
    let project = answer.token.project.as_ref().unwrap();
    assert_eq!(
        (project.id.as_deref(), answer.token.expires_at.as_deref()),
        (Some(PROJECT), Some("2026-01-03T03:04:05.000000Z"))
    );
    assert_eq!(answer.token.other["later"], json!(1));
    assert_hidden(&format!("{:?} {:?} {request:?}", password(), answer));
    // The owner can still write it down.
    assert_eq!(serde_json::to_value(&answer).unwrap()["X-Subject-Token"], json!(TOKEN));
}

#[tokio::test]
async fn through_call_the_token_is_part_of_the_answer() {
    let world = TestWorld::new(1);
    world.network().reply(token_answer());
    let mut params = serde_json::to_value(password()).unwrap();
    params["nocatalog"] = json!("1");
    let answer = client(&world).call("keystone_create_user_token_by_password", params).await.unwrap();
    assert_eq!(
        (&answer["X-Subject-Token"], &answer["token"]["project"]["id"]),
        (&json!(TOKEN), &json!(PROJECT))
    );
    assert_eq!(only(&world).query, "nocatalog=1");
}

#[tokio::test]
async fn temporary_keys_carry_the_token_and_no_signature() {
    for of_client in [false, true] {
        let world = TestWorld::new(1);
        let client =
            if of_client { builder(&world).token("client-token").build().unwrap() } else { client(&world) };
        for _ in 0..3 {
            world.network().reply(Reply::json(201, KEYS));
        }
        let mut by_token = CreateTemporaryAccessKeyByTokenRequest::new(TOKEN);
        by_token.auth.identity.token.duration_seconds = Some(3600);
        let first = client.create_temporary_access_key_by_token(&by_token).await.unwrap();
        by_token.x_auth_token = Some("canary-other-token".into());
        client.create_temporary_access_key_by_token(&by_token).await.unwrap();
        let by_agency =
            CreateTemporaryAccessKeyByAgencyRequest::new("acme-agency", "acme-account").with_token(TOKEN);
        client.create_temporary_access_key_by_agency(&by_agency).await.unwrap();
        let requests = world.network().requests();
        let tokens: Vec<_> =
            requests.iter().map(|request| request.headers.get("x-auth-token").unwrap()).collect();
        assert_eq!(tokens, [TOKEN, "canary-other-token", TOKEN]);
        for request in &requests {
            assert_eq!(request.path, "/v3.0/OS-CREDENTIAL/securitytokens");
            assert!(
                request.headers.get("authorization").is_none() && request.headers.get("x-sdk-date").is_none()
            );
            assert_hidden(&format!("{request:?}"));
        }
        let identity = json!({"methods": ["token"], "token": {"id": TOKEN, "duration_seconds": 3600}});
        assert_eq!(body(&requests[0]), json!({"auth": {"identity": identity}}));
        let role = json!({"agency_name": "acme-agency", "domain_name": "acme-account"});
        assert_eq!(
            body(&requests[2]),
            json!({"auth": {"identity": {"methods": ["assume_role"], "assume_role": role}}})
        );
        let expected = Keys::new("AK-temporary", "canary-secret").with_security_token("canary-sts");
        assert_eq!(first.credential.keys(), expected);
        assert_eq!(first.other["more"], json!("canary-unknown"));
        assert_hidden(&format!("{by_token:?} {by_agency:?} {first:?} {:?}", first.credential));
    }
}

#[tokio::test]
async fn a_client_with_a_token_uses_its_own_where_none_is_given() {
    let world = TestWorld::new(1);
    let client = builder(&world).token(TOKEN).build().unwrap();
    for _ in 0..2 {
        world.network().reply(Reply::json(201, KEYS));
    }
    client
        .create_temporary_access_key_by_token(&CreateTemporaryAccessKeyByTokenRequest::default())
        .await
        .unwrap();
    let by_agency = CreateTemporaryAccessKeyByAgencyRequest::new("acme-agency", "acme-account");
    client.create_temporary_access_key_by_agency(&by_agency).await.unwrap();
    let requests = world.network().requests();
    assert!(requests.iter().all(|request| request.headers.get("x-auth-token") == Some(TOKEN)));
    assert_eq!(body(&requests[0]), json!({"auth": {"identity": {"methods": ["token"], "token": {}}}}));
}

#[tokio::test]
async fn temporary_keys_sign_the_calls_of_the_next_client() {
    let world = TestWorld::new(1);
    world.network().reply(Reply::json(201, KEYS));
    let by_token = CreateTemporaryAccessKeyByTokenRequest::new(TOKEN);
    let keys =
        client(&world).create_temporary_access_key_by_token(&by_token).await.unwrap().credential.keys();
    world.network().reply(Reply::json(200, r#"{"phones":[]}"#));
    let next = builder(&world).keys(Arc::new(keys)).build().unwrap();
    next.call("ListCloudPhones", Value::Null).await.unwrap();
    let request = world.network().requests().remove(1);
    assert_eq!(request.headers.get("x-security-token"), Some("canary-sts"));
    let authorization = request.headers.get("authorization").unwrap();
    assert!(authorization.contains("Access=AK-temporary,") && authorization.contains(";x-security-token,"));
}

#[tokio::test]
async fn the_project_of_a_region_is_found_without_knowing_one() {
    let bare = |world: &TestWorld| {
        Client::builder("cn-north-4")
            .identity_only()
            .keys(Arc::new(Keys::new("AK", SECRET)))
            .context(world.context())
            .build()
            .unwrap()
    };
    for (answer, expected) in [
        (r#"{"projects":[{"id":"p1","name":"cn-north-4","enabled":true}],"links":{"next":null}}"#, Ok("p1")),
        (r#"{"projects":[{"id":"p2","name":"cn-north-4_test"},{"id":"p1","name":"cn-north-4"}]}"#, Ok("p1")),
        (r#"{"projects":[{"id":"p2","name":"cn-north-4_test"}]}"#, Err(ErrorKind::NotFound)),
        (r#"{"projects":[]}"#, Err(ErrorKind::NotFound)),
        (r#"{"projects":[{"id":"p1"},{"id":"p2"}]}"#, Err(ErrorKind::Conflict)),
        (r#"{"projects":[{"id":""}]}"#, Err(ErrorKind::Malformed)),
        (r#"{"projects":[{"name":"n"}]}"#, Err(ErrorKind::Malformed)),
        ("{}", Err(ErrorKind::Malformed)),
    ] {
        let world = TestWorld::new(1);
        world.network().reply(Reply::json(200, answer));
        let found = bare(&world).find_project_id().await;
        let seen = found.as_deref().map_err(Error::kind);
        assert_eq!(seen, expected, "{answer}");
        if let Err(error) = &found {
            assert_eq!(
                (error.applied(), error.operation()),
                (Applied::No, Some("KeystoneListProjects")),
                "{error}"
            );
        }
        let request = only(&world);
        assert_eq!(sent(&world), ["GET /v3/projects?name=cn-north-4"]);
        let authorization = request.headers.get("authorization").unwrap();
        assert!(
            authorization.contains("SignedHeaders=content-type;host;user-agent;x-sdk-date,"),
            "{authorization}"
        );
    }
    // The phone service is out of reach without a project.
    let world = TestWorld::new(1);
    let error = bare(&world).call("ListCloudPhones", Value::Null).await.unwrap_err();
    assert_eq!(fields(&error), ["project_id"]);
    assert_unsent(&world, &error);
}

#[tokio::test]
async fn projects_come_in_pages() {
    let world = TestWorld::new(1);
    world.network().reply(Reply::json(200, r#"{"projects":[{"id":"a"},{"id":"b"}]}"#));
    world.network().reply(Reply::json(200, r#"{"projects":[{"id":"c"}]}"#));
    let request = KeystoneListProjectsRequest {
        enabled: Some(true),
        per_page: Some(2),
        ..KeystoneListProjectsRequest::default()
    };
    let all = client(&world).keystone_list_projects_pages(request).collect(10).await.unwrap();
    assert_eq!(all.len(), 3);
    assert_eq!(
        sent(&world),
        [
            "GET /v3/projects?enabled=true&page=1&per_page=2",
            "GET /v3/projects?enabled=true&page=2&per_page=2"
        ]
    );
}

#[tokio::test]
async fn another_endpoint_is_used_where_one_is_given() {
    let world = TestWorld::new(1);
    world.network().reply(token_answer());
    let client = builder(&world).endpoint(IAM_SERVICE, "http://127.0.0.1:5").build().unwrap();
    client.keystone_create_user_token_by_password(&password()).await.unwrap();
    assert_eq!(only(&world).url(), "http://127.0.0.1:5/v3/auth/tokens");
}

#[tokio::test]
async fn no_answer_however_bad_shows_a_secret_or_counts_as_applied() {
    let echo = serde_json::to_string(&password()).unwrap();
    let refusal = |status, code: &str, message: &str| {
        let error = json!({"error": {"code": status, "message": message, "title": code}});
        Reply::json(status, &error.to_string())
    };
    for (reply, kind) in [
        (refusal(401, "Unauthorized", "The username or password is wrong."), ErrorKind::Authentication),
        // A gateway that repeats what it received, as it is and as JSON.
        (refusal(400, "Bad", &format!("cannot read {echo}")), ErrorKind::Rejected),
        (refusal(400, "Bad", &format!("password {PASSWORD} is weak")), ErrorKind::Rejected),
        // One that cuts off what it repeats.
        (refusal(400, "Bad", &format!("cannot read {}", &echo[..104])), ErrorKind::Rejected),
        (refusal(400, "Bad", &format!("cannot read {}...", &echo[..104])), ErrorKind::Rejected),
        (refusal(503, "Busy", PASSWORD), ErrorKind::Server),
        (Reply::json(201, &echo), ErrorKind::Malformed),
        (Reply::json(500, &echo), ErrorKind::Server),
        (Reply::json(201, "canary"), ErrorKind::Malformed),
        (Reply::json(201, r#"{"token":{}}"#), ErrorKind::Malformed),
        (
            Reply::Answer(
                201,
                vec![("x-subject-token", TOKEN.to_owned())],
                br#"{"token":"canary"}"#.to_vec(),
            ),
            ErrorKind::Malformed,
        ),
        (
            Reply::Answer(201, vec![("x-subject-token", TOKEN.to_owned())], b"[]".to_vec()),
            ErrorKind::Malformed,
        ),
        (Reply::Torn(201, br#"{"token":{"canary"#.to_vec()), ErrorKind::Transport),
        (Reply::Failure(TransportFailure::Broken, "reset"), ErrorKind::Transport),
    ] {
        let world = TestWorld::new(1);
        world.network().reply(reply);
        let error = client(&world).keystone_create_user_token_by_password(&password()).await.unwrap_err();
        assert_eq!((error.kind(), error.applied()), (kind, Applied::No), "{error}");
        assert_hidden(&format!("{error} {error:?} {:?}", error.excerpt()));
        if kind == ErrorKind::Authentication {
            assert!(!error.is_retryable() && error.vendor_code() == Some("401"), "{error}");
        }
        assert_eq!(world.network().requests().len(), 1);
    }
}

#[tokio::test]
async fn half_a_set_of_keys_is_no_answer() {
    for answer in [
        r#"{}"#,
        r#"{"credential":null}"#,
        r#"{"credential":{"access":"canary-a","secret":"canary-s"}}"#,
        r#"{"credential":{"access":"","secret":"canary-s","securitytoken":"canary-t"}}"#,
        r#"{"credential":{"access":"canary-a","secret":7,"securitytoken":"canary-t"}}"#,
    ] {
        let world = TestWorld::new(1);
        let client = client(&world);
        for _ in 0..3 {
            world.network().reply(Reply::json(201, answer));
        }
        let by_token = CreateTemporaryAccessKeyByTokenRequest::new(TOKEN);
        let by_agency = CreateTemporaryAccessKeyByAgencyRequest::new("a", "d").with_token(TOKEN);
        let params = serde_json::to_value(&by_agency).unwrap();
        for error in [
            client.create_temporary_access_key_by_token(&by_token).await.unwrap_err(),
            client.create_temporary_access_key_by_agency(&by_agency).await.unwrap_err(),
            client.call("CreateTemporaryAccessKeyByAgency", params).await.unwrap_err(),
        ] {
            assert_eq!((error.kind(), error.applied()), (ErrorKind::Malformed, Applied::No), "{answer}");
            assert_hidden(&format!("{error} {error:?}"));
        }
    }
}

#[tokio::test]
async fn bad_input_is_refused_unsent_with_its_path_and_without_its_value() {
    let with = |pointer: &str, value: Value| {
        let mut params = serde_json::to_value(password()).unwrap();
        *params.pointer_mut(pointer).unwrap() = value;
        ("KeystoneCreateUserTokenByPassword", params)
    };
    let token = |auth: Value| ("CreateTemporaryAccessKeyByToken", json!({ "auth": auth }));
    let agency = |role: Value| {
        let auth = json!({"identity": {"assume_role": role}});
        ("CreateTemporaryAccessKeyByAgency", json!({"X-Auth-Token": TOKEN, "auth": auth}))
    };
    let user = "auth.identity.password.user";
    for ((operation, params), expected) in [
        (
            ("KeystoneCreateUserTokenByPassword", json!({})),
            vec![format!("{user}.name"), format!("{user}.password"), format!("{user}.domain.name")],
        ),
        (with("/auth/identity/methods", json!(["token"])), vec!["auth.identity.methods".to_owned()]),
        (with("/auth/identity/password/user/password", json!("")), vec![format!("{user}.password")]),
        (
            with("/auth/identity/password/user/password", json!(["canary"])),
            vec![format!("{user}.password[0]")],
        ),
        (with("/auth/identity/password/user", json!("canary")), vec![user.to_owned()]),
        (
            with("/auth/identity/password", json!({"usr": "canary"})),
            vec!["auth.identity.password.usr".to_owned()],
        ),
        (with("/auth/scope/project", json!({})), vec!["auth.scope.project".to_owned()]),
        (with("/auth", json!("canary, expected nothing")), vec!["auth".to_owned()]),
        (token(json!({"identity": {"token": {}}})), vec!["auth.identity.token.id".to_owned()]),
        (
            token(json!({"identity": {"methods": [], "token": {"id": TOKEN, "duration_seconds": 899}}})),
            vec!["auth.identity.methods".to_owned(), "auth.identity.token.duration_seconds".to_owned()],
        ),
        (
            token(json!({"identity": {"token": {"id": TOKEN}, "policy": "canary"}})),
            vec!["auth.identity.policy".to_owned()],
        ),
        (
            agency(json!({"duration_seconds": 86_401})),
            ["agency_name", "domain_name", "duration_seconds"]
                .iter()
                .map(|name| format!("auth.identity.assume_role.{name}"))
                .collect(),
        ),
        (
            agency(json!({"agency_name": "a", "domain_id": "d", "session_user": {"name": "1abcd"}})),
            vec!["auth.identity.assume_role.session_user.name".to_owned()],
        ),
        (
            (
                "CreateTemporaryAccessKeyByAgency",
                json!({"auth": {"identity": {"assume_role": {"agency_name": "a", "domain_id": "d"}}}}),
            ),
            vec!["X-Auth-Token".to_owned()],
        ),
        (("KeystoneListProjects", json!({"page": 0})), vec!["page".to_owned(), "per_page".to_owned()]),
        (("KeystoneListProjects", json!({"page": 1, "per_page": 5001})), vec!["per_page".to_owned()]),
    ] {
        let world = TestWorld::new(1);
        let error = client(&world).call(operation, params.clone()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Validation, "{error}");
        assert_eq!(fields(&error), expected, "{operation}: {error}");
        assert_hidden(&format!("{error} {error:?}"));
        assert_unsent(&world, &error);
    }
    // A token that no header can carry is refused without being shown.
    let world = TestWorld::new(1);
    let request = CreateTemporaryAccessKeyByTokenRequest::new("canary\r\nx: y");
    let error = client(&world).create_temporary_access_key_by_token(&request).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Validation);
    assert_hidden(&format!("{error} {error:?}"));
    assert_unsent(&world, &error);
}

#[tokio::test]
async fn skipped_rules_sign_with_the_keys_of_the_client_and_a_dry_run_shows_the_request() {
    let world = TestWorld::new(1);
    let params = json!({"auth": {"identity": {"assume_role": {"agency_name": "a", "domain_id": "d"}}}});
    let client = client(&world);
    let signed =
        skipping(&client).dry_run("CreateTemporaryAccessKeyByAgency", params, None, None).await.unwrap();
    assert!(signed.headers.get("authorization").is_some() && signed.headers.get("x-auth-token").is_none());
    let params = serde_json::to_value(password()).unwrap();
    let shown = client.dry_run("KeystoneCreateUserTokenByPassword", params, None, None).await.unwrap();
    assert!(shown.headers.get("authorization").is_none());
    assert_eq!(shown.headers.get("host"), Some("iam.cn-north-4.myhuaweicloud.com"));
    assert!(world.network().requests().is_empty());
}
