"""A client belongs to the process that made it."""

from __future__ import annotations

import multiprocessing
from multiprocessing.connection import Connection
from typing import Any

import phonevault
from phonevault import alibaba
from simulated import Simulator


def use(client: alibaba.Client, answer: Connection) -> None:
    try:
        client.describe_tasks()
        answer.send("worked")
    except phonevault.ClosedError as error:
        # What the child does to its copy must not reach the parent.
        client.close()
        answer.send(str(error))


def make_and_use(options: dict[str, Any], answer: Connection) -> None:
    with alibaba.Client(**options) as client:
        answer.send(client.describe_tasks().total_count)


def in_child(method: str, target: Any, argument: object) -> object:
    """What a child process answers."""
    ours, theirs = multiprocessing.Pipe()
    child = getattr(multiprocessing.get_context(method), "Process")(target=target, args=(argument, theirs))
    child.start()
    assert ours.poll(60), "the child hangs"
    answer = ours.recv()
    child.join(60)
    assert child.exitcode == 0
    return answer


def test_the_child_of_a_fork_is_told_and_the_parent_goes_on(simulator: Simulator) -> None:
    with simulator.alibaba() as client:
        before = client.describe_tasks().total_count
        said = str(in_child("fork", use, client))
        assert "before the process forked" in said and "nothing was applied" in said
        assert client.describe_tasks().total_count == before


def test_the_child_of_a_fork_may_make_its_own(simulator: Simulator) -> None:
    with simulator.alibaba() as client:
        assert in_child("fork", make_and_use, simulator.alibaba_options) == client.describe_tasks().total_count


def test_a_spawned_process_makes_its_own(simulator: Simulator) -> None:
    with simulator.alibaba() as client:
        assert in_child("spawn", make_and_use, simulator.alibaba_options) == client.describe_tasks().total_count
