//! Which answer belongs to which typed request, and what `call` needs to give it the same validation.

use phonevault_core::operation::Operation;
use phonevault_core::pipeline::Answer;
use phonevault_core::validate::Violations;
use phonevault_core::{Result, hidden};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::complete::Complete;
use crate::models::{
    AssumeRoleRequest, AssumeRoleResponse, AssumeRoleWithOidcRequest, AssumeRoleWithOidcResponse,
    BackupAndroidInstanceRequest, BackupAppRequest, BackupFileRequest, BackupResponse,
    DeleteBackupFileRequest, DeleteBackupFileResponse, DescribeAndroidInstancesRequest,
    DescribeAndroidInstancesResponse, DescribeBackupFilesRequest, DescribeBackupFilesResponse,
    DescribeBucketsRequest, DescribeBucketsResponse, DescribeImageListRequest, DescribeImageListResponse,
    DescribeInvocationsRequest, DescribeInvocationsResponse, DescribeRegionsRequest, DescribeRegionsResponse,
    DescribeSpecRequest, DescribeSpecResponse, DescribeTasksRequest, DescribeTasksResponse, PowerResponse,
    RebootAndroidInstancesInGroupRequest, RecoverAndroidInstanceRequest, RecoverAppRequest,
    RecoveryFileRequest, ResetAndroidInstancesInGroupRequest, ResetAndroidInstancesInGroupResponse,
    RestoreResponse, RunCommandRequest, RunCommandResponse, RunSyncCommandRequest, RunSyncCommandResponse,
    StartAndroidInstanceRequest, StopAndroidInstanceRequest,
};
use crate::operations;
use crate::validate::{Check, Rules};

/// A request with a type, and the operation and the answer that belong to it.
pub(crate) trait Typed: Check + Serialize + DeserializeOwned {
    const OPERATION: &'static str;
    type Response: DeserializeOwned + Complete;
}

