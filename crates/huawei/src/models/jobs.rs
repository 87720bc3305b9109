//! ShowJob and ListJobs (reference 1.4, 1.5).

use std::collections::BTreeMap;

use phonevault_core::secret::{Secret, exposed_option};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::lenient;
use super::states::JobState;

/// Asks for one job (D521).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShowJobRequest {
    /// The job. Mandatory.
    #[serde(default, deserialize_with = "lenient::text")]
    pub job_id: String,
}

impl ShowJobRequest {
    /// A request for this job.
    pub fn new(job_id: impl Into<String>) -> Self {
        Self { job_id: job_id.into() }
    }
}

/// One job (D521, PY-CPH show_job_response.py).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ShowJobResponse {
    /// A request id. It is unclear whether of the submission or of this query.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    /// The job.
    pub job_id: String,
    /// The phone, for jobs on phones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone_id: Option<String>,
    /// The server, for jobs on servers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub server_id: Option<String>,
    /// When it began, UTC as `YYYY-MM-DDTHH:MM:SSZ`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub begin_time: Option<String>,
    /// When it ended, likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_time: Option<String>,
    /// Its state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<JobState>,
    /// Why it failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_code: Option<String>,
    /// The same in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_msg: Option<String>,
    /// The output of the job, at most 1024 bytes. Of a command it may be anything that the phone holds, so it is not shown.
    #[serde(default, serialize_with = "exposed_option", skip_serializing_if = "Option::is_none")]
    pub execute_msg: Option<Secret>,
    /// What the vendor does not document.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}

/// Asks for the jobs of submissions (D522). One of `request_id` and `request_ids` is mandatory; there is no list
/// of all jobs.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListJobsRequest {
    /// The id that one submission answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    /// The ids of several submissions, at most 20; wins over `request_id`. One text with commas on the wire.
    #[serde(default, deserialize_with = "lenient::comma_list", skip_serializing_if = "Vec::is_empty")]
    pub request_ids: Vec<String>,
    /// How many jobs to pass over. At least 0, default 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offset: Option<i64>,
    /// How many jobs to return. 1 to 100, default 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<i64>,
}

impl ListJobsRequest {
    /// A request for the jobs of these submissions.
    pub fn of_requests<I: Into<String>>(request_ids: impl IntoIterator<Item = I>) -> Self {
        Self { request_ids: request_ids.into_iter().map(Into::into).collect(), ..Self::default() }
    }
}

/// One page of jobs (D522). There is no total: the last page is the one that is shorter than the limit (INFERRED).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ListJobsResponse {
    /// The id of this query.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    /// The jobs. They do not say which submission they belong to.
    pub jobs: Vec<Job>,
    /// What the vendor does not document.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}

/// One job of a list (PY-CPH job.py).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Job {
    /// The job.
    pub job_id: String,
    /// The phone, for jobs on phones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone_id: Option<String>,
    /// The server, for jobs on servers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub server_id: Option<String>,
    /// Deprecated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub node_id: Option<String>,
    /// When it began, UTC as `YYYY-MM-DDTHH:MM:SSZ`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub begin_time: Option<String>,
    /// When it ended, likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_time: Option<String>,
    /// Its state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<JobState>,
    /// Why it failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_code: Option<String>,
    /// The same in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_msg: Option<String>,
    /// The output of the job, at most 1024 bytes. Of a command it may be anything that the phone holds, so it is not shown.
    #[serde(default, serialize_with = "exposed_option", skip_serializing_if = "Option::is_none")]
    pub execute_msg: Option<Secret>,
    /// What the vendor does not document.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}
