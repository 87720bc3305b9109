//! One HTTP exchange: plain data in, plain data out, and how far it came if it failed.

mod classify;
mod connector;
mod endpoint;
mod http;
mod proxy;
#[cfg(feature = "tls")]
mod tls;

use std::fmt;

use async_trait::async_trait;
use zeroize::Zeroize as _;

pub use endpoint::Endpoint;
pub use http::{HttpOptions, HttpTransport};

/// The HTTP methods that the clouds use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// `GET`
    Get,
    /// `HEAD`
    Head,
    /// `POST`
    Post,
    /// `PUT`
    Put,
    /// `DELETE`
    Delete,
}

impl Method {
    /// The method in upper case.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Header fields in the order in which they were added. Names are kept in lower case.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Headers(Vec<(String, String)>);

impl Headers {
    /// No field.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets a field, replacing an earlier value.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        if self.get(name).is_some() {
            self.0.retain(|(existing, _)| !existing.eq_ignore_ascii_case(name));
        }
        self.0.push((name.to_ascii_lowercase(), value.into()));
    }

    /// Adds a field beside earlier ones of the same name.
    pub fn append(&mut self, name: &str, value: impl Into<String>) {
        self.0.push((name.to_ascii_lowercase(), value.into()));
    }

    /// The first value of a field; the name in any case.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(existing, _)| existing.eq_ignore_ascii_case(name)).map(|(_, value)| &**value)
    }

    /// All fields in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (&**name, &**value))
    }
}

/// Our copies of signatures and tokens do not stay in memory.
impl Drop for Headers {
    fn drop(&mut self) {
        for (name, value) in &mut self.0 {
            if is_secret(name) {
                value.zeroize();
            }
        }
    }
}

/// Whether the value of a field is a signature or a token; the name in lower case.
pub(crate) fn is_secret(name: &str) -> bool {
    // Asked for every field of every call: setting up a text search costs more than comparing.
    name == "authorization" || name.as_bytes().windows(5).any(|part| part == b"token")
}

/// Only names: values may hold signatures and tokens.
impl fmt::Debug for Headers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(|(name, _)| name)).finish()
    }
}

/// A request as it goes on the wire.
#[derive(Clone, PartialEq, Eq)]
pub struct HttpRequest {
    /// The method.
    pub method: Method,
    /// Where it goes.
    pub endpoint: Endpoint,
    /// The path, percent-encoded, beginning with `/`.
    pub path: String,
    /// The query, percent-encoded, without `?`; empty for none.
    pub query: String,
    /// The header fields.
    pub headers: Headers,
    /// The exact bytes of the body; empty for none.
    pub body: Vec<u8>,
}

impl HttpRequest {
    /// A request without query, headers and body.
    pub fn new(method: Method, endpoint: Endpoint, path: impl Into<String>) -> Self {
        Self {
            method,
            endpoint,
            path: path.into(),
            query: String::new(),
            headers: Headers::new(),
            body: Vec::new(),
        }
    }

    /// The whole URL.
    #[must_use]
    pub fn url(&self) -> String {
        let separator = if self.query.is_empty() { "" } else { "?" };
        format!("{}{}{separator}{}", self.endpoint, self.path, self.query)
    }
}

/// Without query, header values and body: they may hold signatures, tokens and a user's names.
impl fmt::Debug for HttpRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpRequest")
            .field("method", &self.method)
            .field("endpoint", &self.endpoint)
            .field("path", &self.path)
            .field("headers", &self.headers)
            .field("body_bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// An answer whose body is still to be read.
#[derive(Debug)]
pub struct HttpAnswer {
    /// The status.
    pub status: u16,
    /// The header fields.
    pub headers: Headers,
    /// The body.
    pub body: Box<dyn Body>,
}

/// A body that arrives piece by piece.
#[async_trait]
pub trait Body: Send + fmt::Debug {
    /// The next piece; `None` once the body ended where the answer said it would.
    async fn chunk(&mut self) -> Result<Option<Vec<u8>>, TransportError>;
}

/// How far an exchange came before it failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransportFailure {
    /// The transport cannot be used at all (wrong CA file, no TLS built in); nothing was sent.
    Unusable,
    /// The name did not resolve, or nothing listened, or the connection took too long, or the proxy opened no tunnel; nothing
    /// was sent.
    Connect,
    /// The TLS handshake failed, or no CA certificates are installed; nothing was sent.
    Tls,
    /// The connection broke after it stood.
    Broken,
}

/// Why an exchange failed. The text never holds the URL's query or a header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransportError {
    /// How far it came.
    pub failure: TransportFailure,
    /// The cause in words.
    pub message: String,
}

impl TransportError {
    /// A failure with its cause.
    pub fn new(failure: TransportFailure, message: impl Into<String>) -> Self {
        Self { failure, message: message.into() }
    }
}

/// Sends one request, once. An implementation never repeats, redirects or buffers answers without limit.
#[async_trait]
pub trait Transport: Send + Sync + fmt::Debug {
    /// Sends `request` and returns as soon as the answer's head is there.
    async fn send(&self, request: HttpRequest) -> Result<HttpAnswer, TransportError>;
}
