//! A simulator beside a program, and what the program is told of it.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::run::Stop;

/// A running simulator. It ends when this is dropped.
pub(super) struct Service {
    child: Child,
    ready: Value,
    phones: Value,
}

impl Service {
    /// Starts it; it is ready when this returns.
    pub(super) fn start(program: &Path) -> Result<Self, Stop> {
        let failed = |why: String| Stop::Failed(format!("the simulator: {why}"));
        let mut simulate = Command::new(program);
        simulate.args(["simulate", "--phones", "4", "--time-scale", "1000"]);
        let child = simulate.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let child = child.map_err(|error| failed(error.to_string()))?;
        let mut service = Self { child, ready: Value::Null, phones: Value::Null };
        let output = service.child.stdout.take().ok_or_else(|| failed("says nothing".to_owned()))?;
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line).map_err(|error| failed(error.to_string()))?;
        service.ready = serde_json::from_str(&line).map_err(|error| failed(format!("{error}: {line}")))?;
        service.phones =
            service.ask("/phones").ok_or_else(|| failed("does not list its phones".to_owned()))?;
        Ok(service)
    }

    /// What its admin service answers.
    fn ask(&self, path: &str) -> Option<Value> {
        let authority = self.ready["endpoints"]["admin"].as_str()?.strip_prefix("http://")?.to_owned();
        let mut stream = TcpStream::connect(&authority).ok()?;
        write!(stream, "GET {path} HTTP/1.1\r\nhost: {authority}\r\nconnection: close\r\n\r\n").ok()?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).ok()?;
        serde_json::from_str(answer.split_once("\r\n\r\n")?.1).ok()
    }

    fn phones(&self, cloud: &str) -> Vec<String> {
        let all = self.phones["phones"].as_array().into_iter().flatten();
        let own = all.filter(|phone| phone["cloud"] == cloud);
        own.filter_map(|phone| phone["phone_id"].as_str().map(str::to_owned)).collect()
    }

    /// The first phone of a cloud.
    pub(super) fn phone(&self, cloud: &str) -> String {
        self.phones(cloud).into_iter().next().unwrap_or_default()
    }

    /// A text of the ready line.
    pub(super) fn text(&self, pointer: &str) -> String {
        self.ready.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned()
    }

    /// Tells a command all of it: under our own names, and as the vendors' tools and our clients look for it.
    pub(super) fn tell(&self, command: &mut Command) {
        let region = self.text("/credentials/alibaba/region");
        for (name, pointer) in VARIABLES {
            command.env(name, self.text(pointer));
        }
        command.env("PV_PHONES_HUAWEI", self.phones("huawei").join(","));
        command.env("PV_PHONES_ALIBABA", self.phones("alibaba").join(","));
        command.env("PV_ALIBABA_UPLOAD_ENDPOINT", format!("oss-{region}-internal.aliyuncs.com"));
    }
}

const VARIABLES: &[(&str, &str)] = &[
    ("PV_CPH", "/endpoints/huawei_cph"),
    ("PV_IAM", "/endpoints/huawei_iam"),
    ("PV_OBS", "/endpoints/huawei_obs"),
    ("PV_ECP", "/endpoints/alibaba_ecp"),
    ("PV_STS", "/endpoints/alibaba_sts"),
    ("PV_OSS", "/endpoints/alibaba_oss"),
    ("PV_HUAWEI_REGION", "/credentials/huawei/region"),
    ("PV_HUAWEI_PROJECT", "/credentials/huawei/project_id"),
    ("PV_HUAWEI_AK", "/credentials/huawei/ak"),
    ("PV_HUAWEI_SK", "/credentials/huawei/sk"),
    ("PV_ALIBABA_REGION", "/credentials/alibaba/region"),
    ("PV_ALIBABA_KEY", "/credentials/alibaba/access_key_id"),
    ("PV_ALIBABA_SECRET", "/credentials/alibaba/access_key_secret"),
    ("PV_BUCKET_OBS", "/buckets/obs"),
    ("PV_BUCKET_OSS", "/buckets/oss"),
    ("PHONEVAULT_ENDPOINT_HUAWEI_CPH", "/endpoints/huawei_cph"),
    ("PHONEVAULT_ENDPOINT_HUAWEI_IAM", "/endpoints/huawei_iam"),
    ("PHONEVAULT_ENDPOINT_ALIBABA_ECP", "/endpoints/alibaba_ecp"),
    ("HUAWEICLOUD_SDK_AK", "/credentials/huawei/ak"),
    ("HUAWEICLOUD_SDK_SK", "/credentials/huawei/sk"),
    ("HUAWEICLOUD_SDK_PROJECT_ID", "/credentials/huawei/project_id"),
    ("ALIBABA_CLOUD_ACCESS_KEY_ID", "/credentials/alibaba/access_key_id"),
    ("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "/credentials/alibaba/access_key_secret"),
];

impl Drop for Service {
    fn drop(&mut self) {
        // It ends when its input does.
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}
