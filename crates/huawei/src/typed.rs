//! What the typed operations have in common: how parameters are read, and what their answers must hold.

use phonevault_core::job::JobResult;
use phonevault_core::secret::{self, Secret};
use phonevault_core::validate::Violations;
use phonevault_core::{Error, ErrorKind, Result};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::models::{
    BatchRestoreRequest, BatchStorageRequest, CreateTemporaryAccessKeyByAgencyRequest,
    CreateTemporaryAccessKeyByTokenRequest, InstallApkRequest, KeystoneCreateUserTokenByPasswordRequest,
    KeystoneCreateUserTokenByPasswordResponse, KeystoneListProjectsRequest, KeystoneListProjectsResponse,
    ListCloudPhoneImagesRequest, ListCloudPhoneImagesResponse, ListCloudPhonesRequest,
    ListCloudPhonesResponse, ListImagesRequest, ListImagesResponse, ListJobsRequest, ListJobsResponse,
    PhoneJobsResponse, PushFileRequest, ResetCloudPhoneRequest, RestartCloudPhoneRequest,
    RunShellCommandRequest, RunSyncCommandRequest, RunSyncCommandResponse, ShowCloudPhoneDetailRequest,
    ShowCloudPhoneDetailResponse, ShowJobRequest, ShowJobResponse, StopCloudPhoneRequest,
    TemporaryAccessKeyResponse, UninstallApkRequest,
};
use crate::operations::OperationSpec;
use crate::validate::Check;
use crate::{hidden, jobs};

/// The largest page of phones that every edition of the vendor's page accepts; its default differs between them.
const PHONES_PAGE: i64 = 100;

/// A successful answer that lacks what it must hold.
#[derive(Debug)]
pub(crate) struct Incomplete {
    pub(crate) why: String,
    /// What the answer does say of the phones: accepted work is never lost.
    pub(crate) result: Option<JobResult>,
}

impl Incomplete {
    fn unless(holds: bool, why: impl FnOnce() -> String) -> Result<(), Self> {
        if holds { Ok(()) } else { Err(Self { why: why(), result: None }) }
    }
}

/// A request of a typed operation.
pub(crate) trait TypedRequest: Serialize + DeserializeOwned + Check + Send + Sync {
    /// The vendor's name of the operation.
    const OPERATION: &'static str;
    /// The vendor's answer.
    type Answer: DeserializeOwned + Send;

    /// The parameters as `call` takes them. What travels as a body alone is written as it is instead.
    fn params(&self) -> Result<Map<String, Value>> {
        plain_params(self)
    }

    /// Takes the secrets of the request out of the words of an answer that repeats them.
    fn hide(_answer: &mut Self::Answer, _secrets: &[Secret]) {}

    /// Whether a successful answer holds what it must.
    fn complete(&self, answer: &Self::Answer) -> Result<(), Incomplete>;

    /// The same without the request, which cannot be read because a rule was skipped.
    fn complete_alone(_answer: &Self::Answer) -> Result<(), Incomplete> {
        Ok(())
    }
}

/// A request as it was written down.
fn plain_params<R: TypedRequest>(request: &R) -> Result<Map<String, Value>> {
    match serde_json::to_value(request) {
        Ok(Value::Object(params)) => Ok(params),
        _ => Err(Error::new(ErrorKind::Internal, format!("{} has no parameters", R::OPERATION))),
    }
}

/// Reads a typed request from parameters. A name that the operation does not know and a value of a wrong type are
/// refused with their path.
pub(crate) fn read<R: TypedRequest>(spec: &OperationSpec, params: &Map<String, Value>) -> Result<R> {
    let mut violations = Violations::new();
    // The client sets it, and the encoder compares.
    let own_name = |name: &&String| *name != "project_id";
    let known = |name: &&str| {
        spec.path_names().any(|known| known == *name)
            || [spec.query, spec.headers, spec.body].iter().any(|names| names.contains(name))
    };
    for name in params.keys().filter(own_name).filter(|name| !known(&name.as_str())) {
        let names: Vec<&str> = spec
            .path_names()
            .chain(spec.query.iter().chain(spec.headers).chain(spec.body).copied())
            .collect();
        violations.add(name, format!("is no parameter of {}; it has {}", spec.name, names.join(", ")));
    }
    violations.into_result()?;
    let mut own = params.clone();
    own.shift_remove("project_id");
    let read = serde_json::from_value::<R>(Value::Object(own.clone()));
    let request = match read {
        Ok(request) => Ok(request),
        Err(error) => {
            let mut violations = Violations::new();
            for (name, value) in &own {
                let wrap = |value: Value| Value::Object(Map::from_iter([(name.clone(), value)]));
                locate::<R>(spec, name, value, &wrap, &mut violations);
            }
            if violations.is_empty() {
                violations.add("params", hidden::told(spec, &error));
            }
            violations.into_result().and_then(|()| Err(Error::new(ErrorKind::Validation, "does not fit")))
        }
    };
    hidden::wipe(spec, &mut own);
    request
}

