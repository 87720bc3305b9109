"""One client serves many threads."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from simulated import Simulator

THREADS, CALLS = 16, 320


def test_threads_share_a_client(simulator: Simulator) -> None:
    with simulator.alibaba() as client, ThreadPoolExecutor(THREADS) as pool:
        answers = list(pool.map(lambda _: client.describe_android_instances().request_id, range(CALLS)))
    assert len(set(answers)) == CALLS
    assert simulator.count("alibaba.DescribeAndroidInstances")[0] == CALLS


def test_a_job_is_waited_for_in_another_thread_than_it_was_submitted_in(simulator: Simulator) -> None:
    phones = simulator.phones_of("alibaba")[:2]
    with simulator.alibaba() as client, ThreadPoolExecutor(2) as pool:
        jobs = list(pool.map(lambda phone: client.backup_app(**simulator.backup_arguments([phone])), phones))
        waits = [pool.submit(job.wait, first_pause=0.01, longest_pause=0.05) for job in reversed(jobs)]
        outcomes = [wait.result(timeout=60).phones[0].outcome for wait in waits]
    assert outcomes == ["succeeded", "succeeded"]
