//! From the vendor's typed answers to what the core knows of jobs.

use std::collections::{HashMap, VecDeque};

use phonevault_core::job::{Item, JobResult, Outcome, PhoneOutcome, TaskState, TaskStatus};
use phonevault_core::phone::PhoneId;
use phonevault_core::timestamp;

use crate::models::{Job, JobState, PhoneJob, PhoneJobsResponse};
use crate::typed::Incomplete;

/// How many faults of one answer are told.
const FAULTS_TOLD: usize = 3;

/// One item for each phone asked, in that order: accepted with its job, or refused with its code (D538, D539).
///
/// An answer that leaves a phone out, or names one that was not asked for, is incomplete; what it says of the
/// others is kept in the error.
pub(crate) fn items<'a>(
    phones: impl Iterator<Item = &'a str>,
    answer: &PhoneJobsResponse,
) -> Result<Vec<Item>, Incomplete> {
    let phones: Vec<&str> = phones.collect();
    let mut found: HashMap<&str, VecDeque<&PhoneJob>> = HashMap::new();
    for job in &answer.jobs {
        // Every field of an item is optional by the vendor's models; with one phone and one item there is no doubt.
        let lone = (phones.len() == 1 && answer.jobs.len() == 1).then(|| phones[0]);
        let phone = given(job.phone_id.as_ref()).or(lone).unwrap_or_default();
        found.entry(phone).or_default().push_back(job);
    }
    let mut faults = Vec::new();
    if answer.request_id.is_empty() {
        faults.push("the answer holds no request_id".to_owned());
    }
    let mut items = Vec::new();
    let mut outcomes = Vec::new();
    for phone in phones {
        let id = PhoneId::from(phone);
        let job = found.get_mut(phone).and_then(VecDeque::pop_front);
        let task = job.and_then(|job| given(job.job_id.as_ref()));
        let code = job.and_then(|job| given(job.error_code.as_ref()));
        let mut outcome = PhoneOutcome {
            phone: id.clone(),
            outcome: Some(Outcome::Unknown),
            task: None,
            task_id: task.map(str::to_owned),
            backup: None,
            code: code.map(str::to_owned),
            message: None,
        };
        match (job, task, code) {
            (Some(_), Some(task), _) => items.push(Item::accepted(id, Some(task.to_owned()))),
            (Some(job), None, Some(code)) => {
                let message = job.error_msg.clone().unwrap_or_default();
                outcome.outcome = Some(Outcome::Refused);
                outcome.message = Some(message.clone());
                items.push(Item::refused(id, Some(code.to_owned()), message));
            }
            (job, _, _) => {
                let why = if job.is_some() {
                    "has neither job_id nor error_code"
                } else {
                    "is not mentioned in the answer"
                };
                outcome.message = Some(why.to_owned());
                faults.push(format!("phone `{phone}` {why}"));
            }
        }
        outcomes.push(outcome);
    }
    let mut strangers: Vec<&str> =
        found.iter().filter(|(_, rest)| !rest.is_empty()).map(|(phone, _)| *phone).collect();
    strangers.sort_unstable();
    faults.extend(strangers.into_iter().map(|phone| match phone {
        "" => "an item names no phone".to_owned(),
        phone => format!("phone `{phone}` was not asked for, or is mentioned too often"),
    }));
    if faults.is_empty() {
        return Ok(items);
    }
    let more = faults.len().saturating_sub(FAULTS_TOLD);
    let told = faults[..faults.len().min(FAULTS_TOLD)].join("; ");
    let tail = if more == 0 { String::new() } else { format!("; and {more} more") };
    let why = format!("{told}{tail}; the jobs are listed under request_id `{}`", answer.request_id);
    Err(Incomplete { why, result: Some(JobResult { phones: outcomes }) })
}

/// What every answer must hold, whoever was asked for: a request id, and of each phone a job or a refusal.
pub(crate) fn items_alone(answer: &PhoneJobsResponse) -> Result<(), Incomplete> {
    let phones = answer.jobs.iter().map(|job| job.phone_id.as_deref().unwrap_or_default());
    items(phones, answer).map(|_| ())
}

/// A missing and an empty text say the same.
fn given(text: Option<&String>) -> Option<&str> {
    text.map(String::as_str).filter(|text| !text.is_empty())
}

