//! `phonevault call`

use std::io::Read as _;

use phonevault::error::{Error, ErrorKind, Result};
use phonevault::timestamp;
use phonevault::transport::HttpRequest;
use serde_json::{Map, Value, json};

use super::confirm;
use crate::args::{Call, Global};
use crate::exit::Exit;
use crate::output;
use crate::session::Session;

pub(crate) async fn run(global: &Global, options: &Call) -> Result<Exit> {
    let session = Session::of_cloud(global, options.on)?;
    let params = params(&options.params)?;
    if options.dry_run {
        let at = match &options.at {
            Some(text) => Some(timestamp::parse_rfc3339(text).ok_or_else(|| {
                Error::new(
                    ErrorKind::Validation,
                    format!("at: `{text}` is no time such as 2026-01-02T03:04:05Z"),
                )
            })?),
            None => None,
        };
        let nonce = options.nonce.as_deref();
        let request = session.dry_run(&options.operation, params, at, nonce, options.skip_rules).await?;
        output::line(&output::pretty(&shown(&request)))?;
        return Ok(Exit::Ok);
    }
    if session.destroys(&options.operation, &params)? {
        confirm(options.yes, &format!("{} may destroy data", options.operation))?;
    }
    let answer = session.call(&options.operation, params, options.skip_rules).await?;
    output::line(&output::pretty(&answer))?;
    Ok(Exit::Ok)
}

/// The parameters: JSON itself, `@FILE`, or `-` for standard input.
fn params(text: &str) -> Result<Value> {
    let unreadable = |what: &str, error: &std::io::Error| {
        Error::new(ErrorKind::LocalFile, format!("--params {what}: {error}"))
    };
    let text = if text == "-" {
        let mut all = String::new();
        std::io::stdin().read_to_string(&mut all).map_err(|error| unreadable("-", &error))?;
        all
    } else if let Some(file) = text.strip_prefix('@') {
        std::fs::read_to_string(file).map_err(|error| unreadable(file, &error))?
    } else {
        text.to_owned()
    };
    let params: Value = serde_json::from_str(&text)
        .map_err(|error| Error::new(ErrorKind::Validation, format!("params: no JSON: {error}")))?;
    if params.is_object() {
        return Ok(params);
    }
    Err(Error::new(ErrorKind::Validation, "params: must be one flat JSON object of names and values"))
}

/// The request as it would go on the wire, signature and session token included: the user asked for it.
fn shown(request: &HttpRequest) -> Value {
    let headers: Map<String, Value> =
        request.headers.iter().map(|(name, value)| (name.to_owned(), value.into())).collect();
    json!({
        "method": request.method.name(),
        "url": request.url(),
        "headers": headers,
        "body": String::from_utf8_lossy(&request.body),
    })
}
