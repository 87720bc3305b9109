//! What the two programs have in common: one HTTP request as it stands on the wire.

/// One whole request at the beginning of a buffer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Request<'a> {
    /// Method, target and version.
    pub line: &'a str,
    /// The lines of the header fields.
    pub fields: &'a str,
    /// The body.
    pub body: &'a [u8],
    /// How many bytes of the buffer it takes.
    pub length: usize,
}

impl<'a> Request<'a> {
    /// The request, once it is there as a whole. Bodies have a length: no client that is measured sends chunks.
    #[must_use]
    pub fn read(buffer: &'a [u8]) -> Option<Self> {
        let end = buffer.windows(4).position(|four| four == b"\r\n\r\n")?;
        let head = std::str::from_utf8(&buffer[..end]).ok()?;
        let (line, fields) = head.split_once("\r\n").unwrap_or((head, ""));
        let mut request = Self { line, fields, body: &[], length: end + 4 };
        let size = request.field("content-length").map_or(Some(0), |size| size.parse().ok())?;
        request.body = buffer.get(end + 4..end + 4 + size)?;
        request.length += size;
        Some(request)
    }

    /// The value of a header field; the name in any case.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&'a str> {
        self.all_fields().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// All header fields in order.
    pub fn all_fields(&self) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
        let pairs = self.fields.split("\r\n").filter_map(|line| line.split_once(':'));
        pairs.map(|(name, value)| (name, value.trim()))
    }

    /// The method.
    #[must_use]
    pub fn method(&self) -> &'a str {
        self.line.split(' ').next().unwrap_or_default()
    }

    /// Path and query. Some clients write the whole URL there.
    #[must_use]
    pub fn target(&self) -> &'a str {
        let target = self.line.split(' ').nth(1).unwrap_or_default();
        match target.split_once("://") {
            Some((scheme, rest)) if !scheme.contains('/') => {
                rest.find('/').map_or("/", |slash| &rest[slash..])
            }
            _ => target,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_read_once_it_is_whole() {
        let wire = b"POST /a/b?c=d HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabcGET";
        for cut in 0..wire.len() - 3 {
            assert_eq!(Request::read(&wire[..cut]), None, "{cut}");
        }
        let request = Request::read(wire).unwrap();
        assert_eq!((request.method(), request.target(), request.body), ("POST", "/a/b?c=d", &b"abc"[..]));
        assert_eq!((request.field("HOST"), request.field("x")), (Some("h"), None));
        assert_eq!(request.length, wire.len() - 3);
    }

    #[test]
    fn a_whole_url_is_a_target_too() {
        let request = Request::read(b"GET http://h:1/jobs?a=b HTTP/1.1\r\n\r\n").unwrap();
        assert_eq!(request.target(), "/jobs?a=b");
        let request = Request::read(b"GET /?a=oss://b/ HTTP/1.1\r\n\r\n").unwrap();
        assert_eq!(request.target(), "/?a=oss://b/");
    }
}
