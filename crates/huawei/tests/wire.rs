//! The exact request of every typed operation, and what becomes of its answer.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

mod support;

use phonevault_core::testing::{Reply, TestWorld};
use phonevault_huawei::models::{
    BatchRestoreRequest, BatchStorageRequest, ImageType, JobState, ListCloudPhoneImagesRequest,
    ListCloudPhonesRequest, ListJobsRequest, PhoneStatus, PhoneType, RestartCloudPhoneRequest, RestoreInfo,
    ShowCloudPhoneDetailRequest, ShowJobRequest, StopCloudPhoneRequest, StorageInfo, TrafficType,
};
use serde_json::{Value, json};
use support::{P1, P2, PROJECT, client, scripted, sent, skipping};

fn accepted(phones: &[&str]) -> String {
    let jobs: Vec<Value> =
        phones.iter().map(|p| json!({"phone_id": p, "job_id": format!("j-{p}")})).collect();
    json!({"request_id": "req", "jobs": jobs}).to_string()
}

#[tokio::test]
async fn batch_storage() {
    let (world, client) = scripted(&[(200, &accepted(&[P1, P2]))]);
    let mut second = StorageInfo::new(P2, ["/cache/x"], "b.c", "p02.tar");
    second.exclude_files = vec!["/cache/x/tmp".to_owned()];
    let request = BatchStorageRequest::new([
        StorageInfo::new(P1, ["/data/media/0"], "acme-phone-backups", "nightly/p01.tar"),
        second,
    ]);
    let job = client.batch_storage(&request).await.unwrap();
    assert_eq!(
        sent(&world),
        [format!(
            "POST /v1/{PROJECT}/cloud-phone/phones/batch-storage {{\"storage_infos\":[\
             {{\"phone_id\":\"{P1}\",\"include_files\":[\"/data/media/0\"],\"bucket_name\":\"acme-phone-backups\",\
             \"object_path\":\"nightly/p01.tar\"}},\
             {{\"phone_id\":\"{P2}\",\"include_files\":[\"/cache/x\"],\"exclude_files\":[\"/cache/x/tmp\"],\
             \"bucket_name\":\"b.c\",\"object_path\":\"p02.tar\"}}]}}"
        )]
    );
    assert_eq!((job.id(), job.response().jobs.len()), ("req", 2));
}

#[tokio::test]
async fn batch_restore() {
    let (world, client) = scripted(&[(201, &accepted(&[P1]))]);
    let request =
        BatchRestoreRequest::new([RestoreInfo::new(P1, "acme-phone-backups", "nightly/p 01 ä.tar")]);
    let job = client.batch_restore(&request).await.unwrap();
    assert_eq!(
        sent(&world),
        [format!(
            "POST /v1/{PROJECT}/cloud-phone/phones/batch-restore {{\"restore_infos\":[{{\"phone_id\":\"{P1}\",\
             \"bucket_name\":\"acme-phone-backups\",\"object_path\":\"nightly/p 01 ä.tar\"}}]}}"
        )]
    );
    assert_eq!(job.submission().items[0].task.as_deref(), Some(&*format!("j-{P1}")));
}

#[tokio::test]
async fn stop_and_restart() {
    let (world, client) = scripted(&[(200, &accepted(&[P1])), (200, &accepted(&[P1, P2]))]);
    client.stop_cloud_phone(&StopCloudPhoneRequest::new([P1])).await.unwrap();
    let mut restart = RestartCloudPhoneRequest::new([P1, P2]);
    restart.image_id = Some("img".to_owned());
    restart.phones[1].property = Some("{\"a\":1}".to_owned());
    client.restart_cloud_phone(&restart).await.unwrap();
    assert_eq!(
        sent(&world),
        [
            format!("POST /v1/{PROJECT}/cloud-phone/phones/batch-stop {{\"phone_ids\":[\"{P1}\"]}}"),
            format!(
                "POST /v1/{PROJECT}/cloud-phone/phones/batch-restart {{\"image_id\":\"img\",\"phones\":[\
                 {{\"phone_id\":\"{P1}\"}},{{\"phone_id\":\"{P2}\",\"property\":\"{{\\\"a\\\":1}}\"}}]}}"
            ),
        ]
    );
}

