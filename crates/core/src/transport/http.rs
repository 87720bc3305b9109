//! The transport over real sockets: hyper's pooled client, with nothing around it that acts on its own.

use std::fmt;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use async_trait::async_trait;
use http_body_util::{BodyExt as _, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{ACCEPT, HeaderMap, HeaderName, HeaderValue, PROXY_AUTHORIZATION};
use hyper::http::uri::{Authority, Parts, PathAndQuery, Scheme};
use hyper::{Request, Uri};
use hyper_util::client::legacy::Client;
use hyper_util::rt::{TokioExecutor, TokioTimer};

use super::connector::Connector;
use super::proxy::Proxy;
use super::{Body, Headers, HttpAnswer, HttpRequest, Method, Transport, TransportError, classify, is_secret};
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

/// HTTP/1.1 and 2 over sockets. It knows no redirects, no retries and no proxies of the environment: what is not asked for
/// is not sent. Certificates are loaded at the first HTTPS request.
pub struct HttpTransport {
    shared: Arc<Shared>,
    plain: OnceLock<Result<Pool, TransportError>>,
    secure: OnceLock<Result<Pool, TransportError>>,
}

/// What transports of the same settings have in common. Reading the system's certificates takes tens of milliseconds.
struct Shared {
    options: HttpOptions,
    #[cfg(feature = "tls")]
    tls: OnceLock<Result<Arc<rustls::ClientConfig>, TransportError>>,
}

/// The connections of one transport, plain or secure.
struct Pool {
    client: Client<Connector, Full<Bytes>>,
    /// What the proxy wants to see on each request that it reads.
    proxy_login: Option<HeaderValue>,
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

    fn pool(&self, https: bool) -> Result<&Pool, TransportError> {
        let cell = if https { &self.secure } else { &self.plain };
        cell.get_or_init(|| Pool::new(&self.shared, https)).as_ref().map_err(Clone::clone)
    }
}

impl Pool {
    fn new(shared: &Shared, https: bool) -> Result<Self, TransportError> {
        let options = &shared.options;
        let proxy = options.proxy.as_ref().map(|text| Proxy::parse(text.expose())).transpose()?;
        let proxy_login = if https { None } else { proxy.as_ref().and_then(|proxy| proxy.login.clone()) };
        let connector = if https {
            secure(shared, proxy)?
        } else {
            Connector::plain(proxy.map(|proxy| proxy.uri), options.connect_timeout)
        };
        let client = Client::builder(TokioExecutor::new())
            .timer(TokioTimer::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(options.idle_timeout)
            // Sends nothing twice: a request goes to another connection if the one it was given had closed before any byte
            // of it was written (docs/decisions/0004).
            .retry_canceled_requests(true)
            .build(connector);
        Ok(Self { client, proxy_login })
    }

    /// The request as hyper takes it. What cannot be sent exactly as it is, is refused.
    fn message(&self, request: HttpRequest) -> Result<Request<Full<Bytes>>, TransportError> {
        let uri = uri(&request)?;
        let mut headers = HeaderMap::with_capacity(16);
        for (name, value) in request.headers.iter() {
            let field = HeaderName::from_bytes(name.as_bytes()).map_err(classify::unusable)?;
            let mut content = HeaderValue::from_str(value).map_err(classify::unusable)?;
            // What is sensitive is kept out of the logs and compression tables of the libraries below.
            content.set_sensitive(is_secret(name));
            headers.append(field, content);
        }
        // It means the same as none, but firewalls before a gateway may take a request without one for an attack.
        headers.entry(ACCEPT).or_insert(HeaderValue::from_static("*/*"));
        if let Some(login) = &self.proxy_login {
            headers.insert(PROXY_AUTHORIZATION, login.clone());
        }
        let mut message = Request::new(Full::new(Bytes::from(request.body)));
        *message.method_mut() = match request.method {
            Method::Get => hyper::Method::GET,
            Method::Head => hyper::Method::HEAD,
            Method::Post => hyper::Method::POST,
            Method::Put => hyper::Method::PUT,
            Method::Delete => hyper::Method::DELETE,
        };
        *message.uri_mut() = uri;
        *message.headers_mut() = headers;
        Ok(message)
    }
}

fn uri(request: &HttpRequest) -> Result<Uri, TransportError> {
    let mut target = String::with_capacity(request.path.len() + 1 + request.query.len());
    target.push_str(&request.path);
    if !request.query.is_empty() {
        target.push('?');
        target.push_str(&request.query);
    }
    // The parser drops fragments. What is not sent whole must not be sent at all: it was signed whole.
    if !target.starts_with('/') || target.contains('#') {
        return Err(classify::unusable("the path is not one that can be sent"));
    }
    let mut parts = Parts::default();
    parts.scheme = Some(if request.endpoint.is_https() { Scheme::HTTPS } else { Scheme::HTTP });
    parts.authority = Some(Authority::try_from(request.endpoint.authority()).map_err(classify::unusable)?);
    parts.path_and_query = Some(PathAndQuery::try_from(target).map_err(classify::unusable)?);
    Uri::from_parts(parts).map_err(classify::unusable)
}

#[cfg(feature = "tls")]
fn secure(shared: &Shared, proxy: Option<Proxy>) -> Result<Connector, TransportError> {
    let options = &shared.options;
    let read = || Ok(Arc::new(super::tls::config(super::tls::roots(options.ca_pem.as_deref())?)?));
    let config = shared.tls.get_or_init(read).clone()?;
    Ok(Connector::secure(config, proxy, options.connect_timeout))
}

#[cfg(not(feature = "tls"))]
fn secure(_shared: &Shared, _proxy: Option<Proxy>) -> Result<Connector, TransportError> {
    Err(classify::unusable("this build has no TLS: build it with the feature `tls`"))
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
        let pool = self.pool(request.endpoint.is_https())?;
        let message = pool.message(request)?;
        let (head, body) =
            pool.client.request(message).await.map_err(|error| classify::failed(&error))?.into_parts();
        let mut headers = Headers::new();
        for (name, value) in &head.headers {
            headers.append(name.as_str(), String::from_utf8_lossy(value.as_bytes()));
        }
        Ok(HttpAnswer { status: head.status.as_u16(), headers, body: Box::new(Arriving(body)) })
    }
}

#[derive(Debug)]
struct Arriving(Incoming);

#[async_trait]
impl Body for Arriving {
    async fn chunk(&mut self) -> Result<Option<Vec<u8>>, TransportError> {
        while let Some(frame) = self.0.frame().await {
            // What is no data is a trailer, which nobody asks for.
            if let Ok(bytes) = frame.map_err(|error| classify::torn(&error))?.into_data() {
                return Ok(Some(bytes.into()));
            }
        }
        Ok(None)
    }
}
