//! A simulated world of its own for each scenario, spoken to over its sockets only.

use std::sync::Arc;
use std::time::Duration;

use phonevault::context::Context;
use phonevault::credentials::Keys;
use phonevault::location::Location;
use phonevault::store::{Dialect, ObjectStore, StoreConfig};
use phonevault::transport::{Endpoint, Headers, HttpRequest, HttpTransport, Method};
use phonevault::waiter::Waiter;
use phonevault::{alibaba, huawei};
use phonevault_simulator::{AlibabaArchive, Config, Content, Ready, ServiceName, Settings, Simulator};
use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// An application that every simulated phone has.
pub(crate) const NOTES: &str = "com.example.notes";
/// The host that phones of Alibaba write to; the simulator takes any for its own store.
pub(crate) const UPLOAD_HOST: &str = "oss-cn-shanghai-internal.aliyuncs.com";

/// Both forms of Alibaba's archives: everything must hold under either.
pub(crate) const ARCHIVES: [AlibabaArchive; 2] = [AlibabaArchive::Adb, AlibabaArchive::Opaque];

/// A running simulator and the network to it.
pub(crate) struct World {
    simulator: Simulator,
    pub(crate) context: Context,
}

/// What a plain request was answered.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Headers,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

impl World {
    /// A world in which work is over in milliseconds.
    pub(crate) async fn fast(phones: usize) -> Self {
        Self::start(phones, 500.0, Settings::default()).await
    }

    /// A fast world with one form of Alibaba's archives.
    pub(crate) async fn with_archive(phones: usize, archive: AlibabaArchive) -> Self {
        Self::start(phones, 500.0, Settings { alibaba_archive: archive, ..Settings::default() }).await
    }

    /// A world in which no work ends while a scenario runs.
    pub(crate) async fn frozen(phones: usize) -> Self {
        Self::start(phones, 1e-6, Settings::default()).await
    }

    async fn start(phones: usize, time_scale: f64, settings: Settings) -> Self {
        let content = Content::Seeded { bytes_per_phone: 100_000 };
        let config = Config { phones, time_scale, settings, content, ..Config::default() };
        let simulator = Simulator::start(config).await.unwrap();
        Self { simulator, context: Context::system(Arc::new(HttpTransport::default())) }
    }

    pub(crate) fn ready(&self) -> &Ready {
        self.simulator.ready()
    }

    pub(crate) fn endpoint(&self, service: ServiceName) -> Endpoint {
        Endpoint::parse(service.name(), self.ready().endpoint(service)).unwrap()
    }

    pub(crate) fn huawei_keys(&self) -> Keys {
        Keys::new(self.ready().huawei_access_key(), self.ready().huawei_secret_key())
    }

    pub(crate) fn alibaba_keys(&self) -> Keys {
        Keys::new(self.ready().alibaba_access_key_id(), self.ready().alibaba_access_key_secret())
    }

    /// A Huawei client without credentials.
    pub(crate) fn huawei_builder(&self) -> huawei::ClientBuilder {
        let ready = self.ready();
        huawei::Client::builder(ready.huawei_region())
            .project_id(ready.huawei_project_id())
            .context(self.context.clone())
            .endpoint(huawei::CPH_SERVICE, ready.endpoint(ServiceName::HuaweiCph))
            .endpoint(huawei::IAM_SERVICE, ready.endpoint(ServiceName::HuaweiIam))
            .endpoint(huawei::OBS_SERVICE, ready.endpoint(ServiceName::HuaweiObs))
    }

    pub(crate) fn huawei(&self) -> huawei::Client {
        self.huawei_builder().keys(Arc::new(self.huawei_keys())).build().unwrap()
    }

    /// An Alibaba client without credentials, in the simulator's region unless another one is given.
    pub(crate) fn alibaba_builder(&self, region: Option<&str>) -> alibaba::ClientBuilder {
        let ready = self.ready();
        alibaba::Client::builder(region.unwrap_or(ready.alibaba_region()))
            .context(self.context.clone())
            .endpoint(alibaba::ECP_SERVICE, ready.endpoint(ServiceName::AlibabaEcp))
            .endpoint(alibaba::OSS_SERVICE, ready.endpoint(ServiceName::AlibabaOss))
            .endpoint(alibaba::STS_SERVICE, ready.endpoint(ServiceName::AlibabaSts))
    }

    pub(crate) fn alibaba(&self) -> alibaba::Client {
        self.alibaba_builder(None).keys(Arc::new(self.alibaba_keys())).build().unwrap()
    }