#[tokio::test]
async fn show_job() {
    let (world, client) = scripted(&[(
        200,
        r#"{"request_id":"q","job_id":"j/1","begin_time":"2026-01-02T03:04:05Z","end_time":null,"status":-1,
            "phone_id":"p","error_code":"CPS.0104","error_msg":"no such file","execute_msg":null,"new":{"a":1}}"#,
    )]);
    let job = client.show_job(&ShowJobRequest::new("j/1")).await.unwrap();
    assert_eq!(sent(&world), [format!("GET /v1/{PROJECT}/cloud-phone/jobs/j%2F1")]);
    // A failed job is a successful answer, though it holds an error code.
    assert_eq!((job.status, job.error_code.as_deref()), (Some(JobState::Failed), Some("CPS.0104")));
    assert_eq!((job.end_time, job.execute_msg), (None, None));
    assert_eq!(job.other["new"], json!({"a": 1}));
}

#[tokio::test]
async fn list_jobs() {
    let body = r#"{"request_id":"q","jobs":[{"job_id":"a","status":7},{"job_id":"b","status":1}]}"#;
    let (world, client) = scripted(&[(200, body), (200, body)]);
    let page = client.list_jobs(&ListJobsRequest::of_requests(["r2", "r1"])).await.unwrap();
    let one = ListJobsRequest {
        request_id: Some("r".to_owned()),
        offset: Some(5),
        limit: Some(50),
        ..ListJobsRequest::default()
    };
    client.list_jobs(&one).await.unwrap();
    assert_eq!(
        sent(&world),
        [
            format!("GET /v1/{PROJECT}/cloud-phone/jobs?request_ids=r2%2Cr1"),
            format!("GET /v1/{PROJECT}/cloud-phone/jobs?limit=50&offset=5&request_id=r"),
        ]
    );
    assert_eq!(page.jobs[0].status, Some(JobState::Other(7)));
}

#[tokio::test]
async fn phones() {
    let (world, client) = scripted(&[
        (
            200,
            r#"{"request_id":"q","count":1,"phones":[{"phone_id":"p","status":42,"type":0,"traffic_type":"tunnel",
            "image_version":"AOSP 7.0","metadata":{"order_id":"o"},"has_encrypt":false,"imei":null}]}"#,
        ),
        (
            200,
            r#"{"request_id":"q","phone_id":"p","status":2,"access_infos":[{"type":"adb","access_port":5555,
            "device_ip":"10.0.0.1"}],"custom_property":{"a":"b"},"phone_data_volume":{"volume_size":10},"property":"{}"}"#,
        ),
    ]);
    let request = ListCloudPhonesRequest {
        phone_name: Some("ré s/*~+".to_owned()),
        status: Some(PhoneStatus::Abnormal),
        r#type: Some(PhoneType::Ordinary),
        ..ListCloudPhonesRequest::default()
    };
    let list = client.list_cloud_phones(&request).await.unwrap();
    let detail = client.show_cloud_phone_detail(&ShowCloudPhoneDetailRequest::new("p")).await.unwrap();
    assert_eq!(
        sent(&world),
        [
            format!(
                "GET /v1/{PROJECT}/cloud-phone/phones?limit=100&phone_name=r%C3%A9%20s%2F%2A~%2B&status=-7&type=0"
            ),
            format!("GET /v1/{PROJECT}/cloud-phone/phones/p"),
        ]
    );
    assert_eq!(list.phones[0].status, Some(PhoneStatus::Other(42)));
    assert_eq!(list.phones[0].traffic_type, Some(TrafficType::Other("tunnel".to_owned())));
    assert_eq!(detail.access_infos.unwrap()[0].other["device_ip"], json!("10.0.0.1"));
    assert_eq!(detail.phone_data_volume.unwrap().volume_size, Some(10));
}

