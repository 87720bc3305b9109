//! Tokens, temporary keys, projects and the token service.

use std::time::Duration;

use phonevault_simulator::{Request, ServiceName};
use serde_json::{Value, json};

use crate::cloud::{
    Keys, code, counts, iam, list_with, list_with_token, signed, signed_obs, token, token_answer,
};
use crate::support::{Bench, read_json};

fn password(bench: &Bench) -> String {
    bench.ready["credentials"]["huawei"]["iam_password"].as_str().unwrap().to_owned()
}

fn temporary(bench: &Bench, headers: &[(&str, &str)], identity: &Value) -> (u16, Value) {
    read_json(&iam(
        bench,
        "/v3.0/OS-CREDENTIAL/securitytokens",
        headers,
        &json!({"auth": {"identity": identity}}),
    ))
}

fn by_token(id: &str, seconds: &Value) -> Value {
    json!({"methods": ["token"], "token": {"id": id, "duration_seconds": seconds}})
}

#[test]
fn a_token_is_scoped_to_a_project_an_account_or_nothing() {
    let bench = Bench::new(|_| {});
    let known = bench.ready["credentials"]["huawei"].clone();
    let ask = |scope: Value| token_answer(&bench, &password(&bench), &scope);
    for (scope, works) in [
        (json!({"project": {"id": known["project_id"]}}), true),
        (json!({"project": {"name": known["region"]}}), true),
        (json!({"project": {"name": known["region"]}, "domain": {"name": known["iam_domain"]}}), true),
        (json!({"domain": {"name": known["iam_domain"]}}), false),
        (Value::Null, false),
    ] {
        let answer = ask(scope.clone());
        assert_eq!(answer.status, 201, "{scope}");
        let body = read_json(&answer).1["token"].clone();
        assert_eq!((body.get("project").is_some(), body.get("domain").is_some()), (works, !works));
        assert!(body["issued_at"].as_str().unwrap().ends_with("000Z") && body["catalog"].is_array());
        assert_eq!((&body["methods"], &body["user"]["name"]), (&json!(["password"]), &known["iam_user"]));
        let wanted = if works { (200, "none") } else { (403, "CPS.0001") };
        let token = answer.header("x-subject-token").unwrap();
        assert!(token.len() > 1000);
        assert_eq!(list_with_token(&bench, token), (wanted.0, wanted.1.to_owned()));
    }
    for scope in [json!({"project": {"id": "other"}}), json!({"domain": {"name": "other"}})] {
        let (status, answer) = read_json(&ask(scope));
        assert_eq!(
            (status, &answer["error"]["code"], &answer["error"]["title"]),
            (401, &json!(401), &json!("Unauthorized"))
        );
    }
    assert_eq!(ask(json!({"project": {}})).status, 400);
}

#[test]
fn bodies_that_are_no_token_requests_are_bad() {
    let bench = Bench::new(|_| {});
    let known = bench.ready["credentials"]["huawei"].clone();
    let user = json!({"name": known["iam_user"], "password": known["iam_password"]});
    let with = |methods: Value, user: &Value| json!({"auth": {"identity": {"methods": methods, "password": {"user": user}}}});
    for body in [
        json!({}),
        json!({"auth": {"identity": {"methods": "password"}}}),
        with(json!(["password"]), &user),
        with(json!(["totp"]), &user),
        with(json!(["password", "totp"]), &user),
        with(json!(["password"]), &json!({"password": "x", "domain": {}})),
    ] {
        let (status, answer) = read_json(&iam(&bench, "/v3/auth/tokens", &[], &body));
        assert_eq!((status, &answer["error"]["code"]), (400, &json!(400)), "{body}");
    }
    let request = Request::new(ServiceName::HuaweiIam, "POST", "/v3/auth/tokens").with_body("{");
    assert_eq!(bench.universe.handle(request).status, 400);
    let (status, answer) = read_json(&iam(&bench, "/v3/users", &[], &json!({})));
    assert_eq!((status, &answer["error"]["code"]), (404, &json!(404)));
    let mut user = user;
    user["domain"] = json!({"name": known["iam_domain"]});
    let answer = iam(&bench, "/v3/auth/tokens?nocatalog=x", &[], &with(json!(["password"]), &user));
    assert!(read_json(&answer).1["token"].get("catalog").is_none());
    let answer = iam(&bench, "/v3/auth/tokens?nocatalog=", &[], &with(json!(["password"]), &user));
    assert!(read_json(&answer).1["token"].get("catalog").is_some(), "an empty value drops nothing");
}

