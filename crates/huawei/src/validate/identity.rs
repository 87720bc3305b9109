//! Rules of the identity service (reference 4.1, 4.4). No message shows a value: it may be a secret.

use phonevault_core::secret::Secret;
use phonevault_core::validate::Violations;

use super::{Check, Rules};
use crate::models::{
    CreateTemporaryAccessKeyByAgencyRequest, CreateTemporaryAccessKeyByTokenRequest,
    KeystoneCreateUserTokenByPasswordRequest, KeystoneListProjectsRequest,
};

/// The shortest and the longest life of temporary keys in seconds.
const LIFE_SECONDS: std::ops::RangeInclusive<i64> = 900..=86_400;
/// The most projects of one page.
const PROJECTS: i64 = 5000;
const MANDATORY: &str = "is mandatory and must not be empty";

impl Check for KeystoneCreateUserTokenByPasswordRequest {
    fn check(&self, _rules: Rules<'_>, violations: &mut Violations) {
        if let Some(text) = &self.nocatalog {
            violations.require(!text.is_empty(), "nocatalog", "must not be empty; leave it out instead");
        }
        let identity = &self.auth.identity;
        check_methods(&identity.methods, "password", violations);
        let user = &identity.password.user;
        let path = "auth.identity.password.user";
        violations.require(!user.name.trim().is_empty(), format_args!("{path}.name"), MANDATORY);
        violations.require(!user.password.is_empty(), format_args!("{path}.password"), MANDATORY);
        violations.require(
            !user.domain.name.trim().is_empty(),
            format_args!("{path}.domain.name"),
            MANDATORY,
        );
        let Some(scope) = &self.auth.scope else { return };
        let given = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.trim().is_empty());
        if let Some(project) = &scope.project {
            let named = given(&project.id) || given(&project.name);
            violations.require(named, "auth.scope.project", "needs an id or a name");
        }
        if let Some(domain) = &scope.domain {
            let named = given(&domain.id) || given(&domain.name);
            violations.require(named, "auth.scope.domain", "needs an id or a name");
        }
    }
}

impl Check for KeystoneListProjectsRequest {
    fn check(&self, _rules: Rules<'_>, violations: &mut Violations) {
        violations.require(self.page.is_none_or(|page| page >= 1), "page", "must be at least 1");
        violations.require(
            self.per_page.is_none_or(|per_page| (1..=PROJECTS).contains(&per_page)),
            "per_page",
            format_args!("must be 1 to {PROJECTS}"),
        );
        for (name, given, other) in [
            ("page", self.page.is_some(), self.per_page.is_some()),
            ("per_page", self.per_page.is_some(), self.page.is_some()),
        ] {
            violations.require(given || !other, name, "page and per_page must be given together");
        }
    }
}

impl Check for CreateTemporaryAccessKeyByTokenRequest {
    fn check(&self, rules: Rules<'_>, violations: &mut Violations) {
        let identity = &self.auth.identity;
        check_methods(&identity.methods, "token", violations);
        let given = given(&self.x_auth_token) || given(&identity.token.id);
        violations.require(
            given || rules.has_token,
            "auth.identity.token.id",
            "is mandatory unless X-Auth-Token is given or the client works with a token",
        );
        check_life(identity.token.duration_seconds, "auth.identity.token.duration_seconds", violations);
        check_policy(identity.policy.as_ref(), violations);
    }
}

impl Check for CreateTemporaryAccessKeyByAgencyRequest {
    fn check(&self, rules: Rules<'_>, violations: &mut Violations) {
        violations.require(
            given(&self.x_auth_token) || rules.has_token,
            "X-Auth-Token",
            "is mandatory unless the client works with a token; if the rules are skipped, the keys of the client sign, which \
             no page says to work",
        );
        let identity = &self.auth.identity;
        check_methods(&identity.methods, "assume_role", violations);
        let role = &identity.assume_role;
        let path = "auth.identity.assume_role";
        violations.require(
            !role.agency_name.trim().is_empty(),
            format_args!("{path}.agency_name"),
            MANDATORY,
        );
        let named = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.trim().is_empty());
        violations.require(
            named(&role.domain_id) || named(&role.domain_name),
            format_args!("{path}.domain_name"),
            "is mandatory unless domain_id is given",
        );
        check_life(role.duration_seconds, &format!("{path}.duration_seconds"), violations);
        if let Some(name) = role.session_user.as_ref().and_then(|user| user.name.as_ref()) {
            let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
            let fits = (5..=64).contains(&name.len())
                && name.starts_with(|c: char| c.is_ascii_alphabetic())
                && name.chars().all(plain);
            violations.require(
                fits,
                format_args!("{path}.session_user.name"),
                "must have 5 to 64 letters, digits, `-` and `_`, and begin with a letter",
            );
        }
        check_policy(identity.policy.as_ref(), violations);
    }
}

fn given(secret: &Option<Secret>) -> bool {
    secret.as_ref().is_some_and(|secret| !secret.is_empty())
}

fn check_methods(methods: &[String], only: &str, violations: &mut Violations) {
    let rule = format!("must hold `{only}` and nothing else");
    violations.require(methods == [only], "auth.identity.methods", rule);
}

fn check_life(seconds: Option<i64>, field: &str, violations: &mut Violations) {
    let rule = format!("must be {} to {} s", LIFE_SECONDS.start(), LIFE_SECONDS.end());
    violations.require(seconds.is_none_or(|seconds| LIFE_SECONDS.contains(&seconds)), field, rule);
}

fn check_policy(policy: Option<&serde_json::Value>, violations: &mut Violations) {
    let object = policy.is_none_or(serde_json::Value::is_object);
    violations.require(object, "auth.identity.policy", "must be a JSON object");
}
