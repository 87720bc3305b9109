//! One file for each command.

mod backup;
mod call;
mod jobs;
mod phones;
mod restore;
pub(crate) mod simulate;

use std::io::IsTerminal as _;
use std::time::Duration;

use clap::CommandFactory as _;
use phonevault::error::{Error, ErrorKind, Result};
use phonevault::waiter::Waiter;

use crate::args::{Cli, Command, WaitArgs};
use crate::exit::Exit;
use crate::{demo, output};

/// Runs a command.
pub(crate) async fn run(cli: Cli) -> Result<Exit> {
    let global = cli.global;
    match cli.command {
        Command::Demo(options) => demo::run(&options, global.output).await,
        Command::Simulate(options) => simulate::run(&options).await,
        Command::Phones(command) => phones::run(&global, &command).await,
        Command::Backup(options) => backup::run(&global, options).await,
        Command::Restore(options) => restore::run(&global, options).await,
        Command::Jobs(command) => jobs::run(&global, &command).await,
        Command::Call(options) => call::run(&global, &options).await,
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "phonevault", &mut script);
            output::line(String::from_utf8_lossy(&script).trim_end())?;
            Ok(Exit::Ok)
        }
        Command::Man => {
            let mut page = Vec::new();
            let rendered = clap_mangen::Man::new(Cli::command()).render(&mut page);
            rendered.map_err(|error| Error::new(ErrorKind::Internal, format!("manual page: {error}")))?;
            output::line(String::from_utf8_lossy(&page).trim_end())?;
            Ok(Exit::Ok)
        }
    }
}

fn waiter(args: &WaitArgs) -> Waiter {
    let first_pause = Duration::from_millis(args.poll);
    Waiter {
        first_pause,
        longest_pause: first_pause * 15,
        limit: Duration::from_secs(args.timeout),
        ..Waiter::default()
    }
}

/// Asks before something that destroys data or may do so. Without a terminal nobody can answer: `--yes` is needed then.
fn confirm(yes: bool, what: &str) -> Result<()> {
    if yes {
        return Ok(());
    }
    let refused = |why: &str| Err(Error::new(ErrorKind::Guard, format!("{what}: {why}")));
    if !std::io::stdin().is_terminal() {
        return refused("not confirmed; pass --yes");
    }
    output::note(&format!("{what}. Type `yes` to go on:"));
    let mut answer = String::new();
    match std::io::stdin().read_line(&mut answer) {
        Ok(_) if answer.trim() == "yes" => Ok(()),
        _ => refused("not confirmed"),
    }
}
