//! What a request carries that no error may show, should the answer repeat it.

use std::sync::Arc;

use crate::secret::Secret;
use crate::transport::{HttpRequest, is_secret};

/// Shorter texts are no tokens, and would be found by chance.
const SHORTEST: usize = 8;
/// What stands in place of a secret.
const HIDDEN: &str = "[redacted]";

/// The session token and the signature of one request. Gateways repeat what they received when they refuse a signature.
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
        let secrets = request.headers.iter().filter_map(secret).filter(|text| text.len() >= SHORTEST);
        Self(secrets.map(Secret::new).collect())
    }

    /// The text without them, also where it was cut off in the middle of one.
    pub(super) fn hide(&self, text: &str) -> String {
        let mut shown = text.to_owned();
        for secret in self.0.iter().map(Secret::expose) {
            if shown.contains(secret) {
                shown = shown.replace(secret, HIDDEN);
            }
            let begun = (SHORTEST..secret.len())
                .rev()
                .find(|len| secret.get(..*len).is_some_and(|begin| shown.ends_with(begin)));
            if let Some(begun) = begun {
                shown.truncate(shown.len() - begun);
                shown.push_str(HIDDEN);
            }
        }
        shown
    }
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
}
