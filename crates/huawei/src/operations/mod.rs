//! Every operation of Cloud Phone Host as data (reference, appendix A), and what is needed of the identity service
//! (reference 4.1, 4.4).

mod identity;
mod phones;
mod servers;

use phonevault_core::command::only_reads;
use phonevault_core::operation::{Effect, Operation};
use phonevault_core::transport::Method;
use phonevault_core::{Error, ErrorKind, Result, operation_names};
use serde_json::Value;

use crate::CLOUD;
use crate::endpoints::CPH_SERVICE;

/// One operation: where it is sent, and where its parameters go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperationSpec {
    /// The vendor's name, as its SDKs spell it.
    pub name: &'static str,
    /// A second name; the two central calls are known by their URI.
    pub alias: Option<&'static str>,
    /// The service that it is sent to: [`CPH_SERVICE`] or [`IAM_SERVICE`](crate::IAM_SERVICE).
    pub service: &'static str,
    /// The method.
    pub method: Method,
    /// The path with its variables in braces; `{project_id}` comes from the client.
    pub path: &'static str,
    /// The parameters that travel in the query. A list becomes a repeated name.
    pub query: &'static [&'static str],
    /// The query parameters whose list travels as one text with commas.
    pub comma_lists: &'static [&'static str],
    /// The parameters that travel in the header, under their own names.
    pub headers: &'static [&'static str],
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
    /// Whether it deletes, wipes or overwrites whatever its parameters are: restore, delete, reset. The caller should ask
    /// first; see also [`OperationSpec::destroys`].
    pub destructive: bool,
    /// Whether its answer holds or may repeat secrets, the output of a command among them, so that no excerpt of it may be
    /// shown.
    pub sensitive: bool,
    /// Where secrets stand or may stand among the parameters, by the path of their field: commands among them.
    pub secrets: &'static [&'static str],
    /// The fields of the answer that come in its header.
    pub answer_headers: &'static [&'static str],
    /// Whether it is sent without signature and token, because it is the call that gets one.
    pub unsigned: bool,
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

    /// Whether a call with these parameters may destroy data, so that the caller should ask first. Beside what the field
    /// `destructive` says: a restart that names an image, since it changes the system of the phone for good (BP51); a
    /// shell command unless it certainly [only reads](only_reads); and an operation whose switch has the value of
    /// another one, which the cloud goes by once rules are skipped.
    #[must_use]
    pub fn destroys(&self, params: &Value) -> bool {
        let given = |name: &str| params.get(name).filter(|value| !value.is_null());
        let reads = || given("content").and_then(Value::as_str).is_some_and(only_reads);
        self.destructive
            || (self.name == "RestartCloudPhone" && given("image_id").is_some())
            || self.switch.is_some_and(|(name, values)| {
                let own = given(name)
                    .is_none_or(|value| value.as_str().is_some_and(|value| values.contains(&value)));
                !own || (values.contains(&"shell") && !reads())
            })
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

    /// Whether all parameters travel in the body, and none of them is a secret.
    pub(crate) fn is_body_alone(&self) -> bool {
        let elsewhere =
            !self.query.is_empty() || !self.headers.is_empty() || self.path_names().next().is_some();
        self.has_body() && !elsewhere && self.secrets.is_empty()
    }

    const fn new(name: &'static str, method: Method, path: &'static str, effect: Effect) -> Self {
        Self {
            name,
            alias: None,
            service: CPH_SERVICE,
            method,
            path,
            query: &[],
            comma_lists: &[],
            headers: &[],
            body: &[],
            mandatory: &[],
            most: &[],
            switch: None,
            effect,
            destructive: false,
            sensitive: false,
            secrets: &[],
            answer_headers: &[],
            unsigned: false,
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

    const fn at(self, service: &'static str) -> Self {
        Self { service, ..self }
    }

    const fn headers(self, headers: &'static [&'static str]) -> Self {
        Self { headers, ..self }
    }

    const fn secrets(self, secrets: &'static [&'static str]) -> Self {
        Self { secrets, ..self }
    }

    const fn answer_headers(self, answer_headers: &'static [&'static str]) -> Self {
        Self { answer_headers, ..self }
    }

    const fn unsigned(self) -> Self {
        Self { unsigned: true, ..self }
    }

    const fn typed(self) -> Self {
        Self { typed: true, ..self }
    }
}

/// All operations: the 59 of the phone service, and 4 of the identity service.
pub fn all() -> impl Iterator<Item = &'static OperationSpec> {
    phones::OPERATIONS.iter().chain(servers::OPERATIONS).chain(identity::OPERATIONS)
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
        assert_eq!((names.len(), all().count()), (63, 63));
        let phone_service = || all().filter(|spec| spec.service == CPH_SERVICE);
        assert_eq!(phone_service().count(), 59);
        for spec in phone_service() {
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
        assert_eq!(phone_service().filter(|spec| spec.typed).count(), 16);
    }

    #[test]
    fn what_the_identity_service_offers_changes_nothing_and_shows_no_secret() {
        let identity: Vec<&OperationSpec> = all().filter(|spec| spec.service != CPH_SERVICE).collect();
        assert_eq!(identity.len(), 4);
        for spec in identity {
            assert!(spec.typed && spec.effect == Effect::Read && !spec.destructive, "{}", spec.name);
            assert_eq!(spec.sensitive, spec.method == Method::Post, "{}", spec.name);
            assert!(!spec.path.contains('{'), "{}", spec.name);
            for path in spec.secrets {
                let first = path.split('.').next().unwrap_or_default();
                assert!(spec.body.contains(&first) || spec.headers.contains(&first), "{}: {path}", spec.name);
            }
        }
    }

    #[test]
    fn operations_of_one_method_and_path_are_told_apart_by_their_body() {
        let mut seen: BTreeSet<(&str, &str, String)> = BTreeSet::new();
        for spec in all() {
            // The two calls for temporary keys differ deep inside their body, where one of them holds a secret.
            let what = format!("{:?} {:?} {:?}", spec.switch, spec.mandatory, spec.secrets);
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

    #[test]
    fn a_command_destroys_unless_it_only_reads() {
        for name in ["RunShellCommand", "RunSyncCommand"] {
            let spec = find(name).unwrap();
            for content in ["getprop ro.product.model", "ls -l /data | wc -l"] {
                assert!(!spec.destroys(&json!({"content": content, "phone_ids": ["p"]})), "{content}");
            }
            for params in [
                json!({"content": "rm -r /data/media"}),
                json!({"content": "pm clear com.acme.notes"}),
                json!({"content": "ls; reboot"}),
                json!({"content": ["ls"]}),
                json!({}),
                // Without the rules it is a removal.
                json!({"command": "uninstall", "content": "ls"}),
            ] {
                assert!(spec.destroys(&params), "{params}");
            }
        }
    }

    #[test]
    fn an_operation_that_is_made_another_one_destroys() {
        let install = find("InstallApk").unwrap();
        assert!(!install.destroys(&json!({})) && !install.destroys(&json!({"command": "install-multiple"})));
        assert!(install.destroys(&json!({"command": "uninstall"})));
        assert!(find("BatchCreateTags").unwrap().destroys(&json!({"action": "delete"})));
        // Same path as the deletion, and it unpacks over what is there.
        assert!(find("PushShareFiles").unwrap().destroys(&json!({})));
    }
}
