"""The programs that are measured, compiled against an installed Phonevault."""

import os
import shlex
import subprocess
from pathlib import Path
from typing import List, Tuple

import inputs

HERE = Path(__file__).parent
COMPILER = shlex.split(os.environ.get("CC", "cc"))
STRICT = ["-std=c11", "-D_POSIX_C_SOURCE=200809L", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-O2"]
WORKER = ("worker.c", "process.c", "flight.c", "huawei.c", "alibaba.c")
# As small as a user can make a program without compiling the library anew.
SMALL = ["-ffunction-sections", "-Wl,--gc-sections", "-s"]


def programs(folder: Path) -> Tuple[Path, Path]:
    """What is run, and what is weighed."""
    return folder / "worker", folder / "size"


def compiler() -> str:
    """The compiler and its version."""
    told = subprocess.run([*COMPILER, "--version"], stdout=subprocess.PIPE, check=True).stdout.decode("utf-8")
    return told.splitlines()[0]


def prepare(folder: Path, prefix: Path) -> None:
    """Compiles both programs against the static library below `prefix`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "inputs.h").write_text(inputs.header(), "utf-8")
    worker, size = programs(folder)
    # One header is written there, and takes another that lies here.
    includes = ["-I%s" % folder, "-I%s" % HERE, *_pkg_config(prefix, "--cflags")]
    libraries = _pkg_config(prefix, "--libs")
    _compile(worker, WORKER, [*includes, "-pthread"], libraries)
    _compile(size, ("size.c",), includes, [*SMALL, *libraries])


def _compile(program: Path, sources: Tuple[str, ...], options: List[str], libraries: List[str]) -> None:
    paths = [str(HERE / source) for source in sources]
    subprocess.run([*COMPILER, *STRICT, *options, *paths, "-o", str(program), *libraries], check=True)


def _pkg_config(prefix: Path, question: str) -> List[str]:
    surroundings = {**os.environ, "PKG_CONFIG_PATH": str(prefix / "lib" / "pkgconfig")}
    asked = ["pkg-config", question, "phonevault"]
    return shlex.split(subprocess.run(asked, env=surroundings, stdout=subprocess.PIPE, check=True).stdout.decode("utf-8"))
