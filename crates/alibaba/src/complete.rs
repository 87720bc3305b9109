//! What the answers of the typed operations must hold.

use crate::models::{
    AndroidInstance, AssumeRoleResponse, AssumeRoleWithOidcResponse, BackupResponse,
    DeleteBackupFileResponse, DescribeAndroidInstancesResponse, DescribeBackupFilesResponse,
    DescribeBucketsResponse, DescribeImageListResponse, DescribeInvocationsResponse, DescribeRegionsResponse,
    DescribeSpecResponse, DescribeTasksResponse, Invocation, PowerResponse, Region,
    ResetAndroidInstancesInGroupResponse, RestoreResponse, RunCommandResponse, RunSyncCommandResponse,
    SpecInfo, StsCredentials,
};

/// An answer that has the right types may still lack what it must hold.
pub(crate) trait Complete {
    /// The field that is missing, empty or unusable. Every answer of the product has a request id; nothing can be
    /// followed without it.
    fn missing(&self) -> Option<&'static str>;
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

/// Writes the rule of answers that hold only a request id for sure.
macro_rules! only_request_id {
    ($($answer:ident),+) => {
        $(impl Complete for $answer {
            fn missing(&self) -> Option<&'static str> {
                first_empty(&[("RequestId", &self.request_id)])
            }
        })+
    };
}

only_request_id!(PowerResponse, ResetAndroidInstancesInGroupResponse, DeleteBackupFileResponse);

impl Complete for DescribeImageListResponse {
    fn missing(&self) -> Option<&'static str> {
        let list = ("Data", self.data.as_ref());
        missing_in_list(&self.request_id, list, ("Data.ImageId", |image| &image.image_id), self.total_count)
    }
}

impl Complete for DescribeSpecResponse {
    fn missing(&self) -> Option<&'static str> {
        let list = ("SpecInfoModel", self.spec_info_model.as_ref());
        let id: (_, fn(&SpecInfo) -> &str) = ("SpecInfoModel.SpecId", |spec| &spec.spec_id);
        missing_in_list(&self.request_id, list, id, self.total_count)
    }
}

/// There is no count that could say that the list is empty, but a word of success.
impl Complete for DescribeBucketsResponse {
    fn missing(&self) -> Option<&'static str> {
        let list = ("Data", self.data.as_ref());
        let none = (self.success == Some(true)).then_some(0);
        missing_in_list(&self.request_id, list, ("Data.BucketName", |bucket| &bucket.bucket_name), none)
    }
}

impl Complete for DescribeRegionsResponse {
    fn missing(&self) -> Option<&'static str> {
        let list = ("RegionModels", self.region_models.as_ref());
        let id: (_, fn(&Region) -> &str) = ("RegionModels.RegionId", |region| &region.region_id);
        missing_in_list(&self.request_id, list, id, None)
    }
}

/// Of each phone of a command the answer says which one it is.
fn missing_in_commands(
    request_id: &str,
    data: Option<&Vec<Invocation>>,
    total: Option<&str>,
) -> Option<&'static str> {
    let total = total.and_then(|total| total.trim().parse().ok());
    missing_in_list(request_id, ("Data", data), ("Data.InstanceId", |command| &command.instance_id), total)
}

impl Complete for RunSyncCommandResponse {
    fn missing(&self) -> Option<&'static str> {
        missing_in_commands(&self.request_id, self.data.as_ref(), self.total_count.as_deref())
    }
}

impl Complete for DescribeInvocationsResponse {
    fn missing(&self) -> Option<&'static str> {
        missing_in_commands(&self.request_id, self.data.as_ref(), self.total_count.as_deref())
    }
}

/// Without any id of the command or its tasks the answer does not say that it was accepted.
impl Complete for RunCommandResponse {
    fn missing(&self) -> Option<&'static str> {
        let given = |id: &Option<String>| id.as_deref().is_some_and(|id| !id.trim().is_empty());
        let followed = given(&self.invoke_id) || given(&self.task_id) || self.run_command_infos.is_some();
        let nameless = self.run_command_infos.iter().flatten().any(|info| info.instance_id.trim().is_empty());
        first_empty(&[("RequestId", &self.request_id)])
            .or((!followed).then_some("InvokeId"))
            .or(nameless.then_some("RunCommandInfos.InstanceId"))
    }
}

/// Keys without one of their parts are none, and without their end nobody would renew them in time.
fn missing_in_keys(keys: &StsCredentials) -> Option<&'static str> {
    let end = if keys.expires().is_some() { &*keys.expiration } else { "" };
    first_empty(&[
        ("Credentials.AccessKeyId", &*keys.access_key_id),
        ("Credentials.AccessKeySecret", keys.access_key_secret.expose()),
        ("Credentials.SecurityToken", keys.security_token.expose()),
        ("Credentials.Expiration", end),
    ])
}

impl Complete for AssumeRoleResponse {
    fn missing(&self) -> Option<&'static str> {
        missing_in_keys(&self.credentials)
    }
}

impl Complete for AssumeRoleWithOidcResponse {
    fn missing(&self) -> Option<&'static str> {
        missing_in_keys(&self.credentials)
    }
}
