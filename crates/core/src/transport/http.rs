//! The transport over real sockets: reqwest, with everything that would act on its own switched off.

use std::error::Error as StdError;
use std::fmt;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use async_trait::async_trait;

use super::{
    Body, Headers, HttpAnswer, HttpRequest, Method, Transport, TransportError, TransportFailure, is_secret,
};
use crate::secret::Secret;

/// Settings of [`HttpTransport`].
#[derive(Clone, Debug)]
pub struct HttpOptions {
    /// The longest time to establish a connection, TLS handshake included. Default 10 s.
    pub connect_timeout: Duration,
    /// How long an idle connection is kept for reuse. Default 8 s, below the idle limits of the clouds' gateways.
    pub idle_timeout: Duration,
    /// Certificates to trust instead of the system's, as PEM text.
    pub ca_pem: Option<String>,
    /// The proxy that all requests go through, `http://[user:password@]host[:port]`; HTTPS is tunnelled through it. Default
    /// none: the environment's proxies are not asked.
    pub proxy: Option<Secret>,
}

impl Default for HttpOptions {
    fn default() -> Self {
        Self {
            connect_timeout: Duration::from_secs(10),
            idle_timeout: Duration::from_secs(8),
            ca_pem: None,
            proxy: None,
        }
    }
}

/// HTTP/1.1 and 2 over sockets. Redirects, retries and proxies taken from the environment are off: what is not asked
/// for is not sent. Certificates are loaded at the first HTTPS request.
pub struct HttpTransport {
    shared: Arc<Shared>,
    plain: OnceLock<Result<reqwest::Client, TransportError>>,
    secure: OnceLock<Result<reqwest::Client, TransportError>>,
}

/// What transports of the same settings have in common. Reading the system's certificates takes tens of milliseconds.
struct Shared {
    options: HttpOptions,
    #[cfg(feature = "tls")]
    tls: OnceLock<Result<rustls::ClientConfig, TransportError>>,
}

impl HttpTransport {
    /// A transport with these settings. Nothing is opened or loaded yet.
    #[must_use]
    pub fn new(options: HttpOptions) -> Self {
        let shared = Shared {
            options,
            #[cfg(feature = "tls")]
            tls: OnceLock::new(),
        };
        Self { shared: Arc::new(shared), plain: OnceLock::new(), secure: OnceLock::new() }
    }

    /// Another transport with the same settings and certificates, and connections of its own: connections belong to the
    /// runtime that opened them.
    #[must_use]
    pub fn sibling(&self) -> Self {
        Self { shared: self.shared.clone(), plain: OnceLock::new(), secure: OnceLock::new() }
    }

    fn client(&self, https: bool) -> Result<&reqwest::Client, TransportError> {
        let cell = if https { &self.secure } else { &self.plain };
        cell.get_or_init(|| self.build(https)).as_ref().map_err(Clone::clone)
    }

    fn build(&self, https: bool) -> Result<reqwest::Client, TransportError> {
        let options = &self.shared.options;
        let mut builder = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .no_proxy()
            .connect_timeout(options.connect_timeout)
            .pool_idle_timeout(options.idle_timeout)
            .tcp_nodelay(true);
        if let Some(proxy) = &options.proxy {
            // The cause is not told: it may quote the URL, which may hold a password.
            let unusable = |_| {
                let message = "the proxy must have the form http://[user:password@]host[:port]";
                TransportError::new(TransportFailure::Unusable, message)
            };
            builder = builder.proxy(reqwest::Proxy::all(proxy.expose()).map_err(unusable)?);
        }
        secure(builder, https, &self.shared)?
            .build()
            .map_err(|error| TransportError::new(TransportFailure::Unusable, causes(&error)))
    }
}

#[cfg(feature = "tls")]
fn secure(
    builder: reqwest::ClientBuilder,
    https: bool,
    shared: &Shared,
) -> Result<reqwest::ClientBuilder, TransportError> {
    // Also the client for plain HTTP needs a TLS setup: without one reqwest looks for certificates by itself.
    let config = if https {
        let read = || super::tls::config(super::tls::roots(shared.options.ca_pem.as_deref())?);
        shared.tls.get_or_init(read).clone()?
    } else {
        super::tls::config(rustls::RootCertStore::empty())?
    };
    Ok(builder.tls_backend_preconfigured(config))
}

