//! Raw bytes on every listener: what is not HTTP, what is cut short, what is too much.

#![allow(clippy::unwrap_used)]

mod support;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;

use phonevault_simulator::{Config, Content, Request, ServiceName, Simulator};
use support::Bench;

/// A simulator with its addresses, and a bench of the same seed that signs for it.
struct Target {
    simulator: Simulator,
    data: tempfile::TempDir,
}

impl Target {
    async fn start() -> Self {
        let data = tempfile::tempdir().unwrap();
        let config = Config {
            phones: 2,
            content: Content::Seeded { bytes_per_phone: 64 << 10 },
            data_dir: Some(data.path().to_owned()),
            ..Config::default()
        };
        Self { simulator: Simulator::start(config).await.unwrap(), data }
    }

    fn connect(&self, service: ServiceName) -> TcpStream {
        let url = self.simulator.ready().endpoint(service);
        TcpStream::connect(url.strip_prefix("http://").unwrap()).unwrap()
    }

    /// Sends bytes, closes the sending half, and gives all that comes back. Ends only when the listener closes.
    fn throw(&self, service: ServiceName, bytes: &[u8]) -> Vec<u8> {
        let url = self.simulator.ready().endpoint(service);
        support::throw(url.strip_prefix("http://").unwrap(), bytes)
    }

    /// Asserts that the listener still answers.
    fn is_well(&self, service: ServiceName, after: &str) {
        let answer =
            self.throw(service, b"GET /none HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n");
        let status = status(&answer);
        assert!((400..500).contains(&status), "{} after {after}: {status}", service.name());
    }
}

/// 0 when nothing that looks like an answer came.
fn status(answer: &[u8]) -> u16 {
    let line = String::from_utf8_lossy(&answer[..answer.len().min(40)]).into_owned();
    line.strip_prefix("HTTP/1.1 ").and_then(|rest| rest.get(..3)?.parse().ok()).unwrap_or(0)
}

/// The head of a signed request with further headers, without the empty line.
fn head(request: &Request, more: &str) -> String {
    let query = if request.query.is_empty() { String::new() } else { format!("?{}", request.query) };
    let headers: String =
        request.headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    format!("{} {}{query} HTTP/1.1\r\n{headers}{more}connection: close\r\n", request.method, request.path)
}

fn chunked(body: &[u8], size: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    for piece in body.chunks(size) {
        bytes.extend_from_slice(format!("{:X};note=\"x\"\r\n", piece.len()).as_bytes());
        bytes.extend_from_slice(piece);
        bytes.extend_from_slice(b"\r\n");
    }
    bytes.extend_from_slice(b"0\r\ntrailer: t\r\n\r\n");
    bytes
}

fn entries(dir: &Path) -> usize {
    std::fs::read_dir(dir).unwrap().count()
}

