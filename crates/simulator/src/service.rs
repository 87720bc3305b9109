//! The plain request → response border of the simulator.
//!
//! Nothing here knows a socket: [`crate::Universe::handle`] takes a [`Request`] and gives a [`Response`], so
//! a listener, an in-process adapter and a test drive exactly the same code.

use std::fs::File;
use std::io::{self, Cursor, Read};
use std::net::IpAddr;
use std::path::Path;
use std::time::Duration;

use bytes::Bytes;
use jiff::{SignedDuration, Timestamp};
use tempfile::TempPath;

use crate::clock::Clock;

/// One of the services that the simulator offers; each has an address of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ServiceName {
    /// Huawei Cloud Phone Host.
    HuaweiCph,
    /// Huawei identity service (tokens, projects).
    HuaweiIam,
    /// Huawei security token service.
    HuaweiSts,
    /// Huawei object store.
    HuaweiObs,
    /// Metadata address of a Huawei server.
    HuaweiMetadata,
    /// Alibaba Cloud Phone (`eds-aic`).
    AlibabaEcp,
    /// Alibaba security token service.
    AlibabaSts,
    /// Alibaba object store.
    AlibabaOss,
    /// Metadata address of an Alibaba server.
    AlibabaMetadata,
    /// The simulator's own inspection and editing surface.
    Admin,
}

impl ServiceName {
    /// Every service, in the order in which ports are given out (`port_base` + index).
    pub const ALL: [Self; 10] = [
        Self::HuaweiCph,
        Self::HuaweiIam,
        Self::HuaweiSts,
        Self::HuaweiObs,
        Self::HuaweiMetadata,
        Self::AlibabaEcp,
        Self::AlibabaSts,
        Self::AlibabaOss,
        Self::AlibabaMetadata,
        Self::Admin,
    ];

    /// The name used as key of the ready line, for example `huawei_cph`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::HuaweiCph => "huawei_cph",
            Self::HuaweiIam => "huawei_iam",
            Self::HuaweiSts => "huawei_sts",
            Self::HuaweiObs => "huawei_obs",
            Self::HuaweiMetadata => "huawei_metadata",
            Self::AlibabaEcp => "alibaba_ecp",
            Self::AlibabaSts => "alibaba_sts",
            Self::AlibabaOss => "alibaba_oss",
            Self::AlibabaMetadata => "alibaba_metadata",
            Self::Admin => "admin",
        }
    }

    /// Whether this is an object store, whose bodies go through the disk instead of through memory.
    #[must_use]
    pub fn is_object_store(self) -> bool {
        matches!(self, Self::HuaweiObs | Self::AlibabaOss)
    }
}

/// The body of a request: small ones in memory, large ones in a temporary file.
#[derive(Debug)]
pub enum Body {
    /// The bytes themselves.
    Memory(Bytes),
    /// A temporary file, removed when the request is dropped.
    Spooled {
        /// Where the bytes are.
        path: TempPath,
        /// How many there are.
        bytes: u64,
    },
}

impl Body {
    /// No bytes.
    #[must_use]
    pub fn empty() -> Self {
        Self::Memory(Bytes::new())
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(&self) -> u64 {
        match self {
            Self::Memory(bytes) => bytes.len() as u64,
            Self::Spooled { bytes, .. } => *bytes,
        }
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The bytes if they are held in memory (always so for the control planes, whose bodies are capped).
    #[must_use]
    pub fn in_memory(&self) -> Option<&Bytes> {
        match self {
            Self::Memory(bytes) => Some(bytes),
            Self::Spooled { .. } => None,
        }
    }

    /// Reads the body from its beginning.
    ///
    /// # Errors
    /// The temporary file cannot be opened.
    pub fn reader(&self) -> io::Result<Box<dyn Read + Send + '_>> {
        match self {
            Self::Memory(bytes) => Ok(Box::new(Cursor::new(bytes.as_ref()))),
            Self::Spooled { path, .. } => {
                let path: &Path = path;
                Ok(Box::new(File::open(path)?))
            }
        }
    }
}

/// A request as it stood on the wire.
#[derive(Debug)]
pub struct Request {
    /// The service whose address was called.
    pub service: ServiceName,
    /// Upper-case method.
    pub method: String,
    /// Path, still percent-encoded, without the query; begins with `/`.
    pub path: String,
    /// Raw query without the question mark; empty when there is none.
    pub query: String,
    /// Headers in the order received; names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Body,
    /// Address of the caller; `None` when driven in process.
    pub peer: Option<IpAddr>,
    /// How far the clock of the cloud that gets it is from real time, because an injected fault says so or the caller
    /// lives in simulated time.
    pub(crate) skew: SignedDuration,
}

impl Request {
    /// A request without headers or body, to be filled by an in-process caller.
    #[must_use]
    pub fn new(service: ServiceName, method: &str, target: &str) -> Self {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        Self {
            service,
            method: method.to_ascii_uppercase(),
            path: path.to_owned(),
            query: query.to_owned(),
            headers: Vec::new(),
            body: Body::empty(),
            peer: None,
            skew: SignedDuration::ZERO,
        }
    }

