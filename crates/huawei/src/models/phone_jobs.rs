//! What every operation on a batch of phones answers (reference 1.3).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::lenient;

/// The answer to export, restore, stop, restart, reset and commands (D538, D539). That some phones are refused in a successful
/// answer is normal.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PhoneJobsResponse {
    /// The id under which ListJobs finds the jobs. The only way to find them again. Never empty in an answer that
    /// a client returns: without it the answer is an error, which still lists the jobs.
    #[serde(default, deserialize_with = "lenient::text")]
    pub request_id: String,
    /// One entry for each phone asked.
    pub jobs: Vec<PhoneJob>,
    /// What the vendor does not document.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}

/// One phone of a [`PhoneJobsResponse`] (PY-CPH phone_job.py): it has a job, or it was refused.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PhoneJob {
    /// The phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone_id: Option<String>,
    /// The job, if the phone was accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub job_id: Option<String>,
    /// Why it was refused. Match on this, never on the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_code: Option<String>,
    /// The same in words that the vendor changes freely.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_msg: Option<String>,
    /// What the vendor does not document.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}
