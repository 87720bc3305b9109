//! Requests kept as text: read, filled in with what is true of this simulator, signed if they ask for it.
//!
//! The same reading serves the stable replay of the corpus and the fuzzer, whose inputs are such texts too.

#![allow(dead_code, unreachable_pub, clippy::unwrap_used)]

use jiff::Timestamp;
use phonevault_simulator::{Request, ServiceName};
use serde_json::Value;

use super::{Bench, sign};

/// A text that begins with this line is signed with the account's key before it is sent.
const SIGNED: &[u8] = b"#signed\n";

/// Reads a text. Lines may end in LF or CR LF; `{phone}`, `{project}`, `{obs}`, `{oss}` stand for what the simulator
/// really has. `None` if there is not even a request line.
pub fn read(bench: &Bench, service: ServiceName, text: &[u8]) -> Option<Request> {
    let (wanted, text) = text.strip_prefix(SIGNED).map_or((false, text), |rest| (true, rest));
    let text = fill(bench, service, text);
    let (head, body) = split(&text);
    let head = String::from_utf8_lossy(head);
    let mut lines = head.lines();
    let (method, target) = lines.next()?.split_once(' ')?;
    let target = target.strip_suffix(" HTTP/1.1").unwrap_or(target);
    let target = if target.starts_with('/') { target.to_owned() } else { format!("/{target}") };
    let mut request = Request::new(service, method, &target).with_body(body.to_vec());
    for line in lines {
        if let Some((name, value)) = line.split_once(':') {
            request = request.with_header(name.trim(), value.trim());
        }
    }
    Some(if wanted { signed(bench, request) } else { request })
}

fn split(text: &[u8]) -> (&[u8], &[u8]) {
    for gap in [b"\r\n\r\n".as_slice(), b"\n\n"] {
        if let Some(at) = text.windows(gap.len()).position(|window| window == gap) {
            return (&text[..at], &text[at + gap.len()..]);
        }
    }
    (text, b"")
}

fn fill(bench: &Bench, service: ServiceName, text: &[u8]) -> Vec<u8> {
    let cloud = if service.name().starts_with("huawei") { "huawei" } else { "alibaba" };
    let known = |pointer: &str| bench.ready.pointer(pointer).and_then(Value::as_str).unwrap().to_owned();
    let values = [
        ("{phone}", bench.first_phone(cloud)),
        ("{project}", known("/credentials/huawei/project_id")),
        ("{obs}", known("/buckets/obs")),
        ("{oss}", known("/buckets/oss")),
        ("{user}", known("/credentials/huawei/iam_user")),
        ("{domain}", known("/credentials/huawei/iam_domain")),
        ("{role}", known("/credentials/alibaba/role_arn")),
    ];
    let mut text = text.to_vec();
    for (name, value) in values {
        let mut from = 0;
        while let Some(at) = text[from..].windows(name.len()).position(|window| window == name.as_bytes()) {
            text.splice(from + at..from + at + name.len(), value.bytes());
            from += at + value.len();
        }
    }
    text
}

fn signed(bench: &Bench, request: Request) -> Request {
    let key = |pointer: &str| bench.ready.pointer(pointer).and_then(Value::as_str).unwrap().to_owned();
    let (ak, sk) = (key("/credentials/huawei/ak"), key("/credentials/huawei/sk"));
    let (id, secret) =
        (key("/credentials/alibaba/access_key_id"), key("/credentials/alibaba/access_key_secret"));
    let request = if request.header("host").is_some() { request } else { request.with_header("host", "h") };
    match request.service {
        ServiceName::HuaweiObs => sign::object(request, "OBS", "x-obs-", &ak, &sk),
        ServiceName::AlibabaOss => sign::object(request, "OSS", "x-oss-", &id, &secret),
        ServiceName::HuaweiCph | ServiceName::HuaweiIam => {
            sign::sdk_hmac(request, &ak, &sk, Timestamp::now())
        }
        ServiceName::AlibabaEcp | ServiceName::AlibabaSts => {
            sign::acs3(request, &id, &secret, &bench.nonce())
        }
        _ => request,
    }
}
