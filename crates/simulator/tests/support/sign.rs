//! The signatures of both clouds, as their pages say. Shares no code with the verifiers.

#![allow(dead_code, unreachable_pub, clippy::unwrap_used)]

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use phonevault_simulator::Request;
use sha1::Sha1;
use sha2::{Digest, Sha256};

use super::hex;

/// `SDK-HMAC-SHA256` over every header that is there.
pub fn sdk_hmac(request: Request, access: &str, secret: &str, at: Timestamp) -> Request {
    let date = at.strftime("%Y%m%dT%H%M%SZ").to_string();
    let request = request.with_header("x-sdk-date", &date);
    let slash = if request.path.ends_with('/') { "" } else { "/" };
    let path = format!("{}{slash}", request.path);
    canonical(request, &path, "SDK-HMAC-SHA256", &format!("{date}\n"), "Access", access, secret)
}

/// `ACS3-HMAC-SHA256` over every header that is there.
pub fn acs3(request: Request, key: &str, secret: &str, nonce: &str) -> Request {
    let date = Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    let hash = hex(&Sha256::digest(body(&request)));
    let request = request
        .with_header("x-acs-date", &date)
        .with_header("x-acs-signature-nonce", nonce)
        .with_header("x-acs-content-sha256", &hash);
    canonical(request, "/", "ACS3-HMAC-SHA256", "", "Credential", key, secret)
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
pub fn object(request: Request, word: &str, prefix: &str, key: &str, secret: &str) -> Request {
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
