"""What an import costs: CPU and resident memory of whole processes over those of one that imports nothing."""

import os
import subprocess
from pathlib import Path
from typing import Any, Dict, List

from harness.language import OURS, Imports


def measure(imports: Imports, folder: Path, rounds: int, with_ours: bool) -> List[Dict[str, Any]]:
    """One entry for each case; the first round, in which what is compiled may be written, is not counted."""
    cases = [name for name in imports.commands if with_ours or name != OURS]
    runs: Dict[str, List[Dict[str, float]]] = {name: [] for name in cases}
    for turn in range(rounds + 1):
        for name in cases:
            measured = _once(name, imports.commands[name], folder)
            if turn > 0:
                runs[name].append(measured)
    return [{"candidate": name, "runs": runs[name]} for name in cases]


def _once(name: str, command: List[str], folder: Path) -> Dict[str, float]:
    process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=folder)
    assert process.stdout is not None
    # The peak that the process itself tells: what rusage tells may be that of the process that started it.
    peak = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit("import of %s: status %d" % (name, process.returncode))
    return {"cpu_ms": (used.ru_utime + used.ru_stime) * 1e3, "mib": int(peak) / 1024}