#[tokio::test]
async fn images() {
    let (world, client) = scripted(&[(
        200,
        r#"{"request_id":"q","phone_images":[{"image_id":"i","os_name":"AOSP7.1.1","is_public":1}],
            "page_info":{"next_marker":null}}"#,
    )]);
    let request = ListCloudPhoneImagesRequest {
        image_type: Some(ImageType::Public),
        marker: Some("m".to_owned()),
        limit: Some(500),
    };
    let page = client.list_cloud_phone_images(&request).await.unwrap();
    assert_eq!(
        sent(&world),
        [format!("GET /v1/{PROJECT}/cloud-phone/phone-images?image_type=public&limit=500&marker=m")]
    );
    assert_eq!(page.phone_images[0].os_name.as_deref(), Some("AOSP7.1.1"));
}

#[tokio::test]
async fn call_and_method_are_one_way_on_the_wire() {
    let world = TestWorld::new(1);
    let client = client(&world);
    for (operation, params) in [
        (
            "batch_restore",
            // Another order, a null, and the project id: the request is the method's own.
            json!({"project_id": PROJECT, "restore_infos": [
                {"object_path": "k", "bucket_name": "bbb", "phone_id": P1}]}),
        ),
        ("BatchImportCloudPhoneData", json!({"restore_infos": [RestoreInfo::new(P1, "bbb", "k")]})),
    ] {
        world.network().reply(Reply::json(200, &accepted(&[P1])));
        let answer = client.call(operation, params).await.unwrap();
        assert_eq!(answer["jobs"][0]["job_id"], json!(format!("j-{P1}")));
    }
    world.network().reply(Reply::json(200, &accepted(&[P1])));
    client.batch_restore(&BatchRestoreRequest::new([RestoreInfo::new(P1, "bbb", "k")])).await.unwrap();
    let requests = world.network().requests();
    assert!(requests.iter().all(|request| *request == requests[0]));

    world.network().reply(Reply::json(200, r#"{"jobs":[]}"#));
    world.network().reply(Reply::json(200, r#"{"phones":[]}"#));
    client.call("list_jobs", json!({"request_ids": "a,b"})).await.unwrap();
    client.call("ListCloudPhones", Value::Null).await.unwrap();
    assert!(sent(&world)[3].ends_with("/jobs?request_ids=a%2Cb"));
    assert!(sent(&world)[4].ends_with("/phones?limit=100"));
}

#[tokio::test]
async fn call_reaches_operations_without_a_method() {
    let world = TestWorld::new(1);
    world.network().reply(Reply::json(200, r#"{"request_id":"r","jobs":[]}"#));
    world.network().reply(Reply::Answer(204, vec![], Vec::new()));
    let client = client(&world);
    client
        .call(
            "UpdateCloudPhoneProperty",
            json!({"phones": [{"phone_id": P1, "property": "{}"}], "image_id": null}),
        )
        .await
        .unwrap();
    assert_eq!(client.call("DeleteImage", json!({"image_id": "i"})).await.unwrap(), Value::Null);
    assert_eq!(
        sent(&world),
        [
            format!(
                "POST /v1/{PROJECT}/cloud-phone/phones/batch-update-property \
                 {{\"phones\":[{{\"phone_id\":\"{P1}\",\"property\":\"{{}}\"}}]}}"
            ),
            format!("DELETE /v1/{PROJECT}/cloud-phone/images/i"),
        ]
    );
}

#[tokio::test]
async fn skipped_rules_send_what_is_given() {
    let (world, client) = scripted(&[(200, &accepted(&[])), (200, &accepted(&[]))]);
    let client = skipping(&client);
    client.batch_storage(&BatchStorageRequest::default()).await.unwrap();
    client.call("batch_restore", json!({"restore_infos": [{"phone": 1}], "extra": true})).await.unwrap();
    assert_eq!(
        sent(&world),
        [
            format!("POST /v1/{PROJECT}/cloud-phone/phones/batch-storage {{\"storage_infos\":[]}}"),
            format!(
                "POST /v1/{PROJECT}/cloud-phone/phones/batch-restore {{\"restore_infos\":[{{\"phone\":1}}],\"extra\":true}}"
            ),
        ]
    );
}
