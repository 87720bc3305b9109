"""Phonevault, both clients."""

from typing import Any, Awaitable, Callable, Dict, Optional

from phonevault import alibaba, huawei

from harness.scenarios import (
    ACCESS_KEY,
    ALIBABA_PHONES,
    APP,
    BUCKET,
    FOLDER,
    HUAWEI_PHONES,
    OBJECTS,
    PROJECT,
    REGION_ALIBABA,
    REGION_HUAWEI,
    SECRET_KEY,
    UPLOAD_ENDPOINT,
    Scenario,
)


def _huawei(url: str, kind: Any) -> Any:
    return kind(region=REGION_HUAWEI, project_id=PROJECT, access_key=ACCESS_KEY, secret_key=SECRET_KEY, endpoint=url)


def _alibaba(url: str, kind: Any, items: int) -> Any:
    client = kind(region=REGION_ALIBABA, access_key_id=ACCESS_KEY, access_key_secret=SECRET_KEY, endpoint=url)
    # A hundred phones are more than the guessed limit of one call, which the vendor's SDK does not know.
    return client.with_options(skip_rules=True) if items > 50 else client


def _restore(items: int) -> Dict[str, Any]:
    phones = zip(HUAWEI_PHONES[:items], OBJECTS)
    infos = [huawei.RestoreInfo(phone_id=phone, bucket_name=BUCKET, object_path=key) for phone, key in phones]
    return {"restore_infos": infos}


def _backup(items: int) -> Dict[str, Any]:
    phones = ALIBABA_PHONES[:items]
    where = {"backup_file_path": FOLDER, "upload_endpoint": UPLOAD_ENDPOINT}
    return {"android_instance_id_list": phones, "source_app_list": [APP], **where}


def make(url: str, scenario: Scenario, wire: object) -> Optional[Callable[[], int]]:
    cph = _huawei(url, huawei.Client)
    ecp = _alibaba(url, alibaba.Client, scenario.items if scenario.kind == "backup" else 0)

    def restore() -> int:
        job = cph.batch_restore(**_restore(scenario.items))
        return sum(1 for phone in job.response.jobs if phone.job_id)

    def jobs() -> int:
        answer = cph.list_jobs(request_ids=[PROJECT], limit=100)
        return sum(1 for job in answer.jobs if job.status)

    def backup() -> int:
        job = ecp.backup_app(**_backup(scenario.items))
        return sum(1 for task in job.response.data if task.task_id)

    def tasks() -> int:
        answer = ecp.describe_tasks(level=2, max_results=100)
        return sum(1 for task in answer.data if task.task_status)

    return {"restore": restore, "jobs": jobs, "backup": backup, "tasks": tasks}.get(scenario.kind)


def make_async(url: str, scenario: Scenario, wire: object) -> Optional[Callable[[], Awaitable[int]]]:
    cph = _huawei(url, huawei.AsyncClient)
    ecp = _alibaba(url, alibaba.AsyncClient, scenario.items)

    async def restore() -> int:
        job = await cph.batch_restore(**_restore(scenario.items))
        return sum(1 for phone in job.response.jobs if phone.job_id)

    async def backup() -> int:
        job = await ecp.backup_app(**_backup(scenario.items))
        return sum(1 for task in job.response.data if task.task_id)

    return {"restore": restore, "backup": backup}.get(scenario.kind)
