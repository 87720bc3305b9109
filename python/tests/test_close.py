"""A closed client ends all waits and says that it is closed."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

import phonevault
from simulated import Simulator


def until_received(simulator: Simulator, operation: str, times: int) -> None:
    """Returns once the simulator has seen so many calls."""
    while simulator.count(operation)[0] < times:
        pass


def report(event: threading.Event, status: phonevault.JobStatus) -> None:
    event.set()


def test_waits_of_all_threads_end(frozen: Simulator) -> None:
    phones = frozen.phones_of("alibaba")
    client = frozen.alibaba()
    jobs = [client.backup_app(**frozen.backup_arguments([phone])) for phone in phones]
    with ThreadPoolExecutor(len(jobs)) as pool:
        begun = [threading.Event() for _ in jobs]
        waits = [
            pool.submit(job.wait, first_pause=0.01, longest_pause=0.05, on_update=partial(report, event))
            for job, event in zip(jobs, begun)
        ]
        assert all(event.wait(60) for event in begun)
        client.close()
        for job, wait in zip(jobs, waits):
            error = wait.exception(timeout=60)
            assert isinstance(error, phonevault.ClosedError)
            assert (error.applied, error.token, error.cloud) == ("yes", job.token, "alibaba")


def test_a_change_being_sent_gets_its_moment(simulator: Simulator) -> None:
    simulator.fault("alibaba", "BackupApp", "slow", ms=1000 * 500)
    client = simulator.alibaba()
    phone = simulator.phones_of("alibaba")[0]
    with ThreadPoolExecutor(1) as pool:
        backup = pool.submit(client.backup_app, **simulator.backup_arguments([phone]))
        until_received(simulator, "alibaba.BackupApp", 1)
        client.close()
        assert backup.result(timeout=60).token.startswith("pv1.")


def test_a_closed_client_says_so(simulator: Simulator) -> None:
    with simulator.alibaba() as client:
        job = client.backup_app(**simulator.backup_arguments(simulator.phones_of("alibaba")[:1]))
        pages = client.describe_tasks_pages()
    client.close()
    for call in (client.describe_tasks, job.status, lambda: next(iter(pages)), lambda: client.call("DescribeTasks")):
        with pytest.raises(phonevault.ClosedError, match="the client is closed") as caught:
            call()
        assert (caught.value.applied, caught.value.retryable) == ("no", False)


def test_tasks_of_a_loop_end_too(frozen: Simulator) -> None:
    async def main() -> None:
        client = frozen.alibaba_async()
        job = await client.backup_app(**frozen.backup_arguments(frozen.phones_of("alibaba")[:1]))
        told = asyncio.Event()
        wait = asyncio.create_task(job.wait(first_pause=0.01, on_update=lambda status: told.set()))
        await told.wait()
        await client.close()
        with pytest.raises(phonevault.ClosedError) as caught:
            await wait
        assert (caught.value.applied, caught.value.token) == ("yes", job.token)
        with pytest.raises(phonevault.ClosedError):
            await client.describe_tasks()

    asyncio.run(main())


def test_closing_a_loop_s_client_waits_for_changes(simulator: Simulator) -> None:
    simulator.fault("alibaba", "BackupApp", "slow", ms=1000 * 500)

    async def main() -> None:
        client = simulator.alibaba_async()
        arguments = simulator.backup_arguments(simulator.phones_of("alibaba")[:1])
        backup = asyncio.create_task(client.backup_app(**arguments))
        await asyncio.sleep(0)
        await asyncio.to_thread(until_received, simulator, "alibaba.BackupApp", 1)
        await client.close()
        assert backup.done() or await backup
        assert backup.result().token.startswith("pv1.")

    asyncio.run(main())


def test_no_thread_of_ours_is_left(simulator: Simulator) -> None:
    async def main() -> None:
        async with simulator.alibaba_async() as client:
            await client.describe_tasks()

    asyncio.run(main())
    assert [thread.name for thread in threading.enumerate()] == ["MainThread"]
