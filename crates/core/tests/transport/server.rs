//! A server that tells what it was asked, and counts its connections.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto;
use phonevault_core::transport::{Endpoint, HttpAnswer, HttpRequest, Method};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};

/// Where it listens and how many connections it has seen.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    connections: Arc<AtomicUsize>,
}

impl Server {
    /// Serves each connection by `serve`.
    pub(crate) async fn by<F>(serve: impl Fn(TcpStream) -> F + Send + 'static) -> Self
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let connections = Arc::new(AtomicUsize::new(0));
        let counter = connections.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                counter.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(serve(stream));
            }
        });
        Self { address, connections }
    }

    /// Answers each request with what it was.
    pub(crate) async fn telling() -> Self {
        Self::by(tell).await
    }

    pub(crate) fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }

    pub(crate) fn endpoint(&self, scheme: &str) -> Endpoint {
        Endpoint::parse("x", &format!("{scheme}://{}", self.address)).unwrap()
    }
}

/// Answers with the version, the target and the fields of the request, one a line.
pub(crate) async fn tell(stream: impl AsyncRead + AsyncWrite + Send + Unpin + 'static) {
    let service = service_fn(|request: Request<Incoming>| async move {
        let mut told = format!("{:?} {} {}\n", request.version(), request.method(), request.uri());
        for (name, value) in request.headers() {
            told.push_str(&format!("{name}: {}\n", value.to_str().unwrap()));
        }
        Ok::<_, Infallible>(Response::new(told))
    });
    // How a connection ends is the client's business.
    let _ = auto::Builder::new(TokioExecutor::new()).serve_connection(TokioIo::new(stream), service).await;
}

/// Reads up to the empty line and nothing more; what was there if the client went away before.
pub(crate) async fn read_head(stream: &mut TcpStream) -> String {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read_u8().await {
            Ok(byte) => head.push(byte),
            Err(_) => break,
        }
    }
    String::from_utf8(head).unwrap()
}

pub(crate) fn get(endpoint: Endpoint) -> HttpRequest {
    let mut request = HttpRequest::new(Method::Get, endpoint, "/a%20b");
    request.query = "q=%2B".to_owned();
    request
}

/// The whole body.
pub(crate) async fn text(mut answer: HttpAnswer) -> String {
    let mut bytes = Vec::new();
    while let Some(chunk) = answer.body.chunk().await.unwrap() {
        bytes.extend(chunk);
    }
    String::from_utf8(bytes).unwrap()
}
