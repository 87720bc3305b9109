//! The simulator's admin service over its socket: the phones' files as they really are.

use std::collections::BTreeMap;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use phonevault::cloud::Cloud;
use phonevault::context::Context;
use phonevault::error::{Error, ErrorKind, Result};
use phonevault::location::Location;
use phonevault::phone::PhoneId;
use phonevault::transport::{Endpoint, HttpRequest, HttpTransport, Method};
use serde::Deserialize;
use serde::de::DeserializeOwned;

const QUERY: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// One file, symbolic link or folder of a phone. Two phones are identical if all of these are equal.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(super) struct Entry {
    pub(super) path: String,
    pub(super) bytes: u64,
    pub(super) sha256: Option<String>,
    pub(super) visible: bool,
    pub(super) kind: String,
    pub(super) mode: Option<String>,
    pub(super) target: Option<String>,
}

/// All entries of a phone by path.
pub(super) type Tree = BTreeMap<String, Entry>;

/// A phone as the simulator describes it.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct SimulatedPhone {
    pub(super) cloud: String,
    pub(super) phone_id: PhoneId,
    pub(super) apps: Vec<String>,
}

/// The admin service.
#[derive(Clone, Debug)]
pub(super) struct Admin {
    endpoint: Endpoint,
    context: Context,
}

#[derive(Deserialize)]
struct PhonesAnswer {
    phones: Vec<SimulatedPhone>,
}

#[derive(Deserialize)]
struct FilesAnswer {
    files: Vec<Entry>,
}

#[derive(Deserialize)]
struct CorruptAnswer {
    changed: u64,
}

impl Admin {
    pub(super) fn new(url: &str) -> Result<Self> {
        let context = Context::system(std::sync::Arc::new(HttpTransport::default()));
        Ok(Self { endpoint: Endpoint::parse("admin", url)?, context })
    }

    /// The phones of one cloud.
    pub(super) async fn phones(&self, cloud: &dyn Cloud) -> Result<Vec<SimulatedPhone>> {
        let answer: PhonesAnswer = self.json(Method::Get, "/phones", "", Vec::new()).await?;
        Ok(answer.phones.into_iter().filter(|phone| phone.cloud == cloud.name()).collect())
    }

    /// Everything on a phone, folders included.
    pub(super) async fn files(&self, phone: &PhoneId) -> Result<Tree> {
        let path = format!("/phones/{phone}/files");
        let answer: FilesAnswer = self.json(Method::Get, &path, "all=true", Vec::new()).await?;
        Ok(answer.files.into_iter().map(|entry| (entry.path.clone(), entry)).collect())
    }

    /// Replaces the content of a file.
    pub(super) async fn write(&self, phone: &PhoneId, file: &str, content: Vec<u8>) -> Result<()> {
        self.edit(Method::Put, phone, file, content).await
    }

    /// Removes a file or link.
    pub(super) async fn delete(&self, phone: &PhoneId, file: &str) -> Result<()> {
        self.edit(Method::Delete, phone, file, Vec::new()).await
    }

    /// Flips bits in the middle of a stored object.
    pub(super) async fn corrupt(&self, cloud: &str, object: &Location) -> Result<u64> {
        let body = serde_json::json!({"cloud": cloud, "bucket": object.bucket, "key": object.key});
        let answer: CorruptAnswer =
            self.json(Method::Post, "/objects/corrupt", "", body.to_string().into_bytes()).await?;
        Ok(answer.changed)
    }

    async fn edit(&self, method: Method, phone: &PhoneId, file: &str, body: Vec<u8>) -> Result<()> {
        let query = format!("path={}", utf8_percent_encode(file, QUERY));
        self.send(method, &format!("/phones/{phone}/files"), &query, body).await.map(|_| ())
    }

    async fn json<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        query: &str,
        body: Vec<u8>,
    ) -> Result<T> {
        let answer = self.send(method, path, query, body).await?;
        serde_json::from_slice(&answer).map_err(|error| {
            Error::new(ErrorKind::Malformed, format!("the simulator's admin service, {path}: {error}"))
        })
    }

    async fn send(&self, method: Method, path: &str, query: &str, body: Vec<u8>) -> Result<Vec<u8>> {
        let failed = |why: String| {
            Error::new(ErrorKind::Internal, format!("the simulator's admin service, {method} {path}: {why}"))
        };
        let mut request = HttpRequest::new(method, self.endpoint.clone(), path);
        query.clone_into(&mut request.query);
        request.body = body;
        let sent = self.context.transport.send(request).await;
        let mut answer = sent.map_err(|error| failed(error.message))?;
        let mut content = Vec::new();
        while let Some(chunk) = answer.body.chunk().await.map_err(|error| failed(error.message))? {
            content.extend_from_slice(&chunk);
        }
        if (200..300).contains(&answer.status) {
            return Ok(content);
        }
        Err(failed(format!("{} {}", answer.status, String::from_utf8_lossy(&content))))
    }
}
