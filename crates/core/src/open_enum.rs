//! What every open enumeration can do: a value that this version does not know is kept, and never taken for a known one.
//! The enumerations themselves are written out where they belong, for readers and generators.

/// Implements the wire form of an enumeration of texts with a variant `Other(String)`.
#[macro_export]
macro_rules! open_text {
    ($type:ident { $($variant:ident = $text:literal),+ $(,)? }) => {
        impl $type {
            /// The value as the vendor spells it.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)+
                    Self::Other(text) => text,
                }
            }
        }

        impl From<&str> for $type {
            fn from(text: &str) -> Self {
                match text {
                    $($text => Self::$variant,)+
                    other => Self::Other(other.to_owned()),
                }
            }
        }

        impl From<String> for $type {
            fn from(text: String) -> Self {
                Self::from(&*text)
            }
        }

        impl From<$type> for String {
            fn from(value: $type) -> Self {
                value.as_str().to_owned()
            }
        }

        impl ::std::fmt::Display for $type {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl ::serde::Serialize for $type {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $type {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                <String as ::serde::Deserialize>::deserialize(deserializer).map(Self::from)
            }
        }
    };
}

/// Implements the wire form of an enumeration of whole numbers with a variant `Other(i64)`.
#[macro_export]
macro_rules! open_number {
    ($type:ident { $($variant:ident = $number:literal),+ $(,)? }) => {
        impl $type {
            /// The value as the vendor writes it.
            #[must_use]
            pub const fn number(self) -> i64 {
                match self {
                    $(Self::$variant => $number,)+
                    Self::Other(number) => number,
                }
            }
        }

        impl From<i64> for $type {
            fn from(number: i64) -> Self {
                match number {
                    $($number => Self::$variant,)+
                    other => Self::Other(other),
                }
            }
        }

        impl From<$type> for i64 {
            fn from(value: $type) -> Self {
                value.number()
            }
        }

        impl ::serde::Serialize for $type {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_i64(self.number())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $type {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                <i64 as ::serde::Deserialize>::deserialize(deserializer).map(Self::from)
            }
        }
    };
}

#[cfg(test)]
#[allow(unreachable_pub, reason = "the methods are public for the enumerations of other crates")]
mod tests {
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    enum State {
        Done,
        Other(i64),
    }

    open_number!(State { Done = 2 });

    #[derive(Clone, Debug, PartialEq, Eq)]
    enum Kind {
        Whole,
        Other(String),
    }

    open_text!(Kind { Whole = "whole" });

    #[test]
    fn what_is_unknown_is_kept_and_written_back() {
        for number in [i64::MIN, -1, 0, 2, 3] {
            let state: State = serde_json::from_value(number.into()).unwrap();
            assert_eq!(
                (state == State::Done, serde_json::to_value(state).unwrap()),
                (number == 2, number.into())
            );
        }
        for text in ["whole", "Whole", ""] {
            let kind: Kind = serde_json::from_value(text.into()).unwrap();
            assert_eq!((kind == Kind::Whole, kind.to_string()), (text == "whole", text.to_owned()));
        }
        for wrong in ["\"2\"", "2.5", "null"] {
            assert!(serde_json::from_str::<State>(wrong).is_err(), "{wrong}");
        }
        assert!(serde_json::from_str::<Kind>("2").is_err());
    }
}
