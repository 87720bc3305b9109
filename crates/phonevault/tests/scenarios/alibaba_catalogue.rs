//! Alibaba: images, specifications, buckets and regions.

use phonevault::alibaba::models::{
    DescribeBucketsRequest, DescribeImageListRequest, DescribeRegionsRequest, DescribeSpecRequest,
    ImageStatus, ImageType, SaleMode,
};
use phonevault::store::Dialect;

use crate::world::World;

#[tokio::test(flavor = "multi_thread")]
async fn the_images_of_phones_are_listed_by_their_kind() {
    let world = World::fast(8).await;
    let client = world.alibaba();
    let phones =
        client.describe_android_instances(&Default::default()).await.unwrap().instance_model.unwrap();
    // The fourth phone has another image than the others.
    let system = DescribeImageListRequest::of(ImageType::System);
    let answer = client.describe_image_list(&system).await.unwrap();
    let images = answer.data.unwrap();
    assert_eq!((images.len(), answer.total_count), (2, Some(2)));
    for phone in &phones {
        let image = images.iter().find(|image| phone.image_id.as_ref() == Some(&image.image_id)).unwrap();
        assert_eq!(
            (&image.image_type, &image.status),
            (&Some(ImageType::System), &Some(ImageStatus::Available))
        );
        assert_eq!(image.system_type, phone.system_version);
        let region = phone.region_id.as_ref().unwrap();
        assert!(image.image_region_list.as_ref().unwrap().contains(region));
        assert!(image.image_region_distribute_map.as_ref().unwrap()[region].progress.is_some());
        assert!(image.ali_uid.is_some() && image.other.is_empty());
    }
    let one = DescribeImageListRequest { max_results: Some(1), ..system.clone() };
    assert_eq!(client.describe_image_list_pages(one).collect(10).await.unwrap(), images);
    let by_id = DescribeImageListRequest { image_id: Some(images[1].image_id.clone()), ..system.clone() };
    assert_eq!(client.describe_image_list(&by_id).await.unwrap().data.unwrap(), images[1..]);
    let creating = DescribeImageListRequest { status: Some(ImageStatus::Creating), ..system };
    assert_eq!(client.describe_image_list(&creating).await.unwrap().data.unwrap(), []);
    let own = client.describe_image_list(&DescribeImageListRequest::of(ImageType::User)).await.unwrap();
    assert_eq!((own.data.unwrap().len(), own.total_count), (0, Some(0)));
}

#[tokio::test(flavor = "multi_thread")]
async fn specifications_are_found_by_filters_and_page_by_page() {
    let world = World::fast(2).await;
    let client = world.alibaba();
    let all = client.describe_spec(&DescribeSpecRequest::default()).await.unwrap().spec_info_model.unwrap();
    assert!(all.iter().any(|spec| spec.spec_id == "acp.basic.small") && all.len() == 5);
    assert!(all.iter().all(|spec| spec.core > Some(0) && spec.memory > Some(0) && spec.other.is_empty()));
    let pages = DescribeSpecRequest { max_results: Some(2), ..Default::default() };
    assert_eq!(client.describe_spec_pages(pages).collect(100).await.unwrap(), all);
    let found = async |request: DescribeSpecRequest| {
        client.describe_spec(&request).await.unwrap().spec_info_model.unwrap().len()
    };
    let ids = vec!["acp.perf.large".to_owned(), "acp.none".to_owned()];
    assert_eq!(found(DescribeSpecRequest { spec_ids: ids, ..Default::default() }).await, 1);
    let kind = Some("GPU".to_owned());
    assert_eq!(found(DescribeSpecRequest { spec_type: kind, ..Default::default() }).await, 2);
    let matrix = DescribeSpecRequest { sale_mode: Some(SaleMode::Node), ..Default::default() };
    assert_eq!(found(matrix).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn buckets_name_the_hosts_that_phones_write_to() {
    let world = World::fast(2).await;
    let client = world.alibaba();
    let object = world.at(Dialect::Oss, "kept/one.ab");
    world.put_object(Dialect::Oss, &object, b"12345").await;
    let answer = client.describe_buckets(&DescribeBucketsRequest::default()).await.unwrap();
    assert_eq!((answer.success, answer.http_status_code), (Some(true), Some(200)));
    let buckets = answer.data.unwrap();
    assert_eq!(buckets.len(), 1);
    let (bucket, region) = (&buckets[0], world.ready().alibaba_region());
    assert_eq!(
        (&*bucket.bucket_name, bucket.region_id.as_deref()),
        (world.ready().oss_bucket(), Some(region))
    );
    assert_eq!(bucket.intranet_endpoint, Some(format!("oss-{region}-internal.aliyuncs.com")));
    assert_eq!(bucket.extranet_endpoint, Some(format!("oss-{region}.aliyuncs.com")));
    let objects = bucket.oss_object_list.as_ref().unwrap();
    assert_eq!((objects.len(), objects[0].key.as_deref()), (1, Some("kept/one.ab")));
    assert!(objects[0].etag.is_some() && objects[0].size > Some(0) && objects[0].owner.is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn regions_have_names() {
    let world = World::fast(2).await;
    let client = world.alibaba();
    let english = DescribeRegionsRequest { accept_language: Some("en".to_owned()), sale_mode: None };
    let regions = client.describe_regions(&english).await.unwrap().region_models.unwrap();
    let home = regions.iter().find(|region| region.region_id == world.ready().alibaba_region()).unwrap();
    assert!(home.region_name.as_ref().unwrap().is_ascii());
}
