//! Which answer belongs to which typed request, and what `call` needs to give it the same validation.

use phonevault_core::Result;
use phonevault_core::operation::Operation;
use phonevault_core::pipeline::Answer;
use phonevault_core::validate::Violations;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::models::{
    BackupAndroidInstanceRequest, BackupAppRequest, BackupFileRequest, BackupResponse,
    DescribeAndroidInstancesRequest, DescribeAndroidInstancesResponse, DescribeBackupFilesRequest,
    DescribeBackupFilesResponse, DescribeTasksRequest, DescribeTasksResponse, PowerResponse,
    RebootAndroidInstancesInGroupRequest, RecoverAndroidInstanceRequest, RecoverAppRequest,
    RecoveryFileRequest, RestoreResponse, StartAndroidInstanceRequest, StopAndroidInstanceRequest,
};
use crate::validate::{Check, Rules};

/// A request with a type, and the operation and the answer that belong to it.
pub(crate) trait Typed: Check + Serialize + DeserializeOwned {
    const OPERATION: &'static str;
    type Response: DeserializeOwned;

    /// What is missing in an answer that has the right types. Every answer has a request id; nothing can be followed
    /// without it.
    fn missing(response: &Self::Response) -> Option<&'static str>;
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
    let mut readable = true;
    for (name, value) in params {
        let one = Map::from_iter([(name.clone(), value.clone())]);
        if let Err(error) = serde_json::from_value::<T>(Value::Object(one)) {
            readable = false;
            violations.add(name.clone(), error.to_string());
        }
    }
    if !readable {
        return;
    }
    match serde_json::from_value::<T>(Value::Object(params.clone())) {
        Ok(request) => request.check(rules, violations),
        Err(error) => violations.add("params", error.to_string()),
    }
}

/// The typed answer, or a malformed one if an expected field is missing.
pub(crate) fn decode<T: Typed>(answer: &Answer, operation: &Operation) -> Result<T::Response> {
    let response = answer.decode::<T::Response>(operation)?;
    match T::missing(&response) {
        Some(field) => Err(answer.malformed(operation, &format!("the field {field} is missing or empty"))),
        None => Ok(response),
    }
}

fn first_empty(fields: &[(&'static str, &str)]) -> Option<&'static str> {
    fields.iter().find(|(_, value)| value.trim().is_empty()).map(|(name, _)| *name)
}

/// A list that is left out is an empty one only if the count says so too.
fn missing_list<T>(
    request_id: &str,
    field: &'static str,
    list: Option<&Vec<T>>,
    total: Option<i64>,
) -> Option<&'static str> {
    let absent = list.is_none() && total != Some(0);
    first_empty(&[("RequestId", request_id)]).or(absent.then_some(field))
}

impl Typed for BackupAppRequest {
    const OPERATION: &'static str = "BackupApp";
    type Response = BackupResponse;

    fn missing(response: &BackupResponse) -> Option<&'static str> {
        first_empty(&[("RequestId", &response.request_id), ("TaskId", &response.task_id)])
    }
}

impl Typed for BackupFileRequest {
    const OPERATION: &'static str = "BackupFile";
    type Response = BackupResponse;

    fn missing(response: &BackupResponse) -> Option<&'static str> {
        BackupAppRequest::missing(response)
    }
}

impl Typed for BackupAndroidInstanceRequest {
    const OPERATION: &'static str = "BackupAndroidInstance";
    type Response = BackupResponse;

    fn missing(response: &BackupResponse) -> Option<&'static str> {
        BackupAppRequest::missing(response)
    }
}

impl Typed for RecoverAppRequest {
    const OPERATION: &'static str = "RecoverApp";
    type Response = RestoreResponse;

    fn missing(response: &RestoreResponse) -> Option<&'static str> {
        first_empty(&[("RequestId", &response.request_id), ("TaskId", &response.task_id)])
    }
}

impl Typed for RecoveryFileRequest {
    const OPERATION: &'static str = "RecoveryFile";
    type Response = RestoreResponse;

    fn missing(response: &RestoreResponse) -> Option<&'static str> {
        RecoverAppRequest::missing(response)
    }
}

impl Typed for RecoverAndroidInstanceRequest {
    const OPERATION: &'static str = "RecoverAndroidInstance";
    type Response = RestoreResponse;

    fn missing(response: &RestoreResponse) -> Option<&'static str> {
        RecoverAppRequest::missing(response)
    }
}

impl Typed for DescribeBackupFilesRequest {
    const OPERATION: &'static str = "DescribeBackupFiles";
    type Response = DescribeBackupFilesResponse;

    fn missing(response: &DescribeBackupFilesResponse) -> Option<&'static str> {
        missing_list(&response.request_id, "Data", response.data.as_ref(), response.total_count)
    }
}

impl Typed for DescribeTasksRequest {
    const OPERATION: &'static str = "DescribeTasks";
    type Response = DescribeTasksResponse;

    fn missing(response: &DescribeTasksResponse) -> Option<&'static str> {
        missing_list(&response.request_id, "Data", response.data.as_ref(), response.total_count)
    }
}

impl Typed for DescribeAndroidInstancesRequest {
    const OPERATION: &'static str = "DescribeAndroidInstances";
    type Response = DescribeAndroidInstancesResponse;

    fn missing(response: &DescribeAndroidInstancesResponse) -> Option<&'static str> {
        let list = response.instance_model.as_ref();
        missing_list(&response.request_id, "InstanceModel", list, response.total_count)
    }
}

impl Typed for StartAndroidInstanceRequest {
    const OPERATION: &'static str = "StartAndroidInstance";
    type Response = PowerResponse;

    fn missing(response: &PowerResponse) -> Option<&'static str> {
        first_empty(&[("RequestId", &response.request_id)])
    }
}

impl Typed for StopAndroidInstanceRequest {
    const OPERATION: &'static str = "StopAndroidInstance";
    type Response = PowerResponse;

    fn missing(response: &PowerResponse) -> Option<&'static str> {
        StartAndroidInstanceRequest::missing(response)
    }
}

impl Typed for RebootAndroidInstancesInGroupRequest {
    const OPERATION: &'static str = "RebootAndroidInstancesInGroup";
    type Response = PowerResponse;

    fn missing(response: &PowerResponse) -> Option<&'static str> {
        StartAndroidInstanceRequest::missing(response)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operations;

    #[test]
    fn the_table_and_the_types_agree() {
        let mut marked: Vec<&str> =
            operations::all().iter().filter(|spec| spec.typed).map(|spec| spec.name).collect();
        let mut typed: Vec<&str> = TYPED.iter().map(|typed| typed.operation).collect();
        marked.sort_unstable();
        typed.sort_unstable();
        assert_eq!(marked, typed);
    }
}
