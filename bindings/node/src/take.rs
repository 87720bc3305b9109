//! From what JavaScript gave, as JSON, to our values. What is of the wrong type is told with its path.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use phonevault::Error;
use phonevault::phone::PhoneId;
use phonevault::secret::Secret;
use serde_json::{Map, Value};

use crate::error::Refused;
use crate::show::{SECRET, TIME};

/// A value that cannot be taken: where it stands, and what is wrong with it.
#[derive(Debug)]
pub(crate) struct Wrong {
    path: String,
    message: String,
    /// Set if its type is right, but it breaks a rule.
    rule: Option<Box<Error>>,
}

impl From<Error> for Wrong {
    fn from(error: Error) -> Self {
        Self { rule: Some(Box::new(error)), ..Self::new("") }
    }
}

impl Wrong {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { path: String::new(), message: message.into(), rule: None }
    }

    fn expected(expected: &str, value: &Value) -> Self {
        // The type, never the value: it may be a secret.
        Self::new(format!("must be {expected}, not {}", kind(value)))
    }

    fn inside(self, field: &str) -> Self {
        let dot = if self.path.is_empty() || self.path.starts_with('[') { "" } else { "." };
        Self { path: format!("{field}{dot}{}", self.path), ..self }
    }

    /// What whoever called is told, about the argument of this name.
    pub(crate) fn about(self, argument: &str) -> Refused {
        let wrong = self.inside(argument);
        match wrong.rule {
            Some(error) => Refused::Error(error),
            None => Refused::Type(format!("{} {}", wrong.path, wrong.message)),
        }
    }
}

/// The type of a value in the words of JavaScript.
fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "an array",
        Value::Object(fields) if fields.contains_key(SECRET) => "a Secret",
        Value::Object(fields) if fields.contains_key(TIME) => "a Date",
        Value::Object(_) => "an object",
    }
}

/// What can be taken from JavaScript.
pub(crate) trait Take: Sized {
    fn take(value: Value) -> Result<Self, Wrong>;
}

/// The fields of an object that are not taken yet.
pub(crate) struct Fields(Map<String, Value>);

impl Fields {
    pub(crate) fn of(value: Value) -> Result<Self, Wrong> {
        match value {
            Value::Object(fields) if !fields.contains_key(SECRET) && !fields.contains_key(TIME) => {
                Ok(Self(fields))
            }
            other => Err(Wrong::expected("an object", &other)),
        }
    }

    /// A field that may be left out.
    pub(crate) fn given<T: Take>(&mut self, name: &str) -> Result<Option<T>, Wrong> {
        let taken = self.0.shift_remove(name).map(T::take).transpose();
        taken.map_err(|wrong| wrong.inside(name))
    }

    /// A field that must be there.
    pub(crate) fn needed<T: Take>(&mut self, name: &str) -> Result<T, Wrong> {
        self.given(name)?.ok_or_else(|| Wrong::new("is missing").inside(name))
    }

    /// Refuses what is left.
    pub(crate) fn end(self, of: &str) -> Result<(), Wrong> {
        match self.0.keys().next() {
            Some(name) => Err(Wrong::new(format!("is no field of {of}")).inside(name)),
            None => Ok(()),
        }
    }
}

impl Take for String {
    fn take(value: Value) -> Result<Self, Wrong> {
        match value {
            Value::String(text) => Ok(text),
            other => Err(Wrong::expected("a string", &other)),
        }
    }
}

impl Take for PhoneId {
    fn take(value: Value) -> Result<Self, Wrong> {
        String::take(value).map(Self::from)
    }
}

impl Take for bool {
    fn take(value: Value) -> Result<Self, Wrong> {
        value.as_bool().ok_or_else(|| Wrong::expected("a boolean", &value))
    }
}

/// Writes the same for whole numbers of all sizes. JavaScript writes those that it holds exactly without a fraction.
macro_rules! whole {
    ($($number:ty),+) => {
        $(impl Take for $number {
            fn take(value: Value) -> Result<Self, Wrong> {
                let Value::Number(number) = &value else { return Err(Wrong::expected("a number", &value)) };
                let whole = number.as_i64().ok_or_else(|| Wrong::new("must be a whole number up to 2^53-1"))?;
                Self::try_from(whole).map_err(|_| Wrong::new(concat!("does not fit: ", stringify!($number))))
            }
        })+
    };
}

whole!(i64, u8, usize);

impl Take for f64 {
    fn take(value: Value) -> Result<Self, Wrong> {
        value.as_f64().ok_or_else(|| Wrong::expected("a number", &value))
    }
}

impl Take for SystemTime {
    fn take(value: Value) -> Result<Self, Wrong> {
        let millis = value.get(TIME).and_then(Value::as_i64);
        let millis = millis.ok_or_else(|| Wrong::expected("a Date", &value))?;
        let span = Duration::from_millis(millis.unsigned_abs());
        let time = if millis < 0 { UNIX_EPOCH.checked_sub(span) } else { UNIX_EPOCH.checked_add(span) };
        time.ok_or_else(|| Wrong::new("is out of range"))
    }
}

impl Take for Secret {
    fn take(mut value: Value) -> Result<Self, Wrong> {
        match value.get_mut(SECRET).map(Value::take).unwrap_or(value) {
            Value::String(text) => Ok(Self::new(text)),
            other => Err(Wrong::expected("a string or a Secret", &other)),
        }
    }
}

impl Take for Value {
    fn take(value: Value) -> Result<Self, Wrong> {
        Ok(value)
    }
}

impl<T: Take> Take for Option<T> {
    fn take(value: Value) -> Result<Self, Wrong> {
        T::take(value).map(Some)
    }
}

impl<T: Take> Take for Vec<T> {
    fn take(value: Value) -> Result<Self, Wrong> {
        let Value::Array(items) = value else { return Err(Wrong::expected("an array", &value)) };
        let taken = items.into_iter().enumerate();
        taken
            .map(|(index, item)| T::take(item).map_err(|wrong| wrong.inside(&format!("[{index}]"))))
            .collect()
    }
}

impl<T: Take> Take for BTreeMap<String, T> {
    fn take(value: Value) -> Result<Self, Wrong> {
        let Value::Object(fields) = value else { return Err(Wrong::expected("an object", &value)) };
        let taken = fields.into_iter();
        taken
            .map(|(name, value)| match T::take(value) {
                Ok(value) => Ok((name, value)),
                Err(wrong) => Err(wrong.inside(&name)),
            })
            .collect()
    }
}
