//! Looking at a few fields of a JSON object without building the rest of it: answers are large, and most of them are read
//! again as what they are.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde_json::{Map, Value};

/// The fields of these names; `None` if the body is no JSON object.
#[must_use]
pub fn glance(body: &[u8], names: &[&str]) -> Option<Map<String, Value>> {
    read(body, Glance { names, alone: false })
}

/// The fields of a JSON object that has no others than these; `None` if it has, or if the body is none. It stops at the first
/// other field.
#[must_use]
pub fn alone(body: &[u8], names: &[&str]) -> Option<Map<String, Value>> {
    read(body, Glance { names, alone: true })
}

fn read(body: &[u8], glance: Glance<'_>) -> Option<Map<String, Value>> {
    let mut json = serde_json::Deserializer::from_slice(body);
    let fields = glance.deserialize(&mut json).ok()?;
    json.end().ok()?;
    Some(fields)
}

struct Glance<'a> {
    names: &'a [&'a str],
    alone: bool,
}

impl<'de> DeserializeSeed<'de> for Glance<'_> {
    type Value = Map<String, Value>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Glance<'_> {
    type Value = Map<String, Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut fields = Map::new();
        while let Some(Text(name)) = map.next_key::<Text<'de>>()? {
            if self.names.contains(&&*name) {
                fields.insert(name.into_owned(), map.next_value()?);
            } else if self.alone {
                return Err(A::Error::custom("another field"));
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(fields)
    }
}

/// A text that is borrowed where it holds no escapes.
#[derive(serde::Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const BODY: &[u8] = br#"{"Data": [{"Code": 1}], "C\u006fde": "X", "Id": 7, "Code2": {}}"#;

    #[test]
    fn only_what_is_asked_for_is_built() {
        assert_eq!(Value::from(glance(BODY, &["Code", "Id"])), json!({"Code": "X", "Id": 7}));
        assert_eq!(Value::from(glance(b"{}", &["Code"])), json!({}));
        for none in [&b"[]"[..], b"7", b"", b"{\"Code\": 1", b"{} {}", b"<html>"] {
            assert_eq!(glance(none, &["Code"]), None);
        }
    }

    #[test]
    fn other_fields_can_be_refused() {
        assert_eq!(alone(BODY, &["Code", "Id"]), None);
        assert_eq!(Value::from(alone(br#"{"Code": 1}"#, &["Code", "Id"])), json!({"Code": 1}));
        assert_eq!(alone(br#"{"Code": 1"#, &["Code", "Id"]), None);
    }
}
