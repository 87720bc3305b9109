"""The virtual environment with the peers and, if there is one, our wheel."""

import importlib.util
import os
import subprocess
import sys
import venv
from pathlib import Path
from typing import List, Optional

HERE = Path(__file__).parent


def enter(folder: Path, wheel: Optional[Path], package: Optional[Path]) -> Optional[Path]:
    """Makes the environment and goes on in it. Gives the wheel that is installed there once it was entered."""
    python = folder / "bin" / "python"
    if Path(sys.prefix).resolve() == folder.resolve():
        return _install(wheel, package, folder)
    if not python.exists():
        venv.create(folder, clear=True, with_pip=True)
    _pip(python, ["install", "--requirement", str(HERE / "requirements.txt")])
    os.execv(str(python), [str(python), str(HERE), *sys.argv[1:]])


def _install(wheel: Optional[Path], package: Optional[Path], folder: Path) -> Optional[Path]:
    python = Path(sys.executable)
    if package is not None:
        wheels = folder / "wheels"
        for old in wheels.glob("*.whl"):
            old.unlink()
        _pip(python, ["wheel", "--no-deps", "--wheel-dir", str(wheels), str(package)])
        (wheel,) = wheels.glob("*.whl")
    if wheel is None and importlib.util.find_spec("phonevault") is not None:
        # One of an earlier run would be imported as if it were the present one.
        _pip(python, ["uninstall", "--yes", "phonevault"])
    elif wheel is not None:
        _pip(python, ["install", "--no-deps", "--force-reinstall", str(wheel)])
    return wheel


def _pip(python: Path, arguments: List[str]) -> None:
    options = ["--quiet", "--disable-pip-version-check"]
    subprocess.run([str(python), "-m", "pip", *arguments, *options], check=True)
