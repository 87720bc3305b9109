//! The two ways to a temporary key.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value, json};

use super::super::fault::Fault;
use super::{Call, role};
use crate::world::later;

/// Shortest session in seconds, and the usual one (documented).
const SHORTEST_S: i64 = 900;
const USUAL_S: i64 = 3600;

/// `AssumeRole`. A temporary key may call it too: chains of roles do (seen in the SDK). The `Policy` is taken and has no
/// effect, since nothing here looks at permissions.
pub(super) fn role(call: &Call<'_>) -> Result<Map<String, Value>, Fault> {
    let asked = call.parameters.needed("RoleArn")?;
    let session = call.parameters.needed("RoleSessionName")?;
    if let Some(id) = call.parameters.text("ExternalId")
        && !(2..=1224).contains(&id.chars().count())
    {
        return Err(Fault::invalid("ExternalId", "it is not of 2 to 1224 characters"));
    }
    let duration = duration(call)?;
    role::check_session(session)?;
    let name = role::name(call.universe, asked, false)?;
    Ok(granted(call, name, asked, session, duration))
}

/// `AssumeRoleWithOIDC`. The token is only looked at, not verified: the simulator has no provider.
pub(super) fn with_oidc(call: &Call<'_>) -> Result<Map<String, Value>, Fault> {
    let settings = &call.universe.settings.alibaba;
    let provider = call.parameters.needed("OIDCProviderArn")?;
    let asked = call.parameters.needed("RoleArn")?;
    // Files end in a line break, and the vendor's client sends it too.
    let token = call.parameters.needed("OIDCToken")?.trim();
    let session = call.parameters.needed("RoleSessionName")?;
    let duration = duration(call)?;
    role::check_session(session)?;
    role::check_provider(call.universe, provider)?;
    let name = role::name(call.universe, asked, !settings.check_oidc_account)?;
    if settings.check_oidc_token {
        let claims = claims(token).ok_or_else(|| {
            Fault::new(400, &settings.bad_oidc_token_code, "The OIDC token is not a JSON web token.")
        })?;
        let now = call.universe.clock.wall().as_second();
        if claims.get("exp").and_then(Value::as_i64).is_some_and(|end| end <= now) {
            return Err(Fault::new(400, &settings.expired_oidc_token_code, "The OIDC token is expired."));
        }
    }
    Ok(granted(call, name, asked, session, duration))
}

fn duration(call: &Call<'_>) -> Result<Duration, Fault> {
    let longest = i64::from(call.universe.settings.alibaba.role_max_session_s).max(SHORTEST_S);
    let seconds = call.parameters.integer("DurationSeconds", SHORTEST_S, longest)?;
    Ok(Duration::from_secs(seconds.unwrap_or(USUAL_S.min(longest)).unsigned_abs()))
}

/// The claims of a text in the form of a signed JSON web token: three parts, the first two of them objects.
fn claims(token: &str) -> Option<Map<String, Value>> {
    let mut parts = token.split('.');
    let (header, claims, signature) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || signature.is_empty() || URL_SAFE_NO_PAD.decode(signature).is_err() {
        return None;
    }
    let object = |part: &str| {
        let bytes = URL_SAFE_NO_PAD.decode(part).ok()?;
        serde_json::from_slice::<Map<String, Value>>(&bytes).ok()
    };
    object(header)?.get("alg")?;
    object(claims)
}

fn granted(call: &Call<'_>, role: &str, arn: &str, session: &str, duration: Duration) -> Map<String, Value> {
    let universe = call.universe;
    let key = universe.alibaba.keys.issue(&universe.ids, later(universe.clock.now(), duration));
    let account = &universe.identity.alibaba.account_id;
    let answer = json!({
        "Credentials": key.to_json(),
        "AssumedRoleUser": {
            "AssumedRoleId": format!("3{}:{session}", &account[1..]),
            "Arn": format!("{}/{session}", arn.trim_end_matches('/')),
        },
    });
    tracing::debug!(role, session, "a temporary key was given out");
    match answer {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_texts_in_the_form_of_a_token_have_claims() {
        let part = |text: &str| URL_SAFE_NO_PAD.encode(text);
        let header = part(r#"{"alg":"RS256"}"#);
        let good = format!("{header}.{}.{}", part(r#"{"exp":5}"#), part("signature"));
        assert_eq!(claims(&good).unwrap()["exp"], 5);
        for bad in [
            String::new(),
            "text".to_owned(),
            format!("{header}.{}", part("{}")),
            format!("{header}.{}.", part("{}")),
            format!("{header}.{}.{}", part("[]"), part("s")),
            format!("{}.{}.{}", part("{}"), part("{}"), part("s")),
            format!("{good}.x"),
        ] {
            assert!(claims(&bad).is_none(), "{bad}");
        }
    }
}