#[cfg(not(feature = "tls"))]
fn secure(
    builder: reqwest::ClientBuilder,
    https: bool,
    _shared: &Shared,
) -> Result<reqwest::ClientBuilder, TransportError> {
    if https {
        let message = "this build has no TLS: build it with the feature `tls`";
        return Err(TransportError::new(TransportFailure::Unusable, message));
    }
    Ok(builder)
}

impl fmt::Debug for HttpTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpTransport").field("options", &self.shared.options).finish_non_exhaustive()
    }
}

impl Default for HttpTransport {
    fn default() -> Self {
        Self::new(HttpOptions::default())
    }
}

#[async_trait]
impl Transport for HttpTransport {
    async fn send(&self, request: HttpRequest) -> Result<HttpAnswer, TransportError> {
        let client = self.client(request.endpoint.is_https())?;
        let method = match request.method {
            Method::Get => reqwest::Method::GET,
            Method::Head => reqwest::Method::HEAD,
            Method::Post => reqwest::Method::POST,
            Method::Put => reqwest::Method::PUT,
            Method::Delete => reqwest::Method::DELETE,
        };
        let mut builder = client.request(method, request.url()).body(request.body);
        for (name, value) in request.headers.iter() {
            // What is sensitive is kept out of the logs and compression tables of the libraries below. A value that no
            // header can carry goes on as it is: the builder then refuses the request.
            builder = match reqwest::header::HeaderValue::from_str(value) {
                Ok(mut field) => {
                    field.set_sensitive(is_secret(name));
                    builder.header(name, field)
                }
                Err(_) => builder.header(name, value),
            };
        }
        let answer = builder.send().await.map_err(|error| classify(&error))?;
        let mut headers = Headers::new();
        for (name, value) in answer.headers() {
            headers.append(name.as_str(), String::from_utf8_lossy(value.as_bytes()));
        }
        let status = answer.status().as_u16();
        Ok(HttpAnswer { status, headers, body: Box::new(ReqwestBody(answer)) })
    }
}

#[derive(Debug)]
struct ReqwestBody(reqwest::Response);

#[async_trait]
impl Body for ReqwestBody {
    async fn chunk(&mut self) -> Result<Option<Vec<u8>>, TransportError> {
        let chunk = self.0.chunk().await;
        chunk.map(|bytes| bytes.map(Vec::from)).map_err(|error| classify(&error))
    }
}

/// A request that reqwest could not even build was not sent, nor was one whose connection never stood.
fn classify(error: &reqwest::Error) -> TransportError {
    let message = causes(error);
    let failure = if error.is_builder() {
        TransportFailure::Unusable
    } else if !error.is_connect() {
        TransportFailure::Broken
    } else if is_tls(error) {
        TransportFailure::Tls
    } else {
        TransportFailure::Connect
    };
    TransportError::new(failure, message)
}

#[cfg(feature = "tls")]
fn is_tls(error: &(dyn StdError + 'static)) -> bool {
    // An I/O error hides what it wraps from `source`, so it has to be opened by hand, however often it is wrapped.
    let wrapped = error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
    error.is::<rustls::Error>()
        || wrapped.is_some_and(|inner| is_tls(inner))
        || error.source().is_some_and(is_tls)
}

#[cfg(not(feature = "tls"))]
fn is_tls(_error: &(dyn StdError + 'static)) -> bool {
    false
}

/// The chain of causes without reqwest's own first line, which would print the URL with its query.
fn causes(error: &reqwest::Error) -> String {
    let mut texts: Vec<String> = Vec::new();
    let mut cause = error.source();
    while let Some(current) = cause {
        let text = current.to_string();
        if !texts.iter().any(|earlier| earlier.contains(&text)) {
            texts.push(text);
        }
        cause = current.source();
    }
    if texts.is_empty() { "the request cannot be sent as it is".to_owned() } else { texts.join(": ") }
}
