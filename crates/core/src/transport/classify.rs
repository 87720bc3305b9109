//! How far an exchange came, read from the errors of the libraries below. None of their texts holds a URL or a header.

use std::error::Error as StdError;
use std::fmt;

use super::{TransportError, TransportFailure};

/// What cannot be sent at all.
pub(super) fn unusable(why: impl fmt::Display) -> TransportError {
    TransportError::new(TransportFailure::Unusable, why.to_string())
}

/// No answer came. Whatever failed before a connection stood was not sent.
pub(super) fn failed(error: &hyper_util::client::legacy::Error) -> TransportError {
    let failure = if !error.is_connect() {
        TransportFailure::Broken
    } else if is_tls(error) {
        TransportFailure::Tls
    } else {
        TransportFailure::Connect
    };
    // Its own line names only the stage, which the failure tells already.
    let message = error.source().map_or_else(|| error.to_string(), causes);
    TransportError::new(failure, message)
}

/// The body ended before its end.
pub(super) fn torn(error: &hyper::Error) -> TransportError {
    TransportError::new(TransportFailure::Broken, causes(error))
}

/// Whether the error or one of its causes is what is looked for.
pub(super) fn holds(error: &(dyn StdError + 'static), sought: fn(&(dyn StdError + 'static)) -> bool) -> bool {
    // An I/O error hides what it wraps from `source`, so it has to be opened by hand, however often it is wrapped.
    let wrapped = error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
    sought(error)
        || wrapped.is_some_and(|inner| holds(inner, sought))
        || error.source().is_some_and(|cause| holds(cause, sought))
}

#[cfg(feature = "tls")]
fn is_tls(error: &(dyn StdError + 'static)) -> bool {
    holds(error, <dyn StdError>::is::<rustls::Error>)
}

#[cfg(not(feature = "tls"))]
fn is_tls(_error: &(dyn StdError + 'static)) -> bool {
    false
}

/// The error and its causes in one line, without those that an earlier one quotes.
fn causes(error: &(dyn StdError + 'static)) -> String {
    let mut texts: Vec<String> = Vec::new();
    let mut next = Some(error);
    while let Some(current) = next {
        let text = current.to_string();
        if !texts.iter().any(|earlier| earlier.contains(&text)) {
            texts.push(text);
        }
        next = current.source();
    }
    texts.join(": ")
}
