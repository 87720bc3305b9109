//! Huawei: keys, tokens of the identity service, clocks and projects.

use std::sync::Arc;

use phonevault::credentials::Keys;
use phonevault::huawei::models::{
    BatchStorageRequest, CreateTemporaryAccessKeyByAgencyRequest, CreateTemporaryAccessKeyByTokenRequest,
    KeystoneCreateUserTokenByPasswordRequest, ListCloudPhonesRequest, StorageInfo,
};
use phonevault::store::Dialect;
use phonevault::transport::{HttpRequest, Method};
use phonevault::{Applied, ErrorKind, huawei};
use phonevault_simulator::ServiceName;
use serde_json::{Value, json};

use crate::injected::minutes_off;
use crate::world::{NOTES, World, waiter};

/// A token as anybody gets it: from the identity service, for a password.
async fn token(world: &World, scope: Option<Value>) -> String {
    let ready = serde_json::to_value(world.ready()).unwrap();
    let known = &ready["credentials"]["huawei"];
    let user = json!({"name": known["iam_user"], "password": known["iam_password"],
                      "domain": {"name": known["iam_domain"]}});
    let mut auth = json!({"identity": {"methods": ["password"], "password": {"user": user}}});
    if let Some(scope) = scope {
        auth["scope"] = scope;
    }
    let mut request =
        HttpRequest::new(Method::Post, world.endpoint(ServiceName::HuaweiIam), "/v3/auth/tokens");
    request.headers.set("content-type", "application/json");
    request.body = json!({"auth": auth}).to_string().into_bytes();
    let answer = world.send(request).await;
    assert_eq!(answer.status, 201);
    answer.headers.get("x-subject-token").unwrap().to_owned()
}

