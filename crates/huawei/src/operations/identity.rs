//! Operations of the identity service (reference 4.1, 4.4).
//!
//! All of them count as reads: a token or a pair of temporary keys that gets lost on its way changes nothing that anybody
//! could look for, revokes nothing, and ends by itself. "Nothing was applied" is therefore the true answer after every
//! failure, and a repetition is harmless. A wrong password is the exception, since repeating it locks the user; but the
//! refusal of one is an authentication error, which is never retryable.

use super::OperationSpec as Spec;
use crate::endpoints::IAM_SERVICE;

const SECURITY_TOKENS: &str = "/v3.0/OS-CREDENTIAL/securitytokens";

pub(super) const OPERATIONS: &[Spec] = &[
    Spec::post("KeystoneCreateUserTokenByPassword", "/v3/auth/tokens")
        .at(IAM_SERVICE)
        .query(&["nocatalog"])
        .body(&["auth"])
        .mandatory(&["auth"])
        .secrets(&["auth.identity.password.user.password"])
        .answer_headers(&["X-Subject-Token"])
        .unsigned()
        .reads()
        .sensitive()
        .typed(),
    Spec::get("KeystoneListProjects", "/v3/projects")
        .at(IAM_SERVICE)
        .query(&["domain_id", "name", "parent_id", "enabled", "is_domain", "page", "per_page"])
        .typed(),
    Spec::post("CreateTemporaryAccessKeyByToken", SECURITY_TOKENS)
        .at(IAM_SERVICE)
        .headers(&["X-Auth-Token"])
        .body(&["auth"])
        .mandatory(&["auth"])
        .secrets(&["X-Auth-Token", "auth.identity.token.id"])
        .reads()
        .sensitive()
        .typed(),
    // Same method and path: `auth.identity.methods` decides.
    Spec::post("CreateTemporaryAccessKeyByAgency", SECURITY_TOKENS)
        .at(IAM_SERVICE)
        .headers(&["X-Auth-Token"])
        .body(&["auth"])
        .mandatory(&["auth"])
        .secrets(&["X-Auth-Token"])
        .reads()
        .sensitive()
        .typed(),
];
