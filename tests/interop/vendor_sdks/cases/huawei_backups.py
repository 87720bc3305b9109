"""Export, restore and their jobs with Huawei's client."""

from huaweicloudsdkcph.v1 import (
    BatchExportCloudPhoneDataRequest,
    BatchExportCloudPhoneDataRequestBody,
    BatchImportCloudPhoneDataRequest,
    BatchImportCloudPhoneDataRequestBody,
    Job,
    ListJobsResponse,
    RestoreInfo,
    ShowJobResponse,
    StorageInfo,
)

from vendor_sdks.cases.huawei_base import UNKNOWN_PHONE, HuaweiCase
from vendor_sdks.cases.phone_files import app_paths, content, damage, differing, hidden
from vendor_sdks.polling import poll
from vendor_sdks.recording import BAD, GOOD, shows

EXPORT, IMPORT = "BatchExportCloudPhoneData", "BatchImportCloudPhoneData"
DOCUMENTS = ["/data/media/0"]


class HuaweiBackups(HuaweiCase):
    def setUp(self):
        super().setUp()
        self.phone_id = self.all_phones[0]["phone_id"]

    def export(self, *infos):
        body = BatchExportCloudPhoneDataRequestBody(storage_infos=list(infos))
        return self.cph.batch_export_cloud_phone_data(BatchExportCloudPhoneDataRequest(body=body))

    def restore(self, *infos):
        body = BatchImportCloudPhoneDataRequestBody(restore_infos=list(infos))
        return self.cph.batch_import_cloud_phone_data(BatchImportCloudPhoneDataRequest(body=body))

    def storage(self, phone_id=None, **changed):
        fields = {"include_files": DOCUMENTS, "bucket_name": self.bucket, "object_path": "interop/%s.tar" % self.id(), **changed}
        return StorageInfo(phone_id=phone_id or self.phone_id, **fields)

    def source(self, phone_id=None, **changed):
        fields = {"bucket_name": self.bucket, "object_path": "interop/%s.tar" % self.id(), **changed}
        return RestoreInfo(phone_id=phone_id or self.phone_id, **fields)

    @shows(GOOD, EXPORT, IMPORT, "ShowJob", "ListJobs", "RestartCloudPhone")
    def test_a_phone_is_backed_up_damaged_and_restored(self):
        packages = self.all_phones[0]["apps"]
        before = content(self.simulator.files(self.phone_id))
        paths = [path for package in packages for path in app_paths(package)]
        include = paths + ["/data/app/%s-*" % package for package in packages]

        exported = self.export(self.storage(include_files=include))
        self.assert_succeeded(exported, self.phone_id)
        self.assert_counted(exported.request_id, EXPORT, applied=True)
        damage(self.simulator, self.phone_id, paths)
        self.assertNotEqual(content(self.simulator.files(self.phone_id)), before)

        restored = self.restore(self.source())
        self.assert_succeeded(restored, self.phone_id)
        self.assert_counted(restored.request_id, IMPORT, applied=True)
        files = self.simulator.files(self.phone_id)
        self.assertEqual(differing(before, content(files)), [])
        self.assertNotEqual(hidden(files), [], "restored files are visible only after the restart")

        self.assert_succeeded(self.sdk.restart(self.phone_id), self.phone_id)
        poll("the phone to run", lambda: True if self.sdk.show_phone(self.phone_id).status == 2 else None)
        self.assertEqual(hidden(self.simulator.files(self.phone_id)), [])
        self.assertEqual([action for action, _ in self.ledger(self.phone_id)][-3:], ["backup", "restore", "restart"])

    @shows(GOOD, EXPORT, IMPORT, "ListJobs")
    def test_a_batch_of_phones_and_its_pages_of_jobs(self):
        phones = [phone["phone_id"] for phone in self.all_phones[1:4]]
        infos = [
            self.storage(phone_id, object_path="interop/batch/%s.tar" % phone_id, exclude_files=["/data/media/0/Android"]) for phone_id in phones]
        answer = self.export(*infos)
        jobs = self.assert_succeeded(answer, *phones)
        pages = [self.sdk.list_jobs(request_ids="%s,%s" % (answer.request_id, "0" * 32), offset=offset, limit=2) for offset in (0, 2)]
        self.assertEqual([len(page.jobs) for page in pages], [2, 1])
        self.assertEqual(
            {job.job_id for page in pages for job in page.jobs}, {job.job_id for job in jobs.values()})
        sources = [self.source(phone_id, object_path="interop/batch/%s.tar" % phone_id) for phone_id in phones]
        self.assert_succeeded(self.restore(*sources), *phones)

    @shows(GOOD, "ShowJob", "ListJobs")
    def test_a_job_has_the_documented_fields(self):
        answer = self.export(self.storage())
        (accepted,) = answer.jobs
        first = self.sdk.show_job(accepted.job_id)
        self.assertIsInstance(first, ShowJobResponse)
        self.assertIn(first.status, (1, 2))
        if first.status == 1:
            self.assertIsNone(first.end_time)
        self.assert_succeeded(answer, self.phone_id)
        listed = self.sdk.list_jobs(request_id=answer.request_id)
        self.assertIsInstance(listed, ListJobsResponse)
        (job,) = listed.jobs
        self.assertIsInstance(job, Job)
        shown = self.sdk.show_job(accepted.job_id)
        for one in (job, shown):
            self.assertEqual((one.job_id, one.phone_id, one.status), (accepted.job_id, self.phone_id, 2))
            self.assertEqual((one.error_code, one.error_msg), (None, None))
            self.assertTrue(one.server_id)
        self.assert_counted(shown.request_id, "ShowJob", applied=False)

    @shows(BAD, EXPORT, IMPORT)
    def test_an_unknown_phone_is_refused_beside_good_ones(self):
        answer = self.export(self.storage(), self.storage(UNKNOWN_PHONE, object_path="interop/unknown.tar"))
        self.assert_item_refused(answer, UNKNOWN_PHONE, "CPS.0005")
        (job,) = [job for job in answer.jobs if job.job_id]
        poll("the other phone's job", lambda: True if self.sdk.show_job(job.job_id).status == 2 else None)
        with self.nothing_happens():
            self.assert_item_refused(self.restore(self.source(UNKNOWN_PHONE)), UNKNOWN_PHONE, "CPS.0005")

    @shows(BAD, EXPORT, IMPORT)
    def test_a_stopped_phone_is_refused(self):
        phone_id = self.all_phones[3]["phone_id"]
        self.assert_succeeded(self.sdk.stop(phone_id), phone_id)
        with self.nothing_happens():
            self.assert_item_refused(self.export(self.storage(phone_id)), phone_id, "CPS.0141")
            self.assert_item_refused(self.restore(self.source(phone_id)), phone_id, "CPS.0141")
        self.assert_succeeded(self.sdk.restart(phone_id), phone_id)

    @shows(BAD, EXPORT)
    def test_bad_fields_of_an_export_are_refused(self):
        for changed, code in (
            ({"bucket_name": "BAD_Bucket!"}, "CPS.0134"),
            ({"object_path": "a b"}, "CPS.0135"),
            ({"include_files": ["relative"]}, "CPS.0168"),
            ({"include_files": ["/data/*/x"]}, "CPS.0168"),
            ({"include_files": ["/system"]}, "CPS.0168"),
            ({"include_files": ["/data/misc"]}, "CPS.0168"),
            ({"exclude_files": ["/data/ä"]}, "CPS.0169"),
        ):
            with self.subTest(changed), self.refused(400, code, EXPORT):
                self.export(self.storage(**changed))
        with self.refused(400, "CPS.0167", EXPORT):
            self.export()
        with self.refused(400, "CPS.0170", EXPORT):
            self.export(*[self.storage(object_path="interop/%d.tar" % number) for number in range(101)])

    @shows(BAD, IMPORT)
    def test_bad_fields_of_a_restore_are_refused(self):
        for changed, code in (({"bucket_name": "x"}, "CPS.0134"), ({"object_path": "k" * 1025}, "CPS.0135")):
            with self.subTest(changed), self.refused(400, code, IMPORT):
                self.restore(self.source(**changed))
        with self.refused(400, "CPS.0171", IMPORT):
            self.restore()

    @shows(BAD, IMPORT, "ShowJob", "ListJobs")
    def test_a_restore_of_a_missing_object_is_a_failed_job(self):
        before = content(self.simulator.files(self.phone_id))
        answer = self.restore(self.source(object_path="interop/nothing here.tar"))
        (job,) = self.sdk.finished_jobs(answer).values()
        self.assertEqual((job.status, job.error_code), (-1, "CPS.0104"))
        shown = self.sdk.show_job(job.job_id)
        self.assertEqual((shown.status, shown.error_code), (-1, "CPS.0104"))
        self.assertTrue(shown.error_msg and shown.end_time)
        self.assertEqual(content(self.simulator.files(self.phone_id)), before)

    @shows(BAD, "ShowJob", "ListJobs")
    def test_unknown_and_missing_ids_are_refused(self):
        with self.refused(400, "CPS.0011", "ShowJob"):
            self.sdk.show_job("0" * 32)
        with self.refused(400, "CPS.0050", "ListJobs"):
            self.sdk.list_jobs(request_id="0" * 32)
        with self.refused(400, "CPS.0049", "ListJobs"):
            self.sdk.list_jobs()
        with self.refused(400, "CPS.0161", "ListJobs"):
            self.sdk.list_jobs(request_ids=",".join("%032x" % number for number in range(21)))
        with self.refused(400, "CPS.0002", "ListJobs"):
            self.sdk.list_jobs(request_id="0" * 32, limit=101)
