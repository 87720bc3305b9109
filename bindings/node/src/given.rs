//! What JavaScript gave: JSON that is read once, and without copying what need not be copied.

use std::borrow::Cow;
use std::fmt;

use phonevault::{Error, ErrorKind};
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use crate::show::{SECRET, TIME};

/// One value.
#[derive(Debug)]
pub(crate) enum Given<'a> {
    Null,
    Bool(bool),
    Number(Number),
    Text(Cow<'a, str>),
    Array(Vec<Given<'a>>),
    /// Few fields, in which to look is cheaper than to hash.
    Object(Vec<(Cow<'a, str>, Given<'a>)>),
}

/// What JavaScript wrote.
pub(crate) fn read(json: &str) -> Result<Given<'_>, Error> {
    let broken = |error| format!("no JSON came from JavaScript: {error}");
    serde_json::from_str(json).map_err(|error| Error::new(ErrorKind::Internal, broken(error)))
}

impl Given<'_> {
    /// Its type in the words of JavaScript.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "boolean",
            Self::Number(_) => "number",
            Self::Text(_) => "string",
            Self::Array(_) => "an array",
            Self::Object(fields) => match fields.first().map(|(name, _)| &**name) {
                Some(SECRET) => "a Secret",
                Some(TIME) => "a Date",
                _ => "an object",
            },
        }
    }

    /// What stands under the only key of an object that stands for something else.
    pub(crate) fn marked(&self, mark: &str) -> Option<&Self> {
        match self {
            Self::Object(fields) => fields.first().filter(|(name, _)| name == mark).map(|(_, value)| value),
            _ => None,
        }
    }
}

impl From<Given<'_>> for Value {
    fn from(given: Given<'_>) -> Self {
        match given {
            Given::Null => Self::Null,
            Given::Bool(value) => Self::Bool(value),
            Given::Number(value) => Self::Number(value),
            Given::Text(value) => Self::String(value.into_owned()),
            Given::Array(items) => Self::Array(items.into_iter().map(Self::from).collect()),
            Given::Object(fields) => {
                let fields = fields.into_iter().map(|(name, value)| (name.into_owned(), Self::from(value)));
                Self::Object(fields.collect::<Map<_, _>>())
            }
        }
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Given<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Given<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Given<'de>, E> {
        Ok(Given::Null)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Given<'de>, E> {
        Ok(Given::Bool(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Given<'de>, E> {
        Ok(Given::Number(value.into()))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Given<'de>, E> {
        Ok(Given::Number(value.into()))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Given<'de>, E> {
        Number::from_f64(value).map(Given::Number).ok_or_else(|| E::custom("a number that is none"))
    }

    fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Given<'de>, E> {
        Ok(Given::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Given<'de>, E> {
        Ok(Given::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Given<'de>, A::Error> {
        let mut array = Vec::new();
        while let Some(item) = items.next_element()? {
            array.push(item);
        }
        Ok(Given::Array(array))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Given<'de>, A::Error> {
        let mut object = Vec::new();
        while let Some((name, value)) = entries.next_entry::<Name<'de>, Given<'de>>()? {
            object.push((name.0, value));
        }
        Ok(Given::Object(object))
    }
}

/// A name, which is borrowed wherever it stands without escapes.
struct Name<'a>(Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Name<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Given::deserialize(deserializer)? {
            Given::Text(text) => Ok(Self(text)),
            other => Err(de::Error::custom(format!("a name that is {}", other.kind()))),
        }
    }
}
