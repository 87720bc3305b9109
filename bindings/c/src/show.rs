//! Writing values of the facade as structs of C.

use std::collections::BTreeMap;
use std::ffi::c_char;
use std::ptr::null;
use std::time::SystemTime;

use phonevault::phone::PhoneId;
use phonevault::secret::Secret;
use phonevault::timestamp::iso8601;
use serde_json::Value;

use crate::arena::Arena;

/// A value that C sees as a struct.
pub(crate) trait Show {
    type Shown: Copy;

    fn show(&self, arena: &Arena) -> Self::Shown;
}

/// A value that C sees as a text.
pub(crate) trait Text {
    fn write(&self, arena: &Arena) -> *const c_char;
}

/// Items that C sees as a struct of their own where they come without their page.
pub(crate) trait Listed: Show {
    type List: Copy;

    fn list(items: *const *const Self::Shown, count: usize) -> Self::List;
}

impl Text for String {
    fn write(&self, arena: &Arena) -> *const c_char {
        arena.text(self)
    }
}

impl Text for PhoneId {
    fn write(&self, arena: &Arena) -> *const c_char {
        arena.text(self.as_str())
    }
}

impl Text for Secret {
    fn write(&self, arena: &Arena) -> *const c_char {
        arena.secret(self.expose())
    }
}

impl Text for Value {
    /// As JSON.
    fn write(&self, arena: &Arena) -> *const c_char {
        arena.text(&self.to_string())
    }
}

impl Text for SystemTime {
    /// As RFC 3339 has it.
    fn write(&self, arena: &Arena) -> *const c_char {
        arena.text(&iso8601(*self))
    }
}

impl<T: Text> Text for Option<T> {
    fn write(&self, arena: &Arena) -> *const c_char {
        self.as_ref().map_or(null(), |text| text.write(arena))
    }
}

impl Arena {
    /// A number that may be absent.
    pub(crate) fn number<T: Copy>(&self, number: Option<T>) -> *const T {
        number.map_or(null(), |number| self.value(number))
    }

    /// A struct.
    pub(crate) fn structure<T: Show>(&self, value: &T) -> *const T::Shown {
        self.value(value.show(self))
    }

    /// A struct that may be absent.
    pub(crate) fn optional<T: Show>(&self, value: Option<&T>) -> *const T::Shown {
        value.map_or(null(), |value| self.structure(value))
    }

    /// Pointers to structs.
    pub(crate) fn structures<'a, T: Show + 'a>(
        &self,
        values: impl ExactSizeIterator<Item = &'a T>,
    ) -> *const *const T::Shown {
        self.values(values.map(|value| self.structure(value)))
    }

    /// Texts.
    pub(crate) fn texts<'a, T: Text + 'a>(
        &self,
        values: impl ExactSizeIterator<Item = &'a T>,
    ) -> *const *const c_char {
        self.values(values.map(|text| text.write(self)))
    }

    /// What else came, as a JSON object; NULL if nothing did.
    pub(crate) fn rest(&self, rest: &BTreeMap<String, Value>) -> *const c_char {
        if rest.is_empty() {
            return null();
        }
        // Names are texts and nothing is written to a file, so there is nothing to fail.
        self.text(&serde_json::to_string(rest).unwrap_or_default())
    }
}
