"""A job that another process takes up by its token: a new interpreter that runs this module."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from .clients import make, settled
from .names import CORE

# The pauses of every wait, in seconds.
PAUSES = {"first_pause": 0.01, "longest_pause": 0.05}


def resume(cloud: str, mode: str, options: dict[str, Any], token: str) -> Any:
    """Has a new process wait for the job; its outcomes."""
    order = json.dumps({"cloud": cloud, "mode": mode, "options": options, "token": token})
    paths = [str(Path(__file__).resolve().parents[1]), os.environ.get("PYTHONPATH", "")]
    done = subprocess.run(
        [sys.executable, "-m", "scenarios.elsewhere"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))},
        input=order,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=120,
    )
    return json.loads(done.stdout)


async def _outcomes(order: dict[str, Any]) -> Any:
    client = make(order["cloud"], order["mode"], order["options"])
    job = client.resume_job(order["token"])
    result = await settled(job.wait(timeout=60.0, check=False, **PAUSES))
    await settled(client.close())
    return CORE.wire("JobResult", result)


if __name__ == "__main__":
    print(json.dumps(asyncio.run(_outcomes(json.load(sys.stdin)))))
