//! The transport over real sockets: how far an exchange came, and that nothing is ever sent twice.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

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
