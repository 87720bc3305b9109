//! Reading of fields whose documented type is odd.

use serde::{Deserialize, Deserializer};

pub(super) use phonevault_core::lenient::{list, text};

use super::InvocationStatus;

/// Text or a whole number, kept as text: for a count that one operation alone writes as text.
pub(super) fn text_or_number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Wire {
        Text(String),
        Number(i64),
    }
    Ok(Option::<Wire>::deserialize(deserializer)?.map(|wire| match wire {
        Wire::Text(text) => text,
        Wire::Number(number) => number.to_string(),
    }))
}

/// The state of a command in any case of letters: the vendor's list and its sample differ in it.
pub(super) fn in_any_case<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<InvocationStatus>, D::Error> {
    Ok(Option::<InvocationStatus>::deserialize(deserializer)?.map(InvocationStatus::in_any_case))
}
