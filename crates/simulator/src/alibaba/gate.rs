//! Who calls: the account's own key, or a temporary one with its token.

use super::fault::Fault;
use crate::service::Request;
use crate::signature::{Credential, Refusal, SignedRequest, Verified, acs3, rpc_v1};
use crate::universe::Universe;

/// The lookup of the secret of a key; temporary keys are found after their end as well, see [`is_expired`].
pub(super) fn credential(universe: &Universe, access_key: &str) -> Option<Credential> {
    let account = &universe.identity.alibaba;
    if access_key == account.access_key_id {
        return Some(Credential { secret: account.access_key_secret.clone(), security_token: None });
    }
    let key = universe.alibaba.keys.find(access_key)?;
    Some(Credential { secret: key.secret, security_token: Some(key.token) })
}

/// Whether that is a temporary key whose time is over, on the simulated clock.
pub(super) fn is_expired(universe: &Universe, access_key: &str) -> bool {
    universe.alibaba.keys.find(access_key).is_some_and(|key| key.expires_at <= universe.clock.now())
}

/// Verifies the signature of a call to ECP or STS whose headers carry it.
pub(super) fn by_header(universe: &Universe, request: &Request, body_sha256: &str) -> Result<(), Fault> {
    let signed = SignedRequest::of(request, body_sha256);
    let keys = |access_key: &str| credential(universe, access_key);
    let outcome = acs3::verify(&signed, &keys, request.gateway_time(&universe.clock).as_second());
    finish(universe, request, outcome, signed.header("x-acs-security-token"))
}

/// Verifies the legacy signature (4.4), whose parts stand among the parameters: `query` holds those of the address and
/// those of a form body, still encoded.
pub(super) fn by_parameters(universe: &Universe, request: &Request, query: &str) -> Result<(), Fault> {
    let signed = SignedRequest { query, ..SignedRequest::of(request, "") };
    let keys = |access_key: &str| credential(universe, access_key);
    let outcome = rpc_v1::verify(&signed, &keys, request.gateway_time(&universe.clock).as_second());
    let has_token = query.split('&').any(|pair| pair.starts_with("SecurityToken="));
    finish(universe, request, outcome, has_token.then_some("-"))
}

/// Names what is wrong with a token, looks at the end of a temporary key, and uses up the nonce.
fn finish(
    universe: &Universe,
    request: &Request,
    outcome: Result<Verified, Refusal>,
    token: Option<&str>,
) -> Result<(), Fault> {
    let settings = &universe.settings.alibaba;
    let verified = outcome.map_err(|refusal| match refusal {
        Refusal::BadToken if token.is_none_or(str::is_empty) => {
            Fault::new(400, &settings.missing_token_code, "SecurityToken is mandatory for this key.")
        }
        Refusal::BadToken => {
            Fault::new(403, &settings.wrong_token_code, "The security token does not fit the access key.")
        }
        other => Fault::from(other),
    })?;
    if is_expired(universe, &verified.access_key) {
        return Err(Fault::new(403, &settings.expired_token_code, "The security token is expired."));
    }
    if let Some(nonce) = verified.nonce {
        let now = request.gateway_time(&universe.clock).as_second();
        universe.alibaba.nonces.first_use(&verified.access_key, &nonce, now)?;
    }
    Ok(())
}
