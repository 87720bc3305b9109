//! The native module of the Node.js package. Requests come in and answers go out as JSON texts with the names of JavaScript,
//! because Node.js reads and writes those much faster than objects can be made across the border.

mod answer;
mod cloud;
pub mod core;
mod engine;
mod error;
mod generated;
mod given;
mod jobs;
mod lock;
mod options;
pub mod pages;
mod queue;
mod show;
mod take;
pub mod trial;
mod work;

use mimalloc::MiMalloc;

/// A call makes many small things; the system's allocator takes a tenth of it.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;
