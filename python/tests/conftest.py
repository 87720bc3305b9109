"""A simulator for each test that wants one, and clients of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from simulated import Simulator


@pytest.fixture
def simulator() -> Iterator[Simulator]:
    """A simulator in which work is over within milliseconds."""
    with Simulator(time_scale=500) as simulator:
        yield simulator


@pytest.fixture
def frozen() -> Iterator[Simulator]:
    """A simulator in which no work ends while a test runs."""
    with Simulator(time_scale=0.000001) as simulator:
        yield simulator