/// One job as the core knows tasks.
pub(crate) fn status(job: &Job) -> TaskStatus {
    let state = match job.status {
        Some(JobState::Running) => TaskState::Running,
        Some(JobState::Succeeded) => TaskState::Succeeded,
        Some(JobState::Failed) => TaskState::Failed,
        Some(JobState::Other(number)) => TaskState::Other(format!("status {number}")),
        None => TaskState::Other("no status".to_owned()),
    };
    let failed = state == TaskState::Failed;
    let output = given(job.execute_msg.as_ref()).filter(|_| failed);
    let time = |text: &Option<String>| text.as_deref().and_then(timestamp::parse_rfc3339);
    TaskStatus {
        code: given(job.error_code.as_ref()).map(str::to_owned),
        message: given(job.error_msg.as_ref()).or(output).map(str::to_owned),
        progress: None,
        started: time(&job.begin_time),
        finished: time(&job.end_time),
        state,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn of(phones: &[&str], answer: serde_json::Value) -> Result<Vec<Item>, Incomplete> {
        items(phones.iter().copied(), &serde_json::from_value(answer).unwrap())
    }

    #[test]
    fn each_phone_gets_its_job_or_its_refusal_in_the_order_asked() {
        let items = of(
            &["p1", "p2", "p3"],
            json!({"request_id": "r", "jobs": [
                {"phone_id": "p3", "job_id": "j3"},
                {"phone_id": "p2", "error_code": "CPS.0005", "error_msg": "gone"},
                {"phone_id": "p1", "job_id": "j1", "error_code": ""},
            ]}),
        )
        .unwrap();
        assert_eq!(items[0], Item::accepted("p1".into(), Some("j1".into())));
        assert_eq!(items[1], Item::refused("p2".into(), Some("CPS.0005".into()), "gone"));
        assert_eq!(items[2], Item::accepted("p3".into(), Some("j3".into())));
    }

    #[test]
    fn one_phone_needs_no_name_and_several_do() {
        assert!(of(&["p1"], json!({"request_id": "r", "jobs": [{"job_id": "j"}]})).is_ok());
        let twice = json!({"request_id": "r", "jobs": [{"job_id": "j"}, {"job_id": "k"}]});
        assert!(of(&["p1", "p2"], twice).is_err());
    }

    #[test]
    fn nothing_is_lost_when_an_answer_is_incomplete() {
        let error = of(
            &["p1", "p2", "p3"],
            json!({"request_id": "r-9", "jobs": [
                {"phone_id": "p1", "job_id": "j1"},
                {"phone_id": "p2", "error_code": "CPS.0005"},
                {"phone_id": "px", "job_id": "jx"},
            ]}),
        )
        .unwrap_err();
        for text in ["`p3` is not mentioned", "`px` was not asked for", "`r-9`"] {
            assert!(error.why.contains(text), "{}", error.why);
        }
        let phones = error.result.unwrap().phones;
        let seen: Vec<_> = phones.iter().map(|phone| (phone.outcome, phone.task_id.as_deref())).collect();
        assert_eq!(
            seen,
            [
                (Some(Outcome::Unknown), Some("j1")),
                (Some(Outcome::Refused), None),
                (Some(Outcome::Unknown), None)
            ]
        );
    }

    #[test]
    fn every_shape_that_says_too_little_or_too_much_is_incomplete() {
        for answer in [
            json!({"request_id": "r", "jobs": []}),
            json!({"request_id": "", "jobs": [{"phone_id": "p", "job_id": "j"}]}),
            json!({"jobs": [{"phone_id": "p", "job_id": "j"}]}),
            json!({"request_id": "r", "jobs": [{"phone_id": "p"}]}),
            json!({"request_id": "r", "jobs": [{"phone_id": "p", "job_id": null, "error_code": ""}]}),
            json!({"request_id": "r", "jobs": [{"phone_id": "q", "job_id": "j"}]}),
            json!({"request_id": "r", "jobs": [{"phone_id": "p", "job_id": "j"}, {"phone_id": "p", "job_id": "k"}]}),
        ] {
            assert!(of(&["p"], answer.clone()).is_err(), "{answer}");
        }
        let many: Vec<String> = (0..500).map(|n| format!("p{n}")).collect();
        let many: Vec<&str> = many.iter().map(|phone| &**phone).collect();
        let error = of(&many, json!({"request_id": "r", "jobs": []})).unwrap_err();
        assert!(error.why.len() < 500 && error.why.contains("and 497 more"), "{}", error.why);
        assert_eq!(error.result.unwrap().phones.len(), 500);
    }
}
