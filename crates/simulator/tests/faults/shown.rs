//! What a caller sees of an answer, without what differs between any two calls.

use phonevault_simulator::{Delivery, Response};
use serde_json::{Map, Value};

/// Texts that say what happened; every other text may be an id, a name or a time.
const TELLING: [&str; 8] =
    ["error_code", "error_msg", "Code", "Message", "title", "message", "Recommend", "ErrorCode"];

/// Everything of an answer that a caller could tell two outcomes apart by.
pub(crate) fn shown(response: &Response) -> String {
    let mut headers: Vec<String> = response
        .headers
        .iter()
        .map(|(name, value)| match name.as_str() {
            "date" => name.clone(),
            name if name.ends_with("request-id") => format!("{name} of {} bytes", value.len()),
            name => format!("{name}: {value}"),
        })
        .collect();
    headers.sort_unstable();
    let id = response.headers.iter().find(|(name, _)| name.ends_with("request-id"));
    let body = String::from_utf8(response.read_all().unwrap()).unwrap();
    let body = match serde_json::from_str::<Value>(&body) {
        Ok(value) => shape("", &value).to_string(),
        Err(_) => match id {
            Some((_, id)) => body.replace(id, "ID"),
            None => body,
        },
    };
    let delivery: Delivery = response.delivery;
    format!("{} {delivery:?}\n{}\n{body}", response.status, headers.join("\n"))
}

fn shape(name: &str, value: &Value) -> Value {
    match value {
        Value::String(_) if !TELLING.contains(&name) => Value::from("text"),
        Value::Array(list) => list.iter().map(|item| shape(name, item)).collect(),
        Value::Object(fields) => {
            let fields = fields.iter().map(|(name, value)| (name.clone(), shape(name, value)));
            Value::Object(fields.collect::<Map<String, Value>>())
        }
        other => other.clone(),
    }
}
