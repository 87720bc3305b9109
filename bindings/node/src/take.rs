//! From what JavaScript gave, as JSON, to our values. What is of the wrong type is told with its path.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use phonevault::Error;
use phonevault::phone::PhoneId;
use phonevault::secret::Secret;
use serde_json::Value;

use crate::error::Refused;
use crate::given::Given;
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

    fn expected(expected: &str, value: &Given<'_>) -> Self {
        // The type, never the value: it may be a secret.
        Self::new(format!("must be {expected}, not {}", value.kind()))
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

/// What can be taken from JavaScript.
pub(crate) trait Take: Sized {
    fn take(value: Given<'_>) -> Result<Self, Wrong>;
}

/// The fields of an object that are not taken yet.
pub(crate) struct Fields<'a>(Vec<(Cow<'a, str>, Given<'a>)>);

impl<'a> Fields<'a> {
    pub(crate) fn of(value: Given<'a>) -> Result<Self, Wrong> {
        match value {
            Given::Object(fields)
                if !fields.first().is_some_and(|(name, _)| name == SECRET || name == TIME) =>
            {
                Ok(Self(fields))
            }
            other => Err(Wrong::expected("an object", &other)),
        }
    }

    /// A field that may be left out.
    pub(crate) fn given<T: Take>(&mut self, name: &str) -> Result<Option<T>, Wrong> {
        let Some(at) = self.0.iter().position(|(known, _)| known == name) else { return Ok(None) };
        let (_, value) = self.0.swap_remove(at);
        T::take(value).map(Some).map_err(|wrong| wrong.inside(name))
    }

    /// A field that must be there.
    pub(crate) fn needed<T: Take>(&mut self, name: &str) -> Result<T, Wrong> {
        self.given(name)?.ok_or_else(|| Wrong::new("is missing").inside(name))
    }

    /// Refuses what is left.
    pub(crate) fn end(self, of: &str) -> Result<(), Wrong> {
        match self.0.first() {
            Some((name, _)) => Err(Wrong::new(format!("is no field of {of}")).inside(name)),
            None => Ok(()),
        }
    }
}

impl Take for String {
    fn take(value: Given<'_>) -> Result<Self, Wrong> {
        match value {
            Given::Text(text) => Ok(text.into_owned()),
            other => Err(Wrong::expected("a string", &other)),
        }
    }
}

impl Take for PhoneId {
    fn take(value: Given<'_>) -> Result<Self, Wrong> {
        String::take(value).map(Self::from)
    }
}

impl Take for bool {
    fn take(value: Given<'_>) -> Result<Self, Wrong> {
        match value {
            Given::Bool(value) => Ok(value),
            other => Err(Wrong::expected("a boolean", &other)),
        }
    }
}

/// Writes the same for whole numbers of all sizes. JavaScript writes those that it holds exactly without a fraction.
macro_rules! whole {
    ($($number:ty),+) => {
        $(impl Take for $number {
            fn take(value: Given<'_>) -> Result<Self, Wrong> {
                let Given::Number(number) = value else { return Err(Wrong::expected("a number", &value)) };
                let whole = number.as_i64().ok_or_else(|| Wrong::new("must be a whole number up to 2^53-1"))?;
                Self::try_from(whole).map_err(|_| Wrong::new(concat!("does not fit: ", stringify!($number))))
            }
        })+
    };
}

whole!(i64, u8, usize);

impl Take for f64 {
    fn take(value: Given<'_>) -> Result<Self, Wrong> {
        match value {
            Given::Number(number) => Ok(number.as_f64().unwrap_or_default()),
            other => Err(Wrong::expected("a number", &other)),
        }
    }
}

impl Take for SystemTime {
    fn take(value: Given<'_>) -> Result<Self, Wrong> {
        let Some(Given::Number(millis)) = value.marked(TIME) else {
            return Err(Wrong::expected("a Date", &value));
        };
        let millis = millis.as_i64().unwrap_or(i64::MAX);
        let span = Duration::from_millis(millis.unsigned_abs());
        let time = if millis < 0 { UNIX_EPOCH.checked_sub(span) } else { UNIX_EPOCH.checked_add(span) };
        time.ok_or_else(|| Wrong::new("is out of range"))
    }
}

impl Take for Secret {
    fn take(value: Given<'_>) -> Result<Self, Wrong> {
        match value.marked(SECRET).unwrap_or(&value) {
            Given::Text(text) => Ok(Self::new(&**text)),
            other => Err(Wrong::expected("a string or a Secret", other)),
        }
    }
}

impl Take for Value {
    fn take(value: Given<'_>) -> Result<Self, Wrong> {
        Ok(value.into())
    }
}

impl<T: Take> Take for Option<T> {
    fn take(value: Given<'_>) -> Result<Self, Wrong> {
        T::take(value).map(Some)
    }
}

impl<T: Take> Take for Vec<T> {
    fn take(value: Given<'_>) -> Result<Self, Wrong> {
        let Given::Array(items) = value else { return Err(Wrong::expected("an array", &value)) };
        let taken = items.into_iter().enumerate();
        taken
            .map(|(index, item)| T::take(item).map_err(|wrong| wrong.inside(&format!("[{index}]"))))
            .collect()
    }
}

impl<T: Take> Take for BTreeMap<String, T> {
    fn take(value: Given<'_>) -> Result<Self, Wrong> {
        let Given::Object(fields) = value else { return Err(Wrong::expected("an object", &value)) };
        let taken = fields.into_iter();
        taken
            .map(|(name, value)| match T::take(value) {
                Ok(value) => Ok((name.into_owned(), value)),
                Err(wrong) => Err(wrong.inside(&name)),
            })
            .collect()
    }
}
