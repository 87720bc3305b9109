"""What clients offer beside operations."""

from __future__ import annotations

import asyncio
import contextlib

import pytest

import phonevault
from phonevault import huawei
from simulated import Simulator

FAST = {"timeout": 60.0, "first_pause": 0.01, "longest_pause": 0.05}


def test_deleted_backups_are_waited_for(simulator: Simulator) -> None:
    with simulator.alibaba() as client:
        job = client.backup_app(**simulator.backup_arguments(simulator.phones_of("alibaba")[:1]))
        backup = job.wait(timeout=60, first_pause=0.01, longest_pause=0.05).phones[0].backup
        assert backup is not None
        with pytest.raises(phonevault.WaitTimeoutError, match=backup):
            client.backup_files_gone([backup], timeout=0)
        client.delete_backup_file(backup_file_id_list=[backup])
        client.backup_files_gone([backup], **FAST)
        assert client.describe_backup_files(backup_file_id=backup).total_count == 0


def test_a_project_is_found_without_naming_one(simulator: Simulator) -> None:
    options = {**simulator.huawei_options, "identity_only": True}
    project = options.pop("project_id")
    with huawei.Client(**options) as client:
        assert (client.project_id, client.find_project_id()) == ("", project)
        with pytest.raises(phonevault.Error) as caught:
            client.list_cloud_phones()
        assert caught.value.applied == "no"

    async def main() -> str:
        async with huawei.AsyncClient(**options) as client:
            return await client.find_project_id()

    assert asyncio.run(main()) == project


def test_options_of_single_calls_share_the_client(simulator: Simulator) -> None:
    with simulator.alibaba() as client:
        patient, loose = client.with_options(timeout=30.0), client.with_options(skip_rules=True)
        with pytest.raises(phonevault.ValidationError):
            patient.describe_tasks(max_results=1000)
        assert simulator.count("alibaba.DescribeTasks")[0] == 0
        # What the service makes of it is its own affair: it was asked.
        with contextlib.suppress(phonevault.RejectedError):
            loose.describe_tasks(max_results=1000)
        assert simulator.count("alibaba.DescribeTasks")[0] == 1
    for closed in (patient, loose):
        with pytest.raises(phonevault.ClosedError):
            closed.describe_tasks()
