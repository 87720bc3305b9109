//! One connection that sends the same request again and again.

use std::rc::Rc;
use std::time::Instant;

use bytes::Bytes;
use http_body_util::{BodyExt as _, Full};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::{HeaderMap, Method, Uri};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

use crate::typed::Check;

pub(crate) type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

pub(crate) struct Caller {
    sender: SendRequest<Full<Bytes>>,
    method: Method,
    target: Uri,
    headers: HeaderMap,
    body: Bytes,
    check: Check,
    items: usize,
}

impl Caller {
    pub(crate) async fn connect(url: &str, wire: &Rc<[u8]>, check: Check, items: usize) -> Result<Self> {
        let request = phonevault_bench::Request::read(wire).ok_or("that is no whole request")?;
        let host = url.strip_prefix("http://").ok_or("plain HTTP only")?;
        let mut headers = HeaderMap::new();
        for (name, value) in request.all_fields() {
            let name: hyper::header::HeaderName = name.parse()?;
            let value = if name == hyper::header::HOST { host } else { value };
            headers.append(name, value.parse()?);
        }
        let stream = TcpStream::connect(host).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await?;
        tokio::task::spawn_local(connection);
        Ok(Self {
            sender,
            method: request.method().parse()?,
            target: request.target().parse()?,
            headers,
            body: Bytes::copy_from_slice(request.body),
            check,
            items,
        })
    }

    async fn call(&mut self) -> Result<()> {
        let mut request = hyper::Request::new(Full::new(self.body.clone()));
        *request.method_mut() = self.method.clone();
        *request.uri_mut() = self.target.clone();
        *request.headers_mut() = self.headers.clone();
        self.sender.ready().await?;
        let answer = self.sender.send_request(request).await?;
        let status = answer.status();
        let body = answer.into_body().collect().await?.to_bytes();
        let found = (self.check)(&body)?;
        if status != 200 || found != self.items {
            return Err(format!("status {status} with {found} items instead of {}", self.items).into());
        }
        Ok(())
    }

    pub(crate) async fn call_times(&mut self, times: usize) -> Result<()> {
        for _ in 0..times {
            self.call().await?;
        }
        Ok(())
    }

    /// Calls until this time and gives how often.
    pub(crate) async fn call_until(mut self, until: Instant) -> Result<usize> {
        let mut calls = 0;
        while Instant::now() < until {
            self.call().await?;
            calls += 1;
        }
        Ok(calls)
    }
}
