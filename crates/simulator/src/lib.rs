//! A local stand-in for Huawei Cloud Phone Host and Alibaba Cloud Phone, with their object stores: real bytes,
//! real signatures, simulated time. Written from the vendors' pages alone; it shares no code with the clients
//! that it tests.
//!
//! [`Simulator::start`] listens on loopback; [`Universe::handle`] is the same thing without sockets.

mod admin;
mod alibaba;
mod android;
mod archive;
mod audit;
mod bucket;
mod clock;
mod config;
mod hex;
mod huawei;
mod identity;
mod injection;
mod listener;
mod random;
mod ready;
mod requests;
mod service;
mod settings;
mod signature;
mod universe;
mod workspace;
mod world;

pub use clock::Clock;
pub use config::{Config, Content};
pub use injection::Chaos;
pub use listener::Simulator;
pub use ready::Ready;
pub use service::{Body, Delivery, Request, Response, ResponseBody, ServiceName};
pub use settings::{AlibabaArchive, AlibabaSettings, Capacity, HuaweiSettings, Settings, Timing};
pub use universe::Universe;
