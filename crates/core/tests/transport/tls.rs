use std::sync::{Arc, Mutex};
use std::time::Duration;

use phonevault_core::transport::{HttpOptions, HttpTransport, Transport, TransportFailure};
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use rustls::ServerConfig;
use rustls::pki_types::PrivateKeyDer;
use tokio::io::{AsyncWriteExt as _, copy_bidirectional};
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;

use crate::proxy::through;
use crate::server::{Server, get, read_head, tell, text};

/// A certificate authority of this test alone.
pub(crate) struct Authority {
    pem: String,
    issuer: Issuer<'static, KeyPair>,
}

impl Authority {
    pub(crate) fn new() -> Self {
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let pem = params.self_signed(&key).unwrap().pem();
        Self { pem, issuer: Issuer::new(params, key) }
    }

    pub(crate) fn pem(&self) -> String {
        self.pem.clone()
    }

    /// A server for `name` that speaks these protocols.
    async fn server(&self, name: &str, protocols: &[&str]) -> Server {
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new([name.to_owned()]).unwrap();
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let versions = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
        let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
        let chain = vec![certificate.der().clone()];
        let mut config = versions.unwrap().with_no_client_auth().with_single_cert(chain, key).unwrap();
        config.alpn_protocols = protocols.iter().map(|name| name.as_bytes().to_vec()).collect();
        let acceptor = TlsAcceptor::from(Arc::new(config));
        Server::by(move |stream| {
            let acceptor = acceptor.clone();
            async move {
                if let Ok(stream) = acceptor.accept(stream).await {
                    tell(stream).await;
                }
            }
        })
        .await
    }

    fn trusted(&self) -> HttpOptions {
        HttpOptions { ca_pem: Some(self.pem()), ..HttpOptions::default() }
    }
}

#[tokio::test]
async fn both_versions_of_http_are_spoken_over_tls() {
    let authority = Authority::new();
    for (protocols, version, target) in [
        (&["h2", "http/1.1"][..], "HTTP/2.0", "https://"),
        (&["http/1.1"], "HTTP/1.1", "/a%20b"),
        (&[], "HTTP/1.1", "/a%20b"),
    ] {
        let server = authority.server("127.0.0.1", protocols).await;
        let transport = HttpTransport::new(authority.trusted());
        for _ in 0..2 {
            let told = text(transport.send(get(server.endpoint("https"))).await.unwrap()).await;
            assert!(told.starts_with(&format!("{version} GET {target}")), "{told}");
            assert!(told.lines().next().unwrap().ends_with("/a%20b?q=%2B"), "{told}");
        }
        assert_eq!(server.connections(), 1, "{version}");
        text(transport.sibling().send(get(server.endpoint("https"))).await.unwrap()).await;
        assert_eq!(server.connections(), 2, "{version}");
    }
}

#[tokio::test]
async fn a_certificate_of_somebody_else_fails_the_handshake() {
    let authority = Authority::new();
    let cases = [
        (authority.server("127.0.0.1", &["h2"]).await, Authority::new().trusted()),
        (authority.server("cloud.example.com", &["h2"]).await, authority.trusted()),
    ];
    for (server, options) in cases {
        let error = HttpTransport::new(options).send(get(server.endpoint("https"))).await.unwrap_err();
        assert_eq!(error.failure, TransportFailure::Tls, "{}", error.message);
        assert!(error.message.contains("certificate"), "{}", error.message);
    }
}

#[tokio::test]
async fn a_handshake_that_never_ends_runs_out_of_time() {
    let server = Server::by(|mut stream| async move {
        // Reads what comes until the client gives up, and says nothing.
        let _ = tokio::io::copy(&mut stream, &mut tokio::io::sink()).await;
    })
    .await;
    let options = HttpOptions { connect_timeout: Duration::from_millis(20), ..Authority::new().trusted() };
    let error = HttpTransport::new(options).send(get(server.endpoint("https"))).await.unwrap_err();
    assert_eq!(error.failure, TransportFailure::Connect, "{}", error.message);
    assert_eq!(error.message, "no connection within 20ms");
}

#[tokio::test]
async fn https_goes_through_a_tunnel_and_only_the_proxy_sees_the_login() {
    let authority = Authority::new();
    let server = authority.server("127.0.0.1", &["h2", "http/1.1"]).await;
    let heads = Arc::new(Mutex::new(Vec::new()));
    let (kept, address) = (heads.clone(), server.address);
    let proxy = Server::by(move |mut stream| {
        let kept = kept.clone();
        async move {
            let head = read_head(&mut stream).await;
            kept.lock().unwrap().push(head);
            stream.write_all(b"HTTP/1.1 200 Connected\r\n\r\n").await.unwrap();
            let mut beyond = TcpStream::connect(address).await.unwrap();
            let _ = copy_bidirectional(&mut stream, &mut beyond).await;
        }
    })
    .await;
    let transport = HttpTransport::new(HttpOptions { ca_pem: Some(authority.pem()), ..through(&proxy) });
    for _ in 0..2 {
        let told = text(transport.send(get(server.endpoint("https"))).await.unwrap()).await;
        assert!(told.starts_with("HTTP/2.0 GET "), "{told}");
        assert!(!told.contains("proxy"), "{told}");
    }
    let heads = heads.lock().unwrap();
    assert_eq!((heads.len(), server.connections()), (1, 1));
    assert!(heads[0].starts_with(&format!("CONNECT {address} HTTP/1.1\r\n")), "{}", heads[0]);
    assert!(heads[0].contains("\r\nProxy-Authorization: Basic dXNlcjpoQHNo\r\n"), "{}", heads[0]);
}
