//! Huawei: stop, start and restart.

use phonevault::huawei;
use phonevault::huawei::models::{
    BatchStorageRequest, PhoneStatus, RestartCloudPhoneRequest, ShowCloudPhoneDetailRequest,
    ShowCloudPhoneDetailResponse, StopCloudPhoneRequest, StorageInfo,
};
use phonevault::job::{Action, Outcome};
use phonevault::{Applied, ErrorKind};

use crate::world::{NOTES, World, waiter};

async fn detail(client: &huawei::Client, phone: &str) -> ShowCloudPhoneDetailResponse {
    client.show_cloud_phone_detail(&ShowCloudPhoneDetailRequest::new(phone)).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn stop_ends_and_restart_starts_a_phone() {
    let world = World::fast(4).await;
    let client = world.huawei();
    let phones = world.ids("huawei").await;
    let job = client.stop_cloud_phone(&StopCloudPhoneRequest::new(&phones)).await.unwrap();
    assert_eq!((job.submission().action, job.response().jobs.len()), (Action::Stop, 2));
    assert!(job.wait(&waiter()).await.unwrap().all_succeeded());
    for phone in &phones {
        assert_eq!(detail(&client, phone).await.status, Some(PhoneStatus::Stopped));
    }

    // Stopped phones can neither be stopped nor exported.
    let job = client.stop_cloud_phone(&StopCloudPhoneRequest::new(&phones[..1])).await.unwrap();
    let error = job.wait(&waiter()).await.unwrap_err();
    assert_eq!((error.kind(), error.applied()), (ErrorKind::JobFailed, Applied::No));
    assert_eq!(error.result().unwrap().phones[0].code.as_deref(), Some("CPS.0141"));
    let paths = [format!("/data/data/{NOTES}")];
    let info = StorageInfo::new(&*phones[0], paths, world.ready().obs_bucket(), "k.tar");
    let job = client.batch_storage(&BatchStorageRequest::new([info])).await.unwrap();
    assert_eq!(job.submission().items[0].refused.as_ref().unwrap().code.as_deref(), Some("CPS.0141"));

    let mut request = RestartCloudPhoneRequest::new(&phones[..1]);
    request.phones[0].property = Some(r#"{"ro.test":"1"}"#.to_owned());
    let job = client.restart_cloud_phone(&request).await.unwrap();
    assert_eq!(job.submission().action, Action::Restart);
    assert_eq!(job.wait(&waiter()).await.unwrap().phones[0].outcome, Some(Outcome::Succeeded));
    assert_eq!(detail(&client, &phones[0]).await.status, Some(PhoneStatus::Running));
    assert_eq!(detail(&client, &phones[1]).await.status, Some(PhoneStatus::Stopped));
    assert_eq!(world.count("huawei.StopCloudPhone").await, (2, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restart_with_an_image_goes_up_and_never_down() {
    let world = World::fast(8).await;
    let client = world.huawei();
    let phones = world.ids("huawei").await;
    let (newer, older) = (detail(&client, &phones[0]).await, detail(&client, &phones[3]).await);
    assert_ne!(newer.image_id, older.image_id);
    let down = RestartCloudPhoneRequest {
        image_id: older.image_id.clone(),
        ..RestartCloudPhoneRequest::new([&phones[0]])
    };
    let error = client.restart_cloud_phone(&down).await.unwrap().wait(&waiter()).await.unwrap_err();
    assert_eq!((error.kind(), error.applied()), (ErrorKind::JobFailed, Applied::Yes));
    assert_eq!(error.result().unwrap().phones[0].code.as_deref(), Some("CPS.0166"));
    let failed = detail(&client, &phones[0]).await;
    assert_eq!((failed.image_id, failed.status), (newer.image_id.clone(), Some(PhoneStatus::RestartFailed)));

    let up = RestartCloudPhoneRequest {
        image_id: newer.image_id.clone(),
        ..RestartCloudPhoneRequest::new([&phones[3]])
    };
    client.restart_cloud_phone(&up).await.unwrap().wait(&waiter()).await.unwrap();
    let raised = detail(&client, &phones[3]).await;
    assert_eq!((&raised.image_id, &raised.image_version), (&newer.image_id, &newer.image_version));

    // An image that does not exist is a refusal of the whole call.
    let unknown = RestartCloudPhoneRequest {
        image_id: Some("0".repeat(32)),
        ..RestartCloudPhoneRequest::new([&phones[1]])
    };
    let error = client.restart_cloud_phone(&unknown).await.unwrap_err();
    assert_eq!((error.kind(), error.vendor_code()), (ErrorKind::NotFound, Some("CPS.0166")));
    assert_eq!(error.applied(), Applied::No);
}
