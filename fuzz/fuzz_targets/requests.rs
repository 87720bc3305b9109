//! Any bytes as a request to any service: the first chooses the service, the rest is a text as the corpus of
//! `crates/simulator/tests/corpus` has them, signed if it says so.

#![no_main]
#![allow(clippy::unwrap_used, missing_docs, reason = "a fuzz target")]

use libfuzzer_sys::fuzz_target;
use phonevault_simulator::ServiceName;

#[path = "../../crates/simulator/tests/support/mod.rs"]
mod support;

std::thread_local! {
    static BENCH: support::Bench = support::Bench::new(|_| {});
}

fuzz_target!(|input: &[u8]| {
    let Some((first, text)) = input.split_first() else { return };
    let service = ServiceName::ALL[usize::from(*first) % ServiceName::ALL.len()];
    BENCH.with(|bench| {
        let Some(request) = support::replay::read(bench, service, text) else { return };
        let response = bench.universe.handle(request);
        assert!((100..600).contains(&response.status), "{}", response.status);
        bench.finish();
    });
});
