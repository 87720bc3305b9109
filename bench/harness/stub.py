"""The stub and other processes, all held on one core."""

import json
import os
import subprocess
import tempfile
from pathlib import Path
from typing import Any, Dict, List, Optional

from harness.ask import ask


def hold_on_one_core() -> int:
    """Holds this process and all that it starts on the last core that it may use; gives the core."""
    core = max(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {core})
    return core


class Stub:
    """The running stub."""

    def __init__(self, tools: Path) -> None:
        self.process = subprocess.Popen([str(tools / "bench-stub")], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self.process.stdout is not None
        self.url = json.loads(self.process.stdout.readline())["url"]

    def __enter__(self) -> "Stub":
        return self

    def __exit__(self, *_: object) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait()

    def last(self) -> bytes:
        return ask(self.url, "/last")


class Failed(Exception):
    """A process of a candidate did not end well."""


def run(command: List[str], given: bytes = b"", folder: Optional[Path] = None) -> Dict[str, Any]:
    """Runs a process to its end and reads the JSON that it prints."""
    with tempfile.TemporaryDirectory() as home:
        # One of the vendors' SDKs writes to the home folder; no proxy stands between client and stub.
        surroundings = {**os.environ, "HOME": home, "NO_PROXY": "*", "PYTHONHASHSEED": "0"}
        done = subprocess.run(
            command, input=given, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=surroundings, cwd=folder
        )
    if done.returncode != 0:
        raise Failed("%s: %s" % (" ".join(command), done.stderr.decode("utf-8", "replace")[-2000:]))
    return json.loads(done.stdout)
