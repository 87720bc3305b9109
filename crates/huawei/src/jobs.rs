//! From the vendor's typed answers to what the core knows of jobs.

use std::collections::{HashMap, VecDeque};

use phonevault_core::job::{Item, JobResult, Outcome, PhoneOutcome, TaskState, TaskStatus};
use phonevault_core::phone::PhoneId;
use phonevault_core::timestamp;

use crate::models::{Job, JobState, PhoneJob, PhoneJobsResponse, RunSyncCommandResponse};
use crate::typed::Incomplete;

/// How many faults of one answer are told.
const FAULTS_TOLD: usize = 3;

/// What is told of a failed job that left no words but an output.
const ONLY_OUTPUT: &str = "the job left an output, which is not shown here: see `execute_msg` of ShowJob";

/// What an answer says of one phone.
struct Said<'a> {
    phone: Option<&'a str>,
    task: Option<&'a str>,
    /// What is known of accepted work; `None` if none was accepted.
    accepted: Option<Outcome>,
    code: Option<&'a str>,
    message: Option<&'a String>,
}

/// One item for each phone asked, in that order: accepted with its job, or refused with its code (D538, D539).
///
/// An answer that leaves a phone out, or names one that was not asked for, is incomplete; what it says of the
/// others is kept in the error.
pub(crate) fn items<'a>(
    phones: impl Iterator<Item = &'a str> + Clone,
    answer: &PhoneJobsResponse,
) -> Result<Vec<Item>, Incomplete> {
    if is_plain(phones.clone(), answer) {
        let accepted = |(phone, job): (&str, &PhoneJob)| Item::accepted(phone.into(), job.job_id.clone());
        return Ok(phones.zip(&answer.jobs).map(accepted).collect());
    }
    let said = answer.jobs.iter().map(|job| Said {
        phone: given(job.phone_id.as_ref()),
        task: given(job.job_id.as_ref()),
        // A job was begun, and this answer does not say how it ends.
        accepted: given(job.job_id.as_ref()).map(|_| Outcome::Unknown),
        code: given(job.error_code.as_ref()),
        message: job.error_msg.as_ref(),
    });
    matched(
        phones.collect(),
        &said.collect::<Vec<_>>(),
        "has neither job_id nor error_code",
        Some(&answer.request_id),
    )
}

/// Whether [`items`] has one for each phone.
pub(crate) fn whole<'a>(
    phones: impl Iterator<Item = &'a str> + Clone,
    answer: &PhoneJobsResponse,
) -> Result<(), Incomplete> {
    if is_plain(phones.clone(), answer) { Ok(()) } else { items(phones, answer).map(|_| ()) }
}

/// Whether the answer accepts all phones in the order in which they were asked for: then nothing has to be matched.
fn is_plain<'a>(mut phones: impl Iterator<Item = &'a str>, answer: &PhoneJobsResponse) -> bool {
    let accepts = |job: &PhoneJob, phone| {
        job.phone_id.as_deref() == Some(phone) && given(job.job_id.as_ref()).is_some()
    };
    !answer.request_id.is_empty()
        && answer.jobs.iter().all(|job| phones.next().is_some_and(|phone| accepts(job, phone)))
        && phones.next().is_none()
}

/// The same for a command that names phones or servers: of servers, the answer itself says which phones they have.
pub(crate) fn commanded(phones: &[String], answer: &PhoneJobsResponse) -> Result<Vec<Item>, Incomplete> {
    if !phones.is_empty() {
        return items(phones.iter().map(|phone| &**phone), answer);
    }
    if answer.jobs.is_empty() {
        return Err(Incomplete { why: "the answer mentions no phone".to_owned(), result: None });
    }
    items(answer.jobs.iter().filter_map(|job| given(job.phone_id.as_ref())), answer)
}

