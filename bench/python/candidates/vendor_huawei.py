"""Huawei's SDK."""

from typing import Callable, Optional

from huaweicloudsdkcore.auth.credentials import BasicCredentials
from huaweicloudsdkcph.v1 import (
    BatchImportCloudPhoneDataRequest,
    BatchImportCloudPhoneDataRequestBody,
    CphClient,
    ListJobsRequest,
    RestoreInfo,
)

from harness.scenarios import ACCESS_KEY, BUCKET, HUAWEI_PHONES, OBJECTS, PROJECT, SECRET_KEY, Scenario


def make(url: str, scenario: Scenario, wire: object) -> Optional[Callable[[], int]]:
    credentials = BasicCredentials(ACCESS_KEY, SECRET_KEY, PROJECT)
    client = CphClient.new_builder().with_credentials(credentials).with_endpoint(url).build()
    phones = list(zip(HUAWEI_PHONES, OBJECTS))[: scenario.items]

    def restore() -> int:
        infos = [RestoreInfo(phone_id=phone, bucket_name=BUCKET, object_path=key) for phone, key in phones]
        body = BatchImportCloudPhoneDataRequestBody(restore_infos=infos)
        answer = client.batch_import_cloud_phone_data(BatchImportCloudPhoneDataRequest(body=body))
        return sum(1 for job in answer.jobs if job.job_id)

    def jobs() -> int:
        answer = client.list_jobs(ListJobsRequest(request_id=PROJECT, limit=100))
        return sum(1 for job in answer.jobs if job.status)

    return {"restore": restore, "jobs": jobs}.get(scenario.kind)
