//! `phonevault simulate`

use std::io::Read as _;

use phonevault::error::{Error, ErrorKind, Result};
use phonevault_simulator::{AlibabaArchive, Config, Settings, Simulator};
use tokio::sync::oneshot;

use crate::args::{Archive, Simulate};
use crate::exit::Exit;
use crate::output;

/// Runs the simulator until SIGTERM, SIGINT, or the end of a standard input that is a pipe.
pub(crate) async fn run(options: &Simulate) -> Result<Exit> {
    let config = Config {
        phones: options.phones as usize,
        seed: options.seed,
        listen: options.listen,
        port_base: options.port_base,
        admin_token: options.admin_token.clone(),
        time_scale: options.time_scale,
        virtual_time: options.virtual_time,
        chaos: options.chaos,
        data_dir: options.data.clone(),
        settings: settings(options.alibaba_archive),
        ..Config::default()
    };
    // Listen for the signals before the ready line: whoever reads it may send one at once.
    let signals = |error| Error::new(ErrorKind::Internal, format!("signals: {error}"));
    let mut terminate =
        tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()).map_err(signals)?;
    let mut interrupt =
        tokio::signal::unix::signal(tokio::signal::unix::SignalKind::interrupt()).map_err(signals)?;
    let simulator = start(config).await?;
    let ready = serde_json::to_string(simulator.ready())
        .map_err(|error| Error::new(ErrorKind::Internal, format!("ready line: {error}")))?;
    output::line(&ready)?;
    let mut closed = end_of_input();
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
        _ = &mut closed => {}
    }
    let differences = simulator.shutdown_with_audit().await;
    for difference in &differences {
        output::note(&format!("the simulator's account differs: {difference}"));
    }
    Ok(if differences.is_empty() { Exit::Ok } else { Exit::Failure })
}

/// Starts a simulator; what keeps it from starting (a port in use, a folder that cannot be written) is named.
pub(crate) async fn start(config: Config) -> Result<Simulator> {
    Simulator::start(config)
        .await
        .map_err(|error| Error::new(ErrorKind::Configuration, format!("the simulator cannot start: {error}")))
}

pub(crate) fn settings(archive: Archive) -> Settings {
    let alibaba_archive = match archive {
        Archive::Adb => AlibabaArchive::Adb,
        Archive::Opaque => AlibabaArchive::Opaque,
    };
    Settings { alibaba_archive, ..Settings::default() }
}

/// Resolves when standard input was a pipe that closed: the parent that started the simulator has ended. A terminal, a
/// file or /dev/null says nothing.
fn end_of_input() -> oneshot::Receiver<()> {
    let (tell, told) = oneshot::channel();
    std::thread::spawn(move || {
        let mut input = std::io::stdin();
        if !is_pipe() {
            // Keeps the sender alive for as long as the process lives.
            loop {
                std::thread::park();
            }
        }
        let mut buffer = [0; 512];
        while input.read(&mut buffer).is_ok_and(|read| read > 0) {}
        let _ = tell.send(());
    });
    told
}

fn is_pipe() -> bool {
    use std::os::fd::AsFd as _;
    use std::os::unix::fs::FileTypeExt as _;
    let input = std::io::stdin();
    let Ok(copy) = input.as_fd().try_clone_to_owned() else { return false };
    std::fs::File::from(copy).metadata().is_ok_and(|metadata| {
        let kind = metadata.file_type();
        // Node.js gives its children sockets where others give pipes.
        kind.is_fifo() || kind.is_socket()
    })
}