    /// The object store of a cloud, with the account's keys.
    pub(crate) fn store(&self, dialect: Dialect) -> ObjectStore {
        let keys = match dialect {
            Dialect::Obs => self.huawei_keys(),
            Dialect::Oss => self.alibaba_keys(),
        };
        self.store_as(dialect, keys)
    }

    pub(crate) fn store_as(&self, dialect: Dialect, keys: Keys) -> ObjectStore {
        let (service, region) = match dialect {
            Dialect::Obs => (ServiceName::HuaweiObs, self.ready().huawei_region()),
            Dialect::Oss => (ServiceName::AlibabaOss, self.ready().alibaba_region()),
        };
        let config = StoreConfig {
            dialect,
            endpoint: self.endpoint(service),
            region: region.to_owned(),
            keys: Arc::new(keys),
            addressing: None,
        };
        ObjectStore::new(config, self.context.clone())
    }

    /// A location in the simulator's bucket of that store.
    pub(crate) fn at(&self, dialect: Dialect, key: &str) -> Location {
        let bucket = match dialect {
            Dialect::Obs => self.ready().obs_bucket(),
            Dialect::Oss => self.ready().oss_bucket(),
        };
        Location::new(dialect.scheme(), bucket, key)
    }

    /// A folder of the simulator's OSS bucket as requests name it.
    pub(crate) fn oss_folder(&self, name: &str) -> String {
        format!("oss://{}/{name}/", self.ready().oss_bucket())
    }

    /// Sends a request as it is.
    pub(crate) async fn send(&self, request: HttpRequest) -> Answer {
        let mut answer = self.context.transport.send(request).await.unwrap();
        let mut body = Vec::new();
        while let Some(chunk) = answer.body.chunk().await.unwrap() {
            body.extend_from_slice(&chunk);
        }
        Answer { status: answer.status, headers: answer.headers, body }
    }

    /// Asks the simulator's admin service, which must agree.
    pub(crate) async fn admin(&self, method: Method, path: &str, query: &str, body: &[u8]) -> Value {
        let mut request = HttpRequest::new(method, self.endpoint(ServiceName::Admin), path);
        query.clone_into(&mut request.query);
        request.body = body.to_vec();
        let answer = self.send(request).await;
        assert_eq!(answer.status / 100, 2, "{method} {path}: {}", String::from_utf8_lossy(&answer.body));
        answer.json()
    }

    /// Sets fields of a phone. Written by hand: no cloud uses the method, so our transport has none.
    pub(crate) async fn edit_phone(&self, phone: &str, changes: &str) {
        let authority = self.endpoint(ServiceName::Admin).authority().to_owned();
        let mut stream = TcpStream::connect(&authority).await.unwrap();
        let length = changes.len();
        let request = format!(
            "PATCH /phones/{phone} HTTP/1.1\r\nhost: {authority}\r\ncontent-length: {length}\r\n\
             connection: close\r\n\r\n{changes}"
        );
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    }

    /// The phones of one cloud as the simulator knows them, in the order in which they were made.
    pub(crate) async fn phones(&self, cloud: &str) -> Vec<Value> {
        let all = self.admin(Method::Get, "/phones", "", b"").await;
        let phones = all["phones"].as_array().unwrap().iter();
        phones.filter(|phone| phone["cloud"] == cloud).cloned().collect()
    }

    /// Their ids.
    pub(crate) async fn ids(&self, cloud: &str) -> Vec<String> {
        let phones = self.phones(cloud).await;
        phones.iter().map(|phone| phone["phone_id"].as_str().unwrap().to_owned()).collect()
    }

    /// How often an operation such as `huawei.ShowJob` was received, and how often it changed something.
    pub(crate) async fn count(&self, operation: &str) -> (u64, u64) {
        let answer = self.admin(Method::Get, "/requests", "", b"").await;
        let count = &answer["counts"][operation];
        (count["received"].as_u64().unwrap_or(0), count["applied"].as_u64().unwrap_or(0))
    }
}

/// Short pauses for a world that runs fast.
pub(crate) fn waiter() -> Waiter {
    Waiter {
        first_pause: Duration::from_millis(10),
        longest_pause: Duration::from_millis(50),
        limit: Duration::from_secs(60),
        ..Waiter::default()
    }
}

/// Looks once and gives up: nothing ends in a frozen world.
pub(crate) fn one_look() -> Waiter {
    Waiter { limit: Duration::ZERO, ..waiter() }
}
