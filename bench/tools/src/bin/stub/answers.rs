//! The answers, with the fields and the lengths of ids that the clouds give.

use std::rc::Rc;

use percent_encoding::percent_decode_str;
use phonevault_bench::Request;
use serde::Deserialize;
use serde_json::{Value, json};

/// The items of every list.
const LISTED: usize = 100;

/// One whole answer with this body.
pub(crate) fn whole(status: u16, body: &[u8]) -> Rc<[u8]> {
    let head = format!(
        "HTTP/1.1 {status} OK\r\nDate: Thu, 05 Mar 2026 08:00:00 GMT\r\nContent-Type: application/json;charset=utf-8\r\n\
         Connection: keep-alive\r\nX-Request-Id: {}\r\nContent-Length: {}\r\n\r\n",
        id(0x5eed),
        body.len()
    );
    [head.as_bytes(), body].concat().into()
}

/// What the cloud that is meant would answer; 404 if none is.
pub(crate) fn answer(request: &Request<'_>, action: &str) -> Rc<[u8]> {
    let (path, query) = request.target().split_once('?').unwrap_or((request.target(), ""));
    let operation = path.rsplit('/').next().unwrap_or_default();
    let body = match (request.method(), operation, action) {
        (_, _, "BackupApp") => Some(backup(query)),
        (_, _, "DescribeTasks") => Some(tasks()),
        ("POST", "batch-restore" | "batch-storage", "") => submitted(request.body),
        ("GET", "jobs", "") => Some(jobs()),
        _ => None,
    };
    match body {
        Some(body) => whole(200, body.to_string().as_bytes()),
        None => whole(404, b"{\"error_code\":\"STUB.404\",\"error_msg\":\"there is no answer for this\"}"),
    }
}

/// Thirty-two hexadecimal digits, another one for each number.
fn id(number: usize) -> String {
    format!("{:032x}", (number as u128 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835))
}

/// In the form of Alibaba's request ids.
fn request_id() -> String {
    let id = id(0x5eed).to_uppercase();
    [&id[..8], &id[8..12], &id[12..16], &id[16..20], &id[20..]].join("-")
}

#[derive(Deserialize)]
struct Submission {
    #[serde(alias = "storage_infos")]
    restore_infos: Vec<Phone>,
}

#[derive(Deserialize)]
struct Phone {
    phone_id: String,
}

fn submitted(body: &[u8]) -> Option<Value> {
    let phones = serde_json::from_slice::<Submission>(body).ok()?.restore_infos;
    let job = |(index, phone): (usize, &Phone)| json!({"phone_id": phone.phone_id, "job_id": id(index)});
    let jobs: Vec<Value> = phones.iter().enumerate().map(job).collect();
    Some(json!({"request_id": id(0x5eed), "jobs": jobs}))
}

fn jobs() -> Value {
    let job = |index| {
        json!({
            "phone_id": id(1000 + index), "job_id": id(index), "status": 2, "error_code": "", "error_msg": "",
            "begin_time": "2026-03-05T08:00:00Z", "end_time": "2026-03-05T08:01:40Z", "execute_msg": "",
        })
    };
    json!({"request_id": id(0x5eed), "jobs": (0..LISTED).map(job).collect::<Vec<_>>()})
}

fn backup(query: &str) -> Value {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let phones = pairs.filter(|(name, _)| name.starts_with("AndroidInstanceIdList."));
    let started = |(index, (_, phone)): (usize, (&str, &str))| {
        let phone = percent_decode_str(phone).decode_utf8_lossy();
        json!({
            "AndroidInstanceId": phone, "TaskId": format!("t-{}", &id(index)[..20]),
            "BackupFileId": format!("bf-{}", &id(index)[..20]),
            "BackupFileName": format!("{phone}_20260305080000.ab"),
        })
    };
    let data: Vec<Value> = phones.enumerate().map(started).collect();
    let task = format!("t-{}", &id(0xba7c)[..20]);
    json!({"RequestId": request_id(), "TaskId": task, "Count": data.len(), "Data": data})
}

/// Tasks of single phones that have ended, with every field that the documented example has.
fn tasks() -> Value {
    let task = |index| {
        json!({
            "TaskId": format!("t-{}", &id(index)[..20]), "ParentTaskId": format!("t-{}", &id(0xba7c)[..20]),
            "InvokeId": request_id(), "Level": 2, "TaskType": "BackupApp", "TaskStatus": "Finished",
            "RegionId": "cn-shanghai", "Operator": "1234567890123456",
            "InstanceId": format!("acp-{}", &id(index)[..17]), "ResourceId": format!("acp-{}", &id(index)[..17]),
            "InstanceName": format!("phone-{index:03}"), "InstanceStatus": "RUNNING",
            "StartTime": "2026-03-05T08:00:00Z", "FinishTime": "2026-03-05T08:01:40Z", "Result": "success",
        })
    };
    let data: Vec<Value> = (0..LISTED).map(task).collect();
    json!({"RequestId": request_id(), "TotalCount": LISTED, "NextToken": "", "Data": data})
}
