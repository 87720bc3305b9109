//! The `Authorization` headers in their two families: a list of named fields, or key and signature alone.

use super::{Refusal, SignedRequest};

/// What the headers of the two control planes carry.
pub(super) struct Fields<'a> {
    pub(super) access_key: &'a str,
    /// The signed headers, lower case, sorted.
    pub(super) names: Vec<String>,
    pub(super) signature: &'a str,
}

/// Reads `SCHEME Key=…, SignedHeaders=…, Signature=…`, where the key's field is called `key_field`.
pub(super) fn fields<'a>(
    request: &SignedRequest<'a>,
    scheme: &str,
    key_field: &str,
) -> Result<Fields<'a>, Refusal> {
    let (mut access_key, mut names, mut signature) = (None, None, None);
    for (name, value) in parts(request, scheme)? {
        match name {
            "SignedHeaders" => names = Some(signed_names(value)),
            "Signature" => signature = Some(value),
            name if name == key_field => access_key = Some(value),
            _ => return Err(Refusal::Malformed("unknown part in the Authorization header".to_owned())),
        }
    }
    match (access_key, names, signature) {
        (Some(access_key), Some(names), Some(signature)) => Ok(Fields { access_key, names, signature }),
        _ => Err(Refusal::Malformed(format!("{key_field}, SignedHeaders and Signature are all needed"))),
    }
}

/// The `Name=value` parts behind a scheme. Separators vary between clients: a comma with or without blanks, or blanks
/// alone.
pub(super) fn parts<'a>(
    request: &SignedRequest<'a>,
    scheme: &str,
) -> Result<impl Iterator<Item = (&'a str, &'a str)> + use<'a>, Refusal> {
    let text = request.header("authorization").ok_or(Refusal::Missing)?;
    let text = text
        .strip_prefix(scheme)
        .ok_or_else(|| Refusal::Malformed("unknown authorization scheme".to_owned()))?;
    let parts = text.split([',', ' ', '\t']).map(str::trim).filter(|part| !part.is_empty());
    Ok(parts.map(|part| part.split_once('=').unwrap_or((part, ""))))
}

/// The names of a `SignedHeaders` list, in lower case and sorted as the canonical form wants them.
pub(super) fn signed_names(list: &str) -> Vec<String> {
    let mut names: Vec<String> = list
        .split(';')
        .map(|name| name.trim().to_ascii_lowercase())
        .filter(|name| !name.is_empty())
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// Access key and signature of `SCHEME key:signature`.
pub(super) fn key_and_signature<'a>(
    request: &SignedRequest<'a>,
    scheme: &str,
) -> Result<(&'a str, &'a str), Refusal> {
    let text = request.header("authorization").ok_or(Refusal::Missing)?;
    let pair = text.strip_prefix(scheme).and_then(|rest| rest.strip_prefix(' ')?.trim().rsplit_once(':'));
    let (access_key, signature) =
        pair.ok_or_else(|| Refusal::Malformed(format!("expected `{scheme} key:signature`")))?;
    Ok((access_key, signature.trim()))
}
