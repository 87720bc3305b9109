//! The proxy's address and login.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hyper::Uri;
use hyper::header::HeaderValue;
use percent_encoding::percent_decode_str;

use super::{Endpoint, TransportError, classify};

/// An HTTP proxy.
pub(super) struct Proxy {
    /// Where it listens.
    pub(super) uri: Uri,
    /// The value of `Proxy-Authorization`, if it wants a login.
    pub(super) login: Option<HeaderValue>,
}

impl Proxy {
    /// Reads `http://[user:password@]host[:port]`; the scheme may be left out. User and password are percent-encoded where
    /// they hold what a URL cannot.
    pub(super) fn parse(text: &str) -> Result<Self, TransportError> {
        // The cause is not told: it may quote the URL, which may hold a password.
        let refuse = || classify::unusable("the proxy must have the form http://[user:password@]host[:port]");
        let (scheme, rest) = text.split_once("://").unwrap_or(("http", text));
        if !scheme.eq_ignore_ascii_case("http") {
            return Err(refuse());
        }
        let (login, address) = match rest.rsplit_once('@') {
            Some((login, address)) => (login, address),
            None => ("", rest),
        };
        if login.contains(['/', '?', '#']) {
            return Err(refuse());
        }
        let endpoint = Endpoint::parse_with("proxy", &format!("http://{address}"), true);
        let uri = endpoint.ok().and_then(|endpoint| endpoint.to_string().parse().ok()).ok_or_else(refuse)?;
        let login = if login.is_empty() { None } else { Some(basic(login).ok_or_else(refuse)?) };
        Ok(Self { uri, login })
    }
}

/// `Basic` authorization (RFC 7617).
fn basic(login: &str) -> Option<HeaderValue> {
    let (user, password) = login.split_once(':').unwrap_or((login, ""));
    let mut pair: Vec<u8> = percent_decode_str(user).collect();
    // The first colon ends the user's name.
    if pair.contains(&b':') {
        return None;
    }
    pair.push(b':');
    pair.extend(percent_decode_str(password));
    let mut value = HeaderValue::from_str(&format!("Basic {}", STANDARD.encode(&pair))).ok()?;
    value.set_sensitive(true);
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transport::TransportFailure;

    fn login(text: &str) -> Option<String> {
        let login = Proxy::parse(text).unwrap().login?;
        let text = login.to_str().unwrap().strip_prefix("Basic ").unwrap().to_owned();
        Some(String::from_utf8(STANDARD.decode(text).unwrap()).unwrap())
    }

    #[test]
    fn address_and_login_are_read_from_the_url() {
        for (text, address, pair) in [
            ("http://proxy.example.com:3128", "http://proxy.example.com:3128/", None),
            ("HTTP://Proxy.example.com/", "http://proxy.example.com/", None),
            ("proxy.example.com:3128", "http://proxy.example.com:3128/", None),
            ("http://[::1]:3128", "http://[::1]:3128/", None),
            ("http://u:p@h:1", "http://h:1/", Some("u:p")),
            ("http://u@h", "http://h/", Some("u:")),
            ("http://:p@h", "http://h/", Some(":p")),
            ("http://u:p%40%3A%2F%c3%a9@h:1", "http://h:1/", Some("u:p@:/é")),
            ("http://u:p@ss:word@h:1", "http://h:1/", Some("u:p@ss:word")),
        ] {
            assert_eq!(Proxy::parse(text).unwrap().uri.to_string(), address, "{text}");
            assert_eq!(login(text).as_deref(), pair, "{text}");
        }
        assert!(Proxy::parse("http://u:p@h").unwrap().login.unwrap().is_sensitive());
    }

    #[test]
    fn what_is_no_proxy_is_refused_without_being_quoted() {
        for text in [
            "",
            "http://",
            "http://user:hush@",
            "http://user:hush@:::",
            "https://user:hush@h",
            "socks5://user:hush@h",
            "http://user:hush@h:99999",
            "http://user:hush@h/path",
            "http://user:hush@h?x",
            "http://h/user:hush@other",
            "http://us%3Aer:hush@h",
            "http://user:hush@h h",
        ] {
            let error = Proxy::parse(text).err().unwrap();
            assert_eq!(error.failure, TransportFailure::Unusable, "{text}");
            assert_eq!(error.message, "the proxy must have the form http://[user:password@]host[:port]");
        }
    }
}
