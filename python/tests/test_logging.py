"""Calls are logged under `phonevault`, without secrets."""

from __future__ import annotations

import asyncio
import logging

import pytest

import phonevault
from simulated import Simulator


def test_calls_are_logged_without_secrets(simulator: Simulator, caplog: pytest.LogCaptureFixture) -> None:
    secret = simulator.alibaba_options["access_key_secret"]
    with caplog.at_level(logging.DEBUG, logger="phonevault"), simulator.alibaba() as client:
        answer = client.describe_tasks()
        with pytest.raises(phonevault.NotFoundError):
            client.delete_backup_file(backup_file_id_list=["bf-0"])
    lines = [record for record in caplog.records if record.name == "phonevault"]
    assert any("DescribeTasks" in line.getMessage() and answer.request_id in line.getMessage() for line in lines)
    assert any("DeleteBackupFile" in line.getMessage() and "not_found" in line.getMessage() for line in lines)
    assert all(line.levelno == logging.DEBUG for line in lines)
    assert not any(secret in line.getMessage() for line in lines)


def test_a_loop_s_calls_are_logged_too(simulator: Simulator, caplog: pytest.LogCaptureFixture) -> None:
    async def main() -> str:
        async with simulator.alibaba_async() as client:
            return (await client.describe_tasks()).request_id

    with caplog.at_level(logging.DEBUG, logger="phonevault"):
        request = asyncio.run(main())
    assert any(request in record.getMessage() for record in caplog.records if record.name == "phonevault")


def test_who_does_not_listen_hears_nothing(simulator: Simulator, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="phonevault"), simulator.alibaba() as client:
        client.describe_tasks()
    assert [record for record in caplog.records if record.name == "phonevault"] == []
