//! Every operation of Cloud Phone Host as data (reference, appendix A).

mod phones;
mod servers;

use phonevault_core::operation::{Effect, Operation};
use phonevault_core::transport::Method;
use phonevault_core::{Error, ErrorKind, Result, operation_names};
use serde_json::Value;

use crate::CLOUD;

/// One operation: where it is sent, and where its parameters go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperationSpec {
    /// The vendor's name, as its SDKs spell it.
    pub name: &'static str,
    /// A second name; the two central calls are known by their URI.
    pub alias: Option<&'static str>,
    /// The method.
    pub method: Method,
    /// The path with its variables in braces; `{project_id}` comes from the client.
    pub path: &'static str,
    /// The parameters that travel in the query. A list becomes a repeated name.
    pub query: &'static [&'static str],
    /// The query parameters whose list travels as one text with commas.
    pub comma_lists: &'static [&'static str],
    /// The parameters that travel in the JSON body.
    pub body: &'static [&'static str],
    /// The parameters of query and body that must be given.
    pub mandatory: &'static [&'static str],
    /// The most items of a list, or bytes of a text, that the vendor documents for a parameter (reference 1.6, 3).
    pub most: &'static [(&'static str, usize)],
    /// A parameter that decides between operations of the same method and path, and the values it may have here.
    pub switch: Option<(&'static str, &'static [&'static str])>,
    /// Whether it changes anything.
    pub effect: Effect,
    /// Whether it deletes, wipes or overwrites: restore, delete, reset, change of image. The caller should ask
    /// first.
    pub destructive: bool,
    /// Whether its answer holds secrets, so that no excerpt of it may be shown.
    pub sensitive: bool,
    /// Whether a method of [`Client`](crate::Client) offers it with types and validation.
    pub typed: bool,
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

    /// Whether a call with these parameters destroys data: beside what the field `destructive` says, a
    /// restart that names an image changes the system of the phone for good (BP51).
    #[must_use]
    pub fn destroys(&self, params: &Value) -> bool {
        let image = params.get("image_id").is_some_and(|image| !image.is_null());
        self.destructive || (self.name == "RestartCloudPhone" && image)
    }

    /// The names of the variables in the path, without `project_id`.
    pub fn path_names(&self) -> impl Iterator<Item = &'static str> {
        self.path
            .split('/')
            .filter_map(|segment| segment.strip_prefix('{')?.strip_suffix('}'))
            .filter(|name| *name != "project_id")
    }

    /// Whether a JSON body is sent.
    #[must_use]
    pub fn has_body(&self) -> bool {
        !self.body.is_empty()
    }

    const fn new(name: &'static str, method: Method, path: &'static str, effect: Effect) -> Self {
        Self {
            name,
            alias: None,
            method,
            path,
            query: &[],
            comma_lists: &[],
            body: &[],
            mandatory: &[],
            most: &[],
            switch: None,
            effect,
            destructive: false,
            sensitive: false,
            typed: false,
        }
    }

    const fn get(name: &'static str, path: &'static str) -> Self {
        Self::new(name, Method::Get, path, Effect::Read)
    }

    const fn post(name: &'static str, path: &'static str) -> Self {
        Self::new(name, Method::Post, path, Effect::Mutation)
    }

    const fn put(name: &'static str, path: &'static str) -> Self {
        Self::new(name, Method::Put, path, Effect::Mutation)
    }

    const fn delete(name: &'static str, path: &'static str) -> Self {
        Self { destructive: true, ..Self::new(name, Method::Delete, path, Effect::Mutation) }
    }

    const fn query(self, query: &'static [&'static str]) -> Self {
        Self { query, ..self }
    }

    const fn comma_lists(self, comma_lists: &'static [&'static str]) -> Self {
        Self { comma_lists, ..self }
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

    const fn switch(self, name: &'static str, values: &'static [&'static str]) -> Self {
        Self { switch: Some((name, values)), ..self }
    }

    const fn alias(self, alias: &'static str) -> Self {
        Self { alias: Some(alias), ..self }
    }

    const fn reads(self) -> Self {
        Self { effect: Effect::Read, ..self }
    }

    const fn destructive(self) -> Self {
        Self { destructive: true, ..self }
    }

    const fn sensitive(self) -> Self {
        Self { sensitive: true, ..self }
    }

    const fn typed(self) -> Self {
        Self { typed: true, ..self }
    }
}

/// All 59 operations.
pub fn all() -> impl Iterator<Item = &'static OperationSpec> {
    phones::OPERATIONS.iter().chain(servers::OPERATIONS)
}

