//! Reading of requests given as JSON: `null` counts as nothing said. For `serde(deserialize_with)`.

use serde::{Deserialize, Deserializer};

/// `null` counts as an empty list.
///
/// # Errors
/// Whatever is neither `null` nor a list of the items' type.
pub fn list<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    Ok(Option::<Vec<T>>::deserialize(deserializer)?.unwrap_or_default())
}

/// `null` counts as an empty text.
///
/// # Errors
/// Whatever is neither `null` nor a text.
pub fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    Ok(Option::<String>::deserialize(deserializer)?.unwrap_or_default())
}
