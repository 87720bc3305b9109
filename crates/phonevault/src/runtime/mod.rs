//! Running calls for a host that is not asynchronous Rust: a thread that blocks ([`Lanes`]), or an event loop in another
//! language that is told when a call ended ([`Background`]).
//!
//! Connections belong to the runtime that opened them, so a client made for these takes [`RuntimeTransport`] as its
//! transport: it sends over the connections of the runtime that a call happens to run on. [`settle`] ends calls that are
//! interrupted or whose client is closed, and gives a change that is being sent a moment to finish.

mod background;
mod connections;
mod fork;
mod http;
mod lanes;
#[cfg(any(feature = "alibaba", feature = "huawei"))]
mod open;
mod record;
mod settle;
mod stop;

pub use background::Background;
pub use connections::Connections;
pub use fork::Process;
pub use http::RuntimeTransport;
pub use lanes::Lanes;
#[cfg(feature = "alibaba")]
pub use open::AlibabaOptions;
#[cfg(feature = "huawei")]
pub use open::HuaweiOptions;
#[cfg(any(feature = "alibaba", feature = "huawei"))]
pub use open::{CommonOptions, Names};
pub use record::{LogLevel, Sink, recorded};
pub use settle::{GRACE, Settled, applied_when_dropped, settle};
pub use stop::Stop;
