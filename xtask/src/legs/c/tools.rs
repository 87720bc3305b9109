//! What the tests of C are built and watched with.

use std::path::{Path, PathBuf};

use super::super::venv::venv;
use crate::run::{Stop, command, root, run, works};

/// How programs are watched for memory that is used wrongly or lost. What the threads of the runtime keep to the end is not lost.
pub(super) const VALGRIND: &[&str] = &[
    "valgrind",
    "--leak-check=full",
    "--show-leak-kinds=definite,indirect",
    "--errors-for-leak-kinds=definite,indirect",
    "--error-exitcode=9",
];

/// The CMake that a wheel carries: the same everywhere.
const CMAKE: &str = "cmake==3.31.6";

/// Programs that must be there, the package of Debian that brings each, and how to see that it is there.
const NEEDED: &[(&str, &str, &[&str])] = &[
    ("cc", "gcc", &["--version"]),
    ("c++", "g++", &["--version"]),
    ("pkg-config", "pkgconf", &["--version"]),
    ("valgrind", "valgrind", &["--version"]),
    ("pkg-config", "libjansson-dev", &["--exists", "jansson"]),
    ("make", "make", &["--version"]),
];

/// Sees that everything is there. On a build machine (`CI` is set) what is missing is installed, if it is a Debian.
pub(super) fn needed() -> Result<(), Stop> {
    let missing = || -> Vec<&str> {
        let missing = NEEDED.iter().filter(|(program, _, asked)| !works(program, asked));
        missing.map(|(_, package, _)| *package).collect()
    };
    let packages = missing();
    if !packages.is_empty() && std::env::var_os("CI").is_some() && works("apt-get", &["--version"]) {
        run(command("apt-get", &["update", "--quiet"]))?;
        let mut install = command("apt-get", &["install", "--quiet", "--yes", "--no-install-recommends"]);
        install.args(&packages).env("DEBIAN_FRONTEND", "noninteractive");
        run(install)?;
    }
    match &*missing() {
        [] => Ok(()),
        packages => Err(Stop::Missing(format!("{} (Debian's names)", packages.join(", ")))),
    }
}

/// CMake.
pub(super) struct CMake(PathBuf);

/// CMake, which is installed below the build folder if it is not there.
pub(super) fn cmake() -> Result<CMake, Stop> {
    let python = venv("cmake-venv")?;
    let cmake = python.with_file_name("cmake");
    if !works(&cmake, &["--version"]) {
        run(command(&python, &["-m", "pip", "install", "--quiet", "--disable-pip-version-check", CMAKE]))?;
    }
    Ok(CMake(cmake))
}

impl CMake {
    /// Builds the project of the test programs against a package.
    pub(super) fn programs(&self, prefix: &Path, folder: &Path, options: &[&str]) -> Result<(), Stop> {
        self.project(&root().join("bindings/c/tests"), prefix, folder, options)
    }

    /// Builds a project against a package.
    pub(super) fn project(
        &self,
        source: &Path,
        prefix: &Path,
        folder: &Path,
        options: &[&str],
    ) -> Result<(), Stop> {
        let mut configure = command(&self.0, &["-S"]);
        configure.arg(source).arg("-B").arg(folder).args(options);
        configure.arg(format!("-DCMAKE_PREFIX_PATH={}", prefix.display()));
        configure.arg("-DCMAKE_MESSAGE_LOG_LEVEL=WARNING");
        run(configure)?;
        let mut build = command(&self.0, &["--build"]);
        build.arg(folder).args(["--parallel", "2", "--", "--quiet"]);
        run(build)
    }
}
