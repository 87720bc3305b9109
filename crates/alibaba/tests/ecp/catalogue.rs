//! Images, specifications, buckets and regions: the exact requests, the answers, the pages.

use phonevault_alibaba::models::{
    DescribeBucketsRequest, DescribeImageListRequest, DescribeRegionsRequest, DescribeSpecRequest,
    ImageStatus, ImageType, SaleMode, Tag,
};
use phonevault_core::testing::Reply;
use phonevault_core::{Applied, ErrorKind};
use serde_json::{Value, json};

use crate::bad_input::refused;
use crate::bench::{Bench, REQUEST_ID};

fn body(bench: &Bench) -> String {
    String::from_utf8(bench.requests()[0].body.clone()).unwrap()
}

#[tokio::test]
async fn images_are_asked_for_in_query_and_body() {
    let bench = Bench::answering(&[json!({
        "RequestId": REQUEST_ID, "TotalCount": 1, "NextToken": "", "Brand": 1, "Data": [{
            "ImageId": "imgc-1", "ImageName": "base", "ImageType": "System", "ImageVersion": "20260301080000",
            "SystemType": "Android 12", "RenderingType": "GPULocal", "Status": "FROZEN", "AliUid": 1_234_567_890_123_456_i64,
            "ImageRegionList": ["cn-shanghai"], "ImageBizTags": [{"Key": "k", "Value": "v"}],
            "ImageRegionDistributeMap": {"cn-shanghai": {"DistributeStatus": "Done", "Progress": "100%", "Extra": 1}},
        }],
    })]);
    let request = DescribeImageListRequest {
        image_biz_tags: vec![Tag { key: Some("k 1".into()), value: Some("v/1".into()) }],
        status: Some(ImageStatus::Available),
        max_results: Some(20),
        next_token: Some("tok==".into()),
        image_id: Some("imgc-1".into()),
        image_name: Some("a b".into()),
        instance_type: Some("cpm.gx7.10xlarge".into()),
        system_type: Some("Android 12".into()),
        ..DescribeImageListRequest::of(ImageType::System)
    };
    let page = bench.client.describe_image_list(&request).await.unwrap();
    assert_eq!(
        bench.sent(),
        [(
            "DescribeImageList".to_owned(),
            "ImageBizTags.1.Key=k 1&ImageBizTags.1.Value=v/1&InstanceType=cpm.gx7.10xlarge&SystemType=Android 12"
                .to_owned()
        )]
    );
    assert_eq!(
        body(&bench),
        "ImageId=imgc-1&ImageName=a+b&ImageType=System&MaxResults=20&NextToken=tok%3D%3D&Status=AVAILABLE"
    );
    assert_eq!(bench.requests()[0].headers.get("content-type"), Some("application/x-www-form-urlencoded"));
    let image = &page.data.as_deref().unwrap()[0];
    assert_eq!(image.status, Some(ImageStatus::Other("FROZEN".into())));
    assert_eq!(
        (image.image_type.as_ref(), page.other["Brand"].as_i64()),
        (Some(&ImageType::System), Some(1))
    );
    let copies = image.image_region_distribute_map.as_ref().unwrap();
    assert_eq!(copies["cn-shanghai"].progress.as_deref(), Some("100%"));
    assert_eq!((image.description.as_deref(), image.ali_uid), (None, Some(1_234_567_890_123_456)));
}

#[tokio::test]
async fn specifications() {
    let bench = Bench::answering(&[json!({
        "RequestId": REQUEST_ID, "SpecInfoModel": [
            {"SpecId": "acp.basic.small", "SpecType": "CPU", "Core": 2, "Memory": 4, "PhoneCount": 25, "MinPhoneCount": "1"},
            {"SpecId": "acp.new", "SpecType": "RISC", "SpecStatus": "Soon"},
        ],
    })]);
    let request = DescribeSpecRequest {
        biz_region_id: Some("cn-shanghai".into()),
        charge_type: Some("PrePaid".into()),
        matrix_spec: Some("cpm.gx7.10xlarge".into()),
        sale_mode: Some(SaleMode::Node),
        spec_ids: vec!["acp.basic.small".into(), "acp.new".into()],
        spec_status: Some("Available".into()),
        max_results: Some(100),
        ..Default::default()
    };
    let page = bench.client.describe_spec(&request).await.unwrap();
    assert_eq!(
        bench.sent()[0],
        (
            "DescribeSpec".to_owned(),
            "BizRegionId=cn-shanghai&ChargeType=PrePaid&MatrixSpec=cpm.gx7.10xlarge&MaxResults=100&SaleMode=Node&\
             SpecIds.1=acp.basic.small&SpecIds.2=acp.new&SpecStatus=Available"
                .to_owned()
        )
    );
    let specs = page.spec_info_model.unwrap();
    assert_eq!((specs[0].phone_count.as_deref(), specs[0].core), (Some("25"), Some(2)));
    assert_eq!((specs[1].spec_type.as_deref(), specs[1].memory), (Some("RISC"), None));
}

