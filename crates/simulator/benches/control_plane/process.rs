//! The simulator's process: started, read from `/proc`, ended.

use std::fs;
use std::io::{BufRead, BufReader};
use std::ops::Sub;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::Value;

/// Clock ticks a second in `/proc`: 100 on every Linux.
const TICKS: u32 = 100;

pub(crate) struct Server {
    child: Child,
    pub(crate) ready: Value,
}

/// Processor time used.
#[derive(Clone, Copy, Default)]
pub(crate) struct Cpu {
    /// By all threads but the workers.
    pub(crate) serving: Duration,
    /// By the threads that write and read archives.
    pub(crate) working: Duration,
}

impl Sub for Cpu {
    type Output = Self;

    fn sub(self, earlier: Self) -> Self {
        Self { serving: self.serving - earlier.serving, working: self.working - earlier.working }
    }
}

impl Server {
    /// Starts one and waits for its ready line; `pinned` holds it on the first core and ourselves on the second.
    pub(crate) fn start(phones: usize, bytes_per_phone: u64, pinned: bool) -> Self {
        let own = std::env::current_exe().unwrap();
        let arguments = ["--serve".to_owned(), phones.to_string(), bytes_per_phone.to_string()];
        let pinned = pinned && hold_ourselves_elsewhere();
        let mut command = if pinned {
            let mut command = Command::new("taskset");
            command.args(["-c", "0"]).arg(own);
            command
        } else {
            Command::new(own)
        };
        let mut child = command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        Self { child, ready: serde_json::from_str(&line).unwrap() }
    }

    fn proc(&self, file: &str) -> String {
        fs::read_to_string(format!("/proc/{}/{file}", self.child.id())).unwrap()
    }

    pub(crate) fn resident_mib(&self) -> u64 {
        let status = self.proc("status");
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() >> 10
    }

    pub(crate) fn cpu(&self) -> Cpu {
        let mut cpu = Cpu::default();
        for thread in fs::read_dir(format!("/proc/{}/task", self.child.id())).unwrap() {
            // A thread may end while we look.
            let Ok(stat) = fs::read_to_string(thread.unwrap().path().join("stat")) else { continue };
            let (name, rest) = stat.rsplit_once(')').unwrap();
            let fields: Vec<&str> = rest.split_whitespace().collect();
            let ticks: u32 = fields[11].parse::<u32>().unwrap() + fields[12].parse::<u32>().unwrap();
            let time = Duration::from_secs(1) * ticks / TICKS;
            match name.contains("phone-work") {
                true => cpu.working += time,
                false => cpu.serving += time,
            }
        }
        cpu
    }

    pub(crate) fn stop(mut self) {
        drop(self.child.stdin.take());
        self.child.wait().unwrap();
    }
}

/// Moves this process to the second core; false where that cannot be done.
fn hold_ourselves_elsewhere() -> bool {
    let own = std::process::id().to_string();
    let moved = Command::new("taskset").args(["-a", "-c", "-p", "1", &own]).stdout(Stdio::null()).status();
    moved.is_ok_and(|status| status.success())
}
