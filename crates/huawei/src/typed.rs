//! What the typed operations have in common: how parameters are read, and what their answers must hold.

use phonevault_core::job::JobResult;
use phonevault_core::validate::Violations;
use phonevault_core::{Error, ErrorKind, Result};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::jobs;
use crate::models::{
    BatchRestoreRequest, BatchStorageRequest, ListCloudPhoneImagesRequest, ListCloudPhoneImagesResponse,
    ListCloudPhonesRequest, ListCloudPhonesResponse, ListJobsRequest, ListJobsResponse, PhoneJobsResponse,
    RestartCloudPhoneRequest, ShowCloudPhoneDetailRequest, ShowCloudPhoneDetailResponse, ShowJobRequest,
    ShowJobResponse, StopCloudPhoneRequest,
};
use crate::operations::OperationSpec;
use crate::validate::Check;

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

    /// The parameters as `call` takes them.
    fn params(&self) -> Result<Map<String, Value>> {
        match serde_json::to_value(self) {
            Ok(Value::Object(params)) => Ok(params),
            _ => Err(Error::new(ErrorKind::Internal, format!("{} has no parameters", Self::OPERATION))),
        }
    }

    /// Whether a successful answer holds what it must.
    fn complete(&self, answer: &Self::Answer) -> Result<(), Incomplete>;

    /// The same without the request, which cannot be read because a rule was skipped.
    fn complete_alone(_answer: &Self::Answer) -> Result<(), Incomplete> {
        Ok(())
    }
}

/// Reads a typed request from parameters. A name that the operation does not know and a value of a wrong type are
/// refused with their path.
pub(crate) fn read<R: TypedRequest>(spec: &OperationSpec, params: &Map<String, Value>) -> Result<R> {
    let mut violations = Violations::new();
    let mut own = params.clone();
    // The client sets it, and the encoder compares.
    own.shift_remove("project_id");
    let known = |name: &&str| {
        spec.path_names().any(|known| known == *name) || spec.query.contains(name) || spec.body.contains(name)
    };
    for name in own.keys().filter(|name| !known(&name.as_str())) {
        let names: Vec<&str> = spec.path_names().chain(spec.query.iter().chain(spec.body).copied()).collect();
        violations.add(name, format!("is no parameter of {}; it has {}", spec.name, names.join(", ")));
    }
    violations.into_result()?;
    match serde_json::from_value::<R>(Value::Object(own.clone())) {
        Ok(request) => Ok(request),
        Err(error) => {
            let mut violations = Violations::new();
            for (name, value) in &own {
                let wrap = |value: Value| Value::Object(Map::from_iter([(name.clone(), value)]));
                locate::<R>(name, value, &wrap, &mut violations);
            }
            if violations.is_empty() {
                violations.add("params", error.to_string());
            }
            violations.into_result()?;
            Err(Error::new(ErrorKind::Validation, error.to_string()))
        }
    }
}

/// Finds the innermost values that do not fit, by reading each alone: every field of a request has a default.
fn locate<R: TypedRequest>(
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
                inside |= locate::<R>(&format!("{path}[{index}]"), item, &wrap, violations);
            }
        }
        Value::Object(fields) => {
            for (name, field) in fields {
                let wrap = |value: Value| wrap(Value::Object(Map::from_iter([(name.clone(), value)])));
                inside |= locate::<R>(&format!("{path}.{name}"), field, &wrap, violations);
            }
        }
        _ => {}
    }
    if !inside {
        violations.add(path, error.to_string());
    }
    true
}

/// Writes the implementation for a request on a batch of phones; all of these answer alike.
macro_rules! batch {
    ($($request:ident => $operation:literal, $list:ident: $phone:expr;)+) => {
        $(impl TypedRequest for $request {
            const OPERATION: &'static str = $operation;
            type Answer = PhoneJobsResponse;

            fn complete(&self, answer: &Self::Answer) -> Result<(), Incomplete> {
                jobs::items(self.$list.iter().map($phone), answer).map(|_| ())
            }

            fn complete_alone(answer: &Self::Answer) -> Result<(), Incomplete> {
                jobs::items_alone(answer)
            }
        })+
    };
}

batch! {
    BatchStorageRequest => "BatchExportCloudPhoneData", storage_infos: |info| &*info.phone_id;
    BatchRestoreRequest => "BatchImportCloudPhoneData", restore_infos: |info| &*info.phone_id;
    StopCloudPhoneRequest => "StopCloudPhone", phone_ids: |id| &**id;
    RestartCloudPhoneRequest => "RestartCloudPhone", phones: |phone| &*phone.phone_id;
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
        let explicit = Self { limit: self.limit.or(Some(PHONES_PAGE)), ..self.clone() };
        match serde_json::to_value(&explicit) {
            Ok(Value::Object(params)) => Ok(params),
            _ => Err(Error::new(ErrorKind::Internal, "ListCloudPhones has no parameters")),
        }
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
