//! AssumeRole and AssumeRoleWithOIDC (reference 4.3).

use phonevault_core::validate::Violations;

use super::{Check, Rules, fields};
use crate::models::{AssumeRoleRequest, AssumeRoleWithOidcRequest};

/// The shortest validity in seconds. The longest is a setting of the role, which only the service knows.
const SHORTEST: i64 = 900;

fn role(arn: &str, session: &str, duration: Option<i64>, policy: Option<&str>, violations: &mut Violations) {
    if fields::mandatory("RoleArn", arn, violations) {
        let role = arn.strip_prefix("acs:ram::").and_then(|rest| rest.split_once(":role/"));
        let whole = role.is_some_and(|(account, name)| !account.is_empty() && !name.is_empty());
        violations.require(whole, "RoleArn", "must have the form acs:ram::ACCOUNT:role/NAME");
    }
    if fields::mandatory("RoleSessionName", session, violations) {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b".@-_".contains(&byte);
        violations.require(
            (2..=64).contains(&session.len()) && session.bytes().all(plain),
            "RoleSessionName",
            "must have 2 to 64 letters, digits and .@-_",
        );
    }
    violations.require(
        duration.is_none_or(|seconds| seconds >= SHORTEST),
        "DurationSeconds",
        format_args!("must be at least {SHORTEST}"),
    );
    length("Policy", policy, 1, 2048, violations);
}

fn length(field: &str, text: Option<&str>, least: usize, most: usize, violations: &mut Violations) {
    let chars = text.map(|text| text.chars().count());
    violations.require(
        chars.is_none_or(|chars| (least..=most).contains(&chars)),
        field,
        format_args!("must have {least} to {most} characters"),
    );
}

impl Check for AssumeRoleRequest {
    fn check(&self, _rules: Rules<'_>, violations: &mut Violations) {
        let policy = self.policy.as_deref();
        role(&self.role_arn, &self.role_session_name, self.duration_seconds, policy, violations);
        length("ExternalId", self.external_id.as_deref(), 2, 1224, violations);
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"=,.@:/-_+".contains(&byte);
        violations.require(
            self.external_id.as_deref().is_none_or(|id| id.bytes().all(plain)),
            "ExternalId",
            "may hold only letters, digits and =,.@:/-_+",
        );
    }
}

/// The token never stands in a message.
impl Check for AssumeRoleWithOidcRequest {
    fn check(&self, _rules: Rules<'_>, violations: &mut Violations) {
        let policy = self.policy.as_deref();
        role(&self.role_arn, &self.role_session_name, self.duration_seconds, policy, violations);
        fields::mandatory("OIDCProviderArn", &self.oidc_provider_arn, violations);
        if fields::mandatory("OIDCToken", self.oidc_token.expose(), violations) {
            length("OIDCToken", Some(self.oidc_token.expose()), 4, 20_000, violations);
        }
    }
}
