//! Signed requests as bytes, after the vendors' pages.

use std::sync::atomic::{AtomicU64, Ordering};

use hmac::{Hmac, KeyInit, Mac};
use serde_json::Value;
use sha2::{Digest, Sha256};

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn sha256(content: &str) -> String {
    hex(&Sha256::digest(content))
}

fn hmac(secret: &str, text: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(text.as_bytes());
    hex(&mac.finalize().into_bytes())
}

/// What the ready line says of one service.
pub(crate) struct Signer {
    pub(crate) host: String,
    key: String,
    secret: String,
    pub(crate) project: String,
}

impl Signer {
    pub(crate) fn huawei(ready: &Value) -> Self {
        Self::new(ready, "huawei_cph", "huawei", "ak", "sk")
    }

    pub(crate) fn alibaba(ready: &Value) -> Self {
        Self::new(ready, "alibaba_ecp", "alibaba", "access_key_id", "access_key_secret")
    }

    fn new(ready: &Value, service: &str, cloud: &str, key: &str, secret: &str) -> Self {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let credentials = &ready["credentials"][cloud];
        let url = text(&ready["endpoints"][service]);
        Self {
            host: url.trim_start_matches("http://").to_owned(),
            key: text(&credentials[key]),
            secret: text(&credentials[secret]),
            project: text(&credentials["project_id"]),
        }
    }

    /// A call of CPH; `target` stands below `/v1/PROJECT/cloud-phone/`, its query already in order.
    pub(crate) fn cph(&self, method: &str, target: &str, body: &str) -> Vec<u8> {
        let date = jiff::Timestamp::now().strftime("%Y%m%dT%H%M%SZ").to_string();
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let path = format!("/v1/{}/cloud-phone/{path}", self.project);
        let names = "content-type;host;x-sdk-date";
        let canonical = format!(
            "{method}\n{path}/\n{query}\ncontent-type:application/json\nhost:{}\nx-sdk-date:{date}\n\n{names}\n{}",
            self.host,
            sha256(body)
        );
        let signature = hmac(&self.secret, &format!("SDK-HMAC-SHA256\n{date}\n{}", sha256(&canonical)));
        let mark = if query.is_empty() { "" } else { "?" };
        format!(
            "{method} {path}{mark}{query} HTTP/1.1\r\nhost: {}\r\ncontent-type: application/json\r\n\
             x-sdk-date: {date}\r\nauthorization: SDK-HMAC-SHA256 Access={}, SignedHeaders={names}, \
             Signature={signature}\r\ncontent-length: {}\r\n\r\n{body}",
            self.host,
            self.key,
            body.len()
        )
        .into_bytes()
    }

    /// A call of ECP; `query` is in order and encoded.
    pub(crate) fn ecp(&self, action: &str, query: &str) -> Vec<u8> {
        static NONCES: AtomicU64 = AtomicU64::new(0);
        let nonce = format!("bench-{}-{}", std::process::id(), NONCES.fetch_add(1, Ordering::Relaxed));
        let date = jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        let payload = sha256("");
        let headers = [
            ("host", self.host.as_str()),
            ("x-acs-action", action),
            ("x-acs-content-sha256", &payload),
            ("x-acs-date", &date),
            ("x-acs-signature-nonce", &nonce),
            ("x-acs-version", "2023-09-30"),
        ];
        let names: Vec<&str> = headers.iter().map(|(name, _)| *name).collect();
        let names = names.join(";");
        let block: String = headers.iter().map(|(name, value)| format!("{name}:{value}\n")).collect();
        let canonical = format!("POST\n/\n{query}\n{block}\n{names}\n{payload}");
        let signature = hmac(&self.secret, &format!("ACS3-HMAC-SHA256\n{}", sha256(&canonical)));
        let lines: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        format!(
            "POST /?{query} HTTP/1.1\r\n{lines}authorization: ACS3-HMAC-SHA256 Credential={},SignedHeaders={names},\
             Signature={signature}\r\ncontent-length: 0\r\n\r\n",
            self.key
        )
        .into_bytes()
    }
}
