//! Every outcome of every verifier, each shown on one published request with temporary keys.

use super::timestamp::{Notation, parse};
use super::{Credential, Refusal, SignedRequest, Verified};
use super::{acs3, digest, obs, oss_v1, oss_v4, rpc_v1, sdk_hmac};

type Verify = fn(&SignedRequest<'_>, &dyn Fn(&str) -> Option<Credential>, i64) -> Result<Verified, Refusal>;

/// A request that its verifier accepts, and what is needed to break it.
struct Sample {
    name: &'static str,
    verify: Verify,
    method: &'static str,
    path: &'static str,
    query: String,
    headers: Vec<(String, String)>,
    body: &'static str,
    key: (&'static str, &'static str, Option<&'static str>),
    now: i64,
    /// The header that carries the token; `None` where the sample has no token.
    token_header: Option<&'static str>,
}

impl Sample {
    fn outcome(&self) -> Result<Verified, Refusal> {
        self.outcome_with(self.key)
    }

    fn outcome_with(&self, key: (&str, &str, Option<&str>)) -> Result<Verified, Refusal> {
        let lookup = |name: &str| {
            (name == key.0)
                .then(|| Credential { secret: key.1.to_owned(), security_token: key.2.map(str::to_owned) })
        };
        let body_sha256 = digest::sha256_hex(self.body.as_bytes());
        let request = SignedRequest {
            method: self.method,
            path: self.path,
            query: &self.query,
            headers: &self.headers,
            body_sha256: &body_sha256,
        };
        (self.verify)(&request, &lookup, self.now)
    }

    fn edit(&mut self, name: &str, change: impl Fn(&str) -> String) {
        for (header, value) in &mut self.headers {
            if header == name {
                *value = change(value);
            }
        }
    }

    fn drop_header(&mut self, name: &str) {
        self.headers.retain(|(header, _)| header != name);
    }
}

fn headers(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn huawei() -> Sample {
    Sample {
        name: "sdk-hmac-sha256",
        verify: |request, keys, now| sdk_hmac::verify(request, keys, now),
        method: "POST",
        path: "/v1/0f1e2d3c4b5a69788796a5b4c3d2e1f0/cloud-phone/phones/batch-storage",
        query: String::new(),
        headers: headers(&[
            ("content-type", "application/json"),
            ("host", "cph.cn-north-4.myhuaweicloud.com"),
            ("x-project-id", "0f1e2d3c4b5a69788796a5b4c3d2e1f0"),
            ("x-sdk-date", "20260102T030405Z"),
            ("x-security-token", "STStokenEXAMPLE=="),
            (
                "authorization",
                "SDK-HMAC-SHA256 Access=AKEXAMPLE0000000TEST, SignedHeaders=content-type;host;x-project-id;x-sdk-date;x-security-token, Signature=6a217c278030eed165e5164250fdfabfb87e665ca637f4229bc0f5dad229e0ce",
            ),
        ]),
        body: r#"{"storage_infos":[{"phone_id":"00112233445566778899aabbccddeeff","include_files":["/data/media/0"],"bucket_name":"acme-phone-backups","object_path":"nightly/p01.tar"}]}"#,
        key: ("AKEXAMPLE0000000TEST", "SKexample/0123456789abcdefABCDEF+testonly", Some("STStokenEXAMPLE==")),
        now: 1_767_323_045,
        token_header: Some("x-security-token"),
    }
}

const ALIBABA: (&str, &str, Option<&str>) =
    ("LTAI-EXAMPLE-KEY-ID", "ExampleSecretForVectors0001", Some("CAISexampleToken+/=="));

fn alibaba() -> Sample {
    Sample {
        name: "acs3-hmac-sha256",
        verify: |request, keys, now| acs3::verify(request, keys, now),
        method: "POST",
        path: "/",
        query: "AndroidInstanceIdList.1=acp-vec0000000001&BackupFileId=bf-vec0001&BackupFilePath=oss%3A%2F%2Fcloudphone-saved-bucket-vec%2Fbackups%2Facp-vec0000000001_20260301080000.ab&UploadEndpoint=oss-cn-shanghai-internal.aliyuncs.com&UploadType=OSS".to_owned(),
        headers: headers(&[
            ("host", "eds-aic.cn-shanghai.aliyuncs.com"),
            ("x-acs-action", "RecoverApp"),
            ("x-acs-content-sha256", digest::EMPTY_SHA256),
            ("x-acs-date", "2026-03-01T08:00:30Z"),
            ("x-acs-security-token", "CAISexampleToken+/=="),
            ("x-acs-signature-nonce", "55555555555555555555555555555555"),
            ("x-acs-version", "2023-09-30"),
            ("authorization", "ACS3-HMAC-SHA256 Credential=LTAI-EXAMPLE-KEY-ID,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-security-token;x-acs-signature-nonce;x-acs-version,Signature=47cb0be1a9096acd6b572c98bfd449417d0ef90698f769f79c50423ac3494981"),
        ]),
        body: "",
        key: ALIBABA,
        now: parse("2026-03-01T08:00:30Z", Notation::Iso).unwrap(),
        token_header: Some("x-acs-security-token"),
    }
}

fn obs() -> Sample {
    Sample {
        name: "obs",
        verify: |request, keys, now| obs::verify(request, Some("acme-phone-backups"), keys, now),
        method: "GET",
        path: "/nightly/p01.tar",
        query: "versionId=v1&prefix=not-signed".to_owned(),
        headers: headers(&[
            ("host", "acme-phone-backups.obs.cn-north-4.myhuaweicloud.com"),
            ("x-obs-date", "Fri, 02 Jan 2026 03:04:05 GMT"),
            ("x-obs-security-token", "STStokenEXAMPLE=="),
            ("authorization", "OBS AKEXAMPLE0000000TEST:FA0r+ObyHOirJASSrQJPem4krkU="),
        ]),
        body: "",
        key: ("AKEXAMPLE0000000TEST", "SKexample/0123456789abcdefABCDEF+testonly", Some("STStokenEXAMPLE==")),
        now: 1_767_323_045,
        token_header: Some("x-obs-security-token"),
    }
}

fn oss_v1() -> Sample {
    Sample {
        name: "oss-v1",
        verify: |request, keys, now| oss_v1::verify(request, None, keys, now),
        method: "HEAD",
        path: "/vec-bucket/backups/acp-vec0000000001_20260301080000.ab",
        query: "objectMeta".to_owned(),
        headers: headers(&[
            ("host", "127.0.0.1:9000"),
            ("date", "Sun, 01 Mar 2026 08:00:00 GMT"),
            ("x-oss-security-token", "CAISexampleToken+/=="),
            ("authorization", "OSS LTAI-EXAMPLE-KEY-ID:ydU/hX7AT3Asaz/+NKuX39sJCrw="),
        ]),
        body: "",
        key: ALIBABA,
        now: parse("2026-03-01T08:00:00Z", Notation::Iso).unwrap(),
        token_header: Some("x-oss-security-token"),
    }
}

fn oss_v4() -> Sample {
    Sample {
        name: "oss-v4",
        verify: |request, keys, now| oss_v4::verify(request, Some("vec-bucket"), "cn-shanghai", keys, now),
        method: "GET",
        path: "/",
        query: "list-type=2&prefix=backups/a+b&max-keys=2".to_owned(),
        headers: headers(&[
            ("host", "vec-bucket.oss-cn-shanghai.aliyuncs.com"),
            ("x-oss-content-sha256", "UNSIGNED-PAYLOAD"),
            ("x-oss-date", "20260301T080000Z"),
            ("x-oss-security-token", "CAISexampleToken+/=="),
            (
                "authorization",
                "OSS4-HMAC-SHA256 Credential=LTAI-EXAMPLE-KEY-ID/20260301/cn-shanghai/oss/aliyun_v4_request, Signature=8d3ad99d80ee9aecbdbdf72eb374471a26d2a72040d302a68094d177f7734b3f",
            ),
        ]),
        body: "",
        key: ALIBABA,
        now: parse("2026-03-01T08:00:00Z", Notation::Iso).unwrap(),
        token_header: Some("x-oss-security-token"),
    }
}

fn rpc() -> Sample {
    Sample {
        name: "rpc-hmac-sha1",
        verify: |request, keys, now| rpc_v1::verify(request, keys, now),
        method: "GET",
        path: "/",
        query: "Action=AssumeRole&Format=JSON&Version=2015-04-01&DurationSeconds=900&RoleArn=acs%3Aram%3A%3A1234567890123456%3Arole%2Fecp-backup&RoleSessionName=ecp-session&SignatureMethod=HMAC-SHA1&SignatureVersion=1.0&Timestamp=2026-03-01T08%3A00%3A00Z&SignatureNonce=44444444-4444-4444-4444-444444444444&AccessKeyId=LTAI-EXAMPLE-KEY-ID&Signature=9GGswdQKGquzi2AZANPONS2AunI%3D".to_owned(),
        headers: headers(&[("host", "sts.cn-shanghai.aliyuncs.com")]),
        body: "",
        key: ("LTAI-EXAMPLE-KEY-ID", "ExampleSecretForVectors0001", None),
        now: parse("2026-03-01T08:00:00Z", Notation::Iso).unwrap(),
        token_header: None,
    }
}

const SAMPLES: [fn() -> Sample; 6] = [huawei, alibaba, obs, oss_v1, oss_v4, rpc];
/// Those whose signature stands in a header.
const IN_HEADER: [fn() -> Sample; 5] = [huawei, alibaba, obs, oss_v1, oss_v4];

#[test]
fn the_published_requests_are_accepted() {
    for sample in SAMPLES {
        let sample = sample();
        assert_eq!(
            sample.outcome().map(|verified| verified.access_key),
            Ok(sample.key.0.to_owned()),
            "{}",
            sample.name
        );
    }
}

#[test]
fn the_nonce_is_handed_back() {
    assert_eq!(alibaba().outcome().unwrap().nonce.as_deref(), Some("55555555555555555555555555555555"));
    assert_eq!(rpc().outcome().unwrap().nonce.as_deref(), Some("44444444-4444-4444-4444-444444444444"));
}

#[test]
fn no_signature_is_missing() {
    for sample in IN_HEADER {
        let mut sample = sample();
        sample.drop_header("authorization");
        assert_eq!(sample.outcome(), Err(Refusal::Missing), "{}", sample.name);
    }
    let mut sample = rpc();
    sample.query.clear();
    assert_eq!(sample.outcome(), Err(Refusal::Missing));
}

#[test]
fn an_unreadable_authorization_is_malformed() {
    for sample in IN_HEADER {
        for text in [
            "",
            "Basic abc",
            "OBS",
            "OSS",
            "SDK-HMAC-SHA256 Access=a",
            "ACS3-HMAC-SHA256",
            "OSS4-HMAC-SHA256 ,,,",
        ] {
            let mut sample = sample();
            sample.edit("authorization", |_| text.to_owned());
            assert!(matches!(sample.outcome(), Err(Refusal::Malformed(_))), "{} {text}", sample.name);
        }
    }
}

#[test]
fn separators_in_the_authorization_may_vary() {
    for sample in [huawei, alibaba, oss_v4] {
        for separator in [",", ", ", " , ", " "] {
            let mut sample = sample();
            sample.edit("authorization", |text| {
                let text = text.replace(", ", ",");
                text.replace(',', separator)
            });
            assert!(sample.outcome().is_ok(), "{} with {separator:?}", sample.name);
        }
    }
}

#[test]
fn a_stranger_is_unknown() {
    for sample in SAMPLES {
        let sample = sample();
        let outcome = sample.outcome_with(("SOMEBODY-ELSE", sample.key.1, sample.key.2));
        assert_eq!(outcome, Err(Refusal::UnknownKey(sample.key.0.to_owned())), "{}", sample.name);
    }
}

#[test]
fn another_secret_is_a_mismatch() {
    for sample in SAMPLES {
        let sample = sample();
        let outcome = sample.outcome_with((sample.key.0, "wrong", sample.key.2));
        let Err(Refusal::Mismatch { string_to_sign }) = outcome else {
            panic!("{}: {outcome:?}", sample.name)
        };
        assert!(!string_to_sign.contains("wrong"), "{}", sample.name);
    }
}

#[test]
fn the_clock_may_be_off_by_fifteen_minutes() {
    for sample in SAMPLES {
        for (seconds, good) in [(900, true), (-900, true), (901, false), (-901, false)] {
            let mut sample = sample();
            sample.now += seconds;
            match sample.outcome() {
                Ok(_) => assert!(good, "{} {seconds}", sample.name),
                Err(Refusal::Skewed { .. }) => assert!(!good, "{} {seconds}", sample.name),
                Err(other) => panic!("{} {seconds}: {other:?}", sample.name),
            }
        }
    }
}

#[test]
fn a_token_has_to_fit_its_key() {
    for sample in IN_HEADER {
        let sample = sample();
        let (ak, sk, _) = sample.key;
        assert_eq!(sample.outcome_with((ak, sk, None)), Err(Refusal::BadToken), "{}", sample.name);
        assert_eq!(sample.outcome_with((ak, sk, Some("other"))), Err(Refusal::BadToken), "{}", sample.name);
    }
    for sample in [obs, oss_v1, oss_v4] {
        let mut sample = sample();
        sample.drop_header(sample.token_header.unwrap());
        assert_eq!(sample.outcome(), Err(Refusal::BadToken), "{}", sample.name);
    }
}

#[test]
fn whatever_is_signed_cannot_be_changed() {
    for sample in SAMPLES {
        let original = sample();
        let mut changed = sample();
        changed.method = if original.method == "POST" { "GET" } else { "POST" };
        assert!(matches!(changed.outcome(), Err(Refusal::Mismatch { .. })), "{} method", original.name);
    }
    for sample in [huawei, alibaba, obs, oss_v1, oss_v4] {
        let mut changed = sample();
        changed.path = "/elsewhere/backups/x";
        assert!(matches!(changed.outcome(), Err(Refusal::Mismatch { .. })), "{} path", changed.name);
    }
    for (sample, query) in [
        (huawei as fn() -> Sample, "a=1"),
        (alibaba, "AndroidInstanceIdList.1=acp-vec0000000002"),
        (obs, "versionId=v2"),
        (oss_v1, "acl"),
        (oss_v4, "list-type=2&prefix=&max-keys=2"),
    ] {
        let mut changed = sample();
        query.clone_into(&mut changed.query);
        assert!(matches!(changed.outcome(), Err(Refusal::Mismatch { .. })), "{} query", changed.name);
    }
    for sample in [huawei, alibaba] {
        let mut changed = sample();
        changed.body = "{}";
        assert!(matches!(changed.outcome(), Err(Refusal::Mismatch { .. })), "{} body", changed.name);
        let mut changed = sample();
        changed.edit("host", |_| "elsewhere".to_owned());
        assert!(matches!(changed.outcome(), Err(Refusal::Mismatch { .. })), "{} host", changed.name);
    }
}

#[test]
fn the_declared_hash_has_to_be_that_of_the_body() {
    let mut sample = alibaba();
    sample.body = "x=1";
    let sum = digest::sha256_hex(b"x=1");
    sample.edit("x-acs-content-sha256", |_| sum.clone());
    assert!(matches!(sample.outcome(), Err(Refusal::Mismatch { .. })));
}

#[test]
fn what_must_be_signed_cannot_be_left_out() {
    let mut sample = huawei();
    sample.edit("authorization", |text| text.replace("host;", ""));
    assert!(matches!(sample.outcome(), Err(Refusal::Malformed(_))));
    let mut sample = huawei();
    sample.edit("authorization", |text| text.replace(";x-security-token", ""));
    assert!(matches!(sample.outcome(), Err(Refusal::Malformed(_))));
    for name in ["host;", "x-acs-action;", "x-acs-date;", ";x-acs-version"] {
        let mut sample = alibaba();
        sample.edit("authorization", |text| text.replace(name, ""));
        assert!(matches!(sample.outcome(), Err(Refusal::Malformed(_))), "{name}");
    }
}

#[test]
fn a_signed_header_has_to_be_there() {
    for (sample, name) in [(huawei as fn() -> Sample, "x-project-id"), (alibaba, "host")] {
        let mut sample = sample();
        sample.drop_header(name);
        assert!(matches!(sample.outcome(), Err(Refusal::Malformed(_))), "{}", sample.name);
    }
}

#[test]
fn a_scope_of_another_region_is_refused() {
    let mut sample = oss_v4();
    sample.edit("authorization", |text| text.replace("cn-shanghai", "cn-beijing"));
    assert!(matches!(sample.outcome(), Err(Refusal::Malformed(_))));
}
