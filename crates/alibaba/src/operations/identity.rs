//! The operations of the service STS, version 2015-04-01, that the client offers (reference 4.3).
//!
//! They hand out keys and change nothing in the account: keys that nobody received give nobody anything and end by
//! themselves. So they count as reads, and a lost answer is asked for again.

use super::OperationSpec as Spec;

pub(super) const OPERATIONS: &[Spec] = &[
    Spec::read("AssumeRole").of_sts().typed().sensitive().mandatory(&["RoleArn", "RoleSessionName"]),
    Spec::read("AssumeRoleWithOIDC")
        .of_sts()
        .unsigned()
        .typed()
        .sensitive()
        .secrets(&["OIDCToken"])
        .mandatory(&["OIDCProviderArn", "OIDCToken", "RoleArn", "RoleSessionName"]),
];
