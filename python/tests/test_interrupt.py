"""Ctrl-C ends every blocking call, and says what became of it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from simulated import Simulator

SCRIPT = Path(__file__).parent / "interrupted.py"


def interrupted(simulator: Simulator, what: str, *, again: bool = False) -> dict[str, Any]:
    """Runs a script that blocks in `what`, interrupts it once it is under way, and gives what it says."""
    options = json.dumps({"client": simulator.alibaba_options, "what": what, "backup": simulator.backup_arguments(
        simulator.phones_of("alibaba")[:1])})
    script = subprocess.Popen(
        [sys.executable, str(SCRIPT)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=dict(os.environ)
    )
    assert script.stdin is not None and script.stdout is not None
    script.stdin.write(options + "\n")
    script.stdin.flush()
    operation = script.stdout.readline().strip()
    # The script is inside the call once the simulator has seen it.
    while simulator.count(f"alibaba.{operation}")[0] == 0:
        assert script.poll() is None, "the script ended before it was interrupted"
    script.send_signal(signal.SIGINT)
    if again:
        script.send_signal(signal.SIGINT)
    said, _ = script.communicate(timeout=60)
    return dict(json.loads(said))


def test_a_wait_ends_and_the_work_goes_on(frozen: Simulator) -> None:
    said = interrupted(frozen, "wait")
    assert said["raised"] == "KeyboardInterrupt"
    assert (said["applied"], said["token"][:4]) == ("yes", "pv1.")
    with frozen.alibaba() as client:
        phones = client.resume_job(said["token"]).status().phones
        assert [phone.phone for phone in phones] == frozen.phones_of("alibaba")[:1]


def test_a_read_ends_at_once(simulator: Simulator) -> None:
    simulator.fault("alibaba", "DescribeTasks", "slow", ms=3_600_000 * 500)
    said = interrupted(simulator, "read")
    assert said == {"raised": "KeyboardInterrupt", "applied": "no", "token": None}


def test_a_change_being_sent_gets_a_moment_to_yield_its_token(simulator: Simulator) -> None:
    simulator.fault("alibaba", "BackupApp", "slow", ms=1000 * 500)
    said = interrupted(simulator, "change")
    assert (said["raised"], said["applied"]) == ("KeyboardInterrupt", "yes")
    with simulator.alibaba() as client:
        result = client.resume_job(said["token"]).wait(timeout=60, first_pause=0.01, longest_pause=0.05)
    assert [phone.outcome for phone in result.phones] == ["succeeded"]
    assert simulator.count("alibaba.BackupApp") == (1, 1)


def test_a_change_that_does_not_end_in_time_may_have_been_applied(simulator: Simulator) -> None:
    simulator.fault("alibaba", "BackupApp", "slow", ms=3_600_000 * 500)
    said = interrupted(simulator, "change")
    assert said == {"raised": "KeyboardInterrupt", "applied": "unknown", "token": None}
    assert simulator.count("alibaba.BackupApp")[0] == 1, "it is not sent again"


def test_what_a_callback_raises_ends_the_wait(frozen: Simulator) -> None:
    class Enough(Exception):
        applied: str
        token: str

    def stop(status: object) -> None:
        raise Enough

    with frozen.alibaba() as client:
        job = client.backup_app(**frozen.backup_arguments(frozen.phones_of("alibaba")[:1]))
        with pytest.raises(Enough) as caught:
            job.wait(on_update=stop)
        assert (caught.value.applied, caught.value.token) == ("yes", job.token)


def test_a_callback_may_use_the_client(simulator: Simulator) -> None:
    seen = []
    with simulator.alibaba() as client:
        job = client.backup_app(**simulator.backup_arguments(simulator.phones_of("alibaba")[:1]))
        job.wait(
            first_pause=0.01, longest_pause=0.05, on_update=lambda status: seen.append(job.status().ended >= status.ended)
        )
    assert seen and all(seen)
