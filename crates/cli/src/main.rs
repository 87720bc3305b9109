//! The `phonevault` command.

mod args;
mod commands;
mod demo;
mod exit;
mod flow;
mod output;
mod session;

use std::process::ExitCode;

use clap::Parser as _;
use phonevault::error::{Error, ErrorKind, Result};

use crate::args::Cli;
use crate::exit::Exit;

/// The simulator makes and drops many small things; the system's allocator takes half of the time of its calls.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let filter = tracing_subscriber::EnvFilter::try_from_env("PHONEVAULT_LOG");
    if let Ok(filter) = filter {
        tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let outcome = match runtime {
        Ok(runtime) => {
            let outcome = runtime.block_on(interruptible(cli));
            // Work on blocking threads (an archive being written) must not hold the exit up.
            runtime.shutdown_background();
            outcome
        }
        Err(error) => Err(Error::new(ErrorKind::Internal, format!("no runtime: {error}"))),
    };
    outcome
        .unwrap_or_else(|error| {
            output::note(&format!("phonevault: {error}"));
            Exit::of_error(&error)
        })
        .into()
}

async fn interruptible(cli: Cli) -> Result<Exit> {
    // The simulator ends by signals in its own way.
    if let args::Command::Simulate(options) = &cli.command {
        return commands::simulate::run(options).await;
    }
    let demo = matches!(cli.command, args::Command::Demo(_));
    tokio::select! {
        outcome = commands::run(cli) => outcome,
        _ = tokio::signal::ctrl_c() => {
            output::note(if demo {
                "phonevault: interrupted; the simulated clouds are gone with it, and no other was called"
            } else {
                "phonevault: interrupted; what the cloud accepted goes on there, and a call that was just being sent \
                 may have been applied. Phones that were stopped stay stopped; wait for the jobs named above with \
                 `phonevault jobs wait TOKEN`"
            });
            Ok(Exit::Interrupted)
        }
    }
}
