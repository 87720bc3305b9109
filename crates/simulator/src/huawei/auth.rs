//! Who is calling: a signature with access keys, or a token of the simulated identity service.

use super::fault::Fault;
use super::state::TokenScope;
use crate::service::Request;
use crate::signature::digest::sha256_hex;
use crate::signature::{Credential, Refusal, SignedRequest, sdk_hmac};
use crate::universe::Universe;

/// A caller that was recognised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Caller {
    /// Access keys belong to an account and work in all its projects.
    Keys,
    /// A token is good for what it was issued for.
    Token(TokenScope),
}

/// The secret of an access key, permanent or temporary; also the lookup of the object store, which has to ask
/// [`super::State::has_expired`] itself.
pub(super) fn keyring(universe: &Universe) -> impl Fn(&str) -> Option<Credential> + '_ {
    |access_key| {
        let identity = &universe.identity.huawei;
        if access_key == identity.access_key {
            return Some(Credential { secret: identity.secret_key.clone(), security_token: None });
        }
        universe.huawei.credential(access_key)
    }
}

/// Verifies the caller of a control plane. A token wins over a signature, as the documented header does.
///
/// # Errors
/// 401 APIGW.0301 for whatever is wrong with the credentials; 401 APIGW.0307 for a token that has run out.
pub(super) fn caller(universe: &Universe, request: &Request) -> Result<Caller, Fault> {
    let now = universe.clock.now();
    let settings = &universe.settings.huawei;
    let refused = |why: &str| {
        let text = format!("Incorrect IAM authentication information: {why}");
        Fault::new(401, &settings.unauthorised_code, text)
    };
    if let Some(token) = request.header("x-auth-token") {
        return match universe.huawei.token(token) {
            None => Err(refused("the token is not known")),
            Some(found) if found.expires_at <= now => {
                Err(Fault::new(401, "APIGW.0307", "The token must be updated: it has expired"))
            }
            Some(found) => Ok(Caller::Token(found.scope)),
        };
    }
    let body = request.body.in_memory().map(AsRef::as_ref).unwrap_or_default();
    let body_sha256 = sha256_hex(body);
    let signed = SignedRequest::of(request, &body_sha256);
    let keys = keyring(universe);
    match sdk_hmac::verify(&signed, &keys, request.gateway_time(&universe.clock).as_second()) {
        Ok(verified) if universe.huawei.has_expired(&verified.access_key, now) => {
            let text = "Incorrect IAM authentication information: the temporary access key has expired";
            Err(Fault::new(401, &settings.expired_key_code, text))
        }
        Ok(_) => Ok(Caller::Keys),
        Err(refusal) => Err(refused(&describe(&refusal))),
    }
}

/// A refusal in words; never a secret.
pub(super) fn describe(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Missing => "neither X-Auth-Token nor Authorization was sent".to_owned(),
        Refusal::Malformed(what) => what.clone(),
        Refusal::BadDate(text) => format!("the date {text:?} cannot be read"),
        Refusal::UnknownKey(key) => format!("access key {key} does not exist"),
        Refusal::Skewed { sent } => format!("the date {sent} is more than 15 minutes from the real time"),
        Refusal::BadToken => "the security token does not belong to the access key".to_owned(),
        Refusal::Mismatch { .. } => "the signature does not match".to_owned(),
        Refusal::NonceReplayed => "the nonce was used before".to_owned(),
    }
}
