"""Huawei's SDK: backup and restore of phones."""

from typing import Any, Dict, List, Optional

from huaweicloudsdkcore.auth.credentials import BasicCredentials
from huaweicloudsdkcore.http.http_config import HttpConfig
from huaweicloudsdkcph.v1 import (
    BatchExportCloudPhoneDataRequest,
    BatchExportCloudPhoneDataRequestBody,
    BatchImportCloudPhoneDataRequest,
    BatchImportCloudPhoneDataRequestBody,
    CphClient,
    ListCloudPhoneImagesRequest,
    ListCloudPhonesRequest,
    ListJobsRequest,
    PhoneProperty,
    RestartCloudPhoneRequest,
    RestartCloudPhoneRequestBody,
    RestoreInfo,
    ShowCloudPhoneDetailRequest,
    ShowJobRequest,
    StopCloudPhoneRequest,
    StopCloudPhoneRequestBody,
    StorageInfo,
)

from .polling import poll

RUNNING, SUCCEEDED = 1, 2


class Huawei:
    """One account at one endpoint, always with the vendor's own client."""

    def __init__(self, endpoint: str, access_key: str, secret_key: str, project_id: str, security_token: Optional[str] = None) -> None:
        credentials = BasicCredentials(access_key, secret_key, project_id)
        if security_token is not None:
            credentials = credentials.with_security_token(security_token)
        builder = CphClient.new_builder().with_http_config(HttpConfig(timeout=(10, 60)))
        self.client = builder.with_credentials(credentials).with_endpoint(endpoint).build()

    def list_phones(self, **filters: Any) -> List[Any]:
        """Every phone, page by page."""
        phones: List[Any] = []
        while True:
            answer = self.client.list_cloud_phones(ListCloudPhonesRequest(offset=len(phones), limit=100, **filters))
            phones += answer.phones or []
            if not answer.phones or len(phones) >= answer.count:
                return phones

    def show_phone(self, phone_id: str) -> Any:
        return self.client.show_cloud_phone_detail(ShowCloudPhoneDetailRequest(phone_id=phone_id))

    def export(self, phone_id: str, bucket: str, key: str, include: List[str], exclude: Optional[List[str]] = None) -> Any:
        info = StorageInfo(phone_id=phone_id, include_files=include, exclude_files=exclude, bucket_name=bucket, object_path=key)
        body = BatchExportCloudPhoneDataRequestBody(storage_infos=[info])
        return self.client.batch_export_cloud_phone_data(BatchExportCloudPhoneDataRequest(body=body))

    def restore(self, phone_id: str, bucket: str, key: str) -> Any:
        info = RestoreInfo(phone_id=phone_id, bucket_name=bucket, object_path=key)
        body = BatchImportCloudPhoneDataRequestBody(restore_infos=[info])
        return self.client.batch_import_cloud_phone_data(BatchImportCloudPhoneDataRequest(body=body))

    def restart(self, phone_id: str) -> Any:
        body = RestartCloudPhoneRequestBody(phones=[PhoneProperty(phone_id=phone_id)])
        return self.client.restart_cloud_phone(RestartCloudPhoneRequest(body=body))

    def stop(self, phone_id: str) -> Any:
        return self.client.stop_cloud_phone(StopCloudPhoneRequest(body=StopCloudPhoneRequestBody(phone_ids=[phone_id])))

    def show_job(self, job_id: str) -> Any:
        return self.client.show_job(ShowJobRequest(job_id=job_id))

    def list_jobs(self, **query: Any) -> Any:
        return self.client.list_jobs(ListJobsRequest(**query))

    def list_images(self, **query: Any) -> Any:
        return self.client.list_cloud_phone_images(ListCloudPhoneImagesRequest(**query))

    def finished_jobs(self, submitted: Any) -> Dict[str, Any]:
        """The jobs of a submission by their id, once none is running. A submission without any job is an error."""
        expected = {job.job_id for job in submitted.jobs if job.job_id}
        if not expected or len(expected) != len(submitted.jobs):
            raise AssertionError("not every item was accepted: %s" % submitted.jobs)

        def ask() -> Optional[Dict[str, Any]]:
            jobs = {job.job_id: job for job in self.list_jobs(request_id=submitted.request_id, offset=0, limit=100).jobs or []}
            ended = set(jobs) == expected and all(job.status != RUNNING for job in jobs.values())
            return jobs if ended else None

        return poll("jobs of %s" % submitted.request_id, ask)
