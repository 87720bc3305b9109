//! The four verbs.

use std::ops::Range;
use std::sync::Arc;

use jiff::fmt::rfc2822::DateTimeParser;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use phonevault_core::context::Context;
use phonevault_core::credentials::KeySource;
use phonevault_core::error::{Error, ErrorKind, Result};
use phonevault_core::location::Location;
use phonevault_core::operation::Operation;
use phonevault_core::pipeline::{Limits, Pipeline};
use phonevault_core::transport::{Endpoint, Headers, HttpRequest, Method};

use crate::dialect::Dialect;
use crate::listing;
use crate::object::{Object, ObjectPage, ObjectStream};
use crate::refusal::StoreAnswers;
use crate::sign::StoreSigner;

const QUERY: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');
const KEY: &AsciiSet = &QUERY.remove(b'/');

/// How a bucket is named in a URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Addressing {
    /// `https://bucket.host/key`: what both stores require.
    VirtualHost,
    /// `https://host/bucket/key`: for loopback, where no name can stand before the address.
    Path,
}

/// Settings of an [`ObjectStore`].
#[derive(Clone, Debug)]
pub struct StoreConfig {
    /// The protocol.
    pub dialect: Dialect,
    /// Where the store listens, without a bucket.
    pub endpoint: Endpoint,
    /// The region, part of the signatures of OSS.
    pub region: String,
    /// The keys to sign with: the caller's own rights on the bucket, not the cloud's.
    pub keys: Arc<dyn KeySource>,
    /// How buckets are named; `None` means by path on loopback and by virtual host elsewhere.
    pub addressing: Option<Addressing>,
}

/// One object store of one region. Cloning is cheap.
#[derive(Clone, Debug)]
pub struct ObjectStore {
    config: Arc<StoreConfig>,
    pipeline: Pipeline,
}

impl ObjectStore {
    /// A store reached through `context`. Nothing is sent yet.
    #[must_use]
    pub fn new(config: StoreConfig, context: Context) -> Self {
        Self { config: Arc::new(config), pipeline: Pipeline::new(context, Limits::default()) }
    }

    /// What the store says of an object. [`ErrorKind::NotFound`] if there is none.
    pub async fn stat(&self, location: &Location) -> Result<Object> {
        let operation = self.read_operation("HeadObject");
        let (request, signer) = self.request(Method::Head, location, &[])?;
        let answers = StoreAnswers(self.config.dialect);
        let answer = self.pipeline.execute(&operation, request, &signer, &answers).await?;
        let length = answer.headers.get("content-length").and_then(|text| text.parse().ok());
        let bytes =
            length.ok_or_else(|| answer.malformed(&operation, "the answer names no Content-Length"))?;
        Ok(object(self.config.dialect, location, bytes, &answer.headers))
    }

    /// Whether an object lies there.
    pub async fn exists(&self, location: &Location) -> Result<bool> {
        match self.stat(location).await {
            Ok(_) => Ok(true),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// The content of an object, or the bytes of `range` of it.
    pub async fn read(&self, location: &Location, range: Option<Range<u64>>) -> Result<ObjectStream> {
        let operation = self.read_operation("GetObject");
        let (mut request, signer) = self.request(Method::Get, location, &[])?;
        if let Some(range) = range {
            let last = range.end.checked_sub(1).filter(|last| *last >= range.start);
            let last = last.ok_or_else(|| Error::new(ErrorKind::Validation, "range: must not be empty"))?;
            request.headers.set("range", format!("bytes={}-{last}", range.start));
        }
        let answers = StoreAnswers(self.config.dialect);
        let answer = self.pipeline.open(&operation, request, &signer, &answers).await?;
        Ok(ObjectStream::new(answer, location.clone()))
    }

    /// One page of the objects whose keys begin with the location's key; `from` is what the page before gave.
    pub async fn list(&self, prefix: &Location, from: Option<&str>) -> Result<ObjectPage> {
        let operation = self.read_operation("ListObjects");
        let bucket = Location::new(&*prefix.scheme, &*prefix.bucket, "");
        let query = self.config.dialect.list_query(&prefix.key, from);
        let (request, signer) = self.request(Method::Get, &bucket, &query)?;
        let answers = StoreAnswers(self.config.dialect);
        let answer = self.pipeline.execute(&operation, request, &signer, &answers).await?;
        listing::parse(&answer, &operation, &prefix.scheme, &prefix.bucket)
    }

    /// Deletes an object for good. Deleting what is not there is a success in both stores.
    pub async fn delete(&self, location: &Location) -> Result<()> {
        let operation = Operation::mutation("DeleteObject", self.config.dialect.cloud());
        if location.is_folder() {
            return Err(Error::new(ErrorKind::Validation, "location: must name an object, not a folder"));
        }
        let (request, signer) = self.request(Method::Delete, location, &[])?;
        let answers = StoreAnswers(self.config.dialect);
        self.pipeline.execute(&operation, request, &signer, &answers).await.map(|_| ())
    }

    fn read_operation(&self, name: &'static str) -> Operation {
        Operation::read(name, self.config.dialect.cloud())
    }

    fn request(
        &self,
        method: Method,
        location: &Location,
        query: &[(&str, &str)],
    ) -> Result<(HttpRequest, StoreSigner)> {
        let config = &*self.config;
        if location.scheme != config.dialect.scheme() {
            let message =
                format!("location: must be {}://, not {}://", config.dialect.scheme(), location.scheme);
            return Err(Error::new(ErrorKind::Validation, message));
        }
        let key = utf8_percent_encode(&location.key, KEY);
        let virtual_host = config.endpoint.below(&location.bucket);
        let signed_url = format!("{virtual_host}/{key}");
        let implied = if config.endpoint.is_loopback() { Addressing::Path } else { Addressing::VirtualHost };
        let (endpoint, path) = match config.addressing.unwrap_or(implied) {
            Addressing::VirtualHost => (virtual_host, format!("/{key}")),
            Addressing::Path => (config.endpoint.clone(), format!("/{}/{key}", location.bucket)),
        };
        let mut request = HttpRequest::new(method, endpoint, path);
        let pairs = query.iter().map(|(name, value)| format!("{name}={}", utf8_percent_encode(value, QUERY)));
        request.query = pairs.collect::<Vec<_>>().join("&");
        let signer = StoreSigner {
            dialect: config.dialect,
            bucket: location.bucket.clone(),
            region: config.region.clone(),
            keys: config.keys.clone(),
            signed_url,
        };
        Ok((request, signer))
    }
}

fn object(dialect: Dialect, location: &Location, bytes: u64, headers: &Headers) -> Object {
    let modified = headers.get("last-modified").and_then(|text| {
        static PARSER: DateTimeParser = DateTimeParser::new();
        PARSER.parse_timestamp(text).ok().map(Into::into)
    });
    Object {
        location: location.clone(),
        bytes,
        etag: headers.get("etag").map(|tag| tag.trim_matches('"').to_owned()),
        crc64: headers.get("x-oss-hash-crc64ecma").and_then(|text| text.parse().ok()),
        modified,
        storage_class: headers.get(dialect.storage_class_header()).map(str::to_owned),
    }
}
