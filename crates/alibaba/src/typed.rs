//! Which answer belongs to which typed request, and what `call` needs to give it the same validation.

use phonevault_core::Result;
use phonevault_core::operation::Operation;
use phonevault_core::pipeline::Answer;
use phonevault_core::validate::Violations;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::models::{
    AndroidInstance, BackupAndroidInstanceRequest, BackupAppRequest, BackupFileRequest, BackupResponse,
    DescribeAndroidInstancesRequest, DescribeAndroidInstancesResponse, DescribeBackupFilesRequest,
    DescribeBackupFilesResponse, DescribeTasksRequest, DescribeTasksResponse, PowerResponse,
    RebootAndroidInstancesInGroupRequest, RecoverAndroidInstanceRequest, RecoverAppRequest,
    RecoveryFileRequest, RestoreResponse, StartAndroidInstanceRequest, StopAndroidInstanceRequest,
};
use crate::validate::{Check, Rules};

/// A request with a type, and the operation and the answer that belong to it.
pub(crate) trait Typed: Check + Serialize + DeserializeOwned {
    const OPERATION: &'static str;
    type Response: DeserializeOwned + Complete;
}

/// An answer that has the right types may still lack what it must hold.
pub(crate) trait Complete {
    /// The field that is missing or empty. Every answer has a request id; nothing can be followed without it.
    fn missing(&self) -> Option<&'static str>;
}

/// What `call` knows of a typed operation.
pub(crate) struct TypedCheck {
    pub(crate) operation: &'static str,
    pub(crate) request: fn(&Map<String, Value>, Rules<'_>, &mut Violations),
    pub(crate) answer: fn(&Answer, &Operation) -> Result<()>,
}

/// Writes which operation and which answer belong to each request, and the table of all of them.
macro_rules! typed {
    ($($request:ident => $operation:literal, $response:ident;)+) => {
        $(impl Typed for $request {
            const OPERATION: &'static str = $operation;
            type Response = $response;
        })+

        /// Every typed operation.
        pub(crate) const TYPED: &[TypedCheck] = &[$(check_of::<$request>()),+];
    };
}

typed! {
    BackupAppRequest => "BackupApp", BackupResponse;
    BackupFileRequest => "BackupFile", BackupResponse;
    BackupAndroidInstanceRequest => "BackupAndroidInstance", BackupResponse;
    RecoverAppRequest => "RecoverApp", RestoreResponse;
    RecoveryFileRequest => "RecoveryFile", RestoreResponse;
    RecoverAndroidInstanceRequest => "RecoverAndroidInstance", RestoreResponse;
    DescribeBackupFilesRequest => "DescribeBackupFiles", DescribeBackupFilesResponse;
    DescribeTasksRequest => "DescribeTasks", DescribeTasksResponse;
    DescribeAndroidInstancesRequest => "DescribeAndroidInstances", DescribeAndroidInstancesResponse;
    StartAndroidInstanceRequest => "StartAndroidInstance", PowerResponse;
    StopAndroidInstanceRequest => "StopAndroidInstance", PowerResponse;
    RebootAndroidInstancesInGroupRequest => "RebootAndroidInstancesInGroup", PowerResponse;
}

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
    match response.missing() {
        Some(field) => Err(answer.malformed(operation, &format!("the field {field} is missing or empty"))),
        None => Ok(response),
    }
}

fn first_empty(fields: &[(&'static str, &str)]) -> Option<&'static str> {
    fields.iter().find(|(_, value)| value.trim().is_empty()).map(|(name, _)| *name)
}

/// A list that is left out is an empty one only if the count says so too; each of its items has an id.
fn missing_in_list<T>(
    request_id: &str,
    (field, list): (&'static str, Option<&Vec<T>>),
    (id_field, id): (&'static str, fn(&T) -> &str),
    total: Option<i64>,
) -> Option<&'static str> {
    let absent = list.is_none() && total != Some(0);
    let nameless = list.is_some_and(|items| items.iter().any(|item| id(item).trim().is_empty()));
    let request = first_empty(&[("RequestId", request_id)]);
    request.or(absent.then_some(field)).or(nameless.then_some(id_field))
}

/// Of each phone of a submission the answer says which one it is.
fn missing_in_submission<'a>(
    request_id: &str,
    task_id: &str,
    mut phones: impl Iterator<Item = &'a String>,
) -> Option<&'static str> {
    let nameless = phones.any(|phone| phone.trim().is_empty());
    first_empty(&[("RequestId", request_id), ("TaskId", task_id)])
        .or(nameless.then_some("Data.AndroidInstanceId"))
}

impl Complete for BackupResponse {
    fn missing(&self) -> Option<&'static str> {
        let phones = self.data.iter().map(|task| &task.android_instance_id);
        missing_in_submission(&self.request_id, &self.task_id, phones)
    }
}

impl Complete for RestoreResponse {
    fn missing(&self) -> Option<&'static str> {
        let phones = self.data.iter().map(|task| &task.android_instance_id);
        missing_in_submission(&self.request_id, &self.task_id, phones)
    }
}

impl Complete for DescribeBackupFilesResponse {
    fn missing(&self) -> Option<&'static str> {
        let list = ("Data", self.data.as_ref());
        missing_in_list(
            &self.request_id,
            list,
            ("Data.BackupFileId", |file| &file.backup_file_id),
            self.total_count,
        )
    }
}

impl Complete for DescribeTasksResponse {
    fn missing(&self) -> Option<&'static str> {
        let list = ("Data", self.data.as_ref());
        missing_in_list(&self.request_id, list, ("Data.TaskId", |task| &task.task_id), self.total_count)
    }
}

impl Complete for DescribeAndroidInstancesResponse {
    fn missing(&self) -> Option<&'static str> {
        let list = ("InstanceModel", self.instance_model.as_ref());
        let id: (_, fn(&AndroidInstance) -> &str) =
            ("InstanceModel.AndroidInstanceId", |phone| &phone.android_instance_id);
        missing_in_list(&self.request_id, list, id, self.total_count)
    }
}

impl Complete for PowerResponse {
    fn missing(&self) -> Option<&'static str> {
        first_empty(&[("RequestId", &self.request_id)])
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
