//! Every operation of the product `eds-aic`, version 2023-09-30, as data (reference 10), and those of STS.

mod identity;
mod table;

use phonevault_core::command::only_reads;
use phonevault_core::operation::{Effect, Operation};
use phonevault_core::{Result, operation_names};
use serde_json::Value;

use crate::CLOUD;

/// Which service offers an operation, and with it how its requests are written and signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Service {
    /// Cloud phones: `POST /`, version 2023-09-30, ACS3-HMAC-SHA256.
    Ecp,
    /// Temporary keys: `GET /`, version 2015-04-01, the older signature in the query.
    Sts,
}

/// One operation. What is not named here travels in the query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperationSpec {
    /// The vendor's name.
    pub name: &'static str,
    /// The service that offers it.
    pub service: Service,
    /// Whether its requests carry no signature and need no keys.
    pub unsigned: bool,
    /// Whether it changes anything.
    pub effect: Effect,
    /// Whether it deletes, wipes or overwrites: restore, delete, reset, change of image. The caller should ask first.
    pub destructive: bool,
    /// Whether its answer holds secrets, so that no excerpt of it may be shown.
    pub sensitive: bool,
    /// The parameters that are or may hold secrets.
    pub secrets: &'static [&'static str],
    /// Whether a method of [`Client`](crate::Client) offers it with types and validation.
    pub typed: bool,
    /// The parameters that travel in a form body.
    pub body: &'static [&'static str],
    /// The parameters that must be given (SDK).
    pub mandatory: &'static [&'static str],
    /// The most items of a list that the vendor documents for a parameter (SDK).
    pub most: &'static [(&'static str, usize)],
    /// The parameters whose list or object travels as one JSON text.
    pub json: &'static [&'static str],
}

impl OperationSpec {
    /// The operation as errors, logs and the pipeline know it.
    #[must_use]
    pub fn operation(&self) -> Operation {
        let operation = match self.effect {
            Effect::Read => Operation::read(self.name, CLOUD),
            Effect::Mutation => Operation::mutation(self.name, CLOUD),
        };
        // Where a request holds secrets, an answer that nobody understands may repeat them.
        if self.sensitive || !self.secrets.is_empty() { operation.sensitive() } else { operation }
    }

    /// Whether a call with these parameters may destroy data, so that the caller should ask first. Beside what the field
    /// `destructive` says: a command on phones, unless it is plain text that certainly [only reads](only_reads).
    #[must_use]
    pub fn destroys(&self, params: &Value) -> bool {
        let text = |name: &str| params.get(name).filter(|value| !value.is_null()).map(Value::as_str);
        let reads = || {
            // Any other encoding hides what is run.
            let plain = text("ContentEncoding")
                .is_none_or(|encoding| encoding.is_some_and(|name| name.eq_ignore_ascii_case("PlainText")));
            plain && text("CommandContent").flatten().is_some_and(only_reads)
        };
        self.destructive || (matches!(self.name, "RunCommand" | "RunSyncCommand") && !reads())
    }

    const fn read(name: &'static str) -> Self {
        Self {
            name,
            service: Service::Ecp,
            unsigned: false,
            effect: Effect::Read,
            destructive: false,
            sensitive: false,
            secrets: &[],
            typed: false,
            body: &[],
            mandatory: &[],
            most: &[],
            json: &[],
        }
    }

    const fn change(name: &'static str) -> Self {
        Self { effect: Effect::Mutation, ..Self::read(name) }
    }

    const fn destructive(name: &'static str) -> Self {
        Self { destructive: true, ..Self::change(name) }
    }

    const fn of_sts(self) -> Self {
        Self { service: Service::Sts, ..self }
    }

    const fn unsigned(self) -> Self {
        Self { unsigned: true, ..self }
    }

    const fn typed(self) -> Self {
        Self { typed: true, ..self }
    }

    const fn sensitive(self) -> Self {
        Self { sensitive: true, ..self }
    }