/// Finds the innermost values that do not fit, by reading each alone: every field of a request has a default.
fn locate<R: TypedRequest>(
    spec: &OperationSpec,
    path: &str,
    value: &Value,
    wrap: &dyn Fn(Value) -> Value,
    violations: &mut Violations,
) -> bool {
    let Err(error) = serde_json::from_value::<R>(wrap(value.clone())) else { return false };
    let mut inside = false;
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                let wrap = |value: Value| wrap(Value::Array(vec![value]));
                inside |= locate::<R>(spec, &format!("{path}[{index}]"), item, &wrap, violations);
            }
        }
        Value::Object(fields) => {
            for (name, field) in fields {
                let wrap = |value: Value| wrap(Value::Object(Map::from_iter([(name.clone(), value)])));
                inside |= locate::<R>(spec, &format!("{path}.{name}"), field, &wrap, violations);
            }
        }
        _ => {}
    }
    if !inside {
        violations.add(path, hidden::told(spec, &error));
    }
    true
}

impl TypedRequest for BatchStorageRequest {
    const OPERATION: &'static str = "BatchExportCloudPhoneData";
    type Answer = PhoneJobsResponse;

    fn complete(&self, answer: &Self::Answer) -> Result<(), Incomplete> {
        jobs::whole(self.storage_infos.iter().map(|info| &*info.phone_id), answer)
    }

    fn complete_alone(answer: &Self::Answer) -> Result<(), Incomplete> {
        jobs::items_alone(answer)
    }
}

impl TypedRequest for BatchRestoreRequest {
    const OPERATION: &'static str = "BatchImportCloudPhoneData";
    type Answer = PhoneJobsResponse;

    fn complete(&self, answer: &Self::Answer) -> Result<(), Incomplete> {
        jobs::whole(self.restore_infos.iter().map(|info| &*info.phone_id), answer)
    }

    fn complete_alone(answer: &Self::Answer) -> Result<(), Incomplete> {
        jobs::items_alone(answer)
    }
}

impl TypedRequest for StopCloudPhoneRequest {
    const OPERATION: &'static str = "StopCloudPhone";
    type Answer = PhoneJobsResponse;

    fn complete(&self, answer: &Self::Answer) -> Result<(), Incomplete> {
        jobs::whole(self.phone_ids.iter().map(|id| &**id), answer)
    }

    fn complete_alone(answer: &Self::Answer) -> Result<(), Incomplete> {
        jobs::items_alone(answer)
    }
}

impl TypedRequest for RestartCloudPhoneRequest {
    const OPERATION: &'static str = "RestartCloudPhone";
    type Answer = PhoneJobsResponse;

    fn complete(&self, answer: &Self::Answer) -> Result<(), Incomplete> {
        jobs::whole(self.phones.iter().map(|phone| &*phone.phone_id), answer)
    }

    fn complete_alone(answer: &Self::Answer) -> Result<(), Incomplete> {
        jobs::items_alone(answer)
    }
}

impl TypedRequest for ResetCloudPhoneRequest {
    const OPERATION: &'static str = "ResetCloudPhone";
    type Answer = PhoneJobsResponse;

    fn complete(&self, answer: &Self::Answer) -> Result<(), Incomplete> {
        jobs::whole(self.phones.iter().map(|phone| &*phone.phone_id), answer)
    }

    fn complete_alone(answer: &Self::Answer) -> Result<(), Incomplete> {
        jobs::items_alone(answer)
    }
}

impl TypedRequest for RunShellCommandRequest {
    const OPERATION: &'static str = "RunShellCommand";
    type Answer = PhoneJobsResponse;