/// What `call` knows of a typed operation.
pub(crate) struct TypedCheck {
    pub(crate) operation: &'static str,
    pub(crate) request: fn(&Map<String, Value>, Rules<'_>, &mut Violations),
    pub(crate) answer: fn(&Answer, &Operation) -> Result<()>,
}

/// Every typed operation.
pub(crate) const TYPED: &[TypedCheck] = &[
    check_of::<BackupAppRequest>(),
    check_of::<BackupFileRequest>(),
    check_of::<BackupAndroidInstanceRequest>(),
    check_of::<RecoverAppRequest>(),
    check_of::<RecoveryFileRequest>(),
    check_of::<RecoverAndroidInstanceRequest>(),
    check_of::<DescribeBackupFilesRequest>(),
    check_of::<DescribeTasksRequest>(),
    check_of::<DescribeAndroidInstancesRequest>(),
    check_of::<StartAndroidInstanceRequest>(),
    check_of::<StopAndroidInstanceRequest>(),
    check_of::<RebootAndroidInstancesInGroupRequest>(),
    check_of::<ResetAndroidInstancesInGroupRequest>(),
    check_of::<DeleteBackupFileRequest>(),
    check_of::<DescribeImageListRequest>(),
    check_of::<DescribeSpecRequest>(),
    check_of::<DescribeBucketsRequest>(),
    check_of::<DescribeRegionsRequest>(),
    check_of::<RunSyncCommandRequest>(),
    check_of::<RunCommandRequest>(),
    check_of::<DescribeInvocationsRequest>(),
    check_of::<AssumeRoleRequest>(),
    check_of::<AssumeRoleWithOidcRequest>(),
];

const fn check_of<T: Typed>() -> TypedCheck {
    TypedCheck {
        operation: T::OPERATION,
        request: check_request::<T>,
        answer: |answer, operation| decode::<T>(answer, operation).map(|_| ()),
    }
}

/// Reads every parameter for itself first, so that the error names it; then the whole, and checks its rules.
fn check_request<T: Typed>(params: &Map<String, Value>, rules: Rules<'_>, violations: &mut Violations) {
    let has_secrets = operations::find(T::OPERATION).map_or(true, |spec| !spec.secrets.is_empty());
    let told = |error: &serde_json::Error| hidden::told(has_secrets, error);
    let mut readable = true;
    for (name, value) in params {
        let one = Map::from_iter([(name.clone(), value.clone())]);
        if let Err(error) = serde_json::from_value::<T>(Value::Object(one)) {
            readable = false;
            violations.add(name.clone(), told(&error));
        }
    }
    if !readable {
        return;
    }
    match serde_json::from_value::<T>(Value::Object(params.clone())) {
        Ok(request) => request.check(rules, violations),
        Err(error) => violations.add("params", told(&error)),
    }
}

/// The typed answer, or a malformed one if an expected field is missing.
pub(crate) fn decode<T: Typed>(answer: &Answer, operation: &Operation) -> Result<T::Response> {
    let response = answer.decode::<T::Response>(operation)?;
    match response.missing() {
        Some(field) => Err(answer.malformed(operation, &format!("the field {field} is missing or empty"))),
        None => Ok(response),
    }
}

impl Typed for BackupAppRequest {
    const OPERATION: &'static str = "BackupApp";
    type Response = BackupResponse;
}

impl Typed for BackupFileRequest {
    const OPERATION: &'static str = "BackupFile";
    type Response = BackupResponse;
}

impl Typed for BackupAndroidInstanceRequest {
    const OPERATION: &'static str = "BackupAndroidInstance";
    type Response = BackupResponse;
}

impl Typed for RecoverAppRequest {
    const OPERATION: &'static str = "RecoverApp";
    type Response = RestoreResponse;
}

impl Typed for RecoveryFileRequest {
    const OPERATION: &'static str = "RecoveryFile";
    type Response = RestoreResponse;
}

impl Typed for RecoverAndroidInstanceRequest {
    const OPERATION: &'static str = "RecoverAndroidInstance";
    type Response = RestoreResponse;
}

impl Typed for DescribeBackupFilesRequest {
    const OPERATION: &'static str = "DescribeBackupFiles";
    type Response = DescribeBackupFilesResponse;
}

impl Typed for DescribeTasksRequest {
    const OPERATION: &'static str = "DescribeTasks";
    type Response = DescribeTasksResponse;
}

impl Typed for DescribeAndroidInstancesRequest {
    const OPERATION: &'static str = "DescribeAndroidInstances";
    type Response = DescribeAndroidInstancesResponse;
}

impl Typed for StartAndroidInstanceRequest {
    const OPERATION: &'static str = "StartAndroidInstance";
    type Response = PowerResponse;
}

impl Typed for StopAndroidInstanceRequest {
    const OPERATION: &'static str = "StopAndroidInstance";
    type Response = PowerResponse;
}

impl Typed for RebootAndroidInstancesInGroupRequest {
    const OPERATION: &'static str = "RebootAndroidInstancesInGroup";
    type Response = PowerResponse;
}

impl Typed for ResetAndroidInstancesInGroupRequest {
    const OPERATION: &'static str = "ResetAndroidInstancesInGroup";
    type Response = ResetAndroidInstancesInGroupResponse;
}

impl Typed for DeleteBackupFileRequest {
    const OPERATION: &'static str = "DeleteBackupFile";
    type Response = DeleteBackupFileResponse;
}

impl Typed for DescribeImageListRequest {
    const OPERATION: &'static str = "DescribeImageList";
    type Response = DescribeImageListResponse;
}

impl Typed for DescribeSpecRequest {
    const OPERATION: &'static str = "DescribeSpec";
    type Response = DescribeSpecResponse;
}

impl Typed for DescribeBucketsRequest {
    const OPERATION: &'static str = "DescribeBuckets";
    type Response = DescribeBucketsResponse;
}

impl Typed for DescribeRegionsRequest {
    const OPERATION: &'static str = "DescribeRegions";
    type Response = DescribeRegionsResponse;
}

impl Typed for RunSyncCommandRequest {
    const OPERATION: &'static str = "RunSyncCommand";
    type Response = RunSyncCommandResponse;
}

impl Typed for RunCommandRequest {
    const OPERATION: &'static str = "RunCommand";
    type Response = RunCommandResponse;
}

impl Typed for DescribeInvocationsRequest {
    const OPERATION: &'static str = "DescribeInvocations";
    type Response = DescribeInvocationsResponse;
}

impl Typed for AssumeRoleRequest {
    const OPERATION: &'static str = "AssumeRole";
    type Response = AssumeRoleResponse;
}

impl Typed for AssumeRoleWithOidcRequest {
    const OPERATION: &'static str = "AssumeRoleWithOIDC";
    type Response = AssumeRoleWithOidcResponse;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_and_the_types_agree() {
        let all = operations::all().iter().chain(operations::sts());
        let mut marked: Vec<&str> = all.filter(|spec| spec.typed).map(|spec| spec.name).collect();
        let mut typed: Vec<&str> = TYPED.iter().map(|typed| typed.operation).collect();
        marked.sort_unstable();
        typed.sort_unstable();
        assert_eq!(marked, typed);
    }
}
