//! Virtual environments of Python below the build folder.

use std::path::PathBuf;

use crate::run::{Stop, command, run, target, works};

/// What the interpreter has to be.
const RECENT: [&str; 2] = ["-c", "import sys; sys.exit(sys.version_info < (3, 9))"];

/// The interpreter of the environment of this name, which is made if it is not there.
pub(crate) fn venv(name: &str) -> Result<PathBuf, Stop> {
    let python = target().join(name).join("bin").join("python");
    if works(&python, &RECENT) {
        return Ok(python);
    }
    empty_venv(name)
}

/// The interpreter of the environment of this name, which is made anew.
pub(crate) fn empty_venv(name: &str) -> Result<PathBuf, Stop> {
    let system =
        ["python3", "python"].into_iter().find(|python| works(python, &["-c", "import venv, ensurepip"]));
    let system = system.ok_or_else(|| Stop::Missing("Python 3.9 or newer with venv".to_owned()))?;
    if !works(system, &RECENT) {
        return Err(Stop::Missing("Python 3.9 or newer".to_owned()));
    }
    let folder = target().join(name);
    let mut create = command(system, &["-m", "venv", "--clear"]);
    create.arg(&folder);
    run(create)?;
    Ok(folder.join("bin").join("python"))
}
