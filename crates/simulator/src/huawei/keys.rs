//! Temporary access keys, however they are come by (reference 4.4).

use std::time::Duration;

use serde_json::{Value, json};

use super::state::TemporaryKey;
use crate::clock::iso_millis;
use crate::universe::Universe;
use crate::world::later;

/// Shortest, longest and default life in seconds.
const SHORTEST: u64 = 900;
const LONGEST: u64 = 86_400;
pub(super) const DEFAULT: u64 = 900;
/// Length of a security token: real ones have some hundred characters.
const TOKEN_LENGTH: usize = 500;

/// The life asked for.
///
/// # Errors
/// What is wrong with it.
pub(super) fn duration(value: Option<&Value>, default: u64) -> Result<Duration, String> {
    let seconds = match value {
        None | Some(Value::Null) => default,
        Some(value) => value
            .as_u64()
            .filter(|seconds| (SHORTEST..=LONGEST).contains(seconds))
            .ok_or_else(|| format!("duration_seconds must be a number from {SHORTEST} to {LONGEST}"))?,
    };
    Ok(Duration::from_secs(seconds))
}

/// Makes keys that work from now on.
pub(super) fn issue(universe: &Universe, life: Duration) -> TemporaryKey {
    let now = universe.clock.now();
    let key = TemporaryKey {
        access: format!("HST{}", universe.ids.lower(17).to_ascii_uppercase()),
        secret: universe.ids.lower(40),
        security_token: format!("hQ{}", universe.ids.lower(TOKEN_LENGTH)),
        expires_at: later(now, life),
    };
    universe.huawei.keep_key(key.clone());
    key
}

/// As IAM and the metadata address write them.
pub(super) fn render(key: &TemporaryKey) -> Value {
    json!({"credential": {"access": key.access, "secret": key.secret, "securitytoken": key.security_token,
                          "expires_at": micros(&iso_millis(key.expires_at))}})
}

/// These services write six digits of fraction.
pub(super) fn micros(millis: &str) -> String {
    format!("{}000Z", millis.trim_end_matches('Z'))
}
