//! Every operation of the product `eds-aic`, version 2023-09-30, as data (reference 10).

mod table;

use phonevault_core::operation::{Effect, Operation};
use phonevault_core::{Result, operation_names};

use crate::CLOUD;

/// One operation: all are `POST /`, and what is not named here travels in the query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperationSpec {
    /// The vendor's name.
    pub name: &'static str,
    /// Whether it changes anything.
    pub effect: Effect,
    /// Whether it deletes, wipes or overwrites: restore, delete, reset, change of image. The caller should ask first.
    pub destructive: bool,
    /// Whether its answer holds secrets, so that no excerpt of it may be shown.
    pub sensitive: bool,
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
        if self.sensitive { operation.sensitive() } else { operation }
    }

    const fn read(name: &'static str) -> Self {
        Self {
            name,
            effect: Effect::Read,
            destructive: false,
            sensitive: false,
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

    const fn typed(self) -> Self {
        Self { typed: true, ..self }
    }

    const fn sensitive(self) -> Self {
        Self { sensitive: true, ..self }
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

/// All 137 operations, by name.
#[must_use]
pub fn all() -> &'static [OperationSpec] {
    table::OPERATIONS
}

/// The operation of this name, in any case of letters, with or without underscores.
///
/// # Errors
/// [`ErrorKind::Validation`](phonevault_core::ErrorKind::Validation) with near matches. The names are irregular: the restore
/// of files is `RecoveryFile`, the restore of applications `RecoverApp`.
pub fn find(name: &str) -> Result<&'static OperationSpec> {
    let found = all().iter().find(|spec| operation_names::is_same(spec.name, name));
    found.ok_or_else(|| operation_names::unknown(name, CLOUD, all().iter().map(|spec| spec.name)))
}

#[cfg(test)]
mod tests {
    use super::*;
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
        for (wrong, near) in [("RecoveryApp", "RecoverApp"), ("RecoverFile", "RecoveryFile")] {
            let error = find(wrong).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Validation);
            assert!(error.message().contains(near), "{error}");
        }
        assert!(find("").is_err() && find(&"x".repeat(100_000)).unwrap_err().message().len() < 300);
    }
}
