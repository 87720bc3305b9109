//! One job and the jobs of a call (reference 1.4, 1.5).

use serde_json::{Value, json};

use super::cph::{Answer, Call};
use super::fault::Fault;
use super::query::Query;
use super::state::JobRecord;
use crate::clock::iso_seconds;
use crate::world::{WorkState, WorkView};

/// Most ids in `request_ids`.
const REQUEST_IDS: usize = 20;

/// `GET …/jobs/{job_id}`: flat, with the id of this query.
pub(super) fn show(call: &Call<'_>) -> Result<Answer, Fault> {
    let job_id = call.variables.first().map(String::as_str).unwrap_or_default();
    let unknown = || Fault::bad("CPS.0011", "The job does not exist");
    let record = call.universe.huawei.job(job_id).ok_or_else(unknown)?;
    let line = lines(call, &[record]).pop().ok_or_else(unknown)?;
    let mut body = json!({"request_id": call.request_id});
    if let (Some(body), Value::Object(line)) = (body.as_object_mut(), line) {
        body.extend(line);
    }
    Ok(Answer::read(body))
}

/// `GET …/jobs`.
pub(super) fn list(call: &Call<'_>) -> Result<Answer, Fault> {
    let query = Query::parse(&call.request.query);
    let offset = query.number("offset", (0, u64::from(u32::MAX)), 0, "CPS.0002")?;
    let limit = query.number("limit", (1, 100), 100, "CPS.0002")?;
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
    if jobs.is_empty() {
        return Err(Fault::bad("CPS.0050", "There are no jobs for the request id"));
    }
    let page: Vec<Value> = jobs.into_iter().skip(offset).take(limit).collect();
    Ok(Answer::read(json!({"request_id": call.request_id, "jobs": page})))
}

/// The visible ones of the jobs, as they stand now.
fn lines(call: &Call<'_>, records: &[JobRecord]) -> Vec<Value> {
    call.universe.world.with(|fleet| {
        let now = fleet.now();
        records
            .iter()
            .filter(|record| record.visible_from <= now)
            .filter_map(|record| {
                let view = fleet.work(record.work)?;
                let server = fleet.any_phone(&record.phone_id).map(|phone| phone.server_id.as_str());
                let mut line = line(record, &view, server);
                let absent = call.universe.settings.huawei.no_end_time_while_running;
                if absent
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

fn line(record: &JobRecord, view: &WorkView, server_id: Option<&str>) -> Value {
    let (status, code, message) = match &view.state {
        WorkState::Accepted | WorkState::Running => (1, None, None),
        WorkState::Done { .. } => (2, None, None),
        WorkState::Failed(failure) => (-1, Some(&failure.code), Some(&failure.message)),
    };
    json!({
        "phone_id": record.phone_id,
        "server_id": server_id,
        "job_id": record.job_id,
        "begin_time": iso_seconds(view.accepted_at),
        "end_time": view.finished_at.map(iso_seconds),
        "status": status,
        "error_code": code,
        "error_msg": message,
        "execute_msg": Value::Null,
    })
}
