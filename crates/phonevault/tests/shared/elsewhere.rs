//! A job that another process takes up by its token: this same program, started again.

use std::process::Stdio;
use std::time::Duration;

use phonevault_test_support::scenarios::Wait;
use serde_json::{Value, json};
use tokio::io::AsyncWriteExt as _;
use tokio::process::Command;

use super::clients::Client;
use super::face;

/// The argument that makes this program such a process.
pub(crate) const ARGUMENT: &str = "--resume-job";

/// Has a new process wait for the job; its outcomes.
pub(crate) async fn resume(options: &Value, token: &str, how: Wait) -> Result<Value, String> {
    let failed = |error: std::io::Error| format!("the other process: {error}");
    let program = std::env::current_exe().map_err(failed)?;
    let mut command = Command::new(program);
    command.arg(ARGUMENT).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().map_err(failed)?;
    let timeout = how.timeout.as_secs_f64();
    let order =
        json!({"options": options, "token": token, "timeout": timeout, "check": how.check}).to_string();
    // Dropping its input ends it.
    child.stdin.take().ok_or("no input")?.write_all(order.as_bytes()).await.map_err(failed)?;
    let output = child.wait_with_output().await.map_err(failed)?;
    let text = String::from_utf8_lossy(&output.stdout);
    serde_json::from_str(&text).map_err(|error| format!("the other process said `{text}`: {error}"))
}

/// What that process does: reads the order, waits, and says what came of each phone.
pub(crate) async fn main() -> Value {
    let order: Value = serde_json::from_reader(std::io::stdin()).unwrap();
    let job = Client::new(&order["options"]).unwrap().resume(order["token"].as_str().unwrap()).unwrap();
    let timeout = Duration::from_secs_f64(order["timeout"].as_f64().unwrap());
    let how = Wait { timeout, check: order["check"].as_bool().unwrap() };
    face::wait(&job, how).await.unwrap().result
}
