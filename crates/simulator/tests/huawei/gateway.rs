//! What stands before the operations: unknown APIs, sizes, skew, throttling.

use std::time::Duration;

use phonevault_simulator::{Request, ServiceName};
use serde_json::{Value, json};

use crate::cloud::{code, counts, token};
use crate::support::{Bench, read_json};

/// Method, path and body of every operation of the vendor's client (`P` is the project), beside those that answer.
const NOT_OFFERED: [(&str, &str, &str, &str); 44] = [
    ("AddImageMember", "POST", "v1/P/cloud-phone/images/i/members", "{}"),
    ("AttachShareFilesystem", "POST", "v1/P/servers/attach-share-filesystem", "{}"),
    ("AuthorizeScheduledEvent", "POST", "v1/P/cloud-phone/scheduled-events/e/authorize", "{}"),
    ("BatchCreateTags", "POST", "v1/P/phone/r/tags/action", r#"{"action":"create"}"#),
    ("BatchDeleteTags", "POST", "v1/P/phone/r/tags/action", r#"{"action":"delete"}"#),
    ("BatchShowPhoneConnectInfos", "POST", "v1/P/cloud-phone/phones/batch-connection", "{}"),
    ("ChangeCloudPhoneServer", "POST", "v2/P/cloud-phone/servers/s/change", "{}"),
    ("ChangeCloudPhoneServerModel", "POST", "v1/P/cloud-phone/servers/change-server-model", "{}"),
    ("CreateCloudPhoneSingleServer", "POST", "v2.1/P/cloud-phone/servers", "{}"),
    ("CreateNet2CloudPhoneServer", "POST", "v2/P/cloud-phone/servers", "{}"),
    ("DeleteCloudPhoneServer", "DELETE", "v2/P/cloud-phone/servers", "{}"),
    ("DeleteImage", "DELETE", "v1/P/cloud-phone/images/i", ""),
    ("DeleteImageMember", "DELETE", "v1/P/cloud-phone/images/i/members/m", ""),
    ("DeleteShareApps", "DELETE", "v1/P/cloud-phone/phones/share-apps", "{}"),
    ("DeleteShareFiles", "POST", "v1/P/cloud-phone/phones/share-files", r#"{"file_paths":[]}"#),
    ("DetachShareFilesystem", "POST", "v1/P/servers/detach-share-filesystem", "{}"),
    ("ExpandPhoneDataVolumeSize", "POST", "v1/P/cloud-phone/phones/expand-volume", "{}"),
    ("ImportTraffic", "POST", "v1/P/cloud-phone/phones-traffic", "{}"),
    ("ListCloudPhoneModels", "GET", "v1/P/cloud-phone/phone-models", ""),
    ("ListCloudPhoneServerModelOfferings", "GET", "v1/P/server-model-offerings", ""),
    ("ListCloudPhoneServerModels", "GET", "v1/P/cloud-phone/server-models", ""),
    ("ListCloudPhoneServers", "GET", "v1/P/cloud-phone/servers", ""),
    ("ListEncodeServers", "GET", "v1/P/cloud-phone/encode-servers", ""),
    ("ListImageMembers", "GET", "v1/P/cloud-phone/images/i/members", ""),
    ("ListProjectTags", "GET", "v1/P/phone/tags", ""),
    ("ListResourceInstances", "POST", "v1/P/phone/resource_instances/action", "{}"),
    ("ListResourceTags", "GET", "v1/P/phone/r/tags", ""),
    ("ListScheduledEvents", "GET", "v1/P/cloud-phone/scheduled-events", ""),
    ("ListShareAppsSnapshot", "GET", "v1/P/servers/s/share-apps-snapshot", ""),
    ("ListShareFiles", "GET", "v1/P/cloud-phone/servers/share-files", ""),
    ("PushShareApps", "POST", "v1/P/cloud-phone/phones/share-apps", "{}"),
    ("PushShareFiles", "POST", "v1/P/cloud-phone/phones/share-files", "{}"),
    ("RestartCloudPhoneServer", "POST", "v1/P/cloud-phone/servers/batch-restart", "{}"),
    ("RestartEncodeServer", "POST", "v1/P/cloud-phone/encode-servers/batch-restart", "{}"),
    ("ShowBandwidthDetail", "GET", "v1/P/cloud-phone/bandwidths", ""),
    ("ShowCloudPhoneServerDetail", "GET", "v1/P/cloud-phone/servers/s", ""),
    ("UpdateBandwidth", "PUT", "v1/P/cloud-phone/bandwidths/b", "{}"),
    ("UpdateCloudPhoneProperty", "POST", "v1/P/cloud-phone/phones/batch-update-property", "{}"),
    ("UpdateImageMember", "PUT", "v1/P/cloud-phone/images/i/members", "{}"),
    ("UpdateKeypair", "PUT", "v1/P/cloud-phone/servers/open-access", "{}"),
    ("UpdatePhoneName", "PUT", "v1/P/cloud-phone/phones/p", "{}"),
    ("UpdateScheduledEvent", "PUT", "v1/P/cloud-phone/scheduled-events/e", "{}"),
    ("UpdateServerName", "PUT", "v1/P/cloud-phone/servers/s", "{}"),
    ("Unknown", "GET", "v1/P/cloud-phone/nothing", ""),
];

const OFFERED: [(&str, &str, &str, &str); 16] = [
    ("BatchExportCloudPhoneData", "POST", "phones/batch-storage", "{}"),
    ("BatchImportCloudPhoneData", "POST", "phones/batch-restore", "{}"),
    ("InstallApk", "POST", "phones/commands", r#"{"command":"install"}"#),
    ("ListCloudPhoneImages", "GET", "phone-images?limit=x", ""),
    ("ListCloudPhones", "GET", "phones?limit=x", ""),
    ("ListImages", "GET", "images?limit=x", ""),
    ("ListJobs", "GET", "jobs?limit=x", ""),
    ("PushFile", "POST", "phones/commands", r#"{"command":"push"}"#),
    ("ResetCloudPhone", "POST", "phones/batch-reset", "{}"),
    ("RestartCloudPhone", "POST", "phones/batch-restart", "{}"),
    ("RunShellCommand", "POST", "phones/commands", r#"{"command":"shell"}"#),
    ("RunSyncCommand", "POST", "phones/sync-commands", "{}"),
    ("ShowCloudPhoneDetail", "GET", "phones/x", ""),
    ("ShowJob", "GET", "jobs/x", ""),
    ("StopCloudPhone", "POST", "phones/batch-stop", "{}"),
    ("UninstallApk", "POST", "phones/commands", r#"{"command":"uninstall"}"#),
];

#[test]
fn every_operation_is_counted_by_its_name() {
    // 59 operations, and one that there is not.
    assert_eq!(NOT_OFFERED.len() + OFFERED.len(), 60);
    let bench = Bench::new(|_| {});
    for (name, method, path, body) in NOT_OFFERED {
        let target = format!("/{}", path.replace("/P/", &format!("/{}/", bench.project())));
        let (status, answer) = read_json(&bench.universe.handle(bench.signed_cph(method, &target, body)));
        assert_eq!((status, &answer["error_code"]), (404, &json!("APIGW.0101")), "{name}");
        assert!(answer["error_msg"].is_string() && answer["request_id"].is_string());
        assert_eq!(counts(&bench, name), (1, 0), "{name}");
    }
    for (name, method, path, body) in OFFERED {
        let target = format!("/v1/{}/cloud-phone/{path}", bench.project());
        let (status, code) = code(&bench.universe.handle(bench.signed_cph(method, &target, body)));
        assert!(status == 400 && code.starts_with("CPS."), "{name}: {status} {code}");
        assert_eq!(counts(&bench, name), (1, 0), "{name}");
    }
}

#[test]
fn a_date_may_be_off_by_15_minutes_in_both_directions() {
    let bench = Bench::new(|_| {});
    let secret = bench.ready["credentials"]["huawei"]["sk"].as_str().unwrap().to_owned();
    let target = format!("/v1/{}/cloud-phone/phones", bench.project());
    for (minutes, wanted) in [(-14, 200), (14, 200), (-16, 401), (16, 401)] {
        let at = jiff::Timestamp::now().checked_add(jiff::SignedDuration::from_mins(minutes)).unwrap();
        let request = bench.signed_cph_with("GET", &target, "", &secret, at);
        let answer = bench.universe.handle(request);
        assert_eq!(answer.status, wanted, "{minutes}");
        assert!(answer.header("x-request-id").is_some());
        if wanted == 401 {
            assert_eq!(code(&answer).1, "APIGW.0301");
        }
    }
}

#[test]
fn a_body_beyond_12_mb_is_refused() {
    let bench = Bench::new(|_| {});
    let token = token(&bench);
    let target = format!("/v1/{}/cloud-phone/phones/batch-stop", bench.project());
    let send = |bytes: usize| {
        let request = Request::new(ServiceName::HuaweiCph, "POST", &target)
            .with_header("X-Auth-Token", &token)
            .with_body(vec![b' '; bytes]);
        code(&bench.universe.handle(request))
    };
    assert_eq!(send((12 << 20) + 1), (413, "APIGW.0201".to_owned()));
    assert_eq!(send(12 << 20), (400, "CPS.0080".to_owned()));
}

#[test]
fn calls_are_throttled_by_operation_and_time() {
    let bench = Bench::new(|config| {
        let huawei = &mut config.settings.huawei;
        huawei.requests_per_second = 2;
        huawei.throttle_burst = 3;
        huawei.retry_after_s = 5;
    });
    let phones = || bench.cph("GET", "phones", &Value::Null);
    let statuses: Vec<u16> = (0..5).map(|_| phones().0).collect();
    assert_eq!(statuses, [200, 200, 200, 429, 429]);
    assert_eq!(phones().1["error_code"], "APIGW.0308");
    let target = format!("/v1/{}/cloud-phone/phones", bench.project());
    let answer = bench.universe.handle(bench.signed_cph("GET", &target, ""));
    assert_eq!((answer.status, answer.header("retry-after")), (429, Some("5")));
    assert_eq!(bench.cph("GET", "phone-images", &Value::Null).0, 200, "another operation");
    bench.clock.advance(Duration::from_millis(500));
    assert_eq!((phones().0, phones().0), (200, 429));
    bench.clock.advance(Duration::from_secs(60));
    let statuses: Vec<u16> = (0..4).map(|_| phones().0).collect();
    assert_eq!(statuses, [200, 200, 200, 429]);

    let free = Bench::new(|_| {});
    for _ in 0..50 {
        assert_eq!(free.cph("GET", "phones", &Value::Null).0, 200);
    }
}

#[test]
fn content_type_and_unknown_fields_matter_by_setting() {
    for strict in [false, true] {
        let bench = Bench::new(|config| {
            config.settings.huawei.json_content_type_only = strict;
            config.settings.huawei.refuse_unknown_fields = strict;
        });
        let phone = bench.first_phone("huawei");
        let token = token(&bench);
        let target = format!("/v1/{}/cloud-phone/phones/batch-stop", bench.project());
        let send = |kind: &str, body: Value| {
            let request = Request::new(ServiceName::HuaweiCph, "POST", &target)
                .with_header("X-Auth-Token", &token)
                .with_header("Content-Type", kind)
                .with_body(body.to_string());
            code(&bench.universe.handle(request))
        };
        let body = json!({"phone_ids": [phone]});
        let wanted = if strict { (400, "APIGW.0602".to_owned()) } else { (200, "none".to_owned()) };
        assert_eq!(send("text/plain", body.clone()), wanted);
        assert_eq!(send("application/json;charset=utf8", body).0, 200);
        assert_eq!(send("application/json", json!({"phone_ids": [phone], "odd": 1})), wanted);
    }
}
