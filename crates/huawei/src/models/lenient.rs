//! Reading of requests: `null` counts as nothing said.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

pub(super) use phonevault_core::lenient::{list, text};

/// A list, or one text with commas, as it travels on the wire (D522).
pub(super) fn comma_list<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    match Option::<Value>::deserialize(deserializer)? {
        None => Ok(Vec::new()),
        Some(Value::String(text)) => Ok(text.split(',').map(str::to_owned).collect()),
        Some(list) => serde_json::from_value(list)
            .map_err(|_| D::Error::custom("expected a list of texts, or one text with commas")),
    }
}
