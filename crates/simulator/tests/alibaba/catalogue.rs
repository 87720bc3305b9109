//! Images, specs, buckets and regions.

use phonevault_simulator::Settings;
use serde_json::{Value, json};

use super::cloud::Cloud;

fn first(cloud: &Cloud) -> Value {
    let phones = cloud.phones();
    let found = cloud.ok("DescribeAndroidInstances", &[("AndroidInstanceIds.1", &phones[0])]);
    found["InstanceModel"][0].clone()
}

fn total(answer: &Value) -> i64 {
    answer["TotalCount"].as_i64().unwrap()
}

#[test]
fn the_images_are_those_of_the_phones() {
    let cloud = Cloud::with_phones(8, Settings::default());
    let phone = first(&cloud);
    let (id, system) = (phone["ImageId"].as_str().unwrap(), phone["SystemVersion"].as_str().unwrap());
    let find = |more: &[(&str, &str)]| {
        total(&cloud.ok("DescribeImageList", &[&[("ImageType", "System"), ("ImageId", id)], more].concat()))
    };
    let found = cloud.ok("DescribeImageList", &[("ImageType", "System"), ("ImageId", id)]);
    let image = &found["Data"][0];
    assert_eq!((total(&found), &image["ImageId"]), (1, &phone["ImageId"]));
    assert_eq!(image["ImageVersion"].as_str().unwrap().len(), 14, "{image}");
    assert_eq!(image["ImageRegionList"], json!(["cn-shanghai"]));
    assert!(image["ImageRegionDistributeMap"]["cn-shanghai"]["Progress"].is_string());
    assert!(image["AliUid"].is_i64());
    assert_eq!(find(&[("SystemType", system), ("Status", "AVAILABLE")]), 1);
    assert_eq!(find(&[("InstanceType", phone["ServerType"].as_str().unwrap())]), 1);
    assert_eq!(find(&[("ImageName", phone["ImageVersion"].as_str().unwrap())]), 1);
    for none in [
        ("SystemType", "Android 1"),
        ("Status", "CREATING"),
        ("InstanceType", "cpm.none"),
        ("ImageName", "none"),
        ("ImagePackageType", "x"),
        ("ImageBizTags.1.Key", "k"),
    ] {
        assert_eq!(find(&[none]), 0, "{none:?}");
    }
    assert_eq!(total(&cloud.ok("DescribeImageList", &[("ImageType", "User")])), 0);
    cloud.edit(phone["AndroidInstanceId"].as_str().unwrap(), &json!({"image_kind": "custom"}));
    let custom = cloud.ok("DescribeImageList", &[("ImageType", "User")]);
    assert_eq!((total(&custom), &custom["Data"][0]["ImageId"]), (1, &phone["ImageId"]));
}

#[test]
fn the_parameters_of_the_image_list_stand_in_body_and_query() {
    let cloud = Cloud::with_phones(4, Settings::default());
    let mut signed = cloud.prepare("DescribeImageList", "SystemType=Android%201");
    signed.body = b"ImageType=System&MaxResults=20".to_vec();
    signed.headers.push(("content-type".to_owned(), "application/x-www-form-urlencoded".to_owned()));
    let (status, body) = cloud.send(cloud.sign(signed, None));
    assert_eq!((status, total(&body)), (200, 0));
    assert_eq!(cloud.refused("DescribeImageList", &[]).1, "MissingParameter");
    for bad in [("ImageType", "Other"), ("Status", "x"), ("MaxResults", "101"), ("NextToken", "x")] {
        let mut parameters = vec![("ImageType", "System"), bad];
        parameters.dedup_by_key(|(name, _)| *name);
        let parameters = if bad.0 == "ImageType" { vec![bad] } else { parameters };
        assert_eq!(cloud.refused("DescribeImageList", &parameters).1, "InvalidParameter", "{bad:?}");
    }
}

