//! Running commands.

use std::ffi::OsStr;
use std::fmt;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Why a leg did not pass.
#[derive(Debug)]
pub(crate) enum Stop {
    /// A tool that the leg needs is not there.
    Missing(String),
    /// A command of the leg failed.
    Failed(String),
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(tool) => write!(f, "missing: {tool}"),
            Self::Failed(why) => f.write_str(why),
        }
    }
}

/// Prints a line to stderr, where the tools that are run print too, so that the order stays right.
pub(crate) fn say(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

/// Where cargo builds.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |folder| root().join(folder))
}

/// A command in the root of the repository.
pub(crate) fn command(program: impl AsRef<OsStr>, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(root());
    command
}

/// Runs a command to its end; its output goes where ours goes.
pub(crate) fn run(mut command: Command) -> Result<(), Stop> {
    let shown = shown(&command);
    say(&format!("+ {shown}"));
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(Stop::Failed(format!("{shown}: {status}"))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(Stop::Missing(shown)),
        Err(error) => Err(Stop::Failed(format!("{shown}: {error}"))),
    }
}

/// Runs cargo.
pub(crate) fn cargo(arguments: &[&str]) -> Result<(), Stop> {
    run(command(env!("CARGO"), arguments))
}

/// Whether a command can be run and succeeds, without showing anything.
pub(crate) fn works(program: impl AsRef<OsStr>, arguments: &[&str]) -> bool {
    let mut command = command(program, arguments);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// What Python is run with to tell whether it is new enough.
pub(crate) const PYTHON_IS_RECENT: &[&str] = &["-c", "import sys; sys.exit(sys.version_info < (3, 9))"];

/// The system's Python, if it is new enough and can make virtual environments.
pub(crate) fn python() -> Result<&'static str, Stop> {
    let system =
        ["python3", "python"].into_iter().find(|python| works(python, &["-c", "import venv, ensurepip"]));
    let system = system.ok_or_else(|| Stop::Missing("Python 3.9 or newer with venv".to_owned()))?;
    match works(system, PYTHON_IS_RECENT) {
        true => Ok(system),
        false => Err(Stop::Missing("Python 3.9 or newer".to_owned())),
    }
}

fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or_default();
    let words = std::iter::once(program).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}
