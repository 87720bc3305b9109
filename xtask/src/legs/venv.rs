//! Virtual environments of Python below the build folder.

use std::path::PathBuf;

use crate::run::{self, Stop, command, target, works};

/// The interpreter of the environment of this name, which is made if it is not there.
pub(crate) fn venv(name: &str) -> Result<PathBuf, Stop> {
    let python = target().join(name).join("bin").join("python");
    if works(&python, run::PYTHON_IS_RECENT) {
        return Ok(python);
    }
    empty_venv(name)
}

/// The interpreter of the environment of this name, which is made anew.
pub(crate) fn empty_venv(name: &str) -> Result<PathBuf, Stop> {
    let system = run::python()?;
    let folder = target().join(name);
    let mut create = command(system, &["-m", "venv", "--clear"]);
    create.arg(&folder);
    run::run(create)?;
    Ok(folder.join("bin").join("python"))
}