fn with_token(world: &World, token: &str) -> huawei::Client {
    world.huawei_builder().token(token).build().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_of_the_project_does_what_keys_do() {
    let world = World::fast(4).await;
    let project = json!({"project": {"id": world.ready().huawei_project_id()}});
    let text = token(&world, Some(project)).await;
    let client = with_token(&world, &text);
    assert!(!format!("{client:?}").contains(&text));
    let listed = client.list_cloud_phones(&ListCloudPhonesRequest::default()).await.unwrap();
    let by_keys = world.huawei().list_cloud_phones(&ListCloudPhonesRequest::default()).await.unwrap();
    assert_eq!((listed.phones.len(), &listed.phones), (2, &by_keys.phones));

    let phone = &*listed.phones[0].phone_id;
    let paths = [format!("/data/data/{NOTES}")];
    let info = StorageInfo::new(phone, paths, world.ready().obs_bucket(), "by-token.tar");
    let job = client.batch_storage(&BatchStorageRequest::new([info])).await.unwrap();
    assert!(job.wait(&waiter()).await.unwrap().all_succeeded());
    // The same job, taken up by keys.
    let resumed = world.huawei().resume_job(&job.token()).unwrap();
    assert!(resumed.wait(&waiter()).await.unwrap().all_succeeded());
}

#[tokio::test(flavor = "multi_thread")]
async fn tokens_without_the_project_and_unknown_ones_are_refused() {
    let world = World::fast(2).await;
    let request = ListCloudPhonesRequest::default();
    let global = token(&world, None).await;
    let error = with_token(&world, &global).list_cloud_phones(&request).await.unwrap_err();
    assert_eq!((error.kind(), error.vendor_code()), (ErrorKind::PermissionDenied, Some("CPS.0001")));
    let error = with_token(&world, "MIInobody").list_cloud_phones(&request).await.unwrap_err();
    assert_eq!((error.kind(), error.http_status()), (ErrorKind::Authentication, Some(401)));
    assert!(!format!("{error:?}{error}").contains("MIInobody"));
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_keys_and_a_foreign_project_are_refused_before_anything_is_done() {
    let world = World::fast(2).await;
    let phone = &world.ids("huawei").await[0];
    let info = StorageInfo::new(&**phone, ["/data/data/x"], world.ready().obs_bucket(), "k");
    let request = BatchStorageRequest::new([info]);
    let good = world.huawei_keys();
    let secret = "canary-of-a-secret-key";
    for keys in [Keys::new(&*good.access_key, secret), Keys::new("HPUANOBODY", secret)] {
        let client = world.huawei_builder().keys(Arc::new(keys)).build().unwrap();
        let error = client.batch_storage(&request).await.unwrap_err();
        assert_eq!((error.kind(), error.applied()), (ErrorKind::Authentication, Applied::No));
        assert_eq!((error.vendor_code(), error.http_status()), (Some("APIGW.0301"), Some(401)));
        assert!(error.request_id().is_some());
        assert!(!format!("{error:?}{error}{client:?}").contains(secret));
    }
    let foreign = world.huawei_builder().project_id("f".repeat(32)).keys(Arc::new(good)).build().unwrap();
    let error = foreign.batch_storage(&request).await.unwrap_err();
    assert_eq!((error.kind(), error.applied()), (ErrorKind::PermissionDenied, Applied::No));
    assert_eq!((error.vendor_code(), error.http_status()), (Some("CPS.0001"), Some(403)));
    assert_eq!(world.count("huawei.BatchExportCloudPhoneData").await, (3, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_may_be_wrong_by_less_than_15_minutes() {
    let world = World::fast(2).await;
    let request = ListCloudPhonesRequest::default();
    let at = |minutes| {
        let context = minutes_off(&world.context, minutes);
        world.huawei_builder().context(context).keys(Arc::new(world.huawei_keys())).build().unwrap()
    };
    for minutes in [-14, 14] {
        assert_eq!(at(minutes).list_cloud_phones(&request).await.unwrap().count, Some(1));
    }
    for minutes in [-16, 16] {
        let error = at(minutes).list_cloud_phones(&request).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Authentication, "{minutes}: {error}");
        assert!(!error.is_retryable(), "the same clock is as wrong a second later");
    }
}

/// A client of the identity service, as it is before anybody knows keys, token or project.
fn identity(world: &World) -> huawei::ClientBuilder {
    huawei::Client::builder(world.ready().huawei_region())
        .context(world.context.clone())
        .endpoint(huawei::IAM_SERVICE, world.ready().endpoint(ServiceName::HuaweiIam))
        .identity_only()
}

/// The request of a token for the password of the simulated user.
fn by_password(world: &World) -> KeystoneCreateUserTokenByPasswordRequest {
    let ready = serde_json::to_value(world.ready()).unwrap();
    let text = |name: &str| ready["credentials"]["huawei"][name].as_str().unwrap().to_owned();
    KeystoneCreateUserTokenByPasswordRequest::new(text("iam_user"), text("iam_password"), text("iam_domain"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_leads_to_a_client() {
    let world = World::fast(2).await;
    let nobody = identity(&world).keys(Arc::new(Keys::new("", ""))).build().unwrap();
    let request = by_password(&world).with_project_name(world.ready().huawei_region());
    let answer = nobody.keystone_create_user_token_by_password(&request).await.unwrap();
    let token = answer.x_subject_token;
    assert!(!format!("{request:?}").contains(request.auth.identity.password.user.password.expose()));
    let project = identity(&world).token(token.clone()).build().unwrap().find_project_id().await.unwrap();
    assert_eq!(project, world.ready().huawei_project_id());
    let by_keys = identity(&world).keys(Arc::new(world.huawei_keys())).build().unwrap();
    assert_eq!(by_keys.find_project_id().await.unwrap(), project);
    let client = world.huawei_builder().project_id(project).token(token).build().unwrap();
    assert_eq!(client.list_cloud_phones(&ListCloudPhonesRequest::default()).await.unwrap().count, Some(1));

    let mut wrong = by_password(&world);
    wrong.auth.identity.password.user.password = "canary-of-a-password".into();
    let error = nobody.keystone_create_user_token_by_password(&wrong).await.unwrap_err();
    assert_eq!((error.kind(), error.applied()), (ErrorKind::Authentication, Applied::No), "{error}");
    assert!(!error.is_retryable() && !format!("{error} {error:?}").contains("canary"), "{error:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn temporary_keys_do_what_lasting_ones_do() {
    let world = World::fast(2).await;
    let nobody = identity(&world).keys(Arc::new(Keys::new("", ""))).build().unwrap();
    let token =
        nobody.keystone_create_user_token_by_password(&by_password(&world)).await.unwrap().x_subject_token;
    let by_token = CreateTemporaryAccessKeyByTokenRequest::new(token.clone());
    let first = nobody.create_temporary_access_key_by_token(&by_token).await.unwrap().credential;
    let domain = by_password(&world).auth.identity.password.user.domain.name;
    let by_agency = CreateTemporaryAccessKeyByAgencyRequest::new("acme-agency", domain).with_token(token);
    let second = nobody.create_temporary_access_key_by_agency(&by_agency).await.unwrap().credential;
    let phone = &world.ids("huawei").await[0];
    for (number, credential) in [first, second].iter().enumerate() {
        let keys = credential.keys();
        assert!(!format!("{credential:?}").contains(credential.secret.expose()));
        let client = world.huawei_builder().keys(Arc::new(keys.clone())).build().unwrap();
        let key = format!("temporary-{number}.tar");
        let paths = [format!("/data/data/{NOTES}")];
        let info = StorageInfo::new(&**phone, paths, world.ready().obs_bucket(), &*key);
        let job = client.batch_storage(&BatchStorageRequest::new([info])).await.unwrap();
        assert!(job.wait(&waiter()).await.unwrap().all_succeeded());
        let object = world.at(Dialect::Obs, &key);
        assert!(world.store_as(Dialect::Obs, keys).stat(&object).await.unwrap().bytes > 0);
    }
}
