//! Refusals in the XML of OBS (reference 7.6).

use crate::bucket::BucketError;
use crate::service::{Request, Response};

/// A refusal.
#[derive(Debug)]
pub(super) struct Fault {
    status: u16,
    code: String,
    message: String,
    more: Vec<(&'static str, String)>,
}

impl Fault {
    pub(super) fn new(status: u16, code: &str, message: &str) -> Self {
        Self { status, code: code.to_owned(), message: message.to_owned(), more: Vec::new() }
    }

    /// Adds an element behind the usual ones.
    pub(super) fn with(mut self, name: &'static str, text: String) -> Self {
        self.more.push((name, text));
        self
    }

    /// Answers to HEAD have no body.
    pub(super) fn render(&self, request: &Request, request_id: &str) -> Response {
        if request.method == "HEAD" || self.status == 304 {
            return Response::empty(self.status);
        }
        let mut document = String::from("<Error>");
        let mut element = |name: &str, text: &str| {
            document.push_str(&format!("<{name}>{}</{name}>", escape(text)));
        };
        element("Code", &self.code);
        element("Message", &self.message);
        element("Resource", &request.path);
        element("RequestId", request_id);
        element("HostId", "32AAAQAAEAABSAAkpAIAABAAAQAAEAAB");
        for (name, text) in &self.more {
            element(name, text);
        }
        document.push_str("</Error>");
        Response::xml(self.status, &document)
    }
}

impl From<BucketError> for Fault {
    fn from(error: BucketError) -> Self {
        match error {
            BucketError::NoSuchBucket => {
                Self::new(404, "NoSuchBucket", "The specified bucket does not exist")
            }
            BucketError::NoSuchKey => Self::new(404, "NoSuchKey", "The specified key does not exist"),
            BucketError::Io(error) => Self::new(500, "InternalError", &error.to_string()),
        }
    }
}

/// Text as XML content; characters that XML 1.0 cannot hold become the replacement character.
pub(super) fn escape(text: &str) -> String {
    let legal = |c: char| matches!(c, '\t' | '\n' | '\r') || (c >= ' ' && c != '\u{fffe}' && c != '\u{ffff}');
    let clean: String = text.chars().map(|c| if legal(c) { c } else { '\u{fffd}' }).collect();
    quick_xml::escape::escape(clean.as_str()).into_owned()
}
