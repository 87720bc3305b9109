//! Signs requests given as JSON lines on standard input and prints them as they would be sent. A verifier that shares no
//! code with us checks them: `tests/interop/README.md` describes the protocol.

use std::io::{BufRead as _, Write as _};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use phonevault::credentials::Keys;
use phonevault::error::{Error, ErrorKind, Result};
use phonevault::transport::{Endpoint, HttpRequest, Method};
use phonevault::{alibaba, huawei, timestamp};
use serde_json::{Value, json};

const QUERY: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let answer = serde_json::from_str(&line?)
            .map_err(|error| bad(&error.to_string()))
            .and_then(|case: Value| signed(&case))
            .unwrap_or_else(|error| json!({"error": error.message()}));
        writeln!(out, "{answer}")?;
    }
    Ok(())
}

fn signed(case: &Value) -> Result<Value> {
    let mut keys = Keys::new(text(case, "access_key")?, text(case, "secret_key")?);
    if let Some(token) = case["security_token"].as_str() {
        keys = keys.with_security_token(token);
    }
    let methods = [Method::Get, Method::Head, Method::Post, Method::Put, Method::Delete];
    let method = methods.into_iter().find(|method| case["method"] == method.name());
    let method = method.ok_or_else(|| bad("unknown method"))?;
    let endpoint = Endpoint::parse("host", text(case, "host")?)?;
    let mut request = HttpRequest::new(method, endpoint, text(case, "path")?);
    let encoded = |text: &str| utf8_percent_encode(text, QUERY).to_string();
    let query = pairs(case, "query")?;
    let query = query.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value)));
    request.query = query.collect::<Vec<_>>().join("&");
    for (name, value) in pairs(case, "headers")? {
        request.headers.append(name, value);
    }
    request.body = STANDARD.decode(text(case, "body_base64")?).map_err(|error| bad(&error.to_string()))?;
    let time = timestamp::parse_rfc3339(text(case, "time")?).ok_or_else(|| bad("time"))?;
    let request = match text(case, "algorithm")? {
        "sdk-hmac-sha256" => huawei::sign(&request, &keys, time)?.request,
        "acs3-hmac-sha256" => alibaba::sign(&request, &keys, time, text(case, "nonce")?)?.request,
        _ => return Err(bad("unknown algorithm")),
    };
    // Blanks around a value do not belong to it: whoever receives the request does not see them.
    let headers: serde_json::Map<String, Value> =
        request.headers.iter().map(|(name, value)| (name.to_owned(), value.trim().into())).collect();
    Ok(json!({
        "method": request.method.name(),
        "url": request.url(),
        "headers": headers,
        "body_base64": STANDARD.encode(&request.body),
    }))
}

fn text<'a>(case: &'a Value, field: &str) -> Result<&'a str> {
    case[field].as_str().ok_or_else(|| bad(field))
}

fn pairs<'a>(case: &'a Value, field: &str) -> Result<Vec<(&'a str, &'a str)>> {
    let list = case[field].as_array().ok_or_else(|| bad(field))?;
    list.iter().map(|pair| pair[0].as_str().zip(pair[1].as_str()).ok_or_else(|| bad(field))).collect()
}

fn bad(why: &str) -> Error {
    Error::new(ErrorKind::Validation, format!("the case cannot be read: {why}"))
}
