//! The same universe over real loopback sockets.

#![allow(clippy::unwrap_used)]

mod support;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

use phonevault_simulator::{Config, Content, Simulator};
use serde_json::{Value, json};
use support::Bench;

struct Answer {
    status: u16,
    headers: String,
    body: Vec<u8>,
}

/// One connection that is kept alive.
struct Caller {
    stream: BufReader<TcpStream>,
}

impl Caller {
    fn new(url: &str) -> Self {
        let stream = TcpStream::connect(url.strip_prefix("http://").unwrap()).unwrap();
        Self { stream: BufReader::new(stream) }
    }

    fn send(&mut self, method: &str, target: &str, headers: &[(String, String)], body: &[u8]) -> Answer {
        let mut head = format!("{method} {target} HTTP/1.1\r\ncontent-length: {}\r\n", body.len());
        if !headers.iter().any(|(name, _)| name == "host") {
            head.push_str("host: 127.0.0.1\r\n");
        }
        for (name, value) in headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str("\r\n");
        let stream = self.stream.get_mut();
        stream.write_all(head.as_bytes()).unwrap();
        // A refused body may be answered before it is all sent.
        let _ = stream.write_all(body);
        let mut headers = String::new();
        loop {
            let mut line = String::new();
            self.stream.read_line(&mut line).unwrap();
            if line.trim().is_empty() {
                break;
            }
            headers.push_str(&line.to_ascii_lowercase());
        }
        let status = headers.split(' ').nth(1).unwrap().parse().unwrap();
        let length = headers.lines().find_map(|line| line.strip_prefix("content-length: "));
        let length: usize = length.map_or(0, |text| text.trim().parse().unwrap());
        let mut body = vec![0; if method == "HEAD" { 0 } else { length }];
        self.stream.read_exact(&mut body).unwrap();
        Answer { status, headers, body }
    }
}

async fn start() -> (Simulator, Value) {
    let config =
        Config { phones: 2, content: Content::Seeded { bytes_per_phone: 128 << 10 }, ..Config::default() };
    let simulator = Simulator::start(config).await.unwrap();
    let ready = serde_json::to_value(simulator.ready()).unwrap();
    (simulator, ready)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_ready_line_has_the_promised_shape() {
    let (simulator, ready) = start().await;
    for service in [
        "huawei_cph",
        "huawei_iam",
        "huawei_sts",
        "huawei_obs",
        "huawei_metadata",
        "alibaba_ecp",
        "alibaba_sts",
        "alibaba_oss",
        "alibaba_metadata",
        "admin",
    ] {
        let url = ready["endpoints"][service].as_str().unwrap().to_owned();
        assert!(url.starts_with("http://127.0.0.1:"), "{url}");
        let answer = tokio::task::spawn_blocking(move || Caller::new(&url).send("GET", "/none", &[], b""));
        assert!(answer.await.unwrap().status >= 400, "{service}");
    }
    for pointer in [
        "/credentials/huawei/ak",
        "/credentials/huawei/sk",
        "/credentials/huawei/project_id",
        "/credentials/huawei/region",
        "/credentials/huawei/iam_user",
        "/credentials/huawei/iam_password",
        "/credentials/huawei/iam_domain",
        "/credentials/alibaba/access_key_id",
        "/credentials/alibaba/access_key_secret",
        "/credentials/alibaba/region",
        "/credentials/alibaba/role_arn",
        "/buckets/obs",
    ] {
        assert!(ready.pointer(pointer).is_some_and(Value::is_string), "{pointer}");
    }
    assert!(ready["buckets"]["oss"].as_str().unwrap().starts_with("cloudphone-saved-bucket-"));
    let debug = format!("{:?} {:?}", simulator.ready(), simulator);
    for secret in [
        "/credentials/huawei/sk",
        "/credentials/huawei/iam_password",
        "/credentials/alibaba/access_key_secret",
    ] {
        assert!(!debug.contains(ready.pointer(secret).unwrap().as_str().unwrap()));
    }
    let admin = ready["endpoints"]["admin"].as_str().unwrap().to_owned();
    simulator.shutdown().await;
    assert!(TcpStream::connect(admin.strip_prefix("http://").unwrap()).is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn large_bodies_go_through_the_disk_and_connections_stay_open() {
    let (simulator, ready) = start().await;
    // Signed with the keys of the same seed, by a bench of its own.
    let work = move || {
        let bench = Bench::new(|config| config.phones = 0);
        let mut obs = Caller::new(ready["endpoints"]["huawei_obs"].as_str().unwrap());
        let content: Vec<u8> = (0..3_000_000u32).map(|n| (n * 7 % 253) as u8).collect();
        let target = format!("/{}/large", bench.bucket());
        let request = |method: &str| bench.signed_obs(method, &target, "127.0.0.1:1", &[], b"").headers;
        assert_eq!(obs.send("PUT", &target, &request("PUT"), &content).status, 200);
        let head = obs.send("HEAD", &target, &request("HEAD"), b"");
        assert!(head.headers.contains("content-length: 3000000\r\n"), "{}", head.headers);
        assert_eq!(obs.send("GET", &target, &request("GET"), b"").body, content);
        let mut headers = request("GET");
        headers.push(("range".to_owned(), "bytes=2999990-".to_owned()));
        let part = obs.send("GET", &target, &headers, b"");
        assert_eq!((part.status, part.body.as_slice()), (206, &content[2_999_990..]));

        let mut admin = Caller::new(ready["endpoints"]["admin"].as_str().unwrap());
        let phones: Value = serde_json::from_slice(&admin.send("GET", "/phones", &[], b"").body).unwrap();
        let id = phones["phones"][0]["phone_id"].as_str().unwrap();
        let line = admin.send("PUT", &format!("/phones/{id}/files?path=/data/big"), &[], &content);
        let line: Value = serde_json::from_slice(&line.body).unwrap();
        assert_eq!(line["bytes"], json!(3_000_000));
        let origin = [("origin".to_owned(), "http://evil.example".to_owned())];
        assert_eq!(admin.send("GET", "/phones", &origin, b"").status, 403);

        let mut cph = Caller::new(ready["endpoints"]["huawei_cph"].as_str().unwrap());
        let target = format!("/v1/{}/cloud-phone/phones", bench.project());
        let listed = cph.send("GET", &target, &bench.signed_cph("GET", &target, "").headers, b"");
        assert_eq!(listed.status, 200);
        let refused = cph.send("POST", &target, &[], &vec![b'x'; (12 << 20) + 1]);
        assert_eq!(refused.status, 413);
    };
    tokio::task::spawn_blocking(work).await.unwrap();
    simulator.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_settings_are_errors() {
    for config in [
        Config { time_scale: 0.0, ..Config::default() },
        Config { time_scale: f64::NAN, ..Config::default() },
        Config { port_base: 65_530, ..Config::default() },
        Config { content: Content::Folder("/no/such/folder".into()), phones: 1, ..Config::default() },
    ] {
        assert!(Simulator::start(config).await.is_err());
    }
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("precious"), b"x").unwrap();
    let config = || Config { phones: 0, data_dir: Some(dir.path().to_owned()), ..Config::default() };
    assert!(Simulator::start(config()).await.is_err(), "a directory of somebody else");
    assert!(dir.path().join("precious").exists());
    std::fs::remove_file(dir.path().join("precious")).unwrap();
    Simulator::start(config()).await.unwrap().shutdown().await;
    Simulator::start(config()).await.unwrap().shutdown().await;
}
