//! Signatures, places of parameters, actions.

use phonevault_simulator::{Request, ServiceName, Settings};
use serde_json::Value;

use super::cloud::Cloud;

fn outcome(cloud: &Cloud, request: Request) -> (u16, String) {
    let (status, body) = cloud.send(request);
    (status, body["Code"].as_str().unwrap_or_default().to_owned())
}

fn refusal(status: u16, code: &str) -> (u16, String) {
    (status, code.to_owned())
}

#[test]
fn a_request_without_signature_is_refused() {
    let cloud = Cloud::with_phones(2, Settings::default());
    let request = Request::new(ServiceName::AlibabaEcp, "POST", "/")
        .with_header("host", "x")
        .with_header("x-acs-action", "DescribeTasks");
    assert_eq!(outcome(&cloud, request), refusal(400, "IncompleteSignature"));
}

#[test]
fn a_wrong_secret_or_a_changed_request_is_refused() {
    let cloud = Cloud::with_phones(2, Settings::default());
    let request = cloud.sign(cloud.prepare("DescribeTasks", "Level=1"), Some("wrong"));
    let (status, body) = cloud.send(request);
    assert_eq!((status, body["Code"].as_str()), (400, Some("SignatureDoesNotMatch")));
    assert!(!body.to_string().contains("wrong"));
    let mut request = cloud.sign(cloud.prepare("DescribeTasks", "Level=1"), None);
    request.query = "Level=2".to_owned();
    assert_eq!(outcome(&cloud, request), refusal(400, "SignatureDoesNotMatch"));
    let mut request = cloud.sign(cloud.prepare("DescribeTasks", "Level=1"), None);
    for (name, value) in &mut request.headers {
        if name == "authorization" {
            *value = value.replace("Credential=LTAI", "Credential=XTAI");
        }
    }
    assert_eq!(outcome(&cloud, request), refusal(404, "InvalidAccessKeyId.NotFound"));
}

#[test]
fn a_replay_is_refused_and_a_bad_signature_uses_up_no_nonce() {
    let cloud = Cloud::with_phones(2, Settings::default());
    let again = |secret| {
        let mut signed = cloud.prepare("DescribeTasks", "");
        for (name, value) in &mut signed.headers {
            if name == "x-acs-signature-nonce" {
                "one-nonce".clone_into(value);
            }
        }
        cloud.sign(signed, secret)
    };
    assert_eq!(outcome(&cloud, again(Some("wrong"))).1, "SignatureDoesNotMatch");
    assert_eq!(outcome(&cloud, again(None)).0, 200);
    assert_eq!(outcome(&cloud, again(None)), refusal(400, "SignatureNonceUsed"));
}

#[test]
fn the_date_is_checked_against_real_time() {
    let cloud = Cloud::with_phones(2, Settings::default());
    // The simulated clock may be anywhere.
    cloud.clock.advance(std::time::Duration::from_secs(86_400));
    assert_eq!(cloud.call("DescribeTasks", &[]).0, 200);
    for (date, code) in
        [("2020-01-01T00:00:00Z", "InvalidTimeStamp.Expired"), ("yesterday", "InvalidTimeStamp.Format")]
    {
        let mut signed = cloud.prepare("DescribeTasks", "");
        for (name, value) in &mut signed.headers {
            if name == "x-acs-date" {
                date.clone_into(value);
            }
        }
        assert_eq!(outcome(&cloud, cloud.sign(signed, None)), refusal(400, code));
    }
}

#[test]
fn parameters_come_from_query_and_form_body_by_get_and_post() {
    let cloud = Cloud::with_phones(2, Settings::default());
    let mut signed = cloud.prepare("DescribeBackupFiles", "MaxResults=7");
    signed.body = b"MaxResults=9&BackupFileName=a+b".to_vec();
    signed.headers.push(("content-type".to_owned(), "application/x-www-form-urlencoded".to_owned()));
    let (status, body) = cloud.send(cloud.sign(signed, None));
    assert_eq!((status, &body["MaxResults"]), (200, &Value::from("7")));
    let mut signed = cloud.prepare("DescribeBackupFiles", "");
    signed.body = b"MaxResults=9".to_vec();
    signed.headers.push(("content-type".to_owned(), "application/x-www-form-urlencoded".to_owned()));
    assert_eq!(cloud.send(cloud.sign(signed, None)).1["MaxResults"], "9");
    let mut signed = cloud.prepare("DescribeBackupFiles", "MaxResults=8");
    signed.method = "GET".to_owned();
    assert_eq!(cloud.send(cloud.sign(signed, None)).1["MaxResults"], "8");
    let mut signed = cloud.prepare("DescribeBackupFiles", "");
    signed.method = "PUT".to_owned();
    assert_eq!(outcome(&cloud, cloud.sign(signed, None)).1, "UnsupportedHTTPMethod");
}

#[test]
fn other_actions_and_versions_are_not_found_and_counted() {
    let cloud = Cloud::with_phones(2, Settings::default());
    for action in ["RecoveryApp", "DescribeKeyPairs", "SendFile"] {
        assert_eq!(cloud.refused(action, &[]), refusal(404, "InvalidApi.NotFound"));
        assert_eq!(cloud.counts(&format!("alibaba.{action}")), (1, 0));
    }
    let mut signed = cloud.prepare("DescribeTasks", "");
    for (name, value) in &mut signed.headers {
        if name == "x-acs-version" {
            "2014-05-26".clone_into(value);
        }
    }
    assert_eq!(outcome(&cloud, cloud.sign(signed, None)), refusal(404, "InvalidApi.NotFound"));
}

#[test]
fn accepted_work_is_counted_as_applied() {
    let cloud = Cloud::with_phones(2, Settings::default());
    let phone = &cloud.phones()[0];
    cloud.run("StopAndroidInstance", &[("AndroidInstanceIds.1", phone)]);
    cloud.refused("StopAndroidInstance", &[("AndroidInstanceIds.1", phone)]);
    assert_eq!(cloud.counts("alibaba.StopAndroidInstance"), (2, 1));
    assert_eq!(cloud.counts("alibaba.DescribeTasks").1, 0);
}

#[test]
fn no_input_makes_it_panic() {
    let cloud = Cloud::with_phones(2, Settings::default());
    let phone = &cloud.phones()[0];
    let long = "x".repeat(100_000);
    for value in ["", "\0", "-1", "99999999999999999999", "oss://", "/", "..", "%", "\u{10ffff}", &long] {
        for name in
            ["AndroidInstanceIdList.1", "BackupFilePath", "SourceFilePathList.1", "BackupAll", "Level", "X"]
        {
            for action in ["BackupFile", "RecoveryFile", "DescribeTasks", "DescribeBackupFiles", value] {
                let mut parameters = vec![("AndroidInstanceIdList.1", phone.as_str()), (name, value)];
                parameters.dedup_by_key(|(name, _)| *name);
                let (status, body) = cloud.call(action, &parameters);
                assert!(status < 500 && body.is_object(), "{action} {name}: {status}");
            }
        }
    }
}
