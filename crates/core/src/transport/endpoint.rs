//! Where a service listens.

use std::fmt;
use std::net::IpAddr;

use crate::error::{Error, ErrorKind, Result};

/// Scheme, host and port of a service. HTTPS is required except to loopback, or with an explicit opt-out.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Endpoint {
    https: bool,
    authority: String,
}

impl Endpoint {
    /// Reads `https://host[:port]`, or `host[:port]`, which means HTTPS. Plain `http://` is accepted for loopback
    /// addresses and `localhost` only. `service` names the setting in the error.
    pub fn parse(service: &str, text: &str) -> Result<Self> {
        Self::parse_with(service, text, false)
    }

    /// Like [`Endpoint::parse`], with plain HTTP to any host if `allow_plain_http`: keys are not sent in clear, but
    /// phone data, tokens and answers are, and answers can be forged.
    pub fn parse_with(service: &str, text: &str, allow_plain_http: bool) -> Result<Self> {
        let refuse = |why: &str| {
            // What stands before an `@` may be a password, and what follows a `?` a token.
            let shown = text.rsplit('@').next().unwrap_or_default().split('?').next().unwrap_or_default();
            let shown: String = shown.chars().take(128).collect();
            let message = format!("endpoint of {service}: `{shown}` {why}; give it as https://host[:port]");
            Err(Error::new(ErrorKind::Configuration, message))
        };
        let (https, rest) = match text.split_once("://") {
            Some(("https", rest)) => (true, rest),
            Some(("http", rest)) => (false, rest),
            Some(_) => return refuse("is neither https nor http"),
            None => (true, text),
        };
        let authority = rest.strip_suffix('/').unwrap_or(rest);
        if authority.is_empty() {
            return refuse("names no host");
        }
        if authority.contains(['/', '?', '#', '@', '\\', '%']) || authority.contains(char::is_whitespace) {
            return refuse("holds more than a host and a port");
        }
        let Some((host, port)) = split_port(authority) else {
            return refuse("has no valid port");
        };
        let plain = host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._:[]".contains(&byte));
        if host.is_empty() || !plain {
            return refuse("has no valid host");
        }
        if !https && !allow_plain_http && !is_loopback(host) {
            return refuse("uses plain http to a host that is not loopback");
        }
        // The port that the scheme implies is not sent in the Host field, so it must not be signed either.
        let authority = match port {
            Some(443) if https => host,
            Some(80) if !https => host,
            _ => authority,
        };
        Ok(Self { https, authority: authority.to_ascii_lowercase() })
    }

    /// Host and port as the `Host` field carries them.
    #[must_use]
    pub fn authority(&self) -> &str {
        &self.authority
    }

    /// The host without the port.
    #[must_use]
    pub fn host(&self) -> &str {
        split_port(&self.authority).map_or(&*self.authority, |(host, _)| host)
    }

    /// Whether TLS is used.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.https
    }

    /// Whether the host is this machine, by address or as `localhost`.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        is_loopback(self.host())
    }

    /// The same service below `label.`, as virtual-host addressing of object stores needs it.
    #[must_use]
    pub fn below(&self, label: &str) -> Self {
        Self { https: self.https, authority: format!("{label}.{}", self.authority) }
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", if self.https { "https" } else { "http" }, self.authority)
    }
}

/// Host and port; an IPv6 address stands in brackets. `None` if the port is no number.
fn split_port(authority: &str) -> Option<(&str, Option<u16>)> {
    let after_address = authority.rfind(']').map_or(0, |end| end + 1);
    match authority[after_address..].rfind(':') {
        Some(colon) => {
            let (host, port) = authority.split_at(after_address + colon);
            port[1..].parse().ok().map(|port| (host, Some(port)))
        }
        None => Some((authority, None)),
    }
}

fn is_loopback(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']');
    match address.parse::<IpAddr>() {
        Ok(ip) => ip.is_loopback(),
        Err(_) => address.eq_ignore_ascii_case("localhost"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn https_is_meant_when_nothing_is_said_and_default_ports_vanish() {
        for (text, shown) in [
            ("cph.cn-north-4.example.com", "https://cph.cn-north-4.example.com"),
            ("https://A.example.com:443/", "https://a.example.com"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
            ("http://[::1]:80", "http://[::1]"),
            ("http://localhost:1", "http://localhost:1"),
            ("https://[2001:db8::1]:8443", "https://[2001:db8::1]:8443"),
        ] {
            assert_eq!(Endpoint::parse("x", text).unwrap().to_string(), shown);
        }
    }

    #[test]
    fn what_is_unsafe_or_no_endpoint_is_refused() {
        for text in [
            "http://example.com",
            "http://127.0.0.1.example.com",
            "http://localhost.example.com",
            "ftp://h",
            "https://",
            "https://u@h",
            "https://h/path",
            "https://h?q",
            "https://h:99999",
            "https://h:x",
            "https://h h",
            "https://127.0.0.1\\@h",
        ] {
            let error = Endpoint::parse("alibaba_ecp", text).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Configuration, "{text}");
            assert!(error.message().contains("alibaba_ecp"), "{text}");
        }
        assert!(Endpoint::parse_with("x", "http://example.com", true).is_ok());
        for text in ["https://user:hush@h", "https://h?token=hush", "hush@"] {
            let error = Endpoint::parse("x", text).unwrap_err();
            assert!(!error.to_string().contains("hush"), "{error}");
        }
    }
}
