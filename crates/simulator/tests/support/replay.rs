//! Requests kept as text: read, filled in with what is true of this simulator, signed if they ask for it.
//!
//! The same reading serves the stable replay of the corpus and the fuzzer, whose inputs are such texts too.

#![allow(dead_code, unreachable_pub, clippy::unwrap_used)]

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use phonevault_simulator::{Request, ServiceName};
use serde_json::Value;
use sha1::Sha1;
use sha2::{Digest, Sha256};

use super::{Bench, hex};

/// A text that begins with this line is signed with the account's key before it is sent.
const SIGNED: &[u8] = b"#signed\n";

/// Reads a text. Lines may end in LF or CR LF; `{phone}`, `{project}`, `{obs}`, `{oss}` stand for what the simulator
/// really has. `None` if there is not even a request line.
pub fn read(bench: &Bench, service: ServiceName, text: &[u8]) -> Option<Request> {
    let (signed, text) = text.strip_prefix(SIGNED).map_or((false, text), |rest| (true, rest));
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
    Some(if signed { sign(bench, request) } else { request })
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

fn sign(bench: &Bench, request: Request) -> Request {
    let key = |pointer: &str| bench.ready.pointer(pointer).and_then(Value::as_str).unwrap().to_owned();
    let (ak, sk) = (key("/credentials/huawei/ak"), key("/credentials/huawei/sk"));
    let (id, secret) =
        (key("/credentials/alibaba/access_key_id"), key("/credentials/alibaba/access_key_secret"));
    let request = if request.header("host").is_some() { request } else { request.with_header("host", "h") };
    match request.service {
        ServiceName::HuaweiObs => object(request, "OBS", "x-obs-", &ak, &sk),
        ServiceName::AlibabaOss => object(request, "OSS", "x-oss-", &id, &secret),
        ServiceName::HuaweiCph | ServiceName::HuaweiIam => {
            let date = Timestamp::now().strftime("%Y%m%dT%H%M%SZ").to_string();
            let request = request.with_header("x-sdk-date", &date);
            let slash = if request.path.ends_with('/') { "" } else { "/" };
            let path = format!("{}{slash}", request.path);
            canonical(request, &path, "SDK-HMAC-SHA256", &format!("{date}\n"), "Access", &ak, &sk)
        }
        ServiceName::AlibabaEcp | ServiceName::AlibabaSts => {
            let date = Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
            let nonce = bench.nonce();
            let hash = hex(&Sha256::digest(body(&request)));
            let request = request
                .with_header("x-acs-date", &date)
                .with_header("x-acs-signature-nonce", &nonce)
                .with_header("x-acs-content-sha256", &hash);
            canonical(request, "/", "ACS3-HMAC-SHA256", "", "Credential", &id, &secret)
        }
        _ => request,
    }
}

fn body(request: &Request) -> Vec<u8> {
    request.body.in_memory().map(|bytes| bytes.to_vec()).unwrap_or_default()
}

/// Both clouds sign a canonical form of the request; they differ in few words.
fn canonical(
    request: Request,
    path: &str,
    algorithm: &str,
    date_line: &str,
    key_word: &str,
    key: &str,
    secret: &str,
) -> Request {
    let mut pairs: Vec<&str> = request.query.split('&').filter(|pair| !pair.is_empty()).collect();
    pairs.sort_by_key(|pair| pair.split_once('=').unwrap_or((pair, "")));
    let mut headers: Vec<(&str, &str)> =
        request.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    headers.sort_unstable();
    headers.dedup_by_key(|(name, _)| *name);
    let lines: String = headers.iter().map(|(name, value)| format!("{name}:{value}\n")).collect();
    let names: Vec<&str> = headers.iter().map(|(name, _)| *name).collect();
    let (names, hash) = (names.join(";"), hex(&Sha256::digest(body(&request))));
    let canonical = format!("{}\n{path}\n{}\n{lines}\n{names}\n{hash}", request.method, pairs.join("&"));
    let to_sign = format!("{algorithm}\n{date_line}{}", hex(&Sha256::digest(canonical)));
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(to_sign.as_bytes());
    let signature = hex(&mac.finalize().into_bytes());
    let separator = if key_word == "Access" { ", " } else { "," };
    let parts =
        [format!("{key_word}={key}"), format!("SignedHeaders={names}"), format!("Signature={signature}")];
    request.with_header("authorization", &format!("{algorithm} {}", parts.join(separator)))
}

/// The header signature that both object stores inherited; path style, so the path is the resource.
fn object(request: Request, word: &str, prefix: &str, key: &str, secret: &str) -> Request {
    let date = Timestamp::now().strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
    let request = request.with_header("date", &date);
    let mut special: Vec<String> = request
        .headers
        .iter()
        .filter(|(name, _)| name.starts_with(prefix))
        .map(|(name, value)| format!("{name}:{value}\n"))
        .collect();
    special.sort();
    let line = |name: &str| request.header(name).unwrap_or_default();
    let to_sign = format!(
        "{}\n{}\n{}\n{date}\n{}{}",
        request.method,
        line("content-md5"),
        line("content-type"),
        special.concat(),
        // OBS signs the path as it is sent, OSS the name that it means.
        if word == "OBS" {
            request.path.as_str().into()
        } else {
            percent_encoding::percent_decode_str(&request.path).decode_utf8_lossy()
        },
    );
    let mut mac = Hmac::<Sha1>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(to_sign.as_bytes());
    let signature = STANDARD.encode(mac.finalize().into_bytes());
    request.with_header("authorization", &format!("{word} {key}:{signature}"))
}
