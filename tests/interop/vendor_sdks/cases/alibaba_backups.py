"""The three backups and restores with Alibaba's client, their files and their tasks."""

from alibabacloud_eds_aic20230930 import models

from vendor_sdks.cases.alibaba_base import LOCAL_TIME, UNKNOWN_PHONE, UNKNOWN_PHONE_CODE, UPLOAD_ENDPOINT, WRONG_STATE_CODE, AlibabaCase
from vendor_sdks.cases.phone_files import app_paths, content, damage, differing
from vendor_sdks.polling import poll
from vendor_sdks.recording import BAD, GOOD, shows

OSS = {"upload_endpoint": UPLOAD_ENDPOINT, "upload_type": "OSS"}
BACKUPS = ("BackupApp", "BackupFile", "BackupAndroidInstance")
RESTORES = ("RecoverApp", "RecoveryFile", "RecoverAndroidInstance")


class AlibabaBackups(AlibabaCase):
    def setUp(self):
        super().setUp()
        self.phone_id = self.all_phones[0]["phone_id"]
        self.apps = self.all_phones[0]["apps"][:2]

    def file_of(self, item, **expected):
        """The record of the item's backup file, which has to be usable."""
        answer = self.sdk.backup_files(backup_file_id=item.backup_file_id)
        self.assertIsInstance(answer, models.DescribeBackupFilesResponseBody)
        (file,) = answer.data
        self.assertEqual((file.status, file.android_instance_id, file.task_id), ("AVAILABLE", item.android_instance_id, item.task_id))
        self.assertEqual((file.backup_file_id, file.backup_file_name), (item.backup_file_id, item.backup_file_name))
        self.assertEqual((file.upload_endpoint, file.region_id), (UPLOAD_ENDPOINT, self.simulator.alibaba["region"]))
        self.assertGreater(file.file_size, 0)
        self.assertRegex(file.gmt_created, LOCAL_TIME)
        for name, value in expected.items():
            self.assertEqual(getattr(file, name), value, name)
        return file

    def damaged(self, directories):
        before = content(self.simulator.files(self.phone_id))
        damage(self.simulator, self.phone_id, directories)
        self.assertNotEqual(content(self.simulator.files(self.phone_id)), before)
        return before

    def assert_as_before(self, before):
        self.assertEqual(differing(before, content(self.simulator.files(self.phone_id))), [])

    @shows(GOOD, "BackupApp", "RecoverApp", "DescribeBackupFiles", "DescribeTasks", "StopAndroidInstance", "StartAndroidInstance")
    def test_apps_are_backed_up_damaged_and_restored(self):
        paths = [path for package in self.apps for path in app_paths(package)]
        self.assert_power(self.sdk.stop(self.phone_id), "StopInstance", self.phone_id)
        submitted = self.sdk.backup_app(
            self.phone_id, source_app_list=self.apps, upload_endpoint=UPLOAD_ENDPOINT, backup_file_path=self.folder("apps"),
            backup_file_name="nightly A+B~1", description="说明 100% *")
        self.assert_counted(submitted.request_id, "BackupApp", applied=True)
        (item,) = self.assert_finished(submitted, self.phone_id)
        file = self.file_of(item, backup_file_name="nightly A+B~1", description="说明 100% *", source_app_info_list=self.apps, backup_all=False)
        self.assertTrue(file.backup_file_path.startswith(self.folder("apps")) and file.backup_file_path.endswith(".ab"))
        self.sdk.reaches(self.phone_id, "STOPPED")
        self.assert_power(self.sdk.start(self.phone_id), "StartInstance", self.phone_id)
        self.sdk.reaches(self.phone_id, "RUNNING")

        before = self.damaged(paths)
        restored = self.sdk.recover_app(self.phone_id, backup_file_id=item.backup_file_id, backup_file_path=file.backup_file_path, **OSS)
        self.assert_counted(restored.request_id, "RecoverApp", applied=True)
        self.assert_finished(restored, self.phone_id)
        self.assert_as_before(before)
        self.assertEqual([action for action, _ in self.ledger(self.phone_id)][-4:], ["stop", "backup", "start", "restore"])

    @shows(GOOD, "BackupFile", "RecoveryFile", "DescribeBackupFiles", "DescribeTasks")
    def test_paths_are_backed_up_damaged_and_restored(self):
        directory = "/data/media/0"
        submitted = self.sdk.backup_file(
            self.phone_id, source_file_path_list=[directory], backup_all=False, backup_file_path=self.folder("paths"), **OSS)
        (item,) = self.assert_finished(submitted, self.phone_id)
        file = self.file_of(item, source_file_path_list=[directory], upload_type="OSS")
        before = self.damaged([directory])
        self.assert_finished(self.sdk.recovery_file(self.phone_id, backup_file_id=item.backup_file_id, **OSS), self.phone_id)
        self.assert_as_before(before)
        # Path, endpoint and type instead of the id.
        self.damaged([directory])
        self.assert_finished(self.sdk.recovery_file(self.phone_id, backup_file_path=file.backup_file_path, **OSS), self.phone_id)
        self.assert_as_before(before)

    @shows(GOOD, "BackupAndroidInstance", "RecoverAndroidInstance", "DescribeBackupFiles", "DescribeTasks")
    def test_a_whole_phone_is_backed_up_damaged_and_restored(self):
        submitted = self.sdk.backup_android_instance(
            self.phone_id, upload_endpoint=UPLOAD_ENDPOINT, backup_file_path=self.folder("whole"), backup_file_name="whole")
        (item,) = self.assert_finished(submitted, self.phone_id)
        file = self.file_of(item, backup_all=True)
        before = self.damaged(["/data/data", "/data/media/0"])
        self.assert_finished(
            self.sdk.recover_android_instance(self.phone_id, backup_file_path=file.backup_file_path, **OSS), self.phone_id)
        self.sdk.reaches(self.phone_id, "RUNNING")
        self.assert_as_before(before)

    @shows(GOOD, "DescribeBackupFiles", "DescribeTasks", "BackupFile")
    def test_files_and_tasks_of_several_phones_come_in_pages_and_by_filters(self):
        phones = [phone["phone_id"] for phone in self.all_phones[1:4]]
        request = models.BackupFileRequest(
            android_instance_id_list=phones, source_file_path_list=["/data/media/0"], backup_file_path=self.folder("many"),
            backup_file_name="many phones", **OSS)
        submitted = self.ecp.backup_file(request).body
        items = self.assert_finished(submitted, *phones)

        found, token = [], None
        for _ in phones:
            page = self.sdk.backup_files(backup_file_name="many", max_results=1, next_token=token)
            # The vendor's page and SDK have this number as a text.
            self.assertEqual((page.total_count, page.max_results, len(page.data)), (len(phones), "1", 1))
            found += [file.backup_file_id for file in page.data]
            token = page.next_token
        self.assertEqual((set(found), token or ""), ({item.backup_file_id for item in items}, ""))
        for query, expected in (
            ({"android_instance_id": phones[0], "backup_file_name": "many phones"}, 1),
            ({"backup_file_name": "many", "status_list": ["AVAILABLE", "BACKUPING"]}, 3),
            ({"backup_file_name": "many", "status_list": ["RECOVERY_FAILED"]}, 0),
            ({"backup_file_name": "many", "backup_all": True}, 0),
            ({"backup_file_name": "many", "start_time": "2000-01-01 00:00:00", "end_time": "2000-01-02 00:00:00"}, 0),
        ):
            self.assertEqual(self.sdk.backup_files(**query).total_count, expected, query)
        for query, expected in (
            ({"parent_task_id": submitted.task_id}, 3),
            ({"parent_task_id": submitted.task_id, "instance_id": phones[1]}, 1),
            ({"invoke_id": submitted.request_id, "level": 1}, 1),
            ({"invoke_id": submitted.request_id, "level": 2, "task_statuses": ["Finished", "Failed"]}, 3),
            ({"task_ids": [item.task_id for item in items[:2]]}, 2),
            ({"parent_task_id": submitted.task_id, "task_status": "Failed"}, 0),
            ({"parent_task_id": submitted.task_id, "task_type": "BackupFile"}, 3),
        ):
            self.assertEqual(len(self.sdk.tasks(**query)), expected, query)
        first = self.ecp.describe_tasks(models.DescribeTasksRequest(parent_task_id=submitted.task_id, max_results=2)).body
        self.assertIsInstance(first, models.DescribeTasksResponseBody)
        self.assertEqual((first.total_count, len(first.data)), (3, 2))
        rest = self.ecp.describe_tasks(models.DescribeTasksRequest(parent_task_id=submitted.task_id, max_results=2, next_token=first.next_token)).body
        self.assertEqual(len(rest.data), 1)

    @shows(GOOD, "DeleteBackupFile")
    def test_a_backup_file_is_deleted(self):
        submitted = self.sdk.backup_file(self.phone_id, source_file_path_list=["/data/media/0"], backup_file_path=self.folder("deleted"), **OSS)
        (item,) = self.assert_finished(submitted, self.phone_id)
        file = self.file_of(item)
        answer = self.ecp.delete_backup_file(models.DeleteBackupFileRequest(backup_file_id_list=[item.backup_file_id])).body
        self.assertTrue(answer.request_id)
        self.assert_counted(answer.request_id, "DeleteBackupFile", applied=True)
        poll("the file to be gone", lambda: True if not self.sdk.backup_files(backup_file_id=item.backup_file_id).data else None)
        entry = self.simulator.ledger(self.phone_id)[-1]
        self.assertEqual((entry["action"], entry["object"]), ("delete", file.backup_file_path))

    @shows(BAD, "DeleteBackupFile")
    def test_bad_deletions_are_refused(self):
        with self.refused(400, "MissingParameter", "DeleteBackupFile"):
            self.ecp.delete_backup_file(models.DeleteBackupFileRequest())
        with self.refused(404, "InvalidBackupFileId.NotFound", "DeleteBackupFile"):
            self.ecp.delete_backup_file(models.DeleteBackupFileRequest(backup_file_id_list=["bf-nosuchfile"]))

    def calls(self, phone_id, **changed):
        """The six calls with everything that they need, or with something of it changed."""
        place = {"backup_file_path": self.folder("refused"), "upload_endpoint": UPLOAD_ENDPOINT}
        source = {"backup_file_path": self.folder("refused") + "x.ab", **OSS}
        sdk = self.sdk
        return (
            ("BackupApp", sdk.backup_app, {**place, "source_app_list": ["com.example.notes"], **changed}),
            ("BackupFile", sdk.backup_file, {**place, "source_file_path_list": ["/data/media/0"], **changed}),
            ("BackupAndroidInstance", sdk.backup_android_instance, {**place, **changed}),
            ("RecoverApp", sdk.recover_app, {**source, "backup_file_id": "bf-nosuchfile", **changed}),
            ("RecoveryFile", sdk.recovery_file, {**source, **changed}),
            ("RecoverAndroidInstance", sdk.recover_android_instance, {**source, **changed}),
        )

    @shows(BAD, *BACKUPS, "RecoveryFile", "RecoverAndroidInstance")
    def test_an_unknown_phone_is_refused(self):
        for operation, call, fields in self.calls(UNKNOWN_PHONE):
            if operation != "RecoverApp":  # It looks at the backup file first.
                with self.subTest(operation), self.refused(404, UNKNOWN_PHONE_CODE, operation):
                    call(UNKNOWN_PHONE, **fields)

    @shows(BAD, *BACKUPS, *RESTORES)
    def test_bad_parameters_are_refused(self):
        for changed, code in (
            ({"backup_file_path": "s3://elsewhere/x.ab"}, "InvalidParameter"),
            ({"backup_file_path": "oss://Bad_Bucket/x.ab"}, "InvalidParameter"),
            ({"upload_endpoint": "https://oss-cn-shanghai.aliyuncs.com"}, "InvalidParameter"),
        ):
            for operation, call, fields in self.calls(self.phone_id, **changed):
                with self.subTest(operation, **changed), self.refused(400, code, operation):
                    call(self.phone_id, **fields)
        for operation, call, fields in self.calls(self.phone_id):
            if operation != "RecoveryFile":
                del fields["backup_file_path"]
                with self.subTest(operation), self.refused(400, "MissingParameter", operation):
                    call(self.phone_id, **fields)

    @shows(BAD, "RecoverApp", "RecoveryFile")
    def test_unknown_and_wrong_backup_files_are_refused(self):
        with self.refused(404, "InvalidBackupFileId.NotFound", "RecoverApp"):
            self.sdk.recover_app(self.phone_id, backup_file_id="bf-nosuchfile", backup_file_path=self.folder("x") + "x.ab", **OSS)
        with self.refused(400, "MissingParameter", "RecoveryFile"):
            self.sdk.recovery_file(self.phone_id)
        submitted = self.sdk.backup_app(
            self.phone_id, source_app_list=self.apps[:1], upload_endpoint=UPLOAD_ENDPOINT, backup_file_path=self.folder("kind"))
        (item,) = self.assert_finished(submitted, self.phone_id)
        with self.refused(400, "IncorrectBackupFileStatus", "RecoveryFile"):
            self.sdk.recovery_file(self.phone_id, backup_file_id=item.backup_file_id, **OSS)

    @shows(BAD, *RESTORES)
    def test_a_restore_to_a_stopped_phone_is_refused(self):
        target = self.all_phones[3]["phone_id"]
        submitted = self.sdk.backup_app(
            self.phone_id, source_app_list=self.apps[:1], upload_endpoint=UPLOAD_ENDPOINT, backup_file_path=self.folder("state"))
        (item,) = self.assert_finished(submitted, self.phone_id)
        path = self.file_of(item).backup_file_path
        self.assert_power(self.sdk.stop(target), "StopInstance", target)
        with self.refused(400, WRONG_STATE_CODE, "RecoverApp"):
            self.sdk.recover_app(target, backup_file_id=item.backup_file_id, backup_file_path=path, **OSS)
        for operation, call in (("RecoveryFile", self.sdk.recovery_file), ("RecoverAndroidInstance", self.sdk.recover_android_instance)):
            with self.subTest(operation), self.refused(400, WRONG_STATE_CODE, operation):
                call(target, backup_file_path=self.folder("state") + "nothing.ab", **OSS)
        self.assert_power(self.sdk.start(target), "StartInstance", target)

    @shows(BAD, "BackupFile", "DescribeTasks", "DescribeBackupFiles")
    def test_a_failed_backup_is_a_failed_task(self):
        phone_id = self.all_phones[2]["phone_id"]
        submitted = self.sdk.backup_file(phone_id, source_file_path_list=["/data/nosuch"], backup_file_path=self.folder("failed"), **OSS)
        (batch,) = self.sdk.ended_tasks(task_ids=[submitted.task_id])
        self.assertEqual((batch.task_status, batch.success_child_count, batch.failed_child_count), ("Failed", 0, 1))
        (child,) = self.sdk.tasks(parent_task_id=submitted.task_id)
        self.assertEqual((child.task_status, child.error_code), ("Failed", "FilePathNotFound"))
        (file,) = self.sdk.backup_files(backup_file_id=submitted.data[0].backup_file_id).data
        self.assertEqual(file.status, "BACKUP_FAILED")
        (phone,) = self.sdk.list_phones(android_instance_ids=[phone_id])
        self.assertEqual((phone.android_instance_status, phone.error_code), ("BACKUP_FAILED", "FilePathNotFound"))
        self.assert_power(self.sdk.start(phone_id), "StartInstance", phone_id)

    @shows(BAD, "DescribeTasks", "DescribeBackupFiles")
    def test_bad_queries_are_refused(self):
        for query in ({"max_results": 0}, {"max_results": 101}, {"next_token": "no such token"}):
            with self.subTest(query), self.refused(400, "InvalidParameter", "DescribeTasks"):
                self.ecp.describe_tasks(models.DescribeTasksRequest(**query))
            with self.subTest(query), self.refused(400, "InvalidParameter", "DescribeBackupFiles"):
                self.sdk.backup_files(**query)
        with self.refused(400, "InvalidParameter", "DescribeTasks"):
            self.ecp.describe_tasks(models.DescribeTasksRequest(level=3))
        with self.refused(400, "InvalidParameter", "DescribeBackupFiles"):
            self.sdk.backup_files(start_time="yesterday")
