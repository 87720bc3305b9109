//! Refusals of the object store (reference 7.5).

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::service::{Request, Response};
use crate::signature::Refusal;

/// Status, code and message of a refusal.
#[derive(Clone, Debug)]
pub(super) struct OssError {
    status: u16,
    code: Cow<'static, str>,
    message: String,
    /// Headers that go with it.
    headers: Vec<(&'static str, String)>,
}

impl OssError {
    /// Any refusal.
    pub(super) fn new(status: u16, code: impl Into<Cow<'static, str>>, message: impl Into<String>) -> Self {
        Self { status, code: code.into(), message: message.into(), headers: Vec::new() }
    }

    /// Adds a header to the answer.
    pub(super) fn with_header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    pub(super) fn no_such_bucket() -> Self {
        Self::new(404, "NoSuchBucket", "The specified bucket does not exist.")
    }

    pub(super) fn no_such_key() -> Self {
        Self::new(404, "NoSuchKey", "The specified key does not exist.")
    }

    pub(super) fn invalid_argument(why: impl Into<String>) -> Self {
        Self::new(400, "InvalidArgument", why)
    }

    pub(super) fn method_not_allowed() -> Self {
        Self::new(405, "MethodNotAllowed", "The specified method is not allowed against this resource.")
    }

    /// Something that the real store does and this one does not.
    pub(super) fn not_built(what: &str) -> Self {
        Self::new(501, "NotImplemented", format!("The simulator does not offer {what}."))
    }

    pub(super) fn internal(error: &std::io::Error) -> Self {
        Self::new(500, "InternalError", format!("The disk of the simulator failed: {error}"))
    }

    /// As an answer. One to HEAD has no body, so its document travels in a header.
    pub(super) fn render(&self, request: &Request, bucket: &str, key: &str, request_id: &str) -> Response {
        let ec = format!("0026-{:08}", u32::from(self.status));
        let mut document = format!(
            "<Error><Code>{}</Code><Message>{}</Message><RequestId>{request_id}</RequestId><HostId>{}</HostId>",
            escape(&self.code),
            escape(&self.message),
            escape(request.header("host").unwrap_or_default()),
        );
        if !key.is_empty() {
            document.push_str(&format!("<Key>{}</Key>", escape(key)));
        }
        if !bucket.is_empty() {
            document.push_str(&format!("<BucketName>{}</BucketName>", escape(bucket)));
        }
        document.push_str(&format!(
            "<EC>{ec}</EC><RecommendDoc>https://example.invalid/q</RecommendDoc></Error>"
        ));
        let mut response = if request.method == "HEAD" {
            let text = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{document}");
            Response::empty(self.status).with_header("x-oss-err", STANDARD.encode(text))
        } else {
            Response::xml(self.status, &document)
        };
        for (name, value) in &self.headers {
            response = response.with_header(name, value.as_str());
        }
        response.with_header("x-oss-request-id", request_id).with_header("x-oss-ec", ec)
    }
}

impl From<Refusal> for OssError {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Missing => Self::new(403, "AccessDenied", "Anonymous access is forbidden."),
            Refusal::Malformed(why) => {
                Self::new(400, "InvalidArgument", format!("Authorization header is invalid: {why}."))
            }
            Refusal::BadDate(_) => {
                Self::new(403, "AccessDenied", "OSS authentication requires a valid Date.")
            }
            Refusal::UnknownKey(_) => Self::new(
                403,
                "InvalidAccessKeyId",
                "The OSS Access Key Id you provided does not exist in our records.",
            ),
            Refusal::Skewed { .. } => Self::new(
                403,
                "RequestTimeTooSkewed",
                "The difference between the request time and the current time is too large.",
            ),
            Refusal::BadToken => {
                Self::new(403, "InvalidSecurityToken", "The security token you provided is invalid.")
            }
            Refusal::Mismatch { string_to_sign } => Self::new(
                403,
                "SignatureDoesNotMatch",
                format!("The request signature we calculated does not match. StringToSign: {string_to_sign}"),
            ),
            Refusal::NonceReplayed => Self::new(403, "AccessDenied", "The request was sent before."),
        }
    }
}

/// Text as XML; what XML cannot hold becomes a character reference, as the real store does.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&apos;"),
            control if control < ' ' => escaped.push_str(&format!("&#{};", u32::from(control))),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service::ServiceName;

    #[test]
    fn a_head_carries_its_error_in_a_header() {
        let request = Request::new(ServiceName::AlibabaOss, "HEAD", "/b/k");
        let response = OssError::no_such_key().render(&request, "b", "a<b", "ID");
        assert_eq!(response.status, 404);
        assert!(response.read_all().unwrap().is_empty());
        let document = STANDARD.decode(response.header("x-oss-err").unwrap()).unwrap();
        let document = String::from_utf8(document).unwrap();
        assert!(document.contains("<Code>NoSuchKey</Code>"), "{document}");
        assert!(document.contains("<Key>a&lt;b</Key>"), "{document}");
    }

    #[test]
    fn a_get_carries_it_in_the_body() {
        let request = Request::new(ServiceName::AlibabaOss, "GET", "/b/k");
        let response = OssError::no_such_bucket().render(&request, "b", "", "ID");
        let body = String::from_utf8(response.read_all().unwrap()).unwrap();
        assert!(
            body.contains("<Code>NoSuchBucket</Code>") && body.contains("<RequestId>ID</RequestId>"),
            "{body}"
        );
    }
}
