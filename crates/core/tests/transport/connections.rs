use std::sync::Arc;
use std::time::Duration;

use phonevault_core::transport::{
    HttpOptions, HttpRequest, HttpTransport, Method, Transport, TransportFailure,
};
use tokio::io::AsyncWriteExt as _;
use tokio::sync::Notify;

use crate::server::{Server, get, read_head, text};

#[tokio::test]
async fn an_idle_connection_is_used_again_and_siblings_have_their_own() {
    let server = Server::telling().await;
    let first = HttpTransport::default();
    for _ in 0..3 {
        let told = text(first.send(get(server.endpoint("http"))).await.unwrap()).await;
        assert!(told.starts_with("HTTP/1.1 GET /a%20b?q=%2B\n"), "{told}");
        assert!(told.contains(&format!("host: {}\n", server.address)), "{told}");
        assert_eq!(server.connections(), 1);
    }
    let second = first.sibling();
    for transport in [&second, &first, &second] {
        text(transport.send(get(server.endpoint("http"))).await.unwrap()).await;
        assert_eq!(server.connections(), 2);
    }
}

#[tokio::test]
async fn an_idle_connection_that_was_closed_is_replaced() {
    let closed = Arc::new(Notify::new());
    let closing = closed.clone();
    let server = Server::by(move |mut stream| {
        let closing = closing.clone();
        async move {
            read_head(&mut stream).await;
            stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok").await.unwrap();
            drop(stream);
            closing.notify_one();
        }
    })
    .await;
    let transport = HttpTransport::default();
    for _ in 0..2 {
        assert_eq!(text(transport.send(get(server.endpoint("http"))).await.unwrap()).await, "ok");
        closed.notified().await;
        // The runtime has to turn until the connection has learned of its end.
        for _ in 0..100 {
            tokio::task::yield_now().await;
        }
    }
    assert_eq!(server.connections(), 2);
}

#[tokio::test]
async fn what_follows_the_body_is_no_part_of_it() {
    let server = Server::by(|mut stream| async move {
        read_head(&mut stream).await;
        let answer = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\ntrailer: x-sum\r\n\r\n3\r\nabc\r\n0\r\nx-sum: 1\r\n\r\n";
        stream.write_all(answer).await.unwrap();
    })
    .await;
    assert_eq!(text(HttpTransport::default().send(get(server.endpoint("http"))).await.unwrap()).await, "abc");
}

#[tokio::test]
async fn fields_that_are_no_text_are_read_as_far_as_they_are() {
    let server = Server::by(|mut stream| async move {
        read_head(&mut stream).await;
        stream.write_all(b"HTTP/1.1 204 X\r\nx-a: \xffb\r\nX-A: c\r\n\r\n").await.unwrap();
    })
    .await;
    let answer = HttpTransport::default().send(get(server.endpoint("http"))).await.unwrap();
    let fields: Vec<_> = answer.headers.iter().collect();
    assert_eq!((answer.status, fields), (204, vec![("x-a", "\u{fffd}b"), ("x-a", "c")]));
}

#[tokio::test]
async fn a_path_that_would_arrive_changed_is_not_sent() {
    let server = Server::telling().await;
    for (path, query) in [("/a#b", ""), ("/a", "b#c"), ("a", ""), ("", ""), ("/a b", ""), ("/a", "b\r\nc")] {
        let mut request = HttpRequest::new(Method::Get, server.endpoint("http"), path);
        request.query = query.to_owned();
        let error = HttpTransport::default().send(request).await.unwrap_err();
        assert_eq!(error.failure, TransportFailure::Unusable, "{path}?{query}: {}", error.message);
    }
    let dots = HttpRequest::new(Method::Get, server.endpoint("http"), "/a/../b//c");
    let told = text(HttpTransport::default().send(dots).await.unwrap()).await;
    assert!(told.starts_with("HTTP/1.1 GET /a/../b//c\n"), "{told}");
    assert_eq!(server.connections(), 1);
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_host_that_does_not_take_the_connection_runs_out_of_time() {
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let listener = socket.listen(1).unwrap();
    let address = listener.local_addr().unwrap();
    // Nobody accepts, and these take all the room there is.
    let waiting: Vec<_> = (0..4).map(|_| tokio::spawn(tokio::net::TcpStream::connect(address))).collect();
    tokio::task::yield_now().await;
    let limit = Duration::from_millis(20);
    let options = HttpOptions { connect_timeout: limit, ..HttpOptions::default() };
    let endpoint = phonevault_core::transport::Endpoint::parse("x", &format!("http://{address}")).unwrap();
    let error = HttpTransport::new(options).send(get(endpoint)).await.unwrap_err();
    assert_eq!(error.failure, TransportFailure::Connect, "{}", error.message);
    assert_eq!(error.message, "no connection within 20ms");
    drop(waiting);
}
