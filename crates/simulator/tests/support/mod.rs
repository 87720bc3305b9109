//! Drives a universe without sockets, signing as the vendors' pages say. Shares no code with the verifiers.

#![allow(dead_code, unreachable_pub, clippy::unwrap_used)]

pub mod replay;
pub mod sign;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use base64::Engine;
use hmac::{Hmac, KeyInit, Mac};
use phonevault_simulator::{Clock, Config, Content, Request, Response, ServiceName, Universe};
use serde_json::{Value, json};
use sha1::Sha1;

/// A universe on a clock that only the test moves.
pub struct Bench {
    /// Set by a test that breaks something behind the simulator's back.
    pub tampered: bool,
    pub universe: Arc<Universe>,
    pub clock: Clock,
    pub ready: Value,
    nonces: AtomicU64,
}

/// path → (sha256, mode, link target) of every file and link of a phone.
pub type Files = BTreeMap<String, (String, String, String)>;

impl Bench {
    /// Two phones of each cloud with little content.
    pub fn small() -> Config {
        let content = Content::Seeded { bytes_per_phone: 256 << 10 };
        Config { phones: 4, content, ..Config::default() }
    }

    /// [`Self::small`] in process; `change` edits the configuration first.
    pub fn new(change: impl FnOnce(&mut Config)) -> Self {
        let mut config = Self::small();
        change(&mut config);
        Self::on(config, Clock::manual())
    }

    /// As `config` says, on `clock`.
    pub fn on(config: Config, clock: Clock) -> Self {
        let universe = Universe::new(config, clock.clone()).unwrap();
        let ready = universe.ready(|service| format!("http://{}", service.name()));
        let ready = serde_json::to_value(ready).unwrap();
        Self { tampered: false, universe, clock, ready, nonces: AtomicU64::new(0) }
    }

    fn text(&self, pointer: &str) -> String {
        self.ready.pointer(pointer).and_then(Value::as_str).unwrap().to_owned()
    }

    pub fn project(&self) -> String {
        self.text("/credentials/huawei/project_id")
    }

    pub fn bucket(&self) -> String {
        self.text("/buckets/obs")
    }

    /// A nonce that was not used before.
    pub fn nonce(&self) -> String {
        format!("{:032x}", self.nonces.fetch_add(1, Ordering::Relaxed) + 1)
    }

    /// The oldest phone of a cloud.
    pub fn first_phone(&self, cloud: &str) -> String {
        self.phones(cloud).swap_remove(0)
    }

    /// Lets all accepted work end.
    pub fn finish(&self) {
        self.universe.settle();
        self.clock.advance(Duration::from_secs(3600));
    }

    /// A signed CPH call; `path` stands below `/v1/PROJECT/cloud-phone/`.
    pub fn cph(&self, method: &str, path: &str, body: &Value) -> (u16, Value) {
        let target = format!("/v1/{}/cloud-phone/{path}", self.project());
        let body = if body.is_null() { String::new() } else { body.to_string() };
        read_json(&self.universe.handle(self.signed_cph(method, &target, &body)))
    }

    pub fn signed_cph(&self, method: &str, target: &str, body: &str) -> Request {
        let secret = self.text("/credentials/huawei/sk");
        self.signed_cph_with(method, target, body, &secret, jiff::Timestamp::now())
    }

    pub fn signed_cph_with(
        &self,
        method: &str,
        target: &str,
        body: &str,
        secret: &str,
        at: jiff::Timestamp,
    ) -> Request {
        let request = Request::new(ServiceName::HuaweiCph, method, target)
            .with_header("Host", "cph.test")
            .with_header("Content-Type", "application/json")
            .with_body(body.to_owned());
        sign::sdk_hmac(request, &self.text("/credentials/huawei/ak"), secret, at)
    }

    /// A signed OBS call in path style; `target` stands below the bucket, signed sub-resources are not supported.
    pub fn obs(&self, method: &str, target: &str, headers: &[(&str, &str)], body: &[u8]) -> Response {
        let target = format!("/{}/{target}", self.bucket());
        self.universe.handle(self.signed_obs(method, &target, "127.0.0.1:1", headers, body))
    }

