//! Alibaba: temporary keys of a role, and what may be done with them.

use std::sync::Arc;

use phonevault::alibaba::models::{
    AssumeRoleRequest, AssumeRoleWithOidcRequest, BackupFileRequest, DescribeAndroidInstancesRequest,
};
use phonevault::credentials::Keys;
use phonevault::store::Dialect;
use phonevault::{Applied, ErrorKind, alibaba};

use crate::world::{World, waiter};

/// Header, claims and signature of a token, the claims without an end.
const TOKEN: &str = "eyJhbGciOiJSUzI1NiJ9.e30.c2lnbmF0dXJl";
/// The same with an end long ago.
const EXPIRED: &str = "eyJhbGciOiJSUzI1NiJ9.eyJleHAiOjV9.c2lnbmF0dXJl";

fn role(world: &World) -> String {
    let ready = serde_json::to_value(world.ready()).unwrap();
    ready["credentials"]["alibaba"]["role_arn"].as_str().unwrap().to_owned()
}

fn provider(role: &str) -> String {
    format!("{}:oidc-provider/idp", role.split_once(":role/").unwrap().0)
}

fn with_keys(world: &World, keys: Keys) -> alibaba::Client {
    world.alibaba_builder(None).keys(Arc::new(keys)).build().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_of_a_role_do_what_those_of_the_user_do() {
    let world = World::fast(4).await;
    let request =
        AssumeRoleRequest { duration_seconds: Some(900), ..AssumeRoleRequest::new(role(&world), "ecp") };
    let answer = world.alibaba().assume_role(&request).await.unwrap();
    assert!(answer.credentials.expires().unwrap() > world.context.clock.now());
    assert!(answer.assumed_role_user.as_ref().unwrap().arn.as_ref().unwrap().ends_with("/ecp"));
    let keys = answer.credentials.keys();
    let (secret, token) =
        (keys.secret_key.expose().to_owned(), answer.credentials.security_token.expose().to_owned());
    assert!(!format!("{answer:?} {keys:?}").contains(&secret) && !format!("{answer:?}").contains(&token));

    let client = with_keys(&world, keys.clone());
    let phones = world.ids("alibaba").await;
    let listed =
        client.describe_android_instances(&DescribeAndroidInstancesRequest::default()).await.unwrap();
    assert_eq!(listed.total_count, Some(2));
    let backup = BackupFileRequest::paths(&phones[..1], ["/data/media/0/DCIM"], world.oss_folder("by-role"));
    let job = client.backup_file(&backup).await.unwrap();
    let id = job.wait(&waiter()).await.unwrap().phones[0].backup.clone().unwrap();
    // The object is read with them too.
    let path = crate::alibaba_backups::record(&client, &id).await.backup_file_path.unwrap();
    let store = world.store_as(Dialect::Oss, keys);
    assert!(store.stat(&path.parse().unwrap()).await.unwrap().bytes > 0);
    // A role may be taken on with the keys of one.
    client.assume_role(&AssumeRoleRequest::new(role(&world), "chain")).await.unwrap();

    let wrong =
        Keys::new(&*answer.credentials.access_key_id, secret).with_security_token("canary-of-a-token");
    let client = with_keys(&world, wrong);
    for error in [
        client.describe_android_instances(&DescribeAndroidInstancesRequest::default()).await.unwrap_err(),
        client.assume_role(&AssumeRoleRequest::new(role(&world), "ecp")).await.unwrap_err(),
    ] {
        assert_eq!((error.kind(), error.applied()), (ErrorKind::Authentication, Applied::No), "{error}");
        assert!(!format!("{error} {error:?}").contains("canary"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_of_a_provider_gives_keys_without_keys() {
    let world = World::fast(2).await;
    let role = role(&world);
    // Nobody gave this client keys, and it would look for none in vain.
    let nobody = with_keys(&world, Keys::new("", ""));
    let request = AssumeRoleWithOidcRequest::new(provider(&role), TOKEN, &*role, "pod");
    let keys = nobody.assume_role_with_oidc(&request).await.unwrap().credentials.keys();
    let client = with_keys(&world, keys);
    let listed =
        client.describe_android_instances(&DescribeAndroidInstancesRequest::default()).await.unwrap();
    assert_eq!(listed.total_count, Some(1));
    for token in [EXPIRED, "canary-of-a-token"] {
        let request = AssumeRoleWithOidcRequest::new(provider(&role), token, &*role, "pod");
        let error = nobody.assume_role_with_oidc(&request).await.unwrap_err();
        assert_eq!((error.kind(), error.applied()), (ErrorKind::Authentication, Applied::No), "{error}");
        assert!(error.vendor_code().is_some() && !format!("{error} {error:?}").contains(token), "{error:?}");
    }
    let error = nobody.assume_role(&AssumeRoleRequest::new(&*role, "pod")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credentials);
}

#[tokio::test(flavor = "multi_thread")]
async fn roles_of_others_are_refused() {
    let world = World::fast(2).await;
    let client = world.alibaba();
    let error = client.assume_role(&AssumeRoleRequest::new("acs:ram::1:role/x", "ecp")).await.unwrap_err();
    assert_eq!((error.kind(), error.applied()), (ErrorKind::PermissionDenied, Applied::No), "{error}");
    let unknown = format!("{}-not", role(&world));
    let error = client.assume_role(&AssumeRoleRequest::new(unknown, "ecp")).await.unwrap_err();
    assert_eq!((error.kind(), error.http_status()), (ErrorKind::NotFound, Some(404)), "{error}");
    assert!(error.request_id().is_some());
}