    /// Has dates in signatures judged by simulated time instead of the real one: for a caller whose own clock shows
    /// simulated time.
    #[must_use]
    pub fn in_simulated_time(mut self, clock: &Clock) -> Self {
        self.skew = clock.now().duration_since(clock.wall());
        self
    }

    /// The time by which the cloud that gets this request judges dates in signatures.
    pub(crate) fn gateway_time(&self, clock: &Clock) -> Timestamp {
        clock.wall().saturating_add(self.skew).unwrap_or(Timestamp::MAX)
    }

    /// Adds a header (the name is lower-cased).
    #[must_use]
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_ascii_lowercase(), value.to_owned()));
        self
    }

    /// Sets a body held in memory.
    #[must_use]
    pub fn with_body(mut self, body: impl Into<Bytes>) -> Self {
        self.body = Body::Memory(body.into());
        self
    }

    /// First value of a header; `name` in lower case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// What is sent after the headers.
#[derive(Debug)]
pub enum ResponseBody {
    /// Bytes in memory.
    Bytes(Bytes),
    /// A range of an open file; the handle keeps the bytes alive even if the object is replaced meanwhile.
    File {
        /// The file, position irrelevant.
        file: File,
        /// First byte to send.
        offset: u64,
        /// How many bytes to send.
        bytes: u64,
    },
}

/// What becomes of an answer on its way to the caller. Everything but [`Delivery::Normal`] comes from an injected
/// fault; whoever carries answers (a listener, an in-process adapter) has to do what it says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Delivery {
    /// As it is.
    #[default]
    Normal,
    /// As it is, once this much simulated time has passed since the request.
    Delayed(Duration),
    /// The head announces `announced` bytes; the body that is here, which is shorter, is sent, then the connection
    /// ends.
    Truncated {
        /// The length that the head tells.
        announced: u64,
    },
    /// Nothing is sent: the connection is reset, although the request was read.
    Reset,
    /// Nothing is sent: the connection is closed in order, although the request was read.
    Closed,
    /// Nobody listens: the connection is not established at all. A listener that got the request all the same closes
    /// the connection unanswered.
    Refused,
}

/// An answer.
#[derive(Debug)]
pub struct Response {
    /// HTTP status.
    pub status: u16,
    /// Headers; `content-length` is added by the carrier unless it is here already (answers to HEAD).
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: ResponseBody,
    /// What becomes of it on its way.
    pub delivery: Delivery,
}

impl Response {
    /// An answer without body.
    #[must_use]
    pub fn empty(status: u16) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: ResponseBody::Bytes(Bytes::new()),
            delivery: Delivery::Normal,
        }
    }

    /// An answer with bytes and their media type.
    #[must_use]
    pub fn bytes(status: u16, content_type: &str, body: impl Into<Bytes>) -> Self {
        Self {
            status,
            headers: vec![("content-type".to_owned(), content_type.to_owned())],
            body: ResponseBody::Bytes(body.into()),
            delivery: Delivery::Normal,
        }
    }

    /// A JSON answer.
    #[must_use]
    pub fn json(status: u16, value: &serde_json::Value) -> Self {
        // A value always has a text; this is its fastest way there.
        Self::bytes(status, "application/json", serde_json::to_vec(value).unwrap_or_default())
    }

    /// An XML answer; the XML declaration is put in front.
    #[must_use]
    pub fn xml(status: u16, document: &str) -> Self {
        Self::bytes(
            status,
            "application/xml",
            format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{document}"),
        )
    }

    /// Adds a header.
    #[must_use]
    pub fn with_header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// Says what becomes of it on its way.
    #[must_use]
    pub fn delivered(mut self, delivery: Delivery) -> Self {
        self.delivery = delivery;
        self
    }

    /// First value of a header; `name` in lower case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The whole body in memory: for tests and in-process adapters.
    ///
    /// # Errors
    /// The file behind the body cannot be read.
    pub fn read_all(&self) -> io::Result<Vec<u8>> {
        use std::os::unix::fs::FileExt;
        match &self.body {
            ResponseBody::Bytes(bytes) => Ok(bytes.to_vec()),
            ResponseBody::File { file, offset, bytes } => {
                let length = usize::try_from(*bytes).map_err(|_| io::ErrorKind::OutOfMemory)?;
                let mut buffer = vec![0; length];
                file.read_exact_at(&mut buffer, *offset)?;
                Ok(buffer)
            }
        }
    }
}
