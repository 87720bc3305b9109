//! One job and the jobs of a call (reference 1.4, 1.5).

use serde_json::{Value, json};

use super::super::fault::{Fault, message};
use super::super::query::Query;
use super::super::state::{JobRecord, Source};
use super::{Answer, Call};
use crate::clock::iso_seconds;
use crate::settings::HuaweiSettings;
use crate::world::{Action, Failure, WorkState, WorkView};

/// Most ids in `request_ids`.
const REQUEST_IDS: usize = 20;
/// Longest `execute_msg` in bytes.
const OUTPUT_BYTES: usize = 1024;

/// `GET …/jobs/{job_id}`: flat.
pub(super) fn show(call: &Call<'_>) -> Result<Answer, Fault> {
    let job_id = call.variables.first().map(String::as_str).unwrap_or_default();
    if job_id.trim().is_empty() {
        return Err(Fault::bad("CPS.0048", "The job id is empty"));
    }
    let unknown = || Fault::bad("CPS.0011", "The job does not exist");
    let record = call.universe.huawei.job(job_id).ok_or_else(unknown)?;
    let original = call.settings().job_shows_original_request;
    let request_id = if original { record.request_id.to_string() } else { call.request_id.clone() };
    let line = lines(call, &[record]).pop().ok_or_else(unknown)?;
    let mut body = json!({"request_id": request_id});
    if let (Some(body), Value::Object(line)) = (body.as_object_mut(), line) {
        body.extend(line);
    }
    Ok(Answer::read(body))
}

/// `GET …/jobs`.
pub(super) fn list(call: &Call<'_>) -> Result<Answer, Fault> {
    let settings = call.settings();
    let query = Query::parse(&call.request.query);
    let offset = query.offset(settings)?;
    let limit = query.limit(100, 100, settings)?;
    // `request_ids` wins when both are sent.
    let ids: Vec<&str> = match (query.get("request_ids"), query.get("request_id")) {
        (Some(many), _) => many.split(',').map(str::trim).filter(|id| !id.is_empty()).collect(),
        (None, Some(one)) => vec![one],
        (None, None) => Vec::new(),
    };
    if ids.is_empty() {
        return Err(Fault::bad("CPS.0049", "request_id or request_ids must be given"));
    }
    if ids.len() > REQUEST_IDS {
        return Err(Fault::bad("CPS.0161", format!("at most {REQUEST_IDS} request ids are allowed")));
    }
    let records: Vec<JobRecord> = ids.iter().flat_map(|id| call.universe.huawei.jobs_of(id)).collect();
    let jobs = lines(call, &records);
    if jobs.is_empty() && !settings.empty_job_list {
        return Err(Fault::bad("CPS.0050", "There are no jobs for the request id"));
    }
    let page: Vec<Value> = jobs.into_iter().skip(offset).take(limit).collect();
    Ok(Answer::read(json!({"request_id": call.request_id, "jobs": page})))
}

/// The visible ones of the jobs, as they stand now.
fn lines(call: &Call<'_>, records: &[JobRecord]) -> Vec<Value> {
    let settings = call.settings();
    call.universe.world.with(|fleet| {
        let now = fleet.now();
        records
            .iter()
            .filter(|record| record.visible_from <= now)
            .filter_map(|record| {
                let view = match &record.source {
                    Source::Work(work) => fleet.work(*work)?,
                    Source::Ended(view) => view.as_ref().clone(),
                };
                let server = fleet.any_phone(&view.phone_id).map(|phone| phone.server_id.as_str());
                let mut line = line(record, &view, server, settings);
                if settings.no_end_time_while_running
                    && view.finished_at.is_none()
                    && let Some(line) = line.as_object_mut()
                {
                    line.remove("end_time");
                }
                Some(line)
            })
            .collect()
    })
}

fn line(record: &JobRecord, view: &WorkView, server_id: Option<&str>, settings: &HuaweiSettings) -> Value {
    let end = end(view, settings);
    let failure = end.failure.as_ref();
    json!({
        "phone_id": view.phone_id,
        "server_id": server_id,
        "job_id": record.job_id,
        "begin_time": iso_seconds(view.accepted_at),
        "end_time": view.finished_at.map(iso_seconds),
        "status": end.status,
        "error_code": failure.map(|failure| failure.code.as_str()),
        "error_msg": failure.map(|failure| message(settings, failure.message.clone())),
        "execute_msg": end.output,
    })
}

/// What is said of a job at some moment.
pub(super) struct End {
    /// 1 running, 2 succeeded, -1 failed.
    pub(super) status: i64,
    pub(super) failure: Option<Failure>,
    pub(super) output: Option<String>,
}

/// How a work reads as a job. There is no state for one that was done in part.
pub(super) fn end(view: &WorkView, settings: &HuaweiSettings) -> End {
    match &view.state {
        WorkState::Accepted | WorkState::Running => End { status: 1, failure: None, output: None },
        WorkState::Done { partial: true, .. } if !settings.partial_job_code.is_empty() => {
            let failure = Failure::new(settings.partial_job_code.clone(), "only a part was done");
            End { status: -1, failure: Some(failure), output: None }
        }
        WorkState::Done { note, .. } => {
            // A command may say nothing; other jobs have no output at all.
            let output = (view.action == Action::Command || !note.is_empty()).then(|| cut(note));
            End { status: 2, failure: None, output }
        }
        WorkState::Failed(failure) => End { status: -1, failure: Some(failure.clone()), output: None },
    }
}

/// The beginning of a text, as much as fits.
pub(super) fn cut(text: &str) -> String {
    text[..text.floor_char_boundary(OUTPUT_BYTES)].to_owned()
}
