"""Calls beside an event loop: it is never blocked, and a cancelled task says what became of its call."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest

import phonevault
from phonevault import alibaba
from simulated import Simulator


async def until_received(simulator: Simulator, operation: str) -> None:
    """Returns once the simulator has seen the call."""
    while (await asyncio.to_thread(simulator.count, operation))[0] == 0:
        pass


async def cancelled(simulator: Simulator, operation: str, call: Coroutine[Any, Any, object]) -> tuple[str, str | None]:
    """Cancels a task once its call has arrived; gives what the cancellation carries."""
    carried: list[tuple[str, str | None]] = []

    async def run() -> None:
        try:
            await call
        except asyncio.CancelledError as error:
            carried.append((error.applied, error.token))  # type: ignore[attr-defined]
            raise

    task = asyncio.create_task(run())
    await until_received(simulator, operation)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    return carried[0]


def test_many_calls_share_the_loop(simulator: Simulator) -> None:
    async def main() -> None:
        async with simulator.alibaba_async() as client:
            pages = await asyncio.gather(*(client.describe_android_instances() for _ in range(64)))
            assert len({page.request_id for page in pages}) == 64

    asyncio.run(main())
    assert simulator.count("alibaba.DescribeAndroidInstances")[0] == 64


def test_the_loop_runs_while_a_call_does(simulator: Simulator) -> None:
    simulator.fault("alibaba", "DescribeTasks", "slow", ms=500 * 500)

    async def main() -> None:
        turns = 0
        async with simulator.alibaba_async() as client:
            call = asyncio.create_task(client.describe_tasks())
            while not call.done():
                await asyncio.sleep(0)
                turns += 1
            await call
        assert turns > 10

    asyncio.run(main())


def test_one_client_serves_one_loop_after_the_other(simulator: Simulator) -> None:
    client = simulator.alibaba_async()

    async def main() -> int | None:
        return (await client.describe_tasks()).total_count

    assert asyncio.run(main()) == asyncio.run(main())
    asyncio.run(client.close())


def test_a_cancelled_wait_ends_and_the_work_goes_on(frozen: Simulator) -> None:
    async def main() -> None:
        async with frozen.alibaba_async() as client:
            job = await client.backup_app(**frozen.backup_arguments(frozen.phones_of("alibaba")[:1]))
            wait = job.wait(first_pause=0.01, longest_pause=0.05)
            assert await cancelled(frozen, "alibaba.DescribeTasks", wait) == ("yes", job.token)

    asyncio.run(main())


def test_a_cancelled_read_ends_at_once(simulator: Simulator) -> None:
    simulator.fault("alibaba", "DescribeTasks", "slow", ms=3_600_000 * 500)

    async def main() -> None:
        async with simulator.alibaba_async() as client:
            assert await cancelled(simulator, "alibaba.DescribeTasks", client.describe_tasks()) == ("no", None)

    asyncio.run(main())


def test_a_cancelled_read_frees_its_connection() -> None:
    async def main() -> None:
        arrived, ended = asyncio.Event(), asyncio.Event()

        async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.readuntil(b"\r\n\r\n")
            arrived.set()
            await reader.read()
            ended.set()
            writer.close()

        server = await asyncio.start_server(silent, "127.0.0.1", 0)
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        async with alibaba.AsyncClient(
            region="cn-shanghai", access_key_id="i", access_key_secret="s", endpoint=url
        ) as client:
            call = asyncio.create_task(client.describe_tasks())
            await arrived.wait()
            call.cancel()
            await asyncio.wait_for(ended.wait(), 60)
        server.close()

    asyncio.run(main())


def test_a_cancelled_change_gets_a_moment_to_yield_its_token(simulator: Simulator) -> None:
    simulator.fault("alibaba", "BackupApp", "slow", ms=1000 * 500)

    async def main() -> None:
        async with simulator.alibaba_async() as client:
            backup = client.backup_app(**simulator.backup_arguments(simulator.phones_of("alibaba")[:1]))
            applied, token = await cancelled(simulator, "alibaba.BackupApp", backup)
            assert applied == "yes" and token is not None
            result = await client.resume_job(token).wait(first_pause=0.01, longest_pause=0.05)
            assert [phone.outcome for phone in result.phones] == ["succeeded"]

    asyncio.run(main())
    assert simulator.count("alibaba.BackupApp") == (1, 1)


def test_a_change_that_has_ended_when_it_is_cancelled_yields_its_token(simulator: Simulator) -> None:
    async def main() -> None:
        async with simulator.alibaba_async() as client:
            arguments = simulator.backup_arguments(simulator.phones_of("alibaba")[:1])
            for turns in (0, 1, 2):
                carried: list[tuple[str, str | None]] = []

                async def run() -> None:
                    try:
                        carried.append(("yes", (await client.backup_app(**arguments)).token))
                    except asyncio.CancelledError as error:
                        carried.append((error.applied, error.token))  # type: ignore[attr-defined]

                before = simulator.count("alibaba.BackupApp")[1]
                task = asyncio.create_task(run())
                await asyncio.sleep(0)
                # The loop stands still meanwhile, so that the answer lies there when it goes on.
                for _ in range(20):
                    while simulator.count("alibaba.BackupApp")[1] == before:
                        pass
                # In which turn the answer is seen and in which one the task is cancelled must not matter.
                for _ in range(turns):
                    await asyncio.sleep(0)
                task.cancel()
                await asyncio.wait_for(asyncio.wait([task]), 60)
                assert carried and carried[0][0] == "yes" and carried[0][1] is not None
                result = await client.resume_job(carried[0][1]).wait(first_pause=0.01, longest_pause=0.05)
                assert [phone.outcome for phone in result.phones] == ["succeeded"]

    asyncio.run(main())


def test_a_cancelled_change_that_does_not_end_may_have_been_applied(simulator: Simulator) -> None:
    simulator.fault("alibaba", "BackupApp", "slow", ms=3_600_000 * 500)

    async def main() -> None:
        async with simulator.alibaba_async() as client:
            backup = client.backup_app(**simulator.backup_arguments(simulator.phones_of("alibaba")[:1]))
            assert await cancelled(simulator, "alibaba.BackupApp", backup) == ("unknown", None)

    asyncio.run(main())


def test_to_cancel_twice_ends_the_moment(simulator: Simulator) -> None:
    simulator.fault("alibaba", "BackupApp", "slow", ms=3_600_000 * 500)

    async def main() -> None:
        async with simulator.alibaba_async() as client:
            arguments = simulator.backup_arguments(simulator.phones_of("alibaba")[:1])
            backup = asyncio.create_task(client.backup_app(**arguments))
            await until_received(simulator, "alibaba.BackupApp")
            backup.cancel()
            await asyncio.sleep(0)
            backup.cancel()
            with pytest.raises(asyncio.CancelledError) as caught:
                await backup
            assert getattr(caught.value, "applied") == "unknown"

    asyncio.run(main())


def test_a_timeout_of_asyncio_ends_a_call(simulator: Simulator) -> None:
    simulator.fault("alibaba", "DescribeTasks", "slow", ms=3_600_000 * 500)

    async def main() -> None:
        async with simulator.alibaba_async() as client:
            with pytest.raises(asyncio.TimeoutError):
                await asyncio.wait_for(client.describe_tasks(), 0.05)

    asyncio.run(main())


def test_progress_is_told_on_the_loop(simulator: Simulator) -> None:
    async def main() -> None:
        loop, seen = asyncio.get_running_loop(), []

        def told(status: phonevault.JobStatus) -> None:
            assert asyncio.get_running_loop() is loop
            seen.append(status.ended)

        async with simulator.alibaba_async() as client:
            job = await client.backup_app(**simulator.backup_arguments(simulator.phones_of("alibaba")[:2]))
            await job.wait(first_pause=0.01, longest_pause=0.05, on_update=told)
        assert seen[-1] == 2

    asyncio.run(main())


def test_what_a_callback_raises_ends_the_wait(frozen: Simulator) -> None:
    class Enough(Exception):
        applied: str

    def stop(status: object) -> None:
        raise Enough

    async def main() -> None:
        async with frozen.alibaba_async() as client:
            job = await client.backup_app(**frozen.backup_arguments(frozen.phones_of("alibaba")[:1]))
            with pytest.raises(Enough) as caught:
                await job.wait(on_update=stop)
            assert caught.value.applied == "yes"

    asyncio.run(main())


def test_outside_of_a_loop_it_says_so(simulator: Simulator) -> None:
    call = simulator.alibaba_async().describe_tasks()
    with pytest.raises(RuntimeError, match="no running event loop"):
        call.send(None)
