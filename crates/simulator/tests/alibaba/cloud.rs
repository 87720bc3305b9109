//! A simulated cloud with a client of its own: signs, calls, looks at the phones by the admin service.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use phonevault_simulator::{Clock, Config, Content, Request, Response, ServiceName, Settings, Universe};
use serde_json::{Value, json};
use sha1::Sha1;
use sha2::{Digest, Sha256};

/// Everything that can be seen of a phone's file system: path → kind, mode, checksum, target.
pub(crate) type Files = BTreeMap<String, String>;

pub(crate) struct Cloud {
    pub(crate) universe: Arc<Universe>,
    pub(crate) clock: Clock,
    pub(crate) bucket: String,
    pub(crate) key: String,
    pub(crate) secret: String,
    token: Option<String>,
    pub(crate) role_arn: String,
    nonce: Cell<u64>,
}

/// An ACS3 request that can be spoiled before it is signed or after.
pub(crate) struct Signed {
    pub(crate) method: String,
    pub(crate) query: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

pub(crate) fn encode(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            write!(out, "%{byte:02X}").unwrap();
        }
    }
    out
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut out, byte| {
        write!(out, "{byte:02x}").unwrap();
        out
    })
}

fn hmac(key: &[u8], data: &str) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap();
    mac.update(data.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

impl Drop for Cloud {
    /// Whatever a test does: phones, buckets and ledger must tell the same story at its end.
    fn drop(&mut self) {
        if !std::thread::panicking() {
            assert_eq!(self.universe.audit(), Vec::<String>::new());
        }
    }
}

impl Cloud {
    pub(crate) fn new(settings: Settings) -> Self {
        Self::with_phones(4, settings)
    }

    pub(crate) fn with_phones(phones: usize, settings: Settings) -> Self {
        let content = Content::Seeded { bytes_per_phone: 400_000 };
        Self::of(Config { phones, content, settings, ..Config::default() }, Clock::manual())
    }

    pub(crate) fn of(config: Config, clock: Clock) -> Self {
        let universe = Universe::new(config, clock.clone()).unwrap();
        let ready = universe.ready(|_| String::new());
        let shown = serde_json::to_value(&ready).unwrap();
        Self {
            role_arn: shown["credentials"]["alibaba"]["role_arn"].as_str().unwrap().to_owned(),
            token: None,
            bucket: ready.oss_bucket().to_owned(),
            key: ready.alibaba_access_key_id().to_owned(),
            secret: ready.alibaba_access_key_secret().to_owned(),
            universe,
            clock,
            nonce: Cell::new(0),
        }
    }

    /// The same cloud for a caller with another key, for example the `Credentials` of an answer.
    pub(crate) fn as_caller(&self, credentials: &Value) -> Self {
        let text = |name: &str| credentials[name].as_str().unwrap().to_owned();
        Self {
            universe: Arc::clone(&self.universe),
            clock: self.clock.clone(),
            bucket: self.bucket.clone(),
            key: text("AccessKeyId"),
            secret: text("AccessKeySecret"),
            token: credentials["SecurityToken"].as_str().map(str::to_owned),
            role_arn: self.role_arn.clone(),
            nonce: Cell::new(0),
        }
    }

    /// Lets everything that was accepted come to its end.
    pub(crate) fn finish(&self) {
        self.universe.settle();
        self.clock.advance(Duration::from_secs(3600));
    }

    pub(crate) fn prepare(&self, action: &str, query: &str) -> Signed {
        self.nonce.set(self.nonce.get() + 1);
        let now = jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        let mut signed = Signed {
            method: "POST".to_owned(),
            query: query.to_owned(),
            headers: Vec::new(),
            body: Vec::new(),
        };
        for (name, value) in [
            ("host", "127.0.0.1:9005".to_owned()),
            ("x-acs-action", action.to_owned()),
            ("x-acs-version", "2023-09-30".to_owned()),
            ("x-acs-date", now),
            ("x-acs-signature-nonce", format!("{:032x}", self.nonce.get())),
        ] {
            signed.headers.push((name.to_owned(), value));
        }
        if let Some(token) = &self.token {
            signed.headers.push(("x-acs-security-token".to_owned(), token.clone()));
        }
        signed
    }

    /// Signs with another secret than the right one if asked to.
    pub(crate) fn sign(&self, signed: Signed, secret: Option<&str>) -> Request {
        self.sign_for(ServiceName::AlibabaEcp, signed, secret)
    }

    pub(crate) fn sign_for(&self, service: ServiceName, mut signed: Signed, secret: Option<&str>) -> Request {
        let hash = hex(&Sha256::digest(&signed.body));
        signed.headers.push(("x-acs-content-sha256".to_owned(), hash.clone()));
        signed.headers.sort();
        let mut pairs: Vec<&str> = signed.query.split('&').filter(|part| !part.is_empty()).collect();
        // By name: `X.10=` comes after `X.1=`, although a digit sorts before the equals sign.
        pairs.sort_by_key(|pair| pair.split_once('='));
        let mut canonical = format!("{}\n/\n{}\n", signed.method, pairs.join("&"));
        let names: Vec<&str> = signed.headers.iter().map(|(name, _)| name.as_str()).collect();
        for (name, value) in &signed.headers {
            writeln!(canonical, "{name}:{value}").unwrap();
        }
        let names = names.join(";");
        write!(canonical, "\n{names}\n{hash}").unwrap();
        let text = format!("ACS3-HMAC-SHA256\n{}", hex(&Sha256::digest(canonical)));
        let signature = hex(&hmac(secret.unwrap_or(&self.secret).as_bytes(), &text));
        let mut request = Request::new(service, &signed.method, "/").with_body(signed.body);
        request.query = signed.query;
        request.headers = signed.headers;
        let authorization =
            format!("ACS3-HMAC-SHA256 Credential={},SignedHeaders={names},Signature={signature}", self.key);
        request.with_header("authorization", &authorization)
    }

    pub(crate) fn send(&self, request: Request) -> (u16, Value) {
        let response = self.universe.handle(request);
        let body = response.read_all().unwrap();
        (response.status, serde_json::from_slice(&body).unwrap())
    }

    /// A call with its parameters in the query.
    pub(crate) fn call(&self, action: &str, parameters: &[(&str, &str)]) -> (u16, Value) {
        let query: Vec<String> =
            parameters.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
        let signed = self.prepare(action, &query.join("&"));
        self.send(self.sign(signed, None))
    }

    /// A call that has to be accepted.
    pub(crate) fn ok(&self, action: &str, parameters: &[(&str, &str)]) -> Value {
        let (status, body) = self.call(action, parameters);
        assert_eq!(status, 200, "{action}: {body}");
        body
    }

    /// A call that has to be refused; gives status and code.
    pub(crate) fn refused(&self, action: &str, parameters: &[(&str, &str)]) -> (u16, String) {
        let (status, body) = self.call(action, parameters);
        assert_ne!(status, 200, "{action}: {body}");
        for field in ["RequestId", "HostId", "Message"] {
            assert!(body[field].is_string(), "{field}: {body}");
        }
        (status, body["Code"].as_str().unwrap().to_owned())
    }

    pub(crate) fn admin(&self, method: &str, target: &str, body: impl Into<Vec<u8>>) -> Value {
        let request = Request::new(ServiceName::Admin, method, target).with_body(body.into());
        let response = self.universe.handle(request);
        let body = response.read_all().unwrap();
        assert!(response.status < 300, "{method} {target}: {}", String::from_utf8_lossy(&body));
        serde_json::from_slice(&body).unwrap()
    }

    /// The phones of this cloud, in order.
    pub(crate) fn phones(&self) -> Vec<String> {
        let list = self.admin("GET", "/phones", "");
        let phones = list["phones"].as_array().unwrap().iter();
        phones
            .filter(|phone| phone["cloud"] == "alibaba")
            .map(|phone| phone["phone_id"].as_str().unwrap().to_owned())
            .collect()
    }

    pub(crate) fn edit(&self, phone: &str, changes: &Value) {
        self.admin("PATCH", &format!("/phones/{phone}"), changes.to_string());
    }

    pub(crate) fn apps(&self, phone: &str) -> Vec<String> {
        let shown = self.admin("GET", &format!("/phones/{phone}"), "");
        shown["apps"].as_array().unwrap().iter().map(|app| app.as_str().unwrap().to_owned()).collect()
    }

    pub(crate) fn files(&self, phone: &str) -> Files {
        let list = self.admin("GET", &format!("/phones/{phone}/files?all=true"), "");
        let files = list["files"].as_array().unwrap().iter();
        files
            .map(|file| {
                assert_eq!(file["visible"], true, "{file}");
                let facts = [&file["kind"], &file["mode"], &file["sha256"], &file["target"]];
                (file["path"].as_str().unwrap().to_owned(), format!("{facts:?}"))
            })
            .collect()
    }

    pub(crate) fn put_file(&self, phone: &str, path: &str, content: &str) {
        self.admin("PUT", &format!("/phones/{phone}/files?path={}", encode(path)), content);
    }

    pub(crate) fn delete_file(&self, phone: &str, path: &str) {
        self.admin("DELETE", &format!("/phones/{phone}/files?path={}", encode(path)), "");
    }

    pub(crate) fn folder(&self) -> String {
        format!("oss://{}/nightly/", self.bucket)
    }

    /// State of a phone in the vendor's words.
    pub(crate) fn status(&self, phone: &str) -> String {
        let found = self.ok("DescribeAndroidInstances", &[("AndroidInstanceIds.1", phone)]);
        found["InstanceModel"][0]["AndroidInstanceStatus"].as_str().unwrap().to_owned()
    }

    /// All tasks of a call, batch first.
    pub(crate) fn tasks(&self, invoke_id: &Value) -> Vec<Value> {
        let found =
            self.ok("DescribeTasks", &[("InvokeId", invoke_id.as_str().unwrap()), ("MaxResults", "100")]);
        found["Data"].as_array().unwrap().clone()
    }

    pub(crate) fn file(&self, id: &Value) -> Value {
        self.ok("DescribeBackupFiles", &[("BackupFileId", id.as_str().unwrap())])["Data"][0].clone()
    }

    /// Runs a call to its end; every task has to finish well.
    pub(crate) fn run(&self, action: &str, parameters: &[(&str, &str)]) -> Value {
        let answer = self.ok(action, parameters);
        self.finish();
        for task in self.tasks(&answer["RequestId"]) {
            assert_eq!(task["TaskStatus"], "Finished", "{task}");
        }
        answer
    }

    /// Runs a call for one phone that fails as a task; gives the error code.
    pub(crate) fn run_failing(&self, action: &str, parameters: &[(&str, &str)]) -> String {
        let answer = self.ok(action, parameters);
        self.finish();
        let tasks = self.tasks(&answer["RequestId"]);
        assert_eq!(tasks[0]["TaskStatus"], "Failed", "{tasks:?}");
        assert_eq!(tasks[0]["FailedChildCount"], 1, "{tasks:?}");
        assert_eq!(tasks[1]["TaskStatus"], "Failed", "{tasks:?}");
        assert!(tasks[1]["ErrorMsg"].is_string(), "{tasks:?}");
        tasks[1]["ErrorCode"].as_str().unwrap().to_owned()
    }

    /// What is backed up, restored from the file that the answer names.
    pub(crate) fn restore(&self, action: &str, phone: &str, backup: &Value) -> Value {
        let file = self.file(&backup["Data"][0]["BackupFileId"]);
        self.run(
            action,
            &[
                ("AndroidInstanceIdList.1", phone),
                ("BackupFileId", file["BackupFileId"].as_str().unwrap()),
                ("BackupFilePath", file["BackupFilePath"].as_str().unwrap()),
                ("UploadType", "OSS"),
            ],
        )
    }

    /// A call to the object store with the older signature, path style.
    pub(crate) fn oss(&self, method: &str, target: &str, headers: &[(&str, &str)], body: &[u8]) -> Response {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let date = jiff::Timestamp::now().strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
        let mut headers = headers.to_vec();
        headers.extend(self.token.as_deref().map(|token| ("x-oss-security-token", token)));
        let header = |name: &str| headers.iter().find(|(n, _)| *n == name).map_or("", |(_, value)| value);
        let mut own: Vec<String> = headers
            .iter()
            .filter(|(name, _)| name.starts_with("x-oss-"))
            .map(|(name, value)| format!("{name}:{value}\n"))
            .collect();
        own.sort();
        let signed_query: Vec<&str> = query
            .split('&')
            .filter(|part| part.starts_with("continuation-token=") || *part == "acl")
            .collect();
        let mut resource = percent_encoding::percent_decode_str(path).decode_utf8().unwrap().into_owned();
        if !signed_query.is_empty() {
            let decoded = percent_encoding::percent_decode_str(signed_query[0]).decode_utf8().unwrap();
            write!(resource, "?{decoded}").unwrap();
        }
        let text = format!(
            "{method}\n{}\n{}\n{date}\n{}{resource}",
            header("content-md5"),
            header("content-type"),
            own.concat()
        );
        let mut mac = Hmac::<Sha1>::new_from_slice(self.secret.as_bytes()).unwrap();
        mac.update(text.as_bytes());
        let signature = STANDARD.encode(mac.finalize().into_bytes());
        let mut request = Request::new(ServiceName::AlibabaOss, method, target)
            .with_header("host", "127.0.0.1:9007")
            .with_header("date", &date)
            .with_header("authorization", &format!("OSS {}:{signature}", self.key))
            .with_body(body.to_vec());
        for (name, value) in headers {
            request = request.with_header(name, value);
        }
        self.universe.handle(request)
    }

    /// Signature of the current kind, bucket in the host name.
    pub(crate) fn oss_v4(&self, method: &str, path: &str, canonical_query: &str) -> Response {
        let now = jiff::Timestamp::now().strftime("%Y%m%dT%H%M%SZ").to_string();
        let day = &now[..8];
        let canonical = format!(
            "{method}\n/{}{path}\n{canonical_query}\nx-oss-content-sha256:UNSIGNED-PAYLOAD\nx-oss-date:{now}\n\n\nUNSIGNED-PAYLOAD",
            self.bucket
        );
        let scope = format!("{day}/cn-shanghai/oss/aliyun_v4_request");
        let text = format!("OSS4-HMAC-SHA256\n{now}\n{scope}\n{}", hex(&Sha256::digest(canonical)));
        let mut key = format!("aliyun_v4{}", self.secret).into_bytes();
        for part in scope.split('/') {
            key = hmac(&key, part);
        }
        let signature = hex(&hmac(&key, &text));
        let request = Request::new(ServiceName::AlibabaOss, method, &format!("{path}?{canonical_query}"))
            .with_header("host", &format!("{}.oss-cn-shanghai.aliyuncs.com", self.bucket))
            .with_header("x-oss-date", &now)
            .with_header("x-oss-content-sha256", "UNSIGNED-PAYLOAD")
            .with_header(
                "authorization",
                &format!("OSS4-HMAC-SHA256 Credential={}/{scope}, Signature={signature}", self.key),
            );
        self.universe.handle(request)
    }

    /// `GET /ledger` for one phone: actions with their results.
    pub(crate) fn ledger(&self, phone: &str) -> Vec<(String, String)> {
        let ledger = self.admin("GET", "/ledger", "");
        let entries = ledger["entries"].as_array().unwrap().iter();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        entries
            .filter(|entry| entry["phone_id"] == phone)
            .map(|entry| (text(&entry["action"]), text(&entry["result"])))
            .collect()
    }

    /// Counts of one operation: received, applied.
    pub(crate) fn counts(&self, operation: &str) -> (u64, u64) {
        let counts = self.admin("GET", "/requests", "")["counts"].clone();
        let count = counts.get(operation).cloned().unwrap_or(json!({"received": 0, "applied": 0}));
        (count["received"].as_u64().unwrap(), count["applied"].as_u64().unwrap())
    }
}
