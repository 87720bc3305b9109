use std::sync::{Arc, Mutex};

use phonevault_core::secret::Secret;
use phonevault_core::transport::{Endpoint, HttpOptions, HttpTransport, Transport, TransportFailure};
use tokio::io::AsyncWriteExt as _;

use crate::server::{Server, get, read_head, text};

/// A proxy that keeps the heads of what it is asked, and answers them all alike.
async fn proxy(answer: &'static str) -> (Server, Arc<Mutex<Vec<String>>>) {
    let heads = Arc::new(Mutex::new(Vec::new()));
    let kept = heads.clone();
    let server = Server::by(move |mut stream| {
        let kept = kept.clone();
        async move {
            loop {
                let head = read_head(&mut stream).await;
                if head.is_empty() {
                    return;
                }
                kept.lock().unwrap().push(head);
                stream.write_all(answer.as_bytes()).await.unwrap();
            }
        }
    })
    .await;
    (server, heads)
}

pub(crate) fn through(proxy: &Server) -> HttpOptions {
    let url = format!("http://user:h%40sh@{}", proxy.address);
    HttpOptions { proxy: Some(Secret::from(url)), ..HttpOptions::default() }
}

#[tokio::test]
async fn plain_requests_name_the_service_and_log_in() {
    let (proxy, heads) = proxy("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok").await;
    let transport = HttpTransport::new(through(&proxy));
    let service = Endpoint::parse_with("x", "http://cloud.example.com:8080", true).unwrap();
    for _ in 0..2 {
        assert_eq!(text(transport.send(get(service.clone())).await.unwrap()).await, "ok");
    }
    let heads = heads.lock().unwrap();
    assert_eq!((proxy.connections(), heads.len()), (1, 2));
    for head in &*heads {
        assert!(head.starts_with("GET http://cloud.example.com:8080/a%20b?q=%2B HTTP/1.1\r\n"), "{head}");
        assert!(head.contains("\r\nhost: cloud.example.com:8080\r\n"), "{head}");
        assert!(head.contains("\r\nproxy-authorization: Basic dXNlcjpoQHNo\r\n"), "{head}");
    }
}

#[cfg(feature = "tls")]
#[tokio::test]
async fn a_proxy_that_opens_no_tunnel_is_told_from_the_cloud() {
    for (answer, told) in [
        ("HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n", "unsuccessful"),
        ("HTTP/1.1 407 Login\r\ncontent-length: 0\r\n\r\n", "authorization required"),
    ] {
        let (proxy, heads) = proxy(answer).await;
        let service = Endpoint::parse("x", "https://cloud.example.com").unwrap();
        let ca_pem = Some(crate::tls::Authority::new().pem());
        let transport = HttpTransport::new(HttpOptions { ca_pem, ..through(&proxy) });
        let error = transport.send(get(service)).await.unwrap_err();
        assert_eq!(error.failure, TransportFailure::Connect, "{}", error.message);
        assert!(error.message.contains(told), "{}", error.message);
        assert!(!error.message.contains("sh@"), "{}", error.message);
        assert!(heads.lock().unwrap()[0].starts_with("CONNECT cloud.example.com:443 HTTP/1.1\r\n"));
    }
}

#[tokio::test]
async fn a_proxy_that_is_none_is_told_without_its_password() {
    let proxy = Some(Secret::from("http://user:hush@:::"));
    let transport = HttpTransport::new(HttpOptions { proxy, ..HttpOptions::default() });
    let error = transport.send(get(Endpoint::parse("x", "http://127.0.0.1:9").unwrap())).await.unwrap_err();
    assert_eq!(error.failure, TransportFailure::Unusable);
    assert_eq!(error.message, "the proxy must have the form http://[user:password@]host[:port]");
}