/// Whether the answer to a command that was waited for says of each phone how far it came, or why it was refused.
pub(crate) fn results(phones: &[String], answer: &RunSyncCommandResponse) -> Result<(), Incomplete> {
    let said: Vec<Said<'_>> = answer
        .jobs
        .iter()
        .map(|job| Said {
            phone: given(job.phone_id.as_ref()),
            task: given(job.job_id.as_ref()),
            accepted: match job.status {
                Some(JobState::Succeeded) => Some(Outcome::Succeeded),
                Some(JobState::Failed) => Some(Outcome::Failed),
                Some(JobState::Running | JobState::Other(_)) => Some(Outcome::Unknown),
                // A phone that has a job was not refused, whatever else is said of it.
                None => {
                    given(job.job_id.as_ref()).and(given(job.error_code.as_ref())).map(|_| Outcome::Unknown)
                }
            },
            code: given(job.error_code.as_ref()),
            message: job.error_msg.as_ref(),
        })
        .collect();
    let asked = if phones.is_empty() {
        said.iter().filter_map(|said| said.phone).collect()
    } else {
        phones.iter().map(|phone| &**phone).collect()
    };
    if said.is_empty() {
        return Err(Incomplete { why: "the answer mentions no phone".to_owned(), result: None });
    }
    // Nothing is looked up later, so the request id may be missing.
    matched(asked, &said, "has neither status nor error_code", None).map(|_| ())
}

/// Brings what was said together with what was asked. `silence` is what is wrong with a phone of which nothing is said.
fn matched(
    phones: Vec<&str>,
    said: &[Said<'_>],
    silence: &str,
    request_id: Option<&String>,
) -> Result<Vec<Item>, Incomplete> {
    let mut found: HashMap<&str, VecDeque<&Said<'_>>> = HashMap::new();
    for one in said {
        // Every field of an item is optional by the vendor's models; with one phone and one item there is no doubt.
        let lone = (phones.len() == 1 && said.len() == 1).then(|| phones[0]);
        let phone = one.phone.or(lone).unwrap_or_default();
        found.entry(phone).or_default().push_back(one);
    }
    let mut faults = Vec::new();
    if request_id.is_some_and(String::is_empty) {
        faults.push("the answer holds no request_id".to_owned());
    }
    let mut items = Vec::new();
    let mut outcomes = Vec::new();
    for phone in phones {
        let id = PhoneId::from(phone);
        let one = found.get_mut(phone).and_then(VecDeque::pop_front);
        let task = one.and_then(|one| one.task);
        let code = one.and_then(|one| one.code);
        let mut outcome = PhoneOutcome {
            phone: id.clone(),
            outcome: Some(Outcome::Unknown),
            task: None,
            task_id: task.map(str::to_owned),
            backup: None,
            code: code.map(str::to_owned),
            message: None,
        };
        match (one, code) {
            (Some(Said { accepted: Some(known), .. }), _) => {
                outcome.outcome = Some(*known);
                items.push(Item::accepted(id, task.map(str::to_owned)));
            }
            (Some(one), Some(code)) => {
                let message = one.message.cloned().unwrap_or_default();
                outcome.outcome = Some(Outcome::Refused);
                outcome.message = Some(message.clone());
                items.push(Item::refused(id, Some(code.to_owned()), message));
            }
            (one, _) => {
                let why = if one.is_some() { silence } else { "is not mentioned in the answer" };
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
    let listed = request_id.map(|id| format!("; the jobs are listed under request_id `{id}`"));
    let why = format!("{told}{tail}{}", listed.unwrap_or_default());
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
    // The output itself may be anything that a phone holds, and the list does not say what kind of job this is.
    let silent = failed && job.execute_msg.as_ref().is_some_and(|output| !output.is_empty());
    let time = |text: &Option<String>| text.as_deref().and_then(timestamp::parse_rfc3339);
    TaskStatus {
        code: given(job.error_code.as_ref()).map(str::to_owned),
        message: given(job.error_msg.as_ref()).or(silent.then_some(ONLY_OUTPUT)).map(str::to_owned),
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
