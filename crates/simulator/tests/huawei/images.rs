//! Custom images and the phone images of all owners.

use serde_json::{Value, json};

use crate::support::Bench;

fn bench() -> Bench {
    Bench::new(|config| {
        config.settings.huawei.private_images = 3;
        config.settings.huawei.shared_images = 2;
    })
}

#[test]
fn custom_images_are_listed_newest_first_and_filtered() {
    let bench = bench();
    let get = |query: &str| bench.cph("GET", &format!("images?{query}"), &Value::Null).1;
    let all = get("");
    let infos = all["image_infos"].as_array().unwrap();
    assert_eq!((&all["total"], infos.len()), (&json!(5), 5));
    assert!(all["request_id"].is_string());
    let times: Vec<&str> = infos.iter().map(|image| image["create_time"].as_str().unwrap()).collect();
    assert!(times.windows(2).all(|pair| pair[0] >= pair[1]));
    for image in infos {
        let private = image["image_type"] == "private";
        assert_eq!(
            (image.get("project_id").is_some(), image.get("src_project_id").is_some()),
            (private, !private)
        );
        assert_eq!(image["status"], 1);
        assert!(
            image["image_size"].is_u64() && image["image_version"].as_str().unwrap().starts_with("AOSP ")
        );
    }
    assert_eq!(get("image_type=private")["total"], 3);
    assert_eq!(get("image_type=share")["total"], 2);
    assert_eq!(get("status=1")["total"], 5);
    assert_eq!(get("status=0")["image_infos"], json!([]));
    let one = &infos[2];
    let id = one["image_id"].as_str().unwrap();
    assert_eq!(get(&format!("image_id={id}"))["image_infos"], json!([one]));
    assert_eq!(get("image_name=android-9")["total"], 2);
    let shared = get("image_type=share")["image_infos"][0]["src_project_id"].clone();
    assert_eq!(get(&format!("src_project_id={}", shared.as_str().unwrap()))["total"], 2);
    let time: jiff::Timestamp = one["create_time"].as_str().unwrap().parse().unwrap();
    let millis = time.as_millisecond();
    assert_eq!(get(&format!("create_since={millis}"))["total"], 3);
    assert_eq!(get(&format!("create_until={millis}"))["total"], 3);
    let mut seen = Vec::new();
    for offset in [0, 2, 4] {
        let page = get(&format!("limit=2&offset={offset}"));
        assert_eq!(page["total"], 5);
        seen.extend(page["image_infos"].as_array().unwrap().clone());
    }
    assert_eq!(&seen, infos);
    for (query, code) in [
        ("limit=101", "CPS.0002"),
        ("limit=0", "CPS.0002"),
        ("offset=x", "CPS.0002"),
        ("status=3", "CPS.0010"),
        ("status=x", "CPS.0010"),
        ("image_type=public", "CPS.0010"),
        ("create_since=soon", "CPS.0010"),
    ] {
        assert_eq!(get(query)["error_code"], code, "{query}");
    }
}

#[test]
fn phone_images_come_public_first_then_private_then_shared() {
    let bench = bench();
    let get = |query: &str| bench.cph("GET", &format!("phone-images?{query}"), &Value::Null).1;
    let all = get("image_type=all")["phone_images"].as_array().unwrap().clone();
    let kinds: Vec<i64> = all.iter().map(|image| image["is_public"].as_i64().unwrap()).collect();
    assert_eq!(kinds, [1, 1, 1, 2, 2, 2, 2, 2]);
    let shared: Vec<bool> = all.iter().map(|image| image["receive_status"] == 1).collect();
    assert_eq!(shared, [false, false, false, false, false, false, true, true]);
    for limit in 1..=8 {
        let mut seen = Vec::new();
        let mut marker = String::new();
        loop {
            let page = get(&format!("limit={limit}&marker={marker}"));
            seen.extend(page["phone_images"].as_array().unwrap().clone());
            match page["page_info"]["next_marker"].as_str() {
                Some(next) => marker = next.to_owned(),
                None => break,
            }
        }
        assert_eq!(seen, all, "pages of {limit}");
    }
    assert_eq!(get("image_type=share")["phone_images"].as_array().unwrap().len(), 2);
    assert_eq!(get("image_type=odd")["error_code"], "CPS.0010");
    assert_eq!(get("marker=unknown")["error_code"], "CPS.0002");
    assert_eq!(get("limit=501")["error_code"], "CPS.0002");
}

#[test]
fn a_phone_can_be_given_a_custom_image() {
    let bench = bench();
    let phone = bench.first_phone("huawei");
    let images = bench.cph("GET", "images?image_type=private&image_name=android-9", &Value::Null).1;
    let image = images["image_infos"][0].clone();
    let body = json!({"image_id": image["image_id"], "phones": [{"phone_id": phone}]});
    assert_eq!(bench.done(&bench.cph("POST", "phones/batch-reset", &body)).0, 2);
    let shown = bench.phone(&phone);
    assert_eq!((&shown["image_kind"], &shown["android"]), (&json!("custom"), &json!("9")));
    let detail = bench.cph("GET", &format!("phones/{phone}"), &Value::Null).1;
    assert_eq!(
        (&detail["image_id"], &detail["image_version"]),
        (&image["image_id"], &image["image_version"])
    );
}

#[test]
fn the_unit_of_image_times_is_a_setting() {
    let bench = Bench::new(|config| {
        config.settings.huawei.private_images = 1;
        config.settings.huawei.image_time_unit_ms = 1000;
    });
    let get = |query: &str| bench.cph("GET", &format!("images?{query}"), &Value::Null).1["total"].clone();
    // Images are of 2025.
    assert_eq!((get("create_since=1735689600"), get("create_since=1767225600")), (json!(1), json!(0)));
    assert_eq!((get("create_until=1767225600"), get("create_until=1735689599")), (json!(1), json!(0)));
}
