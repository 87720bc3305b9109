//! The static library as it is released.

use std::fs;
use std::path::Path;

use crate::run::{Stop, command, run};

/// Makes one object of an archive, in which nothing but our functions can be seen from outside: a program may link another library
/// that was written in Rust, or holds another copy of what ours holds. What a program does not use is still left out when it is linked,
/// because every function keeps a section of its own.
pub(super) fn finish(archive: &Path) -> Result<(), Stop> {
    let folder = archive.parent().unwrap_or(archive);
    let (whole, object) = (folder.join("whole.o"), folder.join("phonevault.o"));
    // What only debuggers and compilers read; the linker of some systems trips over the latter.
    let mut strip =
        command("objcopy", &["--strip-debug", "--remove-section=.llvmbc", "--remove-section=.llvmcmd"]);
    strip.arg(archive);
    run(strip)?;
    let mut link = command("ld", &["-r", "-o"]);
    link.arg(&whole).arg("--whole-archive").arg(archive);
    run(link)?;
    let mut hide = command("objcopy", &["--wildcard", "--keep-global-symbol=pv_*"]);
    hide.arg(&whole).arg(&object);
    run(hide)?;
    let removed = fs::remove_file(archive).and_then(|()| fs::remove_file(&whole));
    removed.map_err(|error| Stop::Failed(format!("{}: {error}", archive.display())))?;
    let mut pack = command("ar", &["rcsD"]);
    pack.arg(archive).arg(&object);
    run(pack)?;
    fs::remove_file(&object).map_err(|error| Stop::Failed(format!("{}: {error}", object.display())))
}