#[test]
fn a_row_of_wrong_passwords_locks_the_user_for_a_while() {
    let bench = Bench::new(|config| config.settings.huawei.lockout_after = 3);
    let right = password(&bench);
    let ask = |password: &str| token_answer(&bench, password, &Value::Null).status;
    assert_eq!((ask("a"), ask("b"), ask(&right)), (401, 401, 201));
    // The right one ended the row.
    assert_eq!((ask("a"), ask("b"), ask(&right)), (401, 401, 201));
    assert_eq!((ask("a"), ask("b"), ask("c"), ask(&right)), (401, 401, 401, 401));
    bench.clock.advance(Duration::from_secs(899));
    assert_eq!(ask(&right), 401);
    bench.clock.advance(Duration::from_secs(2));
    assert_eq!(ask(&right), 201);
    let never = Bench::new(|config| config.settings.huawei.lockout_after = 0);
    for _ in 0..10 {
        assert_eq!(token_answer(&never, "wrong", &Value::Null).status, 401);
    }
    assert_eq!(token_answer(&never, &password(&never), &Value::Null).status, 201);
}

#[test]
fn an_expired_token_has_its_own_code_even_after_the_next_one_was_issued() {
    let bench = Bench::new(|config| config.settings.huawei.token_life_s = 100);
    let old = token(&bench);
    bench.clock.advance(Duration::from_secs(99));
    assert_eq!(list_with_token(&bench, &old).0, 200);
    bench.clock.advance(Duration::from_secs(2));
    assert_eq!(list_with_token(&bench, &old), (401, "APIGW.0307".to_owned()));
    let new = token(&bench);
    assert_eq!(list_with_token(&bench, &old), (401, "APIGW.0307".to_owned()));
    assert_eq!(list_with_token(&bench, &new).0, 200);
    let request =
        Request::new(ServiceName::HuaweiIam, "GET", "/v3/projects").with_header("X-Auth-Token", &old);
    let (status, answer) = read_json(&bench.universe.handle(request));
    assert_eq!((status, &answer["error"]["code"]), (401, &json!(401)));
}

#[test]
fn projects_and_accounts_are_found_by_keys_too() {
    let bench = Bench::new(|_| {});
    let known = bench.ready["credentials"]["huawei"].clone();
    let keys = Keys::permanent(&bench);
    let get = |target: &str| {
        read_json(&bench.universe.handle(signed(ServiceName::HuaweiIam, "GET", target, "", &keys)))
    };
    let (status, found) = get("/v3/projects?name=cn-north-4");
    assert_eq!((status, &found["projects"][0]["id"]), (200, &known["project_id"]));
    assert_eq!(get("/v3/projects?name=cn-east-3").1["projects"], json!([]));
    assert_eq!(get("/v3/auth/domains").1["domains"][0]["name"], known["iam_domain"]);
    let unsigned = Request::new(ServiceName::HuaweiIam, "GET", "/v3/projects");
    assert_eq!(bench.universe.handle(unsigned).status, 401);
}