#[tokio::test]
async fn buckets() {
    let bucket = json!({
        "BucketName": "cloudphone-saved-bucket-x", "RegionId": "cn-shanghai", "IntranetEndpoint": "in", "ExtranetEndpoint": "ex",
        "OssObjectList": [{"Key": "a.ab", "ETag": "\"E\"", "Size": 5, "Type": "Normal", "Owner": {"Id": "1", "DisplayName": "me"}}],
    });
    let whole =
        json!({"RequestId": "R", "Success": true, "HttpStatusCode": 200, "Message": "", "Data": [bucket]});
    let bench = Bench::answering(&[whole]);
    let answer = bench.client.describe_buckets(&DescribeBucketsRequest::default()).await.unwrap();
    assert_eq!(bench.sent(), [("DescribeBuckets".to_owned(), String::new())]);
    let bucket = &answer.data.unwrap()[0];
    let object = &bucket.oss_object_list.as_ref().unwrap()[0];
    assert_eq!((object.etag.as_deref(), object.r#type.as_deref()), (Some("\"E\""), Some("Normal")));
    assert_eq!(object.owner.as_ref().unwrap().display_name.as_deref(), Some("me"));
    // An empty list may be left out beside a word of success, and only there.
    let bench = Bench::answering(&[json!({"RequestId": "R", "Success": true}), json!({"RequestId": "R"})]);
    let request = DescribeBucketsRequest { file_type: Some("x".into()) };
    assert_eq!(bench.client.describe_buckets(&request).await.unwrap().data, None);
    let error = bench.client.describe_buckets(&request).await.unwrap_err();
    assert_eq!((error.kind(), error.applied()), (ErrorKind::Malformed, Applied::No));
    let bench = Bench::answering(&[json!({"RequestId": "R", "Success": false, "Code": "Forbidden.RAM"})]);
    let error = bench.client.describe_buckets(&request).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::PermissionDenied);
}

#[tokio::test]
async fn regions() {
    let bench = Bench::answering(&[json!({
        "RequestId": "R", "RegionModels": [{"RegionId": "cn-shanghai", "RegionName": "上海"}, {"RegionId": "mars-1"}],
    })]);
    let request =
        DescribeRegionsRequest { accept_language: Some("cn".into()), sale_mode: Some(SaleMode::Instance) };
    let answer = bench.client.describe_regions(&request).await.unwrap();
    assert_eq!(
        bench.sent(),
        [("DescribeRegions".to_owned(), "AcceptLanguage=cn&SaleMode=Instance".to_owned())]
    );
    let regions = answer.region_models.unwrap();
    assert_eq!((&*regions[1].region_id, regions[1].region_name.as_deref()), ("mars-1", None));
}

#[tokio::test]
async fn answers_that_lack_what_they_must_hold_are_malformed() {
    for (operation, answer, field) in [
        ("DescribeImageList", json!({"RequestId": "R"}), "Data"),
        ("DescribeImageList", json!({"RequestId": "R", "Data": [{"ImageId": ""}]}), "Data.ImageId"),
        ("DescribeImageList", json!({"RequestId": "R", "Data": [{"ImageName": "x"}]}), "ImageId"),
        ("DescribeImageList", json!({"RequestId": "R", "Data": [], "TotalCount": "3"}), "does not fit"),
        ("DescribeSpec", json!({"RequestId": "R", "Data": []}), "SpecInfoModel"),
        ("DescribeSpec", json!({"RequestId": "R", "SpecInfoModel": [{}]}), "SpecId"),
        ("DescribeBuckets", json!({"RequestId": "R", "Data": [{"BucketName": " "}]}), "Data.BucketName"),
        ("DescribeRegions", json!({"RequestId": "R"}), "RegionModels"),
        ("DescribeRegions", json!({"RequestId": "", "RegionModels": []}), "RequestId"),
        ("DescribeRegions", json!({"RequestId": "R", "RegionModels": [{"RegionId": 5}]}), "does not fit"),
    ] {
        let bench = Bench::answering(&[answer]);
        let params =
            if operation == "DescribeImageList" { json!({"ImageType": "User"}) } else { Value::Null };
        let error = bench.client.call(operation, params).await.unwrap_err();
        assert_eq!((error.kind(), error.applied()), (ErrorKind::Malformed, Applied::No), "{operation}");
        assert!(error.message().contains(field), "{operation}: {error}");
    }
    let bench = Bench::answering(&[json!({"RequestId": "R", "TotalCount": 0})]);
    bench.client.describe_spec(&DescribeSpecRequest::default()).await.unwrap();
}

#[tokio::test]
async fn filters_that_cannot_be_meant_are_refused() {
    for (operation, params, field) in [
        ("DescribeImageList", json!({"MaxResults": 20}), "ImageType"),
        ("DescribeImageList", json!({"ImageType": "Mine"}), "ImageType"),
        ("DescribeImageList", json!({"ImageType": "System", "MaxResults": 101}), "MaxResults"),
        ("DescribeImageList", json!({"ImageType": "User", "ImageId": " "}), "ImageId"),
        ("DescribeSpec", json!({"MaxResults": 0}), "MaxResults"),
        ("DescribeSpec", json!({"SpecIds": ["a", "a"]}), "SpecIds[1]"),
        ("DescribeSpec", json!({"SpecIds": [""]}), "SpecIds[0]"),
        ("DescribeSpec", json!({"ChargeType": "Free"}), "ChargeType"),
        ("DescribeSpec", json!({"SpecStatus": "Soon"}), "SpecStatus"),
        ("DescribeSpec", json!({"SaleMode": "Rack"}), "SaleMode"),
        ("DescribeRegions", json!({"AcceptLanguage": "de"}), "AcceptLanguage"),
        ("DescribeRegions", json!({"SaleMode": "Rack"}), "SaleMode"),
    ] {
        refused(operation, params, field).await;
    }
    let bench = Bench::new();
    for (operation, params) in [
        ("DescribeRegions", json!({"Region": "x"})),
        ("DescribeBuckets", json!({"FileType": 5})),
        ("DescribeImageList", json!({"ImageType": "User", "ImageBizTags": [{"Name": "k"}]})),
    ] {
        assert_eq!(bench.client.prepare(operation, params).unwrap_err().kind(), ErrorKind::Validation);
    }
}

#[tokio::test]
async fn images_and_specifications_come_page_by_page() {
    let images = |ids: &[&str], next: &str| {
        let data: Vec<Value> = ids.iter().map(|id| json!({"ImageId": id})).collect();
        json!({"RequestId": "R", "NextToken": next, "Data": data})
    };
    let bench = Bench::answering(&[images(&["i-1", "i-2"], "n1"), images(&["i-3"], "")]);
    let mut pages = bench.client.describe_image_list_pages(DescribeImageListRequest::of(ImageType::User));
    assert_eq!(pages.collect(100).await.unwrap().len(), 3);
    let bodies: Vec<String> =
        bench.requests().iter().map(|sent| String::from_utf8(sent.body.clone()).unwrap()).collect();
    assert_eq!(bodies, ["ImageType=User", "ImageType=User&NextToken=n1"]);
    assert!(bench.sent().iter().all(|(_, query)| query.is_empty()));

    let specs = |id: &str, next: &str| {
        json!({"RequestId": "R", "NextToken": next, "SpecInfoModel": [{"SpecId": id}]}).to_string()
    };
    let bench = Bench::new();
    for body in [specs("a", "n1"), specs("b", "n2"), specs("c", "n1")] {
        bench.reply(Reply::json(200, &body));
    }
    let mut pages = bench.client.describe_spec_pages(DescribeSpecRequest::default());
    let error = pages.collect(100).await.unwrap_err();
    assert_eq!((error.kind(), error.applied()), (ErrorKind::Malformed, Applied::No));
    assert_eq!(error.operation(), Some("DescribeSpec"));
}
