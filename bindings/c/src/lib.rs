//! The C interface: conversions in, a call of the facade, conversions out. `include/phonevault.h` is written from these sources,
//! and what it says at its beginning holds for every function here.
#![allow(unsafe_code, reason = "what C hands over cannot be checked by the compiler")]
#![allow(non_camel_case_types, reason = "types have the names that they have in C")]
#![allow(
    clippy::missing_safety_doc,
    reason = "the conventions at the beginning of the header hold for all functions"
)]
#![allow(missing_debug_implementations, reason = "no user of Rust sees these types")]
#![allow(unreachable_pub, reason = "what the header shows is public, wherever it stands")]

mod alibaba;
mod answer;
mod arena;
mod boundary;
mod call;
mod cancel;
mod client;
mod cloud;
mod engine;
mod error;
mod flag;
#[allow(
    unused_imports,
    unused_qualifications,
    clippy::redundant_closure_for_method_calls,
    reason = "generated: plain and regular, not idiomatic"
)]
mod generated;
mod host;
mod huawei;
mod job;
mod json;
mod lock;
mod options;
mod pages;
mod runtime;
mod show;
mod status;
mod take;
#[cfg(feature = "trial")]
mod trial;
mod version;
mod wait;

/// A call makes many small things; the system's allocator takes a tenth of a short one and a quarter of a long one. Left out where tools watch memory, which see
/// only what the system's allocator gives.
#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
