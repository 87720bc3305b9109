//! Text that must never be seen.

use std::fmt;

use serde::{Deserialize, Deserializer, Serializer};
use serde_json::{Map, Value};
use zeroize::{Zeroize, ZeroizeOnDrop};

/// What stands in place of a secret.
const HIDDEN: &str = "[redacted]";
/// What is said of a value that should be a secret and is no text, without naming it.
pub(crate) const NOT_A_TEXT: &str = "must be a text";
/// The shortest beginning of a secret, in bytes, that is hidden where a text was cut off: a shorter one says nothing and
/// would be found by chance.
const BEGINNING: usize = 4;
/// What a text goes on with where it was cut off.
const CUTS: [&str; 2] = ["...", "…"];

/// A secret: wiped from memory on drop, never shown by `Debug`, readable only through [`Secret::expose`].
///
/// It can be read from JSON but not be written: a field that has to travel names [`exposed`] or [`exposed_option`], so
/// that no secret is written by accident.
#[derive(Clone, Default, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct Secret(String);

impl Secret {
    /// Takes a secret over.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself. Name every use with care: what is exposed can be logged.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

/// `null` counts as an empty one. A value of another type is refused without being named.
impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let hidden = |_| serde::de::Error::custom(NOT_A_TEXT);
        let text = Option::<String>::deserialize(deserializer).map_err(hidden)?;
        Ok(Self(text.unwrap_or_default()))
    }
}

/// Writes the text of a secret, for a message on its way to the wire or to its owner. For `serde(serialize_with)`.
///
/// # Errors
/// Those of the serializer.
pub fn exposed<S: Serializer>(secret: &Secret, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(secret.expose())
}

/// Like [`exposed`], for one that may be absent.
///
/// # Errors
/// Those of the serializer.
pub fn exposed_option<S: Serializer>(secret: &Option<Secret>, serializer: S) -> Result<S::Ok, S::Error> {
    match secret {
        Some(secret) => serializer.serialize_some(secret.expose()),
        None => serializer.serialize_none(),
    }
}

/// The text without these secrets, also where it was cut off in the middle of one. Services repeat what they received when
/// they refuse it.
#[must_use]
pub fn hide<'a>(text: &str, secrets: impl IntoIterator<Item = &'a Secret>) -> String {
    secrets.into_iter().fold(text.to_owned(), |text, secret| without(text, secret.expose()))
}

fn without(text: String, secret: &str) -> String {
    let Some(first) = secret.chars().next() else { return text };
    let mut shown = String::with_capacity(text.len());
    let mut rest = &*text;
    while let Some(at) = rest.find(first) {
        let (before, from) = rest.split_at(at);
        shown.push_str(before);
        let same = from.chars().zip(secret.chars()).take_while(|(one, other)| one == other);
        let len = same.map(|(c, _)| c.len_utf8()).sum();
        let after = from.get(len..).unwrap_or_default();
        let cut = after.is_empty() || CUTS.iter().any(|cut| after.starts_with(cut));
        if len == secret.len() || (cut && len >= BEGINNING) {
            shown.push_str(HIDDEN);
            rest = after;
        } else {
            shown.push(first);
            rest = &from[first.len_utf8()..];
        }
    }
    shown.push_str(rest);
    shown
}

/// Wipes every text in these parameters, for those that may hold a secret: it may also stand at a wrong place. Names stay.
pub fn wipe(params: &mut Map<String, Value>) {
    params.values_mut().for_each(wipe_value);
}

fn wipe_value(value: &mut Value) {
    match value {
        Value::String(text) => text.zeroize(),
        Value::Array(items) => items.iter_mut().for_each(wipe_value),
        Value::Object(fields) => wipe(fields),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Serialize;

    #[derive(Debug, Serialize, Deserialize)]
    struct Holder {
        #[serde(serialize_with = "exposed")]
        own: Secret,
        #[serde(default, serialize_with = "exposed_option")]
        maybe: Option<Secret>,
    }

    #[test]
    fn a_secret_is_written_where_it_is_named_and_shown_nowhere() {
        let text = r#"{"own":"hush","maybe":"hush-2"}"#;
        let holder: Holder = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&holder).unwrap(), text);
        assert_eq!(format!("{holder:?}"), "Holder { own: [redacted], maybe: Some([redacted]) }");
        let absent: Holder = serde_json::from_str(r#"{"own":null}"#).unwrap();
        assert!(absent.own.is_empty() && absent.maybe.is_none());
        let error = serde_json::from_str::<Holder>(r#"{"own":{"hush":7}}"#).unwrap_err();
        assert!(!error.to_string().contains("hush"), "{error}");
    }

    #[test]
    fn a_secret_is_hidden_where_it_is_repeated_and_where_it_is_cut_off() {
        let secrets = [Secret::new("hush-ä-hush"), Secret::new("x"), Secret::new("")];
        for (text, shown) in [
            ("", ""),
            ("hush-ä-hush, hush-ä-hushhush-ä-hush", "[redacted], [redacted][redacted]"),
            ("cut: hush-", "cut: [redacted]"),
            ("cut: hush-ä...", "cut: [redacted]..."),
            ("cut: hush…", "cut: [redacted]…"),
            ("cut: hus", "cut: hus"),
            ("hush hush-hush-ä-hush", "hush hush-[redacted]"),
            ("axe", "a[redacted]e"),
        ] {
            assert_eq!(hide(text, &secrets), shown);
        }
    }

    #[test]
    fn every_text_is_wiped() {
        let mut params = serde_json::json!({"a": "hush", "b": [{"x": "hush"}, 5], "c": null});
        wipe(params.as_object_mut().unwrap());
        assert_eq!(params, serde_json::json!({"a": "", "b": [{"x": ""}, 5], "c": null}));
    }
}