async fn with_target(work: impl FnOnce(&Target) + Send + 'static) {
    let target = Target::start().await;
    let target = tokio::task::spawn_blocking(move || {
        work(&target);
        target
    });
    target.await.unwrap().simulator.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nonsense_never_ends_a_listener() {
    with_target(|target| {
        let long = format!("GET /{} HTTP/1.1\r\nhost: a\r\n\r\n", "x".repeat(100_000));
        let wide = format!("GET / HTTP/1.1\r\nhost: a\r\nx: {}\r\n\r\n", "y".repeat(2 << 20));
        let many = format!("GET / HTTP/1.1\r\nhost: a\r\n{}\r\n", "x: y\r\n".repeat(5000));
        let thrown: [&[u8]; 22] = [
            b"",
            b"\r\n\r\n\r\n",
            b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
            b"GET / HTTP/9.9\r\n\r\n",
            b"GET /\x00 HTTP/1.1\r\nhost: a\r\n\r\n",
            b"GET /\xff\xfe HTTP/1.1\r\nhost: a\r\n\r\n",
            b"GET /%zz/%00/../..%2f..%2fetc/passwd?%&=&a=%f HTTP/1.1\r\nhost: a\r\n\r\n",
            b"GET http://elsewhere.example/x HTTP/1.1\r\nhost: a\r\n\r\n",
            b"OPTIONS * HTTP/1.1\r\nhost: a\r\n\r\n",
            b"CONNECT elsewhere.example:443 HTTP/1.1\r\nhost: a\r\n\r\n",
            b"BREW /pot HTTP/1.1\r\nhost: a\r\n\r\n",
            b"GET / HTTP/1.1\r\nhost: \xff\xfe\r\nauthorization: \xfd\r\n\r\n",
            b"GET / HTTP/1.1\r\nno colon\r\n\r\n",
            b"POST / HTTP/1.1\r\nhost: a\r\ncontent-length: abc\r\n\r\nx",
            b"POST / HTTP/1.1\r\nhost: a\r\ncontent-length: -1\r\n\r\nx",
            b"POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\ncontent-length: 4\r\n\r\nxxxx",
            b"POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 99999999999999999999999\r\n\r\nx",
            b"PUT /b/k HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\nzz\r\nx\r\n0\r\n\r\n",
            b"PUT /b/k HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\nffffffffffffffffff\r\nx",
            long.as_bytes(),
            wide.as_bytes(),
            many.as_bytes(),
        ];
        for service in ServiceName::ALL {
            for bytes in thrown {
                let shown = String::from_utf8_lossy(&bytes[..bytes.len().min(60)]).into_owned();
                let answer = target.throw(service, bytes);
                let status = status(&answer);
                assert!(status == 0 || (400..600).contains(&status), "{}: {shown}: {status}", service.name());
                assert_ne!(status, 500, "{}: {shown}", service.name());
                target.is_well(service, &shown);
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_stops_holds_up_nobody() {
    with_target(|target| {
        for service in ServiceName::ALL {
            let half: [&[u8]; 3] = [
                b"GET /pho",
                b"POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 10\r\n\r\nabc",
                b"PUT /b/k HTTP/1.1\r\n",
            ];
            let held: Vec<TcpStream> = half
                .iter()
                .cycle()
                .take(30)
                .map(|bytes| {
                    let mut stream = target.connect(service);
                    stream.write_all(bytes).unwrap();
                    stream
                })
                .collect();
            target.is_well(service, "halves");
            drop(held);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn chunked_bodies_are_taken_everywhere() {
    with_target(|target| {
        let bench = Bench::new(|config| config.phones = 2);
        let more = "transfer-encoding: chunked\r\n";
        for size in [100, 700_000] {
            let content: Vec<u8> = (0..size).map(|n: u32| (n * 7 % 251) as u8).collect();
            let path = format!("/{}/chunked-{size}", bench.bucket());
            let put = bench.signed_obs("PUT", &path, "127.0.0.1", &[], b"");
            let bytes = [format!("{}\r\n", head(&put, more)).as_bytes(), &chunked(&content, 9_001)].concat();
            assert_eq!(status(&target.throw(ServiceName::HuaweiObs, &bytes)), 200);
            let get = bench.signed_obs("GET", &path, "127.0.0.1", &[], b"");
            let answer = target.throw(ServiceName::HuaweiObs, format!("{}\r\n", head(&get, "")).as_bytes());
            assert!(answer.ends_with(&content), "{size}");
        }
        let id = &bench.phones("huawei")[0];
        let body = format!("{{\"phone_ids\":[\"{id}\"]}}");
        let post = format!("/v1/{}/cloud-phone/phones/batch-stop", bench.project());
        let stop = bench.signed_cph("POST", &post, &body);
        let bytes = [format!("{}\r\n", head(&stop, more)).as_bytes(), &chunked(body.as_bytes(), 5)].concat();
        let answer = String::from_utf8(target.throw(ServiceName::HuaweiCph, &bytes)).unwrap();
        assert!(answer.starts_with("HTTP/1.1 200 ") && answer.contains("job_id"), "{answer}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_put_that_is_cut_short_leaves_nothing() {
    with_target(|target| {
        let bench = Bench::new(|config| config.phones = 0);
        let path = format!("/{}/half", bench.bucket());
        let put = bench.signed_obs("PUT", &path, "127.0.0.1", &[], b"");
        let half = vec![b'x'; 600_000];
        let declared =
            [format!("{}\r\n", head(&put, "content-length: 1000000\r\n")).as_bytes(), &half].concat();
        let mut pieces = [
            format!("{}\r\n", head(&put, "transfer-encoding: chunked\r\n")).as_bytes(),
            &chunked(&half, 9_001),
        ]
        .concat();
        pieces.truncate(pieces.len() - 100_000);
        for bytes in [declared, pieces] {
            let status_of_put = status(&target.throw(ServiceName::HuaweiObs, &bytes));
            assert!(matches!(status_of_put, 0 | 400), "{status_of_put}");
            let look = bench.signed_obs("HEAD", &path, "127.0.0.1", &[], b"");
            let look = target.throw(ServiceName::HuaweiObs, format!("{}\r\n", head(&look, "")).as_bytes());
            assert_eq!(status(&look), 404);
            assert!(look.ends_with(b"\r\n\r\n"), "an answer to HEAD has no body");
            assert_eq!(
                (entries(&target.data.path().join("spool")), entries(&target.data.path().join("obs"))),
                (0, 0)
            );
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bodies_over_the_limit_are_refused_in_the_vendors_shape() {
    with_target(|target| {
        let body = vec![b'x'; 13 << 20];
        for (service, wanted) in [
            (ServiceName::HuaweiCph, "APIGW.0201"),
            (ServiceName::HuaweiIam, "APIGW.0201"),
            (ServiceName::AlibabaEcp, "RequestEntityTooLarge"),
            (ServiceName::AlibabaSts, "RequestEntityTooLarge"),
        ] {
            let start = "POST /x HTTP/1.1\r\nhost: a\r\n";
            let declared =
                [format!("{start}content-length: {}\r\n\r\n", body.len()).as_bytes(), &body].concat();
            let pieces =
                [format!("{start}transfer-encoding: chunked\r\n\r\n").as_bytes(), &chunked(&body, 1 << 20)]
                    .concat();
            for bytes in [declared, pieces] {
                let answer = target.throw(service, &bytes);
                assert_eq!(status(&answer), 413, "{}", service.name());
                assert!(String::from_utf8_lossy(&answer).contains(wanted), "{}", service.name());
            }
        }
        // A caller that waits before it sends gets the refusal at once.
        let put = format!(
            "PUT /b/k HTTP/1.1\r\nhost: a\r\nexpect: 100-continue\r\ncontent-length: {}\r\n\r\n",
            6_u64 << 30
        );
        for service in [ServiceName::HuaweiObs, ServiceName::AlibabaOss] {
            let mut stream = target.connect(service);
            stream.write_all(put.as_bytes()).unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).unwrap();
            assert!(answer.starts_with("HTTP/1.1 400 ") && answer.contains("EntityTooLarge"), "{answer}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_in_a_row_are_answered_in_order() {
    with_target(|target| {
        let mut stream = target.connect(ServiceName::Admin);
        let get = |path: &str| format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n\r\n");
        let put =
            "PUT /phones/none/files?path=/x HTTP/1.1\r\nhost: localhost\r\ncontent-length: 4\r\n\r\nGET ";
        let all = [get("/ledger"), put.to_owned(), get("/phones"), get("/nothing")].concat();
        stream.write_all(all.as_bytes()).unwrap();
        let mut reader = BufReader::new(stream);
        for (status, mark) in
            [(200, "\"entries\""), (404, "no phone"), (200, "\"phones\""), (404, "/nothing")]
        {
            let mut head = String::new();
            while !head.ends_with("\r\n\r\n") {
                reader.read_line(&mut head).unwrap();
            }
            assert!(head.starts_with(&format!("HTTP/1.1 {status} ")), "{head}");
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap();
            let mut body = vec![0; length.parse().unwrap()];
            reader.read_exact(&mut body).unwrap();
            assert!(String::from_utf8(body).unwrap().contains(mark), "{mark}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_temporary_directory_goes_however_the_simulator_ends() {
    let config =
        || Config { phones: 1, content: Content::Seeded { bytes_per_phone: 64 << 10 }, ..Config::default() };
    let simulator = Simulator::start(config()).await.unwrap();
    let path = simulator.universe().spool_dir().parent().unwrap().to_owned();
    assert!(path.exists());
    // Something still holds the world, as a request in progress does.
    let universe = std::sync::Arc::clone(simulator.universe());
    drop(simulator);
    assert!(!path.exists());
    drop(universe);
    let simulator = Simulator::start(config()).await.unwrap();
    let path = simulator.universe().spool_dir().parent().unwrap().to_owned();
    simulator.shutdown().await;
    assert!(!path.exists());
}
