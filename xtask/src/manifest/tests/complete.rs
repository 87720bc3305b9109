//! Nothing is missing: the operations that the design page promises, and every kind of error.

use std::collections::BTreeSet;

use phonevault_core::{Applied, ErrorKind};

use super::on_disk;

/// Section 5 of the design page. The two central calls of Huawei are there under the names of their URIs.
const HUAWEI: &[&str] = &[
    "batch_restore",
    "batch_storage",
    "ShowJob",
    "ListJobs",
    "ListCloudPhones",
    "ShowCloudPhoneDetail",
    "StopCloudPhone",
    "RestartCloudPhone",
    "ResetCloudPhone",
    "ListCloudPhoneImages",
    "ListImages",
    "RunSyncCommand",
    "RunShellCommand",
    "PushFile",
    "InstallApk",
    "UninstallApk",
];

/// Its "IAM: password token, project lookup, temporary keys", by the vendor's names. Temporary keys come from a token or
/// from an agency.
const HUAWEI_IAM: &[&str] = &[
    "KeystoneCreateUserTokenByPassword",
    "KeystoneListProjects",
    "CreateTemporaryAccessKeyByToken",
    "CreateTemporaryAccessKeyByAgency",
];

const ALIBABA: &[&str] = &[
    "BackupApp",
    "RecoverApp",
    "BackupFile",
    "RecoveryFile",
    "BackupAndroidInstance",
    "RecoverAndroidInstance",
    "DescribeBackupFiles",
    "DeleteBackupFile",
    "DescribeTasks",
    "DescribeAndroidInstances",
    "StartAndroidInstance",
    "StopAndroidInstance",
    "RebootAndroidInstancesInGroup",
    "ResetAndroidInstancesInGroup",
    "DescribeImageList",
    "DescribeSpec",
    "DescribeBuckets",
    "DescribeRegions",
    "RunSyncCommand",
    "RunCommand",
    "DescribeInvocations",
];

const ALIBABA_STS: &[&str] = &["AssumeRole", "AssumeRoleWithOIDC"];

/// What of the design page is in no list of `offered`.
fn missing(offered: &BTreeSet<(String, String)>) -> Vec<String> {
    let promised = [("cph", HUAWEI), ("iam", HUAWEI_IAM), ("ecp", ALIBABA), ("sts", ALIBABA_STS)];
    let all = promised.iter().flat_map(|(service, names)| names.iter().map(move |name| (*service, *name)));
    all.filter(|(service, name)| !offered.contains(&((*service).to_owned(), (*name).to_owned())))
        .map(|(service, name)| format!("{service}: {name}"))
        .collect()
}

fn offered() -> BTreeSet<(String, String)> {
    let operations = on_disk().clouds.into_iter().flat_map(|cloud| cloud.operations);
    operations.map(|operation| (operation.service, operation.alias.unwrap_or(operation.name))).collect()
}

#[test]
fn every_operation_of_the_design_page_is_there() {
    assert_eq!(HUAWEI.len() + HUAWEI_IAM.len() + ALIBABA.len() + ALIBABA_STS.len(), 16 + 4 + 21 + 2);
    assert_eq!(missing(&offered()), Vec::<String>::new());
}

#[test]
fn an_operation_that_is_gone_is_noticed() {
    for gone in [("ecp", "BackupApp"), ("iam", "KeystoneListProjects"), ("cph", "batch_restore")] {
        let mut offered = offered();
        assert!(offered.remove(&(gone.0.to_owned(), gone.1.to_owned())));
        assert_eq!(missing(&offered), [format!("{}: {}", gone.0, gone.1)]);
    }
}

#[test]
fn every_kind_of_error_is_there_as_the_compiled_crate_has_it() {
    let listed: Vec<(String, String, bool)> =
        on_disk().core.error_kinds.into_iter().map(|kind| (kind.name, kind.rust, kind.temporary)).collect();
    let compiled: Vec<(String, String, bool)> = ErrorKind::ALL
        .iter()
        .map(|kind| (kind.name().to_owned(), format!("{kind:?}"), kind.is_temporary()))
        .collect();
    assert_eq!(listed, compiled);
}

#[test]
fn an_error_can_be_asked_for_every_fact_that_the_design_page_names() {
    let core = on_disk().core;
    let fields: BTreeSet<&str> = core.error.fields.iter().map(|field| &*field.field.name).collect();
    for name in [
        "kind",
        "applied",
        "retryable",
        "retry_after",
        "operation",
        "cloud",
        "vendor_code",
        "http_status",
        "request_id",
        "message",
        "violations",
        "result",
    ] {
        assert!(fields.contains(name), "{name}");
    }
    for applied in [Applied::No, Applied::Yes, Applied::Unknown] {
        assert_eq!(core.stable_name("Applied", &format!("{applied:?}")).as_deref(), Some(applied.name()));
    }
    let outcomes =
        ["Succeeded", "Failed", "Refused", "Unknown"].map(|name| core.stable_name("Outcome", name));
    assert_eq!(outcomes.map(Option::unwrap), ["succeeded", "failed", "refused", "unknown"]);
    assert_eq!(core.job_token.prefix, "pv1.");
}
