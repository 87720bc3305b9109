"""Alibaba's SDK."""

from typing import Awaitable, Callable, Optional

from alibabacloud_eds_aic20230930.client import Client
from alibabacloud_eds_aic20230930.models import BackupAppRequest, DescribeTasksRequest
from alibabacloud_tea_openapi.utils_models import Config

from harness.scenarios import ACCESS_KEY, ALIBABA_PHONES, APP, FOLDER, REGION_ALIBABA, SECRET_KEY, UPLOAD_ENDPOINT, Scenario


def _client(url: str) -> Client:
    host = url.split("://")[1]
    keys = {"access_key_id": ACCESS_KEY, "access_key_secret": SECRET_KEY}
    return Client(Config(region_id=REGION_ALIBABA, endpoint=host, protocol="HTTP", **keys))


def _backup(items: int) -> BackupAppRequest:
    return BackupAppRequest(
        android_instance_id_list=ALIBABA_PHONES[:items],
        source_app_list=[APP],
        backup_file_path=FOLDER,
        upload_endpoint=UPLOAD_ENDPOINT,
    )


def make(url: str, scenario: Scenario, wire: object) -> Optional[Callable[[], int]]:
    client = _client(url)

    def backup() -> int:
        answer = client.backup_app(_backup(scenario.items)).body
        return sum(1 for task in answer.data if task.task_id)

    def tasks() -> int:
        answer = client.describe_tasks(DescribeTasksRequest(level=2, max_results=100)).body
        return sum(1 for task in answer.data if task.task_status)

    return {"backup": backup, "tasks": tasks}.get(scenario.kind)


def make_async(url: str, scenario: Scenario, wire: object) -> Optional[Callable[[], Awaitable[int]]]:
    client = _client(url)

    async def backup() -> int:
        answer = (await client.backup_app_async(_backup(scenario.items))).body
        return sum(1 for task in answer.data if task.task_id)

    return {"backup": backup}.get(scenario.kind)
