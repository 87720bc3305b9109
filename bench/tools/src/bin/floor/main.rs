//! The least that a call can cost: hyper sends bytes that are ready and serde reads the answer into types. It builds and
//! signs nothing.
//!
//! `bench-floor URL KIND ITEMS IN_FLIGHT SECONDS` with the request as it stands on the wire on the standard input. Prints
//! JSON: microseconds of CPU a call, and how many calls.

mod caller;
mod cpu;
mod typed;

use std::io::{Read as _, Write as _};
use std::rc::Rc;
use std::time::{Duration, Instant};

use caller::{Caller, Result};

/// Calls of each connection before anything is counted.
const WARM_UP: usize = 200;

fn main() -> Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [url, kind, items, in_flight, seconds] = words.as_slice() else {
        return Err("usage: bench-floor URL KIND ITEMS IN_FLIGHT SECONDS".into());
    };
    let mut wire = Vec::new();
    std::io::stdin().read_to_end(&mut wire)?;
    let check = typed::check_of(kind).ok_or("KIND is one of restore, jobs, backup, tasks")?;
    let (items, in_flight): (usize, usize) = (items.parse()?, in_flight.parse()?);
    let time = Duration::from_secs_f64(seconds.parse()?);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
    let (used, calls) = tokio::task::LocalSet::new().block_on(&runtime, async {
        let wire: Rc<[u8]> = wire.into();
        let mut callers = Vec::new();
        for _ in 0..in_flight {
            let mut caller = Caller::connect(url, &wire, check, items).await?;
            caller.call_times(WARM_UP / in_flight + 1).await?;
            callers.push(caller);
        }
        let before = cpu::used()?;
        let until = Instant::now() + time;
        let tasks = callers.into_iter().map(|caller| tokio::task::spawn_local(caller.call_until(until)));
        let mut calls = 0;
        for task in tasks.collect::<Vec<_>>() {
            calls += task.await??;
        }
        Result::Ok((cpu::used()?.saturating_sub(before), calls))
    })?;
    let each = used.as_secs_f64() * 1e6 / calls as f64;
    writeln!(std::io::stdout(), "{}", serde_json::json!({"us_per_call": each, "calls": calls}))?;
    Ok(())
}
