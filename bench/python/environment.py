"""The virtual environment with the peers and, if there is one, our wheel."""

import importlib.util
import os
import subprocess
import sys
import venv
from pathlib import Path
from typing import List, Optional

HERE = Path(__file__).parent


def enter(folder: Path, wheel: Optional[Path]) -> None:
    """Makes the environment and goes on in it; the wheel is installed once it was entered."""
    python = folder / "bin" / "python"
    if Path(sys.prefix).resolve() == folder.resolve():
        return _install(wheel)
    if not python.exists():
        venv.create(folder, clear=True, with_pip=True)
    _pip(python, ["install", "--requirement", str(HERE / "requirements.txt")])
    os.execv(str(python), [str(python), str(HERE), *sys.argv[1:]])


def _install(wheel: Optional[Path]) -> None:
    python = Path(sys.executable)
    if wheel is None and importlib.util.find_spec("phonevault") is not None:
        # One of an earlier run would be imported as if it were the present one.
        _pip(python, ["uninstall", "--yes", "phonevault"])
    elif wheel is not None:
        _pip(python, ["install", "--no-deps", "--force-reinstall", str(wheel)])


def _pip(python: Path, arguments: List[str]) -> None:
    options = ["--quiet", "--disable-pip-version-check"]
    subprocess.run([str(python), "-m", "pip", *arguments, *options], check=True)
