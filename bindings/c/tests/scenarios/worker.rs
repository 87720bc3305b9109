//! The program in C: one JSON object for each order, and one for its reply.

use std::ffi::OsStr;
use std::process::Stdio;
use std::time::Duration;

use phonevault_test_support::scenarios::Failure;
use serde_json::Value;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};

/// Longer than any wait of a scenario: a program that says nothing for so long hangs.
const LONGEST: Duration = Duration::from_secs(180);

/// How the program makes its calls.
#[derive(Clone, Copy)]
pub(crate) enum Way {
    /// They block.
    Blocking,
    /// They are begun, and end with a callback.
    Callbacks,
}

impl Way {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Blocking => "blocking",
            Self::Callbacks => "callbacks",
        }
    }
}

pub(crate) struct Worker {
    child: Child,
    orders: ChildStdin,
    replies: Lines<BufReader<ChildStdout>>,
}

impl Worker {
    pub(crate) fn start(program: &OsStr, way: Way) -> Result<Self, String> {
        let mut command = Command::new(program);
        command.arg(way.name()).stdin(Stdio::piped()).stdout(Stdio::piped()).kill_on_drop(true);
        let failed = |error: std::io::Error| format!("{}: {error}", program.display());
        let mut child = command.spawn().map_err(failed)?;
        let orders = child.stdin.take().ok_or("no input")?;
        let replies = BufReader::new(child.stdout.take().ok_or("no output")?).lines();
        Ok(Self { child, orders, replies })
    }

    /// Has an order carried out; the whole reply.
    pub(crate) async fn ask(&mut self, order: &Value) -> Result<Value, Failure> {
        let failed = |error: std::io::Error| format!("the worker, at {order}: {error}");
        self.orders.write_all(format!("{order}\n").as_bytes()).await.map_err(failed)?;
        let reply = tokio::time::timeout(LONGEST, self.replies.next_line()).await;
        let reply = reply.map_err(|_| format!("the worker hangs at {order}"))?.map_err(failed)?;
        let reply = reply.ok_or_else(|| format!("the worker ended at {order}"))?;
        let mut reply: Value =
            serde_json::from_str(&reply).map_err(|error| format!("the worker said `{reply}`: {error}"))?;
        match reply.get_mut("error") {
            Some(facts) => Err(Failure::Error(facts.take())),
            None => Ok(reply),
        }
    }

    /// Has it end, for which it frees everything: a sanitizer that finds something left makes it fail.
    pub(crate) async fn end(self) -> Result<(), String> {
        let Self { mut child, orders, replies } = self;
        drop((orders, replies));
        let ended = tokio::time::timeout(LONGEST, child.wait()).await;
        let status = ended.map_err(|_| "the worker does not end")?.map_err(|error| error.to_string())?;
        if status.success() { Ok(()) } else { Err(format!("the worker ended with {status}")) }
    }
}