#[test]
fn temporary_keys_sign_only_with_their_token_and_only_for_their_time() {
    let bench = Bench::new(|_| {});
    let own = token(&bench);
    let (status, answer) = temporary(&bench, &[("X-Auth-Token", &own)], &by_token(&own, &json!(900)));
    assert_eq!(status, 201);
    let keys = Keys::of_credential(&answer);
    bench.obs("PUT", "k", &[], b"x");
    let projects = || {
        let request = signed(ServiceName::HuaweiIam, "GET", "/v3/projects", "", &keys);
        bench.universe.handle(request).status
    };
    assert_eq!(list_with(&bench, &keys), (200, "none".to_owned()));
    assert_eq!((signed_obs(&bench, "k", &keys).status, projects()), (200, 200));

    let naked = Keys { token: None, ..keys.clone() };
    let wrong = Keys { token: Some("other".to_owned()), ..keys.clone() };
    let permanent = Keys { token: keys.token.clone(), ..Keys::permanent(&bench) };
    for bad in [naked, wrong, permanent] {
        assert_eq!(list_with(&bench, &bad), (401, "APIGW.0301".to_owned()));
        let refused = signed_obs(&bench, "k", &bad);
        let text = String::from_utf8(refused.read_all().unwrap()).unwrap();
        assert!(refused.status == 403 && text.contains("<Code>InvalidAccessKeyId</Code>"), "{text}");
    }
    bench.clock.advance(Duration::from_secs(899));
    assert_eq!(list_with(&bench, &keys).0, 200);
    bench.clock.advance(Duration::from_secs(1));
    assert_eq!(list_with(&bench, &keys), (401, "APIGW.0301".to_owned()));
    assert_eq!((signed_obs(&bench, "k", &keys).status, projects()), (403, 401));
    assert_eq!(counts(&bench, "iam.CreateTemporaryAccessKey"), (1, 1));
}

#[test]
fn the_code_of_an_expired_key_is_a_setting() {
    let bench = Bench::new(|config| {
        config.settings.huawei.expired_key_code = "APIGW.0307".to_owned();
        config.settings.huawei.obs_expired_key_code = "AccessDenied".to_owned();
    });
    let own = token(&bench);
    let keys = Keys::of_credential(&temporary(&bench, &[], &by_token(&own, &json!(900))).1);
    bench.clock.advance(Duration::from_secs(901));
    assert_eq!(list_with(&bench, &keys), (401, "APIGW.0307".to_owned()));
    let refused = signed_obs(&bench, "k", &keys).read_all().unwrap();
    assert!(String::from_utf8(refused).unwrap().contains("<Code>AccessDenied</Code>"));
}

#[test]
fn requests_for_temporary_keys_have_their_rules() {
    let bench = Bench::new(|_| {});
    let own = token(&bench);
    let header = [("X-Auth-Token", own.as_str())];
    for (seconds, wanted) in [
        (json!(null), 201),
        (json!(900), 201),
        (json!(86400), 201),
        (json!(899), 400),
        (json!(86401), 400),
        (json!("900"), 400),
    ] {
        assert_eq!(temporary(&bench, &[], &by_token(&own, &seconds)).0, wanted, "{seconds}");
    }
    let none = json!({"methods": ["token"]});
    assert_eq!(temporary(&bench, &header, &none).0, 201, "the header's token counts");
    assert_eq!(temporary(&bench, &[], &none).0, 401);
    assert_eq!(temporary(&bench, &header, &by_token("unknown", &json!(900))).0, 401);
    assert_eq!(temporary(&bench, &header, &json!({"methods": ["password"]})).0, 400);
    let agency = |name: &str, account: Value| {
        let mut role = json!({"agency_name": name, "duration_seconds": 3600});
        role.as_object_mut().unwrap().extend(account.as_object().unwrap().clone());
        json!({"methods": ["assume_role"], "assume_role": role})
    };
    let known = bench.ready["credentials"]["huawei"]["iam_domain"].clone();
    let good = agency("acme-agency", json!({"domain_name": known}));
    let (status, answer) = temporary(&bench, &header, &good);
    assert_eq!(status, 201);
    assert_eq!(list_with(&bench, &Keys::of_credential(&answer)).0, 200);
    assert_eq!(temporary(&bench, &[], &good).0, 401, "somebody must ask");
    assert_eq!(temporary(&bench, &header, &agency("other", json!({"domain_name": known}))).0, 404);
    assert_eq!(temporary(&bench, &header, &agency("acme-agency", json!({"domain_name": "x"}))).0, 404);
    assert_eq!(temporary(&bench, &header, &agency("acme-agency", json!({}))).0, 400);
    bench.clock.advance(Duration::from_secs(25 * 3600));
    assert_eq!(temporary(&bench, &[], &by_token(&own, &json!(900))).0, 401);
}