    const fn secrets(self, secrets: &'static [&'static str]) -> Self {
        Self { secrets, ..self }
    }

    const fn body(self, body: &'static [&'static str]) -> Self {
        Self { body, ..self }
    }

    const fn mandatory(self, mandatory: &'static [&'static str]) -> Self {
        Self { mandatory, ..self }
    }

    const fn most(self, most: &'static [(&'static str, usize)]) -> Self {
        Self { most, ..self }
    }

    const fn json(self, json: &'static [&'static str]) -> Self {
        Self { json, ..self }
    }
}

/// All 137 operations of the product, by name.
#[must_use]
pub fn all() -> &'static [OperationSpec] {
    table::OPERATIONS
}

/// The operations of STS that the client offers, by name.
#[must_use]
pub fn sts() -> &'static [OperationSpec] {
    identity::OPERATIONS
}

/// The operation of this name, of the product or of STS, in any case of letters, with or without underscores.
///
/// # Errors
/// [`ErrorKind::Validation`](phonevault_core::ErrorKind::Validation) with near matches. The names are irregular: the restore
/// of files is `RecoveryFile`, the restore of applications `RecoverApp`.
pub fn find(name: &str) -> Result<&'static OperationSpec> {
    let known = || all().iter().chain(sts());
    let found = known().find(|spec| operation_names::is_same(spec.name, name));
    found.ok_or_else(|| operation_names::unknown(name, CLOUD, known().map(|spec| spec.name)))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn commands_that_may_change_a_phone_are_asked_about() {
        let asks = |operation: &str, params: Value| find(operation).unwrap().destroys(&params);
        for operation in ["RunCommand", "RunSyncCommand"] {
            assert!(!asks(operation, json!({"CommandContent": "getprop ro.serialno"})));
            assert!(!asks(operation, json!({"CommandContent": "ls /data", "ContentEncoding": "PlainText"})));
            for params in [
                json!({"CommandContent": "rm -r /data/local"}),
                json!({"CommandContent": "bHM=", "ContentEncoding": "Base64"}),
                json!({"CommandContent": 7}),
                json!({}),
            ] {
                assert!(asks(operation, params.clone()), "{operation} {params}");
            }
        }
        assert!(asks("DeleteBackupFile", json!({})));
        assert!(!asks("DescribeTasks", json!({})));
    }
    use phonevault_core::ErrorKind;
    use std::collections::BTreeSet;

    #[test]
    fn the_table_holds_137_different_operations_and_what_reads_says_so() {
        let names: BTreeSet<&str> = all().iter().map(|spec| spec.name).collect();
        assert_eq!((names.len(), all().len()), (137, 137));
        for spec in all() {
            let reads = ["Describe", "List", "Check"].iter().any(|prefix| spec.name.starts_with(prefix))
                || ["GetInstanceProperties", "GetNetworkBlacklist"].contains(&spec.name);
            assert_eq!(spec.effect == Effect::Read, reads, "{}", spec.name);
            let wipes = ["Delete", "Recover", "Reset", "Update"].iter().any(|p| spec.name.starts_with(p))
                && spec.name != "UpdateCustomImageName";
            assert!(!wipes || spec.destructive, "{}", spec.name);
        }
    }

    #[test]
    fn names_are_found_in_any_case_and_unknown_ones_name_near_matches() {
        assert_eq!(find("recoveryfile").unwrap().name, "RecoveryFile");
        assert_eq!(find("backup_app").unwrap().name, "BackupApp");
        let oidc = find("assume_role_with_oidc").unwrap();
        assert_eq!((oidc.name, oidc.service, oidc.unsigned), ("AssumeRoleWithOIDC", Service::Sts, true));
        for (wrong, near) in [("RecoveryApp", "RecoverApp"), ("RecoverFile", "RecoveryFile")] {
            let error = find(wrong).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Validation);
            assert!(error.message().contains(near), "{error}");
        }
        assert!(find("").is_err() && find(&"x".repeat(100_000)).unwrap_err().message().len() < 300);
    }
}
