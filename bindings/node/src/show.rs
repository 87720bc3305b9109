//! From our values to JSON with the names of JavaScript.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use phonevault::phone::PhoneId;
use phonevault::secret::Secret;
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

/// The only key of an object that JavaScript makes a secret of. No vendor's answer has such names, and if one had, only its
/// own value would look odd.
pub(crate) const SECRET: &str = "\0secret";
/// The only key of an object that JavaScript makes a time of, from milliseconds since 1970.
pub(crate) const TIME: &str = "\0time";

/// What JavaScript sees of a value.
pub(crate) trait Show {
    fn show<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error>;

    /// Whether a field that holds this is left out.
    fn is_absent(&self) -> bool {
        false
    }
}

/// A value to be written as JavaScript sees it.
pub(crate) struct Shown<'a, T: ?Sized>(pub(crate) &'a T);

impl<T: Show + ?Sized> Serialize for Shown<'_, T> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        self.0.show(out)
    }
}

/// An object, field by field.
pub(crate) struct Object<S: Serializer>(S::SerializeMap);

impl<S: Serializer> Object<S> {
    pub(crate) fn begin(out: S) -> Result<Self, S::Error> {
        out.serialize_map(None).map(Self)
    }

    /// A field, unless it is absent.
    pub(crate) fn field<T: Show + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), S::Error> {
        if value.is_absent() {
            return Ok(());
        }
        self.0.serialize_entry(name, &Shown(value))
    }

    /// What else came; nothing if nothing did.
    pub(crate) fn rest(
        &mut self,
        name: &'static str,
        rest: &BTreeMap<String, Value>,
    ) -> Result<(), S::Error> {
        if rest.is_empty() {
            return Ok(());
        }
        self.0.serialize_entry(name, rest)
    }

    pub(crate) fn end(self) -> Result<S::Ok, S::Error> {
        self.0.end()
    }
}

/// An object that JavaScript makes something else of.
fn marked<S: Serializer>(out: S, mark: &'static str, value: &impl Serialize) -> Result<S::Ok, S::Error> {
    let mut object = out.serialize_map(Some(1))?;
    object.serialize_entry(mark, value)?;
    object.end()
}

impl Show for str {
    fn show<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(self)
    }
}

impl Show for PhoneId {
    fn show<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(self.as_str())
    }
}

/// Writes the same for types whose JSON is what JavaScript sees.
macro_rules! plain {
    ($($plain:ty),+) => {
        $(impl Show for $plain {
            fn show<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
                self.serialize(out)
            }
        })+
    };
}

plain!(String, bool, i64, u8, u16, usize, Value);

impl Show for Duration {
    /// In milliseconds.
    fn show<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_f64(self.as_secs_f64() * 1000.0)
    }
}

impl Show for SystemTime {
    fn show<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let millis = |span: Duration| i64::try_from(span.as_millis()).unwrap_or(i64::MAX);
        let since = self.duration_since(UNIX_EPOCH).map_or_else(|before| -millis(before.duration()), millis);
        marked(out, TIME, &since)
    }
}

impl Show for Secret {
    fn show<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        marked(out, SECRET, &self.expose())
    }
}

impl<T: Show> Show for Option<T> {
    fn show<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        match self {
            Some(value) => value.show(out),
            None => out.serialize_unit(),
        }
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: Show> Show for [T] {
    fn show<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_seq(self.iter().map(Shown))
    }
}

impl<T: Show> Show for Vec<T> {
    fn show<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        self.as_slice().show(out)
    }
}

impl<T: Show> Show for BTreeMap<String, T> {
    fn show<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_map(self.iter().map(|(name, value)| (name, Shown(value))))
    }
}
