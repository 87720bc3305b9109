"""The shared scenarios, with clients that block and with those of asyncio."""

from __future__ import annotations

import asyncio
import functools
import json
from pathlib import Path
from typing import Any

import pytest

from . import runner
from .clients import CLASSES
from .matching import differences, without_nulls
from .names import CLOUDS, TESTS

SCENARIOS = sorted((TESTS / "scenarios").glob("*.json"))
CASES = json.loads((TESTS / "scenarios/runner/expectations.json").read_text(encoding="utf-8"))


@functools.cache
def compared(path: Path, mode: str) -> Any:
    """Runs a scenario once, whichever test asks first. An error is kept, too."""
    try:
        return asyncio.run(runner.run(path, mode))
    except Exception as error:
        return error


@pytest.mark.parametrize("case", CASES, ids=json.dumps)
def test_a_comparison_holds_where_it_should_and_nowhere_else(case: dict[str, Any]) -> None:
    found = differences(case["expected"], without_nulls(case["actual"]))
    assert (not found) == case["holds"]


@pytest.mark.parametrize("mode", CLASSES)
@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_a_scenario_goes_as_it_is_written(path: Path, mode: str) -> None:
    came = compared(path, mode)
    if isinstance(came, Exception):
        raise came


@pytest.mark.parametrize("mode", CLASSES)
def test_every_operation_of_the_manifest_is_called_and_its_whole_answer_compared(mode: str) -> None:
    came = [compared(path, mode) for path in SCENARIOS]
    called = {name for names in came if not isinstance(names, Exception) for name in names}
    every = {f"{cloud}.{name}" for cloud, names in CLOUDS.items() for name in names.operations}
    assert every - called == set()
