//! Compiling and linking programs in C and C++.

use std::path::Path;
use std::process::Command;

use crate::run::{Stop, command, run};

/// Every warning is an error.
pub(super) const FLAGS: &[&str] = &["-Wall", "-Wextra", "-Wpedantic", "-Werror"];

/// What a program is linked with.
#[derive(Clone, Copy)]
pub(super) enum Linked<'a> {
    /// The static library of this package, with exactly the flags that its pkg-config file says.
    Static(&'a Path),
    /// The shared library of this package, likewise.
    Shared(&'a Path),
}

/// A program of one or more sources.
pub(super) struct Program<'a> {
    pub(super) compiler: &'a str,
    pub(super) standard: &'a str,
    pub(super) sources: &'a [std::path::PathBuf],
    pub(super) options: &'a [&'a str],
    /// Other packages that pkg-config knows.
    pub(super) packages: &'a [&'a str],
}

impl Program<'_> {
    /// Builds it.
    pub(super) fn build(&self, linked: Linked<'_>, to: &Path) -> Result<(), Stop> {
        let mut compile = command(self.compiler, FLAGS);
        compile.arg(format!("-std={}", self.standard)).arg("-g").args(self.options).args(self.sources);
        let flags = match linked {
            Linked::Static(prefix) => asked(prefix, &["--static", "phonevault"])?,
            Linked::Shared(prefix) => asked(prefix, &["phonevault-shared"])?,
        };
        if let Linked::Shared(prefix) = linked {
            compile.arg(format!("-Wl,-rpath,{}", prefix.join("lib").display()));
        }
        for package in self.packages {
            compile.args(asked(Path::new(""), &[package])?);
        }
        compile.args(flags).arg("-o").arg(to);
        run(compile)
    }
}

/// What pkg-config says of a package for compiling and linking.
pub(super) fn asked(prefix: &Path, packages: &[&str]) -> Result<Vec<String>, Stop> {
    let mut asked = Command::new("pkg-config");
    asked.args(["--cflags", "--libs"]).args(packages);
    if !prefix.as_os_str().is_empty() {
        asked.env("PKG_CONFIG_PATH", prefix.join("lib/pkgconfig"));
    }
    let output = asked.output().map_err(|error| Stop::Failed(format!("pkg-config: {error}")))?;
    if !output.status.success() {
        return Err(Stop::Failed(format!("pkg-config: {}", String::from_utf8_lossy(&output.stderr))));
    }
    Ok(String::from_utf8_lossy(&output.stdout).split_whitespace().map(str::to_owned).collect())
}
