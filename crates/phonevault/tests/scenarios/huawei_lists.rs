//! Huawei: phones and images.

use std::collections::BTreeSet;

use phonevault::huawei::models::{
    ImageType, ImageVisibility, ListCloudPhoneImagesRequest, ListCloudPhonesRequest, PhoneStatus, PhoneType,
    ShowCloudPhoneDetailRequest, TrafficType, VolumeMode,
};
use phonevault::timestamp::parse_rfc3339;
use phonevault::{Applied, ErrorKind};
use serde_json::Value;

use crate::world::World;

#[tokio::test(flavor = "multi_thread")]
async fn phones_come_newest_first_page_by_page() {
    let world = World::fast(10).await;
    let client = world.huawei();
    let mut ids = world.ids("huawei").await;
    ids.reverse();
    for limit in [1, 2, 5, 100] {
        let request = ListCloudPhonesRequest { limit: Some(limit), ..Default::default() };
        let phones = client.list_cloud_phones_pages(request).collect(1000).await.unwrap();
        let found: Vec<String> = phones.into_iter().map(|phone| phone.phone_id).collect();
        assert_eq!(found, ids, "pages of {limit}");
    }
    let some = ListCloudPhonesRequest { limit: Some(2), ..Default::default() };
    assert_eq!(client.list_cloud_phones_pages(some).collect(3).await.unwrap().len(), 3);

    let request = ListCloudPhonesRequest { offset: Some(3), limit: Some(1), ..Default::default() };
    let page = client.list_cloud_phones(&request).await.unwrap();
    assert_eq!((page.count, page.phones.len()), (Some(5), 1));
    assert!(page.request_id.is_some() && page.other.is_empty());
    let phone = &page.phones[0];
    assert_eq!(
        (&phone.phone_id, phone.status, phone.r#type),
        (&ids[3], Some(PhoneStatus::Running), Some(PhoneType::Ordinary))
    );
    assert_eq!(phone.phone_name.as_deref(), Some("phone-003"));
    assert_eq!((&phone.traffic_type, phone.volume_mode), (&Some(TrafficType::Direct), Some(VolumeMode::Own)));
    assert_eq!((phone.image_version.as_deref(), phone.has_encrypt), (Some("AOSP 11.0"), Some(false)));
    assert!(parse_rfc3339(phone.create_time.as_deref().unwrap()).is_some());
    assert!(phone.metadata.as_ref().unwrap().order_id.is_some());
    assert!(phone.other.is_empty(), "fields that no model names: {:?}", phone.other);
}

#[tokio::test(flavor = "multi_thread")]
async fn phones_are_filtered_by_every_field() {
    let world = World::fast(18).await;
    let client = world.huawei();
    let ids = world.ids("huawei").await;
    world.edit_phone(&ids[2], r#"{"power":"stopped"}"#).await;
    let all = client.list_cloud_phones(&ListCloudPhonesRequest::default()).await.unwrap();
    let newest = &all.phones[0];
    let found = async |request: ListCloudPhonesRequest| {
        let page = client.list_cloud_phones(&request).await.unwrap();
        assert_eq!(page.count, i64::try_from(page.phones.len()).ok());
        page.phones.into_iter().map(|phone| phone.phone_id).collect::<Vec<_>>()
    };
    let by_status = |status| ListCloudPhonesRequest { status: Some(status), ..Default::default() };
    assert_eq!(found(by_status(PhoneStatus::Stopped)).await, [&*ids[2]]);
    assert_eq!(found(by_status(PhoneStatus::Running)).await.len(), 8);
    assert!(found(by_status(PhoneStatus::Frozen)).await.is_empty());
    let by_name = |name: &str| ListCloudPhonesRequest { phone_name: Some(name.into()), ..Default::default() };
    assert_eq!(found(by_name("phone-003")).await, [&*ids[1]]);
    assert!(found(by_name("nobody")).await.is_empty());
    // Sixteen phones share a server, so that the last one stands alone on its own.
    let server = ListCloudPhonesRequest { server_id: newest.server_id.clone(), ..Default::default() };
    assert_eq!(found(server).await, [&*ids[8]]);
    let of_type = |kind| ListCloudPhonesRequest { r#type: Some(kind), ..Default::default() };
    assert_eq!(found(of_type(PhoneType::Ordinary)).await.len(), 9);
    assert!(found(of_type(PhoneType::Trial)).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn one_phone_in_detail_and_one_that_does_not_exist() {
    let world = World::fast(2).await;
    let client = world.huawei();
    let known = &world.phones("huawei").await[0];
    let id = known["phone_id"].as_str().unwrap();
    let phone = client.show_cloud_phone_detail(&ShowCloudPhoneDetailRequest::new(id)).await.unwrap();
    assert_eq!((&*phone.phone_id, phone.phone_name.as_deref()), (id, known["name"].as_str()));
    assert_eq!(
        (phone.status, phone.image_id.as_deref()),
        (Some(PhoneStatus::Running), known["image_id"].as_str())
    );
    let property: Value = serde_json::from_str(phone.property.as_deref().unwrap()).unwrap();
    assert_eq!(property["persist.sys.timezone"], "Asia/Shanghai");
    let access = &phone.access_infos.as_ref().unwrap()[0];
    assert_eq!((access.r#type.as_deref(), access.listen_port.as_ref()), (Some("adb"), Some(&5555.into())));
    assert_eq!(phone.phone_data_volume.as_ref().unwrap().volume_size, Some(32));
    assert!(phone.request_id.is_some() && phone.other.is_empty(), "{:?}", phone.other);

    let nobody = ShowCloudPhoneDetailRequest::new("0".repeat(32));
    let error = client.show_cloud_phone_detail(&nobody).await.unwrap_err();
    assert_eq!((error.kind(), error.vendor_code()), (ErrorKind::NotFound, Some("CPS.0005")));
    assert_eq!((error.http_status(), error.applied()), (Some(404), Applied::No));
    assert_eq!((error.operation(), error.cloud()), (Some("ShowCloudPhoneDetail"), Some("huawei")));
}

#[tokio::test(flavor = "multi_thread")]
async fn images_by_kind_and_page_by_page() {
    let world = World::fast(2).await;
    let client = world.huawei();
    let phone = &world.phones("huawei").await[0];
    let own = "a".repeat(32);
    let change = format!(r#"{{"image_id":"{own}","image_kind":"custom","android":"11"}}"#);
    world.edit_phone(phone["phone_id"].as_str().unwrap(), &change).await;

    let page = client.list_cloud_phone_images(&ListCloudPhoneImagesRequest::default()).await.unwrap();
    assert!(page.request_id.is_some() && page.page_info.unwrap().next_marker.is_none());
    let all: Vec<String> = page.phone_images.iter().map(|image| image.image_id.clone()).collect();
    assert_eq!(all.len(), 4);
    let image = page.phone_images.iter().find(|image| image.image_id == phone["image_id"]).unwrap();
    assert_eq!((image.os_type.as_deref(), image.os_name.as_deref()), (Some("aosp"), Some("AOSP11")));
    assert_eq!(
        (image.image_label.as_deref(), &image.is_public),
        (Some("cloud_phone_1620"), &Some(ImageVisibility::Public))
    );
    assert!(image.image_name.is_some() && image.is_support_encrypt == Some(Value::Bool(false)));

    let of = |kind| ListCloudPhoneImagesRequest { image_type: Some(kind), ..Default::default() };
    let private = client.list_cloud_phone_images(&of(ImageType::Private)).await.unwrap().phone_images;
    assert_eq!((private.len(), &private[0].image_id), (1, &own));
    assert_eq!(private[0].is_public, Some(ImageVisibility::Private));
    assert_eq!(client.list_cloud_phone_images(&of(ImageType::Public)).await.unwrap().phone_images.len(), 3);
    assert!(client.list_cloud_phone_images(&of(ImageType::Share)).await.unwrap().phone_images.is_empty());
    for limit in [1, 2, 3, 4] {
        let request = ListCloudPhoneImagesRequest { limit: Some(limit), ..of(ImageType::All) };
        let images = client.list_cloud_phone_images_pages(request).collect(1000).await.unwrap();
        let found: BTreeSet<&String> = images.iter().map(|image| &image.image_id).collect();
        assert_eq!((images.len(), found), (4, all.iter().collect()), "pages of {limit}");
    }
}
