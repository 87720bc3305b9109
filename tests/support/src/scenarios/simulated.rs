//! One simulator for one scenario, and its admin service.

use phonevault_simulator::{Config, ServiceName, Simulator};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

pub(super) struct Simulated {
    simulator: Simulator,
}

impl Simulated {
    /// Starts it as `phonevault simulate` would with these options.
    pub(super) async fn start(options: &Value) -> Result<Self, String> {
        let mut config = Config::default();
        for (name, value) in options.as_object().into_iter().flatten() {
            match &**name {
                "phones" => config.phones = value.as_u64().map_or(config.phones, |phones| phones as usize),
                "seed" => config.seed = value.as_u64().unwrap_or(config.seed),
                "time_scale" => config.time_scale = value.as_f64().unwrap_or(config.time_scale),
                other => return Err(format!("`{other}` is no option of the simulator")),
            }
        }
        Simulator::start(config).await.map(|simulator| Self { simulator }).map_err(|error| error.to_string())
    }

    /// The ready line.
    pub(super) fn ready(&self) -> Value {
        serde_json::to_value(self.simulator.ready()).unwrap()
    }

    /// The ids of all phones by cloud, in the order in which they were made.
    pub(super) async fn phones(&self) -> Result<Value, String> {
        let all = self.admin("GET", "/phones", b"").await?;
        let mut phones = json!({"huawei": [], "alibaba": []});
        for phone in all["phones"].as_array().into_iter().flatten() {
            let of_cloud = phone["cloud"].as_str().and_then(|cloud| phones[cloud].as_array_mut());
            of_cloud.ok_or("a phone of no cloud")?.push(phone["phone_id"].clone());
        }
        Ok(phones)
    }

    /// Asks the admin service, which must agree.
    pub(super) async fn admin(&self, method: &str, target: &str, body: &[u8]) -> Result<Value, String> {
        let authority = self.simulator.ready().endpoint(ServiceName::Admin).trim_start_matches("http://");
        let head = format!(
            "{method} {target} HTTP/1.1\r\nhost: {authority}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
            body.len()
        );
        let mut answer = Vec::new();
        let exchange = async {
            let mut stream = TcpStream::connect(authority).await?;
            stream.write_all(head.as_bytes()).await?;
            stream.write_all(body).await?;
            stream.read_to_end(&mut answer).await
        };
        exchange.await.map_err(|error| format!("{method} {target}: {error}"))?;
        let answer = String::from_utf8_lossy(&answer);
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or_default();
        if !head.starts_with("HTTP/1.1 2") {
            return Err(format!("{method} {target}: {answer}"));
        }
        Ok(serde_json::from_str(body).unwrap_or_default())
    }

    /// Ends it; its self-check must find nothing.
    pub(super) async fn end(self) -> Result<(), String> {
        let differences = self.simulator.shutdown_with_audit().await;
        if differences.is_empty() { Ok(()) } else { Err(format!("self-check: {differences:?}")) }
    }
}
