//! A client in a scripted world.

use std::sync::Arc;

use phonevault_alibaba::{Client, ClientBuilder};
use phonevault_core::credentials::Keys;
use phonevault_core::testing::{Reply, TestWorld};
use phonevault_core::transport::HttpRequest;
use serde_json::Value;

pub(crate) const PHONE: &str = "acp-demo00000001";
pub(crate) const OTHER: &str = "acp-demo00000002";
pub(crate) const FOLDER: &str = "oss://vec-bucket/backups/";
pub(crate) const OBJECT: &str = "oss://vec-bucket/backups/acp-demo00000001_20260301080000.ab";
pub(crate) const HOST: &str = "oss-cn-shanghai-internal.aliyuncs.com";
pub(crate) const REQUEST_ID: &str = "0F3C1B7A-5D21-5E0A-9C44-3B1E7AD0C001";

pub(crate) struct Bench {
    pub(crate) world: TestWorld,
    pub(crate) client: Client,
}

impl Bench {
    pub(crate) fn new() -> Self {
        Self::with(|builder| builder)
    }

    pub(crate) fn with(change: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Self {
        let world = TestWorld::new(7);
        let builder = Client::builder("cn-shanghai")
            .keys(Arc::new(Keys::new("LTAI-EXAMPLE", "ExampleSecretForTests0001")))
            .context(world.context());
        let client = change(builder).build().unwrap();
        Self { world, client }
    }

    /// A world in which the next requests get these answers with status 200.
    pub(crate) fn answering(bodies: &[Value]) -> Self {
        let bench = Self::new();
        for body in bodies {
            bench.reply(Reply::json(200, &body.to_string()));
        }
        bench
    }

    pub(crate) fn reply(&self, reply: Reply) {
        self.world.network().reply(reply);
    }

    pub(crate) fn requests(&self) -> Vec<HttpRequest> {
        self.world.network().requests()
    }

    /// Action and query of every request sent.
    pub(crate) fn sent(&self) -> Vec<(String, String)> {
        let action = |request: &HttpRequest| request.headers.get("x-acs-action").unwrap().to_owned();
        self.requests().iter().map(|request| (action(request), decoded(&request.query))).collect()
    }
}

/// The query as a person reads it. No value in these tests holds `&` or `=`.
pub(crate) fn decoded(query: &str) -> String {
    let bytes = query.as_bytes();
    let mut out = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b'%' {
            out.push(u8::from_str_radix(&query[at + 1..at + 3], 16).unwrap());
            at += 3;
        } else {
            out.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8(out).unwrap()
}
