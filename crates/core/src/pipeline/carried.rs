//! What a request carries that no error may show, should the answer repeat it.

use std::sync::Arc;

use percent_encoding::percent_decode_str;

use crate::encoding::percent;
use crate::secret::{self, Secret};
use crate::transport::{HttpRequest, is_secret};

/// Shorter texts are no tokens, and would be found by chance.
const SHORTEST: usize = 8;

/// The session token and the signature of one request, in header or query. Gateways repeat what they received when they
/// refuse a signature.
#[derive(Clone, Debug, Default)]
pub(super) struct Carried(Arc<[Secret]>);

impl Carried {
    pub(super) fn by(request: &HttpRequest) -> Self {
        let secret = |(name, value): (&str, &str)| match name {
            "authorization" => {
                // The signature stands last; base64 may end in `=`.
                let mut parts = value.rsplit([' ', ',', '=', ':']);
                parts.find(|part| !part.is_empty()).map(str::to_owned)
            }
            name if is_secret(name) => Some(value.to_owned()),
            _ => None,
        };
        let secrets = request.headers.iter().filter_map(secret).chain(in_query(&request.query));
        Self(secrets.filter(|text| text.len() >= SHORTEST).map(Secret::new).collect())
    }

    /// The text without them, also where it was cut off in the middle of one.
    pub(super) fn hide(&self, text: &str) -> String {
        secret::hide(text, self.0.iter())
    }
}

/// The tokens and the signature among the parameters: as they are sent, as they are meant, and as the text that was signed
/// holds them, encoded once more, which services show for a wrong signature. A page token among them is no secret, and
/// no loss in a text either.
fn in_query(query: &str) -> impl Iterator<Item = String> {
    // Most parts are not even begun like it.
    let token = |part: &[u8]| matches!(part[0], b't' | b'T') && part.eq_ignore_ascii_case(b"token");
    let secret =
        move |name: &str| name.eq_ignore_ascii_case("signature") || name.as_bytes().windows(5).any(token);
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.filter(move |(name, _)| secret(name)).flat_map(|(_, value)| {
        let decoded = percent_decode_str(value).decode_utf8_lossy().into_owned();
        [value.to_owned(), decoded, percent(value.as_bytes())]
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transport::{Endpoint, Method};

    #[test]
    fn tokens_and_signatures_are_hidden_also_when_cut_off() {
        let mut request =
            HttpRequest::new(Method::Get, Endpoint::parse("x", "http://127.0.0.1:1").unwrap(), "/");
        request.headers.set("x-session-token", "STS-token-0123456789");
        request
            .headers
            .set("authorization", "ALG Credential=AK,SignedHeaders=host,Signature=0123456789abcdef");
        request.headers.set("x-short-token", "T");
        let carried = Carried::by(&request);
        assert_eq!(
            carried.hide("T: STS-token-0123456789 and 0123456789abcdef, AK"),
            "T: [redacted] and [redacted], AK"
        );
        assert_eq!(carried.hide("cut STS-token-01"), "cut [redacted]");
        assert_eq!(carried.hide("cut STS"), "cut STS");
        assert!(!format!("{carried:?}").contains("STS"));
    }

    #[test]
    fn what_travels_in_the_query_is_hidden_as_sent_and_as_meant() {
        let mut request =
            HttpRequest::new(Method::Get, Endpoint::parse("x", "http://127.0.0.1:1").unwrap(), "/");
        request.query =
            "Action=Assume&IdToken=ey%2Fhush%3D%3D-1&Signature=abc%2Bdefgh%3D&Role=plain-role".to_owned();
        let carried = Carried::by(&request);
        assert_eq!(
            carried.hide("ey/hush==-1 ey%2Fhush%3D%3D-1 ey%252Fhush%253D%253D-1 abc+defgh= plain-role"),
            "[redacted] [redacted] [redacted] [redacted] plain-role"
        );
    }
}
