//! The manifest against the tables and the validation of the compiled crates.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use phonevault_core::credentials::Keys;
use phonevault_core::operation::Effect;
use serde_json::{Value, json};

use super::on_disk;
use crate::manifest::operations::{Operation, Place};
use crate::manifest::structs::Struct;
use crate::manifest::{cloud, table};

/// What a table says of a typed operation, and the manifest too.
type Facts = (String, Option<String>, String, bool, bool, bool, String, bool);

fn of_manifest(cloud: &str) -> BTreeSet<Facts> {
    let all = on_disk().clouds.into_iter().find(|known| known.name == cloud).unwrap().operations;
    all.into_iter()
        .map(|o| {
            let reads = o.effect == table::Effect::Read;
            (o.name, o.alias, o.service, reads, o.destructive, o.sensitive, o.http.method, o.http.signed)
        })
        .collect()
}

#[test]
fn the_operations_of_huawei_are_those_of_its_table() {
    let typed = phonevault_huawei::operations::all().filter(|spec| spec.typed);
    let facts = typed.map(|spec| {
        (
            spec.name.to_owned(),
            spec.alias.map(str::to_owned),
            spec.service.trim_start_matches("huawei_").to_owned(),
            spec.effect == Effect::Read,
            spec.destructive,
            spec.sensitive,
            spec.method.name().to_owned(),
            !spec.unsigned,
        )
    });
    assert_eq!(of_manifest("huawei"), facts.collect());
    let manifest = on_disk();
    for operation in &manifest.clouds[0].operations {
        let spec = phonevault_huawei::operations::find(&operation.name).unwrap();
        assert_eq!(operation.http.path, spec.path);
        let places =
            [Place::Path, Place::Query, Place::Header, Place::Body].map(|place| names(operation, place));
        let path: BTreeSet<&str> = spec.path_names().collect();
        let [query, headers, body] =
            [spec.query, spec.headers, spec.body].map(|names| names.iter().copied().collect::<BTreeSet<_>>());
        assert_eq!(places, [path, query, headers, body], "{}", operation.name);
    }
}

#[test]
fn the_operations_of_alibaba_are_those_of_its_tables() {
    use phonevault_alibaba::Service;
    let all = phonevault_alibaba::operations::all().iter().chain(phonevault_alibaba::operations::sts());
    let facts = all.filter(|spec| spec.typed).map(|spec| {
        let (service, method) = match spec.service {
            Service::Ecp => ("ecp", "POST"),
            Service::Sts => ("sts", "GET"),
        };
        (
            spec.name.to_owned(),
            None,
            service.to_owned(),
            spec.effect == Effect::Read,
            spec.destructive,
            spec.sensitive,
            method.to_owned(),
            !spec.unsigned,
        )
    });
    assert_eq!(of_manifest("alibaba"), facts.collect());
    for operation in &on_disk().clouds[1].operations {
        let spec = phonevault_alibaba::operations::find(&operation.name).unwrap();
        assert_eq!(names(operation, Place::Body), spec.body.iter().copied().collect(), "{}", operation.name);
    }
}

fn names(operation: &Operation, place: Place) -> BTreeSet<&str> {
    let parameters = operation.http.parameters.iter().filter(|parameter| parameter.place == place);
    parameters.map(|parameter| &*parameter.name).collect()
}

/// Fields that have to be given unless something else is: an empty request is refused at them, although none of them is
/// required alone.
const CONDITIONAL: &[(&str, &str)] = &[
    ("ListJobs", "request_id"),
    // Unless the client works with a token.
    ("CreateTemporaryAccessKeyByAgency", "X-Auth-Token"),
    ("InstallApk", "phone_ids"),
    ("PushFile", "phone_ids"),
    ("RunShellCommand", "phone_ids"),
    ("RunSyncCommand", "phone_ids"),
    ("UninstallApk", "phone_ids"),
    ("BackupFile", "SourceFilePathList"),
    ("RecoveryFile", "BackupFileId"),
];

#[test]
fn an_empty_request_is_refused_at_exactly_the_required_fields() {
    let keys = || Arc::new(Keys::new("ak", "sk"));
    let huawei = phonevault_huawei::Client::builder("cn-north-4").project_id("p".repeat(32)).keys(keys());
    let huawei = huawei.build().unwrap();
    let alibaba = phonevault_alibaba::Client::builder("cn-shanghai").keys(keys()).build().unwrap();
    let mut found = BTreeMap::new();
    let mut expected = BTreeMap::new();
    for cloud in &on_disk().clouds {
        for operation in &cloud.operations {
            let prepared = match &*cloud.name {
                "huawei" => huawei.prepare(&operation.name, json!({})),
                _ => alibaba.prepare(&operation.name, json!({})),
            };
            let fields: BTreeSet<String> = match &prepared {
                Ok(_) => BTreeSet::new(),
                Err(error) => {
                    assert!(!error.violations().is_empty(), "{}: {error}", operation.name);
                    error.violations().iter().map(|violation| top(&violation.field)).collect()
                }
            };
            let conditional =
                CONDITIONAL.iter().filter(|(name, _)| *name == operation.name).map(|(_, field)| *field);
            let conditional: BTreeSet<&str> = conditional.collect();
            let request = cloud::find(&cloud.structs, &operation.request).unwrap();
            let at = (cloud.name.clone(), operation.name.clone());
            found.insert(
                at.clone(),
                fields.into_iter().filter(|field| !conditional.contains(&**field)).collect(),
            );
            expected.insert(at, required(request));
        }
    }
    assert_eq!(found, expected);
}

fn required(request: &Struct) -> BTreeSet<String> {
    let required = request.fields.iter().filter(|field| field.required);
    required.filter_map(|field| field.wire.clone()).collect()
}

/// The parameter of a path such as `auth.identity` or `restore_infos[0].phone_id`.
fn top(path: &str) -> String {
    path.split(['.', '[']).next().unwrap_or_default().to_owned()
}

#[test]
fn a_name_that_is_no_field_is_refused_and_every_field_is_known() {
    let huawei = phonevault_huawei::Client::builder("cn-north-4").project_id("p".repeat(32));
    let huawei = huawei.keys(Arc::new(Keys::new("ak", "sk"))).build().unwrap();
    let refused = |operation: &str, params: Value| huawei.prepare(operation, params).unwrap_err().to_string();
    for operation in &on_disk().clouds[0].operations {
        assert!(
            refused(&operation.name, json!({ "UnheardOf": 1 })).contains("UnheardOf"),
            "{}",
            operation.name
        );
    }
}