/// The operation of this name or alias, in any case of letters, with or without underscores.
///
/// # Errors
/// [`ErrorKind::Validation`] with near matches.
pub fn find(name: &str) -> Result<&'static OperationSpec> {
    let found = all().find(|spec| names(spec).any(|known| operation_names::is_same(known, name)));
    found.ok_or_else(|| operation_names::unknown(name, CLOUD, all().flat_map(names)))
}

/// The operation behind a typed method, whose name is ours and therefore in the table.
pub(crate) fn known(name: &'static str) -> Result<&'static OperationSpec> {
    let missing = || Error::new(ErrorKind::Internal, format!("operation `{name}` is in no table"));
    all().find(|spec| spec.name == name).ok_or_else(missing)
}

fn names(spec: &OperationSpec) -> impl Iterator<Item = &'static str> {
    [Some(spec.name), spec.alias].into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use std::collections::BTreeSet;

    #[test]
    fn the_table_holds_59_different_operations_and_what_reads_says_so() {
        let names: BTreeSet<&str> = all().map(|spec| spec.name).collect();
        assert_eq!((names.len(), all().count()), (59, 59));
        for spec in all() {
            let reads = ["List", "Show"].iter().any(|prefix| spec.name.starts_with(prefix));
            assert_eq!(spec.effect == Effect::Read, reads, "{}", spec.name);
            let wipes = ["Delete", "Reset", "Change", "BatchImport", "BatchDelete", "Uninstall"];
            assert!(!wipes.iter().any(|p| spec.name.starts_with(p)) || spec.destructive, "{}", spec.name);
            assert!(spec.path.starts_with("/v"), "{}", spec.name);
            assert_eq!(spec.path.matches("{project_id}").count(), 1, "{}", spec.name);
            for name in spec.mandatory {
                assert!(spec.query.contains(name) || spec.body.contains(name), "{}: {name}", spec.name);
            }
            assert!(spec.most.iter().all(|(name, _)| spec.body.contains(name)), "{}", spec.name);
            assert!(spec.comma_lists.iter().all(|name| spec.query.contains(name)), "{}", spec.name);
            assert!(spec.switch.is_none_or(|(name, _)| spec.mandatory.contains(&name)), "{}", spec.name);
            assert!(spec.method != Method::Get || !spec.has_body(), "{}", spec.name);
        }
        assert_eq!(all().filter(|spec| spec.typed).count(), 9);
    }

    #[test]
    fn operations_of_one_method_and_path_are_told_apart_by_their_body() {
        let mut seen: BTreeSet<(&str, &str, String)> = BTreeSet::new();
        for spec in all() {
            let what = format!("{:?} {:?}", spec.switch, spec.mandatory);
            assert!(seen.insert((spec.method.name(), spec.path, what)), "{}", spec.name);
        }
    }

    #[test]
    fn names_are_found_in_any_case_and_unknown_ones_name_near_matches() {
        assert_eq!(find("batch_restore").unwrap().name, "BatchImportCloudPhoneData");
        assert_eq!(find("BATCH_STORAGE").unwrap().name, "BatchExportCloudPhoneData");
        assert_eq!(find("batchimportcloudphonedata").unwrap().alias, Some("batch_restore"));
        assert_eq!(find("show_job").unwrap().name, "ShowJob");
        for (wrong, near) in
            [("batch_backup", "batch_"), ("ShowJobs", "ShowJob"), ("ListPhones", "ListCloudPhones")]
        {
            let error = find(wrong).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Validation);
            assert!(error.message().contains(near), "{error}");
        }
        assert!(find("").is_err() && find(&"x".repeat(100_000)).unwrap_err().message().len() < 300);
    }

    #[test]
    fn a_restart_into_another_image_destroys() {
        let restart = find("RestartCloudPhone").unwrap();
        assert!(!restart.destroys(&json!({"phones": []})) && !restart.destroys(&json!({"image_id": null})));
        assert!(restart.destroys(&json!({"image_id": "i", "phones": []})));
        assert!(find("batch_restore").unwrap().destroys(&Value::Null));
    }
}
