"""Alibaba's SDK: backup and restore of phones."""

from typing import Any, List, Optional

from alibabacloud_eds_aic20230930 import models
from alibabacloud_eds_aic20230930.client import Client
from alibabacloud_tea_openapi.utils_models import Config

from .polling import poll

ENDED = ("Finished", "PartFinished", "Failed", "Skipped")


class Alibaba:
    """One account at one endpoint (host and port), always with the vendor's own client and over plain HTTP."""

    def __init__(self, endpoint: str, access_key_id: str, access_key_secret: str, region: str, security_token: Optional[str] = None) -> None:
        self.client = Client(
            Config(
                access_key_id=access_key_id,
                access_key_secret=access_key_secret,
                security_token=security_token,
                region_id=region,
                endpoint=endpoint.split("://")[-1].rstrip("/"),
                protocol="HTTP",
                connect_timeout=10_000,
                read_timeout=60_000,
            )
        )

    def list_phones(self, **filters: Any) -> List[Any]:
        """Every phone, page by page."""
        phones: List[Any] = []
        token = None
        while True:
            request = models.DescribeAndroidInstancesRequest(next_token=token, max_results=100, **filters)
            body = self.client.describe_android_instances(request).body
            phones += body.instance_model or []
            token = body.next_token
            if not token:
                return phones

    def status(self, phone_id: str) -> str:
        (phone,) = self.list_phones(android_instance_ids=[phone_id])
        return phone.android_instance_status

    def stop(self, phone_id: str) -> Any:
        return self.client.stop_android_instance(models.StopAndroidInstanceRequest(android_instance_ids=[phone_id])).body

    def start(self, phone_id: str) -> Any:
        return self.client.start_android_instance(models.StartAndroidInstanceRequest(android_instance_ids=[phone_id])).body

    def backup_app(self, phone_id: str, **rest: Any) -> Any:
        return self.client.backup_app(models.BackupAppRequest(android_instance_id_list=[phone_id], **rest)).body

    def recover_app(self, phone_id: str, **rest: Any) -> Any:
        return self.client.recover_app(models.RecoverAppRequest(android_instance_id_list=[phone_id], **rest)).body

    def backup_file(self, phone_id: str, **rest: Any) -> Any:
        return self.client.backup_file(models.BackupFileRequest(android_instance_id_list=[phone_id], **rest)).body

    def recovery_file(self, phone_id: str, **rest: Any) -> Any:
        return self.client.recovery_file(models.RecoveryFileRequest(android_instance_id_list=[phone_id], **rest)).body

    def backup_android_instance(self, phone_id: str, **rest: Any) -> Any:
        return self.client.backup_android_instance(models.BackupAndroidInstanceRequest(android_instance_id_list=[phone_id], **rest)).body

    def recover_android_instance(self, phone_id: str, **rest: Any) -> Any:
        return self.client.recover_android_instance(models.RecoverAndroidInstanceRequest(android_instance_id_list=[phone_id], **rest)).body

    def tasks(self, **query: Any) -> List[Any]:
        return self.client.describe_tasks(models.DescribeTasksRequest(max_results=100, **query)).body.data or []

    def backup_files(self, **query: Any) -> Any:
        return self.client.describe_backup_files(models.DescribeBackupFilesRequest(**query)).body

    def ended_tasks(self, **query: Any) -> List[Any]:
        """The tasks that the query finds, once there are some and none of them is waiting or running."""

        def ask() -> Optional[List[Any]]:
            tasks = self.tasks(**query)
            return tasks if tasks and all(task.task_status in ENDED for task in tasks) else None

        return poll("tasks of %s" % query, ask)

    def reaches(self, phone_id: str, state: str) -> None:
        """Waits for a state of the phone."""
        poll("%s to be %s" % (phone_id, state), lambda: True if self.status(phone_id) == state else None)
