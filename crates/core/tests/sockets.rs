//! The transport over real sockets: how far an exchange came, and that nothing is ever sent twice.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use phonevault_core::context::Context;
use phonevault_core::error::{Applied, ErrorKind, Result};
use phonevault_core::operation::Operation;
use phonevault_core::pipeline::{Answer, Classify, Limits, Pipeline, Refusal, Sign};
use phonevault_core::transport::{
    Endpoint, HttpOptions, HttpRequest, HttpTransport, Method, Transport, TransportFailure,
};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// Serves each connection by `serve` and counts the requests seen over all of them.
async fn server<F, S>(serve: S) -> (Endpoint, Arc<AtomicUsize>)
where
    S: Fn(TcpStream) -> F + Send + 'static,
    F: Future<Output = ()> + Send + 'static,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = Endpoint::parse("x", &format!("http://{}", listener.local_addr().unwrap())).unwrap();
    let seen = Arc::new(AtomicUsize::new(0));
    let counter = seen.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            counter.fetch_add(1, Ordering::SeqCst);
            tokio::spawn(serve(stream));
        }
    });
    (endpoint, seen)
}

async fn read_head(stream: &mut TcpStream) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.unwrap());
    }
}

fn post(endpoint: Endpoint) -> HttpRequest {
    let mut request = HttpRequest::new(Method::Post, endpoint, "/a%20b/%2F");
    request.query = "q=%2B&r=".to_owned();
    request
}

#[tokio::test]
async fn a_refused_connection_was_not_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = Endpoint::parse("x", &format!("http://{}", listener.local_addr().unwrap())).unwrap();
    drop(listener);
    let error = HttpTransport::default().send(post(endpoint)).await.unwrap_err();
    assert_eq!(error.failure, TransportFailure::Connect, "{}", error.message);
    assert!(!error.message.contains("q="), "the query must not be shown: {}", error.message);
}

#[tokio::test]
async fn a_connection_closed_after_the_request_is_broken_and_not_tried_again() {
    let (endpoint, seen) = server(|mut stream| async move { read_head(&mut stream).await }).await;
    let error = HttpTransport::default().send(post(endpoint)).await.unwrap_err();
    assert_eq!(error.failure, TransportFailure::Broken, "{}", error.message);
    assert_eq!(seen.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_body_shorter_than_announced_is_broken() {
    let (endpoint, _) = server(|mut stream| async move {
        read_head(&mut stream).await;
        stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n12345").await.unwrap();
    })
    .await;
    let mut answer = HttpTransport::default().send(post(endpoint)).await.unwrap();
    let mut failure = None;
    while failure.is_none() {
        match answer.body.chunk().await {
            Ok(Some(_)) => {}
            Ok(None) => panic!("a torn body looked complete"),
            Err(error) => failure = Some(error.failure),
        }
    }
    assert_eq!(failure, Some(TransportFailure::Broken));
}

#[tokio::test]
async fn the_request_arrives_exactly_as_given_and_a_redirect_is_not_followed() {
    let (endpoint, seen) = server(|mut stream| async move {
        let mut head = vec![0; 64];
        let read = stream.read(&mut head).await.unwrap();
        assert!(head[..read].starts_with(b"POST /a%20b/%2F?q=%2B&r= HTTP/1.1\r\n"));
        stream
            .write_all(b"HTTP/1.1 307 T\r\nlocation: /elsewhere\r\ncontent-length: 0\r\n\r\n")
            .await
            .unwrap();
    })
    .await;
    let answer = HttpTransport::default().send(post(endpoint)).await.unwrap();
    assert_eq!(answer.status, 307);
    assert_eq!(answer.headers.get("Location"), Some("/elsewhere"));
    assert_eq!(seen.load(Ordering::SeqCst), 1);
}

#[cfg(feature = "tls")]
#[tokio::test]
async fn a_server_that_speaks_no_tls_fails_the_handshake_and_a_bad_ca_file_is_typed() {
    let (endpoint, _) = server(|mut stream| async move {
        let _ = stream.write_all(b"HTTP/1.1 400 plain\r\n\r\n").await;
    })
    .await;
    let https = Endpoint::parse("x", &endpoint.to_string().replace("http://", "https://")).unwrap();
    let pem = |text: &str| HttpOptions { ca_pem: Some(text.to_owned()), ..HttpOptions::default() };
    let error = HttpTransport::new(pem("no pem")).send(post(https.clone())).await.unwrap_err();
    assert_eq!(error.failure, TransportFailure::Tls);
    assert!(error.message.contains("CA file"), "{}", error.message);
    let error = HttpTransport::default().send(post(https)).await.unwrap_err();
    assert_eq!(error.failure, TransportFailure::Tls, "{}", error.message);
}

#[tokio::test]
async fn an_answer_head_that_never_ends_is_broken_and_not_collected() {
    let (endpoint, seen) = server(|mut stream| async move {
        read_head(&mut stream).await;
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n").await;
        // Ends when the client closes the connection: it must give up by itself.
        while stream.write_all(format!("x-pad: {}\r\n", "y".repeat(8192)).as_bytes()).await.is_ok() {}
    })
    .await;
    let error = HttpTransport::default().send(post(endpoint)).await.unwrap_err();
    assert_eq!(error.failure, TransportFailure::Broken, "{}", error.message);
    assert_eq!(seen.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn header_values_that_smuggle_a_line_are_not_sent() {
    let (endpoint, seen) = server(|_stream| async {}).await;
    for value in ["a\r\nx-other: b", "a\nb", "a\0b"] {
        let mut request = post(endpoint.clone());
        request.headers.set("x-field", value);
        let error = HttpTransport::default().send(request).await.unwrap_err();
        assert_eq!(error.failure, TransportFailure::Unusable, "{}", error.message);
    }
    assert_eq!(seen.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn a_chunked_answer_that_never_ends_is_cut_at_the_cap() {
    let (endpoint, _) = server(|mut stream| async move {
        read_head(&mut stream).await;
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n").await;
        while stream.write_all(format!("400\r\n{}\r\n", "z".repeat(1024)).as_bytes()).await.is_ok() {}
    })
    .await;
    let context = Context::system(Arc::new(HttpTransport::default()));
    let limits = Limits { max_answer_bytes: 100_000, ..Limits::default() };
    let operation = Operation::mutation("BackupApp", "cloud");
    let pipeline = Pipeline::new(context, limits);
    let error = pipeline.execute(&operation, post(endpoint), &Unsigned, &Anything).await.unwrap_err();
    assert_eq!((error.kind(), error.applied()), (ErrorKind::TooLarge, Applied::Unknown));
}

struct Unsigned;

#[async_trait::async_trait]
impl Sign for Unsigned {
    async fn sign(&self, request: HttpRequest, _context: &Context) -> Result<HttpRequest> {
        Ok(request)
    }
}

struct Anything;

impl Classify for Anything {
    fn request_id(&self, _answer: &Answer) -> Option<String> {
        None
    }

    fn refusal(&self, _operation: &Operation, _answer: &Answer) -> Option<Refusal> {
        None
    }
}
