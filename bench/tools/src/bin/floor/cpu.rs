//! Processor time of this process.

use std::fs;
use std::time::Duration;

/// User and system time of all threads, from the scheduler, to the nanosecond. Linux only, as the pinning is.
pub(crate) fn used() -> std::io::Result<Duration> {
    let mut nanoseconds = 0;
    for thread in fs::read_dir("/proc/self/task")? {
        let text = fs::read_to_string(thread?.path().join("schedstat"))?;
        nanoseconds += text.split(' ').next().and_then(|first| first.parse::<u64>().ok()).unwrap_or_default();
    }
    Ok(Duration::from_nanos(nanoseconds))
}
