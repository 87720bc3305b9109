//! Every published vector, read from the data directories that all languages share: a new case needs no code.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::timestamp::{Notation, parse};
use super::{Credential, Refusal, SignedRequest, Verified};
use super::{acs3, digest, encoding, obs, oss_v1, oss_v4, rpc_v1, sdk_hmac};

/// A case turned into the request as it travels.
struct Wire {
    method: String,
    path: String,
    query: String,
    headers: Vec<(String, String)>,
    body: String,
    now: i64,
    access_key: String,
    credential: Credential,
    bucket: Option<String>,
    region: String,
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn pairs(value: &Value) -> Vec<(String, String)> {
    value.as_array().into_iter().flatten().map(|pair| (text(&pair[0]), text(&pair[1]))).collect()
}

fn date(now: i64, notation: Notation) -> String {
    let format = match notation {
        Notation::Compact => "%Y%m%dT%H%M%SZ",
        Notation::Iso => "%Y-%m-%dT%H:%M:%SZ",
        Notation::Http => "%a, %d %b %Y %H:%M:%S GMT",
    };
    jiff::Timestamp::from_second(now).unwrap().strftime(format).to_string()
}

impl Wire {
    fn read(case: &Value, algorithm: &str) -> Self {
        let request = &case["request"];
        let now = parse(&text(&case["time"]), Notation::Iso).unwrap();
        let token = case["credentials"]["security_token"].as_str().map(str::to_owned);
        let store = case.get("bucket").is_some();
        let query: Vec<String> = pairs(&request["query"])
            .iter()
            .map(|(name, value)| match (store, value.is_empty()) {
                (true, true) => encoding::encode(name.as_bytes()),
                _ => format!("{}={}", encoding::encode(name.as_bytes()), encoding::encode(value.as_bytes())),
            })
            .collect();
        let path = text(&request["path"]);
        let mut wire = Self {
            method: text(&request["method"]),
            path: if store { encoding::encode_path(path.as_bytes()) } else { path },
            query: query.join("&"),
            headers: pairs(&request["headers"])
                .into_iter()
                .map(|(name, value)| (name.to_ascii_lowercase(), value))
                .collect(),
            body: text(&request["body"]),
            now,
            access_key: text(&case["credentials"]["access_key"]),
            credential: Credential {
                secret: text(&case["credentials"]["secret_key"]),
                security_token: token.clone(),
            },
            bucket: case["bucket"].as_str().map(str::to_owned),
            region: text(&case["region"]),
        };
        let mut add = |name: &str, value: String| wire.headers.push((name.to_owned(), value));
        add("host", text(&request["host"]));
        let mut own = |date_name: &str, notation: Notation, token_name: &str| {
            add(date_name, date(now, notation));
            if let Some(token) = &token {
                add(token_name, token.clone());
            }
        };
        let date_header = text(&case["date_header"]);
        match algorithm {
            "sdk-hmac-sha256" => own("x-sdk-date", Notation::Compact, "x-security-token"),
            "acs3-hmac-sha256" => own("x-acs-date", Notation::Iso, "x-acs-security-token"),
            "obs-hmac-sha1" => own(&date_header, Notation::Http, "x-obs-security-token"),
            "oss-v1-hmac-sha1" => own(&date_header, Notation::Http, "x-oss-security-token"),
            "oss4-hmac-sha256" => own(&date_header, Notation::Compact, "x-oss-security-token"),
            _ => {}
        }
        let signed = text(&case["expect"]["signed_headers"]);
        match algorithm {
            "sdk-hmac-sha256" if signed.contains("x-sdk-content-sha256") => {
                add("x-sdk-content-sha256", "UNSIGNED-PAYLOAD".to_owned());
            }
            "acs3-hmac-sha256" => {
                add("x-acs-signature-nonce", text(&case["nonce"]));
                add("x-acs-content-sha256", digest::sha256_hex(text(&request["body"]).as_bytes()));
            }
            "oss4-hmac-sha256" => add("x-oss-content-sha256", "UNSIGNED-PAYLOAD".to_owned()),
            _ => {}
        }
        if let Some(authorization) = case["expect"]["authorization"].as_str() {
            add("authorization", authorization.to_owned());
        }
        if algorithm == "rpc-hmac-sha1" {
            wire.add_rpc_parameters(case);
        }
        wire
    }