#[test]
fn an_identity_token_gives_a_token_and_keys() {
    let bench = Bench::new(|config| config.settings.huawei.federation_id_token = "a.b.c".to_owned());
    let ask = |id: &str, idp: &[(&str, &str)]| {
        iam(&bench, "/v3.0/OS-AUTH/id-token/tokens", idp, &json!({"auth": {"id_token": {"id": id}}}))
    };
    let idp = [("X-Idp-Id", "acme")];
    assert_eq!((ask("a.b.c", &[]).status, ask("", &idp).status, ask("other", &idp).status), (400, 400, 401));
    let answer = ask("a.b.c", &idp);
    let federated = answer.header("x-subject-token").unwrap();
    assert_eq!(temporary(&bench, &[], &by_token(federated, &json!(21600))).0, 201);

    let bearer = |path: &str, text: &str| iam(&bench, path, &[("Authorization", text)], &json!({}));
    let path = "/v3/OS-FEDERATION/identity_providers/acme/protocols/oidc/auth";
    assert_eq!((bearer(path, "Bearer ").status, bearer(path, "Bearer other").status), (401, 401));
    assert_eq!(bearer(&path.replace("acme", ""), "Bearer a.b.c").status, 404);
    let answer = bearer(path, "Bearer a.b.c");
    let header = [("X-Auth-Token", answer.header("x-subject-token").unwrap())];
    let without_id = json!({"methods": ["token"], "token": {"duration_seconds": 21600}});
    assert_eq!(temporary(&bench, &header, &without_id).0, 201);

    let sts = |body: &Value| {
        let request = Request::new(ServiceName::HuaweiSts, "POST", "/v5/agencies/assume-with-oidc");
        read_json(&bench.universe.handle(request.with_body(body.to_string())))
    };
    let mut body = json!({"provider_urn": "iam::1:oidc:p", "agency_urn": "iam::1:agency:acme-agency",
                          "agency_session_name": "s", "id_token": "a.b.c", "duration_seconds": 3600});
    let (status, answer) = sts(&body);
    assert_eq!(status, 200);
    let text = |name: &str| answer["credentials"][name].as_str().unwrap().to_owned();
    let keys = Keys {
        access: text("access_key_id"),
        secret: text("secret_access_key"),
        token: Some(text("security_token")),
    };
    assert_eq!(list_with(&bench, &keys), (200, "none".to_owned()));
    body["id_token"] = json!("other");
    assert_eq!(sts(&body).0, 401);
    body["id_token"] = json!("a.b.c");
    body["agency_urn"] = json!("iam::1:agency:other");
    assert_eq!(sts(&body).0, 404);
    assert_eq!(sts(&json!({})).0, 400);
    let who = signed(ServiceName::HuaweiSts, "GET", "/v5/caller-identity", "", &keys);
    assert!(read_json(&bench.universe.handle(who)).1["account_id"].is_string());
    let other = signed(ServiceName::HuaweiSts, "GET", "/v5/other", "", &keys);
    assert_eq!(code(&bench.universe.handle(other)), (404, "APIGW.0101".to_owned()));
}

#[test]
fn statuses_and_the_time_of_a_lock_are_settings() {
    let bench = Bench::new(|config| {
        let huawei = &mut config.settings.huawei;
        huawei.lockout_after = 1;
        huawei.lockout_s = 10;
        huawei.unknown_scope_status = 403;
        huawei.unknown_agency_status = 403;
        huawei.agency_name = "own".to_owned();
    });
    let right = password(&bench);
    let other = token_answer(&bench, &right, &json!({"project": {"name": "other"}}));
    assert_eq!(
        read_json(&other).1["error"],
        json!({"code": 403, "title": "Forbidden",
        "message": "The project of the scope does not exist or is not yours."})
    );
    let own = token(&bench);
    let domain = &bench.ready["credentials"]["huawei"]["iam_domain"];
    let role = |name: &str| {
        let role = json!({"agency_name": name, "domain_name": domain});
        let identity = json!({"methods": ["assume_role"], "assume_role": role});
        temporary(&bench, &[("X-Auth-Token", &own)], &identity).0
    };
    assert_eq!((role("own"), role("acme-agency")), (201, 403));
    assert_eq!(token_answer(&bench, "wrong", &Value::Null).status, 401);
    assert_eq!(token_answer(&bench, &right, &Value::Null).status, 401);
    bench.clock.advance(Duration::from_secs(11));
    assert_eq!(token_answer(&bench, &right, &Value::Null).status, 201);
}
