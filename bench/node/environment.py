"""The folder with the peers and, if there is one, our package."""

import shutil
import subprocess
from pathlib import Path
from typing import List, Optional

HERE = Path(__file__).parent


def prepare(folder: Path, package: Optional[Path]) -> None:
    """Installs the peers exactly as their lock file says, and our package beside them."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copyfile(str(HERE / name), str(folder / name))
    # It removes what an earlier run has installed, ours included.
    _npm(folder, ["ci"])
    if package is not None:
        _npm(folder, ["install", "--no-save", "--offline", str(package.resolve())])


def _npm(folder: Path, arguments: List[str]) -> None:
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run(["npm", *arguments, *options], cwd=str(folder), check=True)