    fn add_rpc_parameters(&mut self, case: &Value) {
        for (name, value) in [
            ("AccessKeyId", self.access_key.clone()),
            ("SignatureMethod", "HMAC-SHA1".to_owned()),
            ("SignatureVersion", "1.0".to_owned()),
            ("SignatureNonce", text(&case["nonce"])),
            ("Timestamp", date(self.now, Notation::Iso)),
            ("Signature", text(&case["expect"]["signature"])),
        ] {
            self.query.push_str(&format!("&{name}={}", encoding::encode(value.as_bytes())));
        }
        if let Some(token) = &self.credential.security_token {
            self.query.push_str(&format!("&SecurityToken={}", encoding::encode(token.as_bytes())));
        }
    }

    fn verify(&self, algorithm: &str) -> Result<Verified, Refusal> {
        let body_sha256 = digest::sha256_hex(self.body.as_bytes());
        let request = SignedRequest {
            method: &self.method,
            path: &self.path,
            query: &self.query,
            headers: &self.headers,
            body_sha256: &body_sha256,
        };
        let keys = |name: &str| (name == self.access_key).then(|| self.credential.clone());
        let bucket = self.bucket.as_deref();
        match algorithm {
            "sdk-hmac-sha256" => sdk_hmac::verify(&request, &keys, self.now),
            "acs3-hmac-sha256" => acs3::verify(&request, &keys, self.now),
            "obs-hmac-sha1" => obs::verify(&request, bucket, &keys, self.now),
            "oss-v1-hmac-sha1" => oss_v1::verify(&request, bucket, &keys, self.now),
            "oss4-hmac-sha256" => oss_v4::verify(&request, bucket, &self.region, &keys, self.now),
            "rpc-hmac-sha1" => rpc_v1::verify(&request, &keys, self.now),
            other => panic!("no verifier for {other}"),
        }
    }

    /// The same object addressed by path instead of by host.
    fn use_path_style(&mut self) {
        if let Some(bucket) = self.bucket.take() {
            self.path = format!("/{bucket}{}", self.path);
        }
    }
}

fn folders(path: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> =
        fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    found.sort();
    found
}

fn cases() -> Vec<(String, PathBuf, Value)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/signing");
    let mut all = Vec::new();
    for algorithm in folders(&root) {
        let name = algorithm.file_name().unwrap().to_string_lossy().into_owned();
        for case in folders(&algorithm) {
            let json = fs::read_to_string(case.join("case.json")).unwrap();
            all.push((name.clone(), case, serde_json::from_str(&json).unwrap()));
        }
    }
    assert!(all.len() >= 27, "only {} cases found", all.len());
    all
}

#[test]
fn every_vector_is_accepted() {
    for (algorithm, folder, case) in cases() {
        let wire = Wire::read(&case, &algorithm);
        assert_eq!(
            wire.verify(&algorithm).map(|verified| verified.access_key),
            Ok(wire.access_key.clone()),
            "{}",
            folder.display()
        );
    }
}

#[test]
fn the_string_to_sign_is_the_published_one() {
    for (algorithm, folder, case) in cases() {
        let mut wire = Wire::read(&case, &algorithm);
        wire.credential.secret.push('x');
        let outcome = wire.verify(&algorithm);
        let Err(Refusal::Mismatch { string_to_sign }) = outcome else {
            panic!("{}: {outcome:?}", folder.display())
        };
        let published = fs::read_to_string(folder.join("string-to-sign.txt")).unwrap();
        assert_eq!(string_to_sign, published, "{}", folder.display());
    }
}

#[test]
fn the_object_stores_accept_path_style_as_well() {
    for (algorithm, folder, case) in cases() {
        let mut wire = Wire::read(&case, &algorithm);
        wire.use_path_style();
        assert!(wire.verify(&algorithm).is_ok(), "{}", folder.display());
        if wire.path.matches('/').count() == 2 && wire.path.ends_with('/') {
            wire.path.pop();
            assert!(wire.verify(&algorithm).is_ok(), "{} without the slash", folder.display());
        }
    }
}

#[test]
fn a_blank_in_the_query_may_travel_as_a_plus() {
    for (algorithm, folder, case) in cases() {
        let mut wire = Wire::read(&case, &algorithm);
        wire.query = wire.query.replace("%20", "+");
        assert!(wire.verify(&algorithm).is_ok(), "{}", folder.display());
    }
}
