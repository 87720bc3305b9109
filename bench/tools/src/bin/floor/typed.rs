//! The answers as types of their own texts, as any typed client has them.

#![allow(dead_code, reason = "the fields are read from the wire, which is what is measured")]

use serde::Deserialize;

/// Reads an answer and gives how many items with an id it has.
pub(crate) type Check = fn(&[u8]) -> serde_json::Result<usize>;

pub(crate) fn check_of(kind: &str) -> Option<Check> {
    match kind {
        "restore" => Some(|body| {
            let answer: Restore = serde_json::from_slice(body)?;
            Ok(answer.jobs.iter().filter(|job| !job.job_id.is_empty()).count())
        }),
        "jobs" => Some(|body| {
            let answer: Jobs = serde_json::from_slice(body)?;
            Ok(answer.jobs.iter().filter(|job| job.status.is_some()).count())
        }),
        "backup" => Some(|body| {
            let answer: Backup = serde_json::from_slice(body)?;
            Ok(answer.data.iter().filter(|task| !task.task_id.is_empty()).count())
        }),
        "tasks" => Some(|body| {
            let answer: Tasks = serde_json::from_slice(body)?;
            Ok(answer.data.iter().filter(|task| !task.task_status.is_empty()).count())
        }),
        _ => None,
    }
}

#[derive(Deserialize)]
struct Restore {
    request_id: String,
    jobs: Vec<RestoreJob>,
}

#[derive(Deserialize)]
struct RestoreJob {
    phone_id: String,
    job_id: String,
}

#[derive(Deserialize)]
struct Jobs {
    request_id: String,
    jobs: Vec<Job>,
}

#[derive(Deserialize)]
struct Job {
    job_id: String,
    phone_id: Option<String>,
    status: Option<i64>,
    begin_time: Option<String>,
    end_time: Option<String>,
    error_code: Option<String>,
    error_msg: Option<String>,
    execute_msg: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Backup {
    request_id: String,
    task_id: String,
    count: Option<i64>,
    data: Vec<BackupTask>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct BackupTask {
    android_instance_id: String,
    task_id: String,
    backup_file_id: Option<String>,
    backup_file_name: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Tasks {
    request_id: String,
    total_count: Option<i64>,
    next_token: Option<String>,
    data: Vec<Task>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Task {
    task_id: String,
    parent_task_id: Option<String>,
    invoke_id: Option<String>,
    level: Option<i64>,
    task_type: Option<String>,
    task_status: String,
    instance_id: Option<String>,
    instance_name: Option<String>,
    instance_status: Option<String>,
    resource_id: Option<String>,
    region_id: Option<String>,
    operator: Option<String>,
    start_time: Option<String>,
    finish_time: Option<String>,
    error_code: Option<String>,
    error_msg: Option<String>,
    result: Option<String>,
}
