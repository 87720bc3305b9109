//! Scenarios: the facade against the simulator, over real sockets; those of [`chaos`] in process and virtual time.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

mod alibaba_backups;
mod alibaba_catalogue;
mod alibaba_commands;
mod alibaba_identity;
mod alibaba_lists;
mod alibaba_power;
mod alibaba_refusals;
mod chaos;
mod huawei_commands;
mod huawei_exports;
mod huawei_failures;
mod huawei_identity;
mod huawei_lists;
mod huawei_power;
mod injected;
mod port;
mod signed_put;
mod store;
mod tree;
mod world;