    pub fn signed_obs(
        &self,
        method: &str,
        target: &str,
        host: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Request {
        let date = jiff::Timestamp::now().strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
        let mut request = Request::new(ServiceName::HuaweiObs, method, target)
            .with_header("Host", host)
            .with_header("Date", &date)
            .with_body(body.to_vec());
        for (name, value) in headers {
            request = request.with_header(name, value);
        }
        let line = |name: &str| request.header(name).unwrap_or_default().to_owned();
        let mut special: Vec<String> = request
            .headers
            .iter()
            .filter(|(name, _)| name.starts_with("x-obs-"))
            .map(|(name, value)| format!("{name}:{value}\n"))
            .collect();
        special.sort();
        let resource = match host.split_once(".obs.") {
            Some((bucket, _)) => format!("/{bucket}{}", request.path),
            None => request.path.clone(),
        };
        let to_sign = format!(
            "{method}\n{}\n{}\n{date}\n{}{resource}",
            line("content-md5"),
            line("content-type"),
            special.concat(),
        );
        let secret = self.text("/credentials/huawei/sk");
        let mut mac = Hmac::<Sha1>::new_from_slice(secret.as_bytes()).unwrap();
        mac.update(to_sign.as_bytes());
        let signature = base64::engine::general_purpose::STANDARD.encode(mac.finalize().into_bytes());
        let access_key = self.text("/credentials/huawei/ak");
        request.with_header("Authorization", &format!("OBS {access_key}:{signature}"))
    }

    pub fn admin(&self, method: &str, target: &str, body: &[u8]) -> (u16, Value) {
        let request = Request::new(ServiceName::Admin, method, target).with_body(body.to_vec());
        read_json(&self.universe.handle(request))
    }

    /// Ids of one cloud's phones in order of creation.
    pub fn phones(&self, cloud: &str) -> Vec<String> {
        let (status, answer) = self.admin("GET", "/phones", b"");
        assert_eq!(status, 200);
        let phones = answer["phones"].as_array().unwrap().iter();
        phones.filter(|p| p["cloud"] == cloud).map(|p| p["phone_id"].as_str().unwrap().to_owned()).collect()
    }

    pub fn phone(&self, id: &str) -> Value {
        self.admin("GET", &format!("/phones/{id}"), b"").1
    }

    /// Files of a phone below a path.
    pub fn files(&self, id: &str, below: &str) -> Files {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        self.entries(id)
            .iter()
            .filter(|file| text(&file["path"]).starts_with(below))
            .map(|f| (text(&f["path"]), (text(&f["sha256"]), text(&f["mode"]), text(&f["target"]))))
            .collect()
    }

    pub fn entries(&self, id: &str) -> Vec<Value> {
        let (status, answer) = self.admin("GET", &format!("/phones/{id}/files"), b"");
        assert_eq!(status, 200);
        answer["files"].as_array().unwrap().clone()
    }

    /// Edits a file or removes a path; the path is percent-encoded here.
    pub fn edit(&self, method: &str, id: &str, path: &str, body: &[u8]) -> (u16, Value) {
        self.admin(method, &format!("/phones/{id}/files?path={}", encode(path)), body)
    }

    pub fn export(&self, phone: &str, include: &[&str], exclude: &[&str], key: &str) -> (u16, Value) {
        let info = json!({"phone_id": phone, "include_files": include, "exclude_files": exclude,
                          "bucket_name": self.bucket(), "object_path": key});
        self.cph("POST", "phones/batch-storage", &json!({"storage_infos": [info]}))
    }

    pub fn restore(&self, phone: &str, key: &str) -> (u16, Value) {
        let info = json!({"phone_id": phone, "bucket_name": self.bucket(), "object_path": key});
        self.cph("POST", "phones/batch-restore", &json!({"restore_infos": [info]}))
    }

    pub fn restart(&self, phone: &str) -> (u16, Value) {
        self.cph("POST", "phones/batch-restart", &json!({"phones": [{"phone_id": phone}]}))
    }

    /// The job of the only item of a batch answer.
    pub fn job(&self, answer: &(u16, Value)) -> Value {
        assert_eq!(answer.0, 200, "{}", answer.1);
        let id = answer.1["jobs"][0]["job_id"].as_str();
        let id = id.unwrap_or_else(|| panic!("refused: {}", answer.1));
        self.cph("GET", &format!("jobs/{id}"), &Value::Null).1
    }

    /// As [`Self::job`], after all work has ended, with its status.
    pub fn done(&self, answer: &(u16, Value)) -> (i64, Value) {
        self.finish();
        let job = self.job(answer);
        (job["status"].as_i64().unwrap(), job["error_code"].clone())
    }
}

pub fn read_json(response: &Response) -> (u16, Value) {
    let bytes = response.read_all().unwrap();
    (response.status, serde_json::from_slice(&bytes).unwrap_or(Value::Null))
}

/// Sends bytes to a listener, closes the sending half, and gives all that comes back. Ends only when the listener
/// closes.
pub fn throw(address: &str, bytes: &[u8]) -> Vec<u8> {
    use std::io::{Read as _, Write as _};
    let mut stream = std::net::TcpStream::connect(address).unwrap();
    // The listener may have seen enough before all is sent.
    let _ = stream.write_all(bytes);
    let _ = stream.shutdown(std::net::Shutdown::Write);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    answer
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub fn encode(text: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-_.~/".contains(&b);
    text.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

impl Drop for Bench {
    /// Whatever a test does: phones, buckets and ledger must tell the same story at its end.
    fn drop(&mut self) {
        if !std::thread::panicking() && !self.tampered {
            assert_eq!(self.universe.audit(), Vec::<String>::new());
        }
    }
}
