"""Cases of Huawei's CPH client."""

from contextlib import contextmanager
from typing import Any, Dict, Iterator, Type

from huaweicloudsdkcore.exceptions.exceptions import ClientRequestException, ServiceResponseException

from vendor_sdks.cases.base import SimulatorCase
from vendor_sdks.huawei import SUCCEEDED, Huawei

UNKNOWN_PHONE = "deadbeef" * 4


class HuaweiCase(SimulatorCase):
    client = "huaweicloudsdkcph"
    section = "huawei.cph"
    cloud = "huawei"

    def setUp(self) -> None:
        super().setUp()
        self.sdk = self.huawei()
        self.cph = self.sdk.client
        self.bucket = self.simulator.buckets["obs"]

    def huawei(self, **changed: Any) -> Huawei:
        names = {"access_key": "ak", "secret_key": "sk", "project_id": "project_id"}
        credentials = {name: self.simulator.huawei[key] for name, key in names.items()}
        return Huawei(self.simulator.endpoints["huawei_cph"], **{**credentials, **changed})

    @contextmanager
    def refused(
        self, status: int, code: str, operation: str, kind: Type[ServiceResponseException] = ClientRequestException
    ) -> Iterator[None]:
        """The SDK raises its own exception with everything that the service said, and nothing happened."""
        with self.nothing_happens(), self.assertRaises(kind) as raised:
            yield
        error = raised.exception
        self.assertEqual((error.status_code, error.error_code), (status, code), error)
        self.assertTrue(error.error_msg)
        self.assert_counted(error.request_id, operation, applied=False)
        self.assertEqual(self.request(error.request_id)["status"], status)

    def assert_item_refused(self, answer: Any, phone_id: str, code: str) -> None:
        """A 2xx whose item for this phone holds an error in place of a job."""
        (job,) = [job for job in answer.jobs if job.phone_id == phone_id]
        self.assertEqual((job.error_code, job.job_id), (code, None))
        self.assertTrue(job.error_msg)

    def assert_succeeded(self, answer: Any, *phone_ids: str) -> Dict[str, Any]:
        """All jobs of a submission end well; the answers of ListJobs and ShowJob agree. By phone."""
        jobs = self.sdk.finished_jobs(answer)
        self.assertEqual(sorted(job.phone_id for job in jobs.values()), sorted(phone_ids))
        for job in jobs.values():
            self.assertEqual((job.status, job.error_code), (SUCCEEDED, None), job)
            self.assertRegex(job.begin_time, r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
            self.assertGreaterEqual(job.end_time, job.begin_time)
            self.assertEqual(self.sdk.show_job(job.job_id).status, SUCCEEDED)
        return {job.phone_id: job for job in jobs.values()}
