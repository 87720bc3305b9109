"""Cases of Alibaba's ECP client."""

from contextlib import contextmanager
from typing import Any, Iterator, List, Type

from alibabacloud_tea_openapi.exceptions import AlibabaCloudException, ClientException

from vendor_sdks.alibaba import Alibaba
from vendor_sdks.cases.base import SimulatorCase

UNKNOWN_PHONE = "acp-nosuchphone1"
UPLOAD_ENDPOINT = "oss-cn-shanghai-internal.aliyuncs.com"
UNKNOWN_PHONE_CODE = "InvalidAndroidInstanceId.NotFound"
WRONG_STATE_CODE = "IncorrectInstanceStatus"
LOCAL_TIME = r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$"
UTC_TIME = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"


class AlibabaCase(SimulatorCase):
    client = "alibabacloud_eds_aic20230930"
    section = "alibaba.ecp"
    cloud = "alibaba"

    def setUp(self) -> None:
        super().setUp()
        self.sdk = self.alibaba()
        self.ecp = self.sdk.client

    def alibaba(self, **changed: Any) -> Alibaba:
        names = {"access_key_id": "access_key_id", "access_key_secret": "access_key_secret", "region": "region"}
        credentials = {name: self.simulator.alibaba[key] for name, key in names.items()}
        return Alibaba(self.simulator.endpoints["alibaba_ecp"], **{**credentials, **changed})

    def folder(self, name: str) -> str:
        return "oss://%s/interop/%s/" % (self.simulator.buckets["oss"], name)

    @contextmanager
    def refused(
        self, status: int, code: str, operation: str, kind: Type[AlibabaCloudException] = ClientException
    ) -> Iterator[None]:
        """The SDK raises its own exception with everything that the service said, and nothing happened."""
        with self.nothing_happens(), self.assertRaises(kind) as raised:
            yield
        error = raised.exception
        self.assertEqual((error.status_code, error.code), (status, code), error)
        self.assertIn(error.request_id, str(error))
        self.assert_counted(error.request_id, operation, applied=False)
        self.assertEqual(self.request(error.request_id)["status"], status)

    def assert_power(self, answer: Any, task_type: str, *phone_ids: str) -> List[Any]:
        """The tasks that a power call started, found under its request id, end well."""
        tasks = self.sdk.ended_tasks(invoke_id=answer.request_id, level=2)
        self.assertEqual(sorted(task.instance_id for task in tasks), sorted(phone_ids))
        for task in tasks:
            self.assertEqual((task.task_status, task.task_type), ("Finished", task_type), task.error_msg)
            self.assertEqual((task.resource_id, task.invoke_id), (task.instance_id, answer.request_id))
        return tasks

    def assert_finished(self, submitted: Any, *phone_ids: str) -> List[Any]:
        """Both levels of a submission's tasks end well; the items of its answer."""
        self.assertEqual(submitted.count, len(phone_ids))
        self.assertEqual([item.android_instance_id for item in submitted.data], list(phone_ids))
        (batch,) = self.sdk.ended_tasks(task_ids=[submitted.task_id])
        self.assertEqual((batch.level, batch.task_status), (1, "Finished"), "%s %s" % (batch.error_code, batch.error_msg))
        counters = (batch.total_child_count, batch.success_child_count, batch.failed_child_count, batch.running_child_count)
        self.assertEqual(counters, (len(phone_ids), len(phone_ids), 0, 0))
        children = self.sdk.ended_tasks(parent_task_id=submitted.task_id, level=2)
        self.assertEqual({child.task_id for child in children}, {item.task_id for item in submitted.data})
        for child in children:
            self.assertEqual((child.task_status, child.invoke_id), ("Finished", submitted.request_id), child.error_msg)
            self.assertRegex(child.start_time, UTC_TIME)
            self.assertGreaterEqual(child.finish_time, child.start_time)
        return submitted.data