    fn hide(answer: &mut Self::Answer, secrets: &[Secret]) {
        for words in answer.jobs.iter_mut().filter_map(|job| job.error_msg.as_mut()) {
            *words = secret::hide(words, secrets);
        }
    }

    fn complete(&self, answer: &Self::Answer) -> Result<(), Incomplete> {
        jobs::commanded(&self.phone_ids, answer).map(|_| ())
    }

    fn complete_alone(answer: &Self::Answer) -> Result<(), Incomplete> {
        jobs::items_alone(answer)
    }
}

impl TypedRequest for PushFileRequest {
    const OPERATION: &'static str = "PushFile";
    type Answer = PhoneJobsResponse;

    fn complete(&self, answer: &Self::Answer) -> Result<(), Incomplete> {
        jobs::commanded(&self.phone_ids, answer).map(|_| ())
    }

    fn complete_alone(answer: &Self::Answer) -> Result<(), Incomplete> {
        jobs::items_alone(answer)
    }
}

impl TypedRequest for InstallApkRequest {
    const OPERATION: &'static str = "InstallApk";
    type Answer = PhoneJobsResponse;

    fn complete(&self, answer: &Self::Answer) -> Result<(), Incomplete> {
        jobs::commanded(&self.phone_ids, answer).map(|_| ())
    }

    fn complete_alone(answer: &Self::Answer) -> Result<(), Incomplete> {
        jobs::items_alone(answer)
    }
}

impl TypedRequest for UninstallApkRequest {
    const OPERATION: &'static str = "UninstallApk";
    type Answer = PhoneJobsResponse;

    fn complete(&self, answer: &Self::Answer) -> Result<(), Incomplete> {
        jobs::commanded(&self.phone_ids, answer).map(|_| ())
    }

    fn complete_alone(answer: &Self::Answer) -> Result<(), Incomplete> {
        jobs::items_alone(answer)
    }
}

impl TypedRequest for RunSyncCommandRequest {
    const OPERATION: &'static str = "RunSyncCommand";
    type Answer = RunSyncCommandResponse;

    fn hide(answer: &mut Self::Answer, secrets: &[Secret]) {
        for words in answer.jobs.iter_mut().filter_map(|job| job.error_msg.as_mut()) {
            *words = secret::hide(words, secrets);
        }
    }

    fn complete(&self, answer: &Self::Answer) -> Result<(), Incomplete> {
        jobs::results(&self.phone_ids, answer)
    }

    fn complete_alone(answer: &Self::Answer) -> Result<(), Incomplete> {
        jobs::results(&[], answer)
    }
}

impl TypedRequest for ShowJobRequest {
    const OPERATION: &'static str = "ShowJob";
    type Answer = ShowJobResponse;

    fn complete(&self, answer: &Self::Answer) -> Result<(), Incomplete> {
        Incomplete::unless(answer.job_id == self.job_id, || {
            format!("the answer is about job `{}`, not `{}`", answer.job_id, self.job_id)
        })?;
        Incomplete::unless(answer.status.is_some(), || format!("job `{}` has no status", self.job_id))
    }
}

impl TypedRequest for ListJobsRequest {
    const OPERATION: &'static str = "ListJobs";
    type Answer = ListJobsResponse;

    fn complete(&self, answer: &Self::Answer) -> Result<(), Incomplete> {
        let nameless = answer.jobs.iter().position(|job| job.job_id.is_empty());
        Incomplete::unless(nameless.is_none(), || "a job has no job_id".to_owned())?;
        let bare = answer.jobs.iter().find(|job| job.status.is_none());
        Incomplete::unless(bare.is_none(), || {
            format!("job `{}` has no status", bare.map(|job| &*job.job_id).unwrap_or_default())
        })
    }
}

impl TypedRequest for ListCloudPhonesRequest {
    const OPERATION: &'static str = "ListCloudPhones";
    type Answer = ListCloudPhonesResponse;

    fn params(&self) -> Result<Map<String, Value>> {
        plain_params(&Self { limit: self.limit.or(Some(PHONES_PAGE)), ..self.clone() })
    }

    fn complete(&self, answer: &Self::Answer) -> Result<(), Incomplete> {
        let nameless = answer.phones.iter().any(|phone| phone.phone_id.is_empty());
        Incomplete::unless(!nameless, || "a phone has no phone_id".to_owned())
    }
}

