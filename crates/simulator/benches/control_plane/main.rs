//! What the simulator can take, beside what it must take: `cargo bench -p phonevault-simulator`.
//!
//! The simulator runs as a process of its own, held on one core where the system offers `taskset`; the callers run on
//! another. Requests are signed beforehand, each with its own nonce, so that only the simulator's work is measured.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a measurement prints and stops at the first surprise"
)]

mod inside;
mod load;
mod process;
mod sign;

use std::io::Write;
use std::time::{Duration, Instant};

use phonevault_simulator::{Config, Content, Settings, Simulator};

use process::Server;

/// The command's allocator: the system's takes half of the time that a call takes.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const REQUESTS: usize = 60_000;
const CONNECTIONS: usize = 16;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, serve, phones, bytes] = arguments.as_slice()
        && serve == "--serve"
    {
        return serve_until_closed(phones.parse().unwrap(), bytes.parse().unwrap());
    }
    if let [_, inside, count] = arguments.as_slice()
        && inside == "--inside"
    {
        return inside::run(count.parse().unwrap());
    }
    println!("{:<62} {:>14} {:>14}", "", "measured", "target");
    start_up();
    memory();
    requests();
}

fn line(what: &str, measured: impl std::fmt::Display, target: &str) {
    println!("{what:<62} {measured:>14} {target:>14}");
}

/// Runs a simulator as the command line does: one ready line, then until the standard input closes.
fn serve_until_closed(phones: usize, bytes_per_phone: u64) {
    let mut settings = Settings::default();
    settings.alibaba.backup_while_running = true;
    settings.capacity.concurrent_jobs_per_server = 0;
    let content = Content::Seeded { bytes_per_phone };
    let config = Config { phones, content, settings, ..Config::default() };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    runtime.block_on(async {
        let simulator = Simulator::start(config).await.unwrap();
        println!("{}", serde_json::to_string(simulator.ready()).unwrap());
        std::io::stdout().flush().unwrap();
        let closed =
            tokio::task::spawn_blocking(|| std::io::copy(&mut std::io::stdin(), &mut std::io::sink()));
        let _ = closed.await;
        simulator.shutdown().await;
    });
}

fn start_up() {
    let mut times: Vec<Duration> = (0..11)
        .map(|_| {
            let begin = Instant::now();
            let server = Server::start(100, 25 << 20, false);
            let time = begin.elapsed();
            server.stop();
            time
        })
        .collect();
    times.sort_unstable();
    let median = times[times.len() / 2].as_millis();
    line("start to ready line, 100 phones of 25 MiB (median, ms)", median, "< 150");
}

fn memory() {
    let begin = Instant::now();
    let server = Server::start(100_000, 25 << 20, false);
    let time = begin.elapsed().as_millis();
    line("resident memory, 100,000 phones of 25 MiB (MiB)", server.resident_mib(), "< 200");
    line("start to ready line, 100,000 phones (ms)", time, "-");
    server.stop();
}

/// Signed calls from connections that stay open, twice: polls alone, and one start of a backup in ten, whose archives
/// are written meanwhile on the same core.
fn requests() {
    for (what, starting) in [("polls", None), ("polls and starts", Some(10))] {
        let server = Server::start(40_000, 20_000, true);
        let plan = load::prepare(&server.ready, REQUESTS, CONNECTIONS, starting);
        let before = server.cpu();
        let begin = Instant::now();
        let answered = load::run(plan);
        let wall = begin.elapsed();
        let spent = server.cpu() - before;
        let each = |time: Duration| format!("{:.1}", time.as_secs_f64() * 1e6 / REQUESTS as f64);
        let rate = |time: Duration| format!("{:.0}", REQUESTS as f64 / time.as_secs_f64());
        let wanted = if starting.is_none() { "> 10000" } else { "-" };
        line(&format!("{what}: answered with 200"), format!("{answered}/{REQUESTS}"), "all");
        line(&format!("{what}: requests a second on one core, wall clock"), rate(wall), wanted);
        line(&format!("{what}: CPU of the control plane (µs a request)"), each(spent.serving), "< 100");
        line(&format!("{what}: CPU of writing archives (µs a request)"), each(spent.working), "-");
        line(&format!("{what}: resident memory afterwards (MiB)"), server.resident_mib(), "-");
        server.stop();
    }
}
