//! A client over a scripted network.
#![allow(dead_code, reason = "each test file uses its part")]

use std::sync::Arc;

use phonevault_core::credentials::Keys;
use phonevault_core::error::{Applied, Error};
use phonevault_core::testing::{Reply, TestWorld};
use phonevault_core::transport::HttpRequest;
use phonevault_huawei::{CallOptions, Client, ClientBuilder};

pub(crate) const PROJECT: &str = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
pub(crate) const P1: &str = "00112233445566778899aabbccddeeff";
pub(crate) const P2: &str = "ffeeddccbbaa99887766554433221100";
pub(crate) const SECRET: &str = "SKexample/0123456789abcdefABCDEF+testonly";

pub(crate) fn builder(world: &TestWorld) -> ClientBuilder {
    Client::builder("cn-north-4")
        .project_id(PROJECT)
        .keys(Arc::new(Keys::new("AKEXAMPLE0000000TEST", SECRET)))
        .context(world.context())
}

pub(crate) fn client(world: &TestWorld) -> Client {
    builder(world).build().unwrap()
}

pub(crate) fn skipping(client: &Client) -> Client {
    client.with_options(CallOptions { skip_rules: true, ..CallOptions::default() })
}

/// A world whose network answers with these statuses and bodies, and a client in it.
pub(crate) fn scripted(replies: &[(u16, &str)]) -> (TestWorld, Client) {
    let world = TestWorld::new(1);
    for (status, body) in replies {
        world.network().reply(Reply::json(*status, body));
    }
    let client = client(&world);
    (world, client)
}

/// Method, path, query and body of each request sent.
pub(crate) fn sent(world: &TestWorld) -> Vec<String> {
    let line = |request: HttpRequest| {
        let query = if request.query.is_empty() { String::new() } else { format!("?{}", request.query) };
        let body = String::from_utf8(request.body).unwrap();
        format!("{} {}{query} {body}", request.method.name(), request.path).trim_end().to_owned()
    };
    world.network().requests().into_iter().map(line).collect()
}

pub(crate) fn fields(error: &Error) -> Vec<&str> {
    error.violations().iter().map(|violation| &*violation.field).collect()
}

/// Nothing was sent, and the error says so.
pub(crate) fn assert_unsent(world: &TestWorld, error: &Error) {
    assert!(world.network().requests().is_empty(), "{error}");
    assert_eq!(error.applied(), Applied::No, "{error}");
}