#[test]
fn specs_are_filtered_and_paged() {
    let cloud = Cloud::with_phones(2, Settings::default());
    let all = cloud.ok("DescribeSpec", &[]);
    let ids = |answer: &Value| -> Vec<String> {
        let specs = answer["SpecInfoModel"].as_array().unwrap();
        specs.iter().map(|spec| spec["SpecId"].as_str().unwrap().to_owned()).collect()
    };
    let known = ["acp.basic.small", "acp.std.small", "acp.std.large", "acp.perf.small", "acp.perf.large"];
    assert_eq!(ids(&all), known);
    let spec = &all["SpecInfoModel"][0];
    assert!(spec["Core"].is_i64() && spec["Memory"].is_i64() && spec["SystemDiskSize"].is_i64());
    assert!(spec["PhoneCount"].is_string() && spec["MaxPhoneCount"].is_string());
    let page = cloud.ok("DescribeSpec", &[("MaxResults", "2")]);
    assert_eq!((total(&page), ids(&page).len()), (5, 2));
    let next = page["NextToken"].as_str().unwrap();
    assert_eq!(ids(&cloud.ok("DescribeSpec", &[("MaxResults", "2"), ("NextToken", next)])), known[2..4]);
    let count = |filter: &[(&str, &str)]| total(&cloud.ok("DescribeSpec", filter));
    assert_eq!(count(&[("SpecIds.1", "acp.std.small"), ("SpecIds.2", "none")]), 1);
    assert_eq!(count(&[("SpecType", "GPU")]), 2);
    assert_eq!(count(&[("SpecType", "ARM")]), 0);
    assert_eq!(count(&[("SpecStatus", "Unsupported")]), 0);
    assert_eq!(count(&[("BizRegionId", "cn-shanghai"), ("ChargeType", "PrePaid")]), 5);
    assert_eq!(count(&[("BizRegionId", "mars-1")]), 0);
    assert_eq!(count(&[("SaleMode", "Node"), ("MatrixSpec", "cpm.gx7.10xlarge")]), 1);
    assert_eq!(count(&[("SaleMode", "Node"), ("MatrixSpec", "cpm.none")]), 0);
    for bad in [("SaleMode", "x"), ("ChargeType", "x"), ("SpecStatus", "x"), ("MaxResults", "0")] {
        assert_eq!(cloud.refused("DescribeSpec", &[bad]).1, "InvalidParameter", "{bad:?}");
    }
    // The spec that a phone names is one of the list.
    let shown = first(&cloud);
    assert_eq!(count(&[("SaleMode", "Node"), ("SpecIds.1", shown["InstanceType"].as_str().unwrap())]), 1);
}

#[test]
fn buckets_show_their_first_objects_in_kilobytes() {
    let mut settings = Settings::default();
    settings.alibaba.max_listed_objects = 2;
    let cloud = Cloud::with_phones(0, settings);
    for key in ["a", "b", "c"] {
        let target = format!("/{}/{key}", cloud.bucket);
        assert_eq!(cloud.oss("PUT", &target, &[], &[b'x'; 1025]).status, 200);
    }
    let answer = cloud.ok("DescribeBuckets", &[("FileType", "any")]);
    assert_eq!((&answer["Success"], &answer["HttpStatusCode"]), (&json!(true), &json!(200)));
    assert!(answer.get("Code").is_none());
    let bucket = &answer["Data"][0];
    assert_eq!(bucket["BucketName"], cloud.bucket.as_str());
    assert_eq!(bucket["IntranetEndpoint"], "oss-cn-shanghai-internal.aliyuncs.com");
    assert_eq!(bucket["ExtranetEndpoint"], "oss-cn-shanghai.aliyuncs.com");
    let objects = bucket["OssObjectList"].as_array().unwrap();
    assert_eq!(objects.len(), 2);
    assert_eq!((&objects[0]["Key"], &objects[0]["Size"]), (&json!("a"), &json!(2)));
    assert!(objects[0]["LastModified"].as_str().unwrap().ends_with('Z'));
}

#[test]
fn the_unit_of_a_bucket_listing_is_a_setting() {
    let mut settings = Settings::default();
    settings.alibaba.bucket_size_unit = 1;
    let cloud = Cloud::with_phones(0, settings);
    cloud.oss("PUT", &format!("/{}/a", cloud.bucket), &[], b"12345");
    assert_eq!(cloud.ok("DescribeBuckets", &[])["Data"][0]["OssObjectList"][0]["Size"], 5);
}

#[test]
fn regions_have_names_in_two_languages() {
    let cloud = Cloud::with_phones(0, Settings::default());
    let chinese = cloud.ok("DescribeRegions", &[]);
    let english = cloud.ok("DescribeRegions", &[("AcceptLanguage", "en"), ("SaleMode", "Node")]);
    let of = |answer: &Value| answer["RegionModels"].as_array().unwrap().clone();
    let ids: Vec<Value> = of(&english).iter().map(|region| region["RegionId"].clone()).collect();
    assert_eq!(json!(ids), json!(["cn-shanghai", "cn-hangzhou", "ap-southeast-1", "eu-central-1"]));
    assert_eq!(english["RegionModels"][0]["RegionName"], "China (Shanghai)");
    assert_ne!(chinese["RegionModels"][0]["RegionName"], english["RegionModels"][0]["RegionName"]);
    assert_eq!(cloud.refused("DescribeRegions", &[("AcceptLanguage", "fr")]).1, "InvalidParameter");
    assert_eq!(cloud.refused("DescribeRegions", &[("SaleMode", "x")]).1, "InvalidParameter");
}