impl TypedRequest for ShowCloudPhoneDetailRequest {
    const OPERATION: &'static str = "ShowCloudPhoneDetail";
    type Answer = ShowCloudPhoneDetailResponse;

    fn complete(&self, answer: &Self::Answer) -> Result<(), Incomplete> {
        Incomplete::unless(answer.phone_id == self.phone_id, || {
            format!("the answer is about phone `{}`, not `{}`", answer.phone_id, self.phone_id)
        })
    }
}

impl TypedRequest for ListCloudPhoneImagesRequest {
    const OPERATION: &'static str = "ListCloudPhoneImages";
    type Answer = ListCloudPhoneImagesResponse;

    fn complete(&self, answer: &Self::Answer) -> Result<(), Incomplete> {
        let nameless = answer.phone_images.iter().any(|image| image.image_id.is_empty());
        Incomplete::unless(!nameless, || "an image has no image_id".to_owned())
    }
}

impl TypedRequest for ListImagesRequest {
    const OPERATION: &'static str = "ListImages";
    type Answer = ListImagesResponse;

    fn complete(&self, answer: &Self::Answer) -> Result<(), Incomplete> {
        let nameless = answer.image_infos.iter().any(|image| image.image_id.is_empty());
        Incomplete::unless(!nameless, || "an image has no image_id".to_owned())
    }
}

impl TypedRequest for KeystoneCreateUserTokenByPasswordRequest {
    const OPERATION: &'static str = "KeystoneCreateUserTokenByPassword";
    type Answer = KeystoneCreateUserTokenByPasswordResponse;

    fn complete(&self, answer: &Self::Answer) -> Result<(), Incomplete> {
        Self::complete_alone(answer)
    }

    fn complete_alone(answer: &Self::Answer) -> Result<(), Incomplete> {
        Incomplete::unless(!answer.x_subject_token.is_empty(), || {
            "the answer holds no X-Subject-Token in its header".to_owned()
        })
    }
}

impl TypedRequest for KeystoneListProjectsRequest {
    const OPERATION: &'static str = "KeystoneListProjects";
    type Answer = KeystoneListProjectsResponse;

    fn complete(&self, answer: &Self::Answer) -> Result<(), Incomplete> {
        let nameless = answer.projects.iter().any(|project| project.id.is_empty());
        Incomplete::unless(!nameless, || "a project has no id".to_owned())
    }
}

impl TypedRequest for CreateTemporaryAccessKeyByTokenRequest {
    const OPERATION: &'static str = "CreateTemporaryAccessKeyByToken";
    type Answer = TemporaryAccessKeyResponse;

    /// The token goes into the header as well, unless another one stands there: the page wants it there (IAM).
    fn params(&self) -> Result<Map<String, Value>> {
        let in_header = self.x_auth_token.as_ref().filter(|token| !token.is_empty());
        let token = in_header.or(self.auth.identity.token.id.as_ref()).cloned();
        plain_params(&Self { x_auth_token: token, auth: self.auth.clone() })
    }

    fn complete(&self, answer: &Self::Answer) -> Result<(), Incomplete> {
        whole_keys(answer)
    }

    fn complete_alone(answer: &Self::Answer) -> Result<(), Incomplete> {
        whole_keys(answer)
    }
}

impl TypedRequest for CreateTemporaryAccessKeyByAgencyRequest {
    const OPERATION: &'static str = "CreateTemporaryAccessKeyByAgency";
    type Answer = TemporaryAccessKeyResponse;

    fn complete(&self, answer: &Self::Answer) -> Result<(), Incomplete> {
        whole_keys(answer)
    }

    fn complete_alone(answer: &Self::Answer) -> Result<(), Incomplete> {
        whole_keys(answer)
    }
}

/// Half of a set of keys signs nothing.
fn whole_keys(answer: &TemporaryAccessKeyResponse) -> Result<(), Incomplete> {
    let keys = &answer.credential;
    for (name, missing) in [
        ("access", keys.access.is_empty()),
        ("secret", keys.secret.is_empty()),
        ("securitytoken", keys.securitytoken.is_empty()),
    ] {
        Incomplete::unless(!missing, || format!("the credential has no {name}"))?;
    }
    Ok(())
}
