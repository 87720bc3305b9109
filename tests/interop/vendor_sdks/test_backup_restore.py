"""Backup, damage and restore of one phone on each cloud with nothing but the vendor's SDK, against `phonevault simulate`."""

import unittest

from alibabacloud_tea_openapi.exceptions import ClientException
from huaweicloudsdkcore.exceptions.exceptions import ClientRequestException

from vendor_sdks.alibaba import Alibaba
from vendor_sdks.huawei import SUCCEEDED, Huawei
from vendor_sdks.polling import poll
from vendor_sdks.simulator import Simulator

UPLOAD_ENDPOINT = "oss-cn-shanghai-internal.aliyuncs.com"


def content(files):
    """What has to be the same after a restore."""
    return {path: (file["sha256"], file["bytes"], file.get("mode"), file.get("target")) for path, file in files.items()}


def hidden(files):
    return sorted(path for path, file in files.items() if not file["visible"])


def package_of(app):
    """An app of the admin answer: a package name, or an object that holds one."""
    return app if isinstance(app, str) else app["package"]


def app_paths(package):
    """Where an app keeps what it writes."""
    return ["/data/data/%s" % package, "/data/media/0/Android/data/%s" % package]


class Scenario(unittest.TestCase):
    cloud = ""

    @classmethod
    def setUpClass(cls):
        cls.simulator = Simulator("--phones", "2", "--time-scale", "50")
        cls.addClassCleanup(cls.simulator.__exit__)

    def setUp(self):
        self.phone = self.simulator.phones(self.cloud)[0]
        self.phone_id = self.phone["phone_id"]
        self.packages = [package_of(app) for app in self.phone["apps"]]

    def damage(self, below):
        """Deletes every third file below these directories and overwrites every other third; returns how many were hit."""
        hit = 0
        files = self.simulator.files(self.phone_id)
        paths = sorted(path for path, file in files.items() if file.get("kind", "file") == "file")
        for index, path in enumerate(path for path in paths if path.startswith(tuple(directory + "/" for directory in below))):
            if index % 3 == 0:
                self.simulator.delete_file(self.phone_id, path)
            elif index % 3 == 1:
                self.simulator.write_file(self.phone_id, path, b"damaged " + path.encode())
            else:
                continue
            hit += 1
        return hit

    def assert_damaged(self, before, below):
        self.assertGreaterEqual(self.damage(below), 2, "too few files below %s" % below)
        self.assertNotEqual(content(self.simulator.files(self.phone_id)), before)

    def assert_identical(self, before):
        files = self.simulator.files(self.phone_id)
        after = content(files)
        differing = sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))
        self.assertEqual(differing, [], "differing files")
        self.assertEqual(hidden(files), [])

    def ledger(self):
        return [(entry["action"], entry["result"]) for entry in self.simulator.ledger(self.phone_id)]


class HuaweiBackupRestore(Scenario):
    cloud = "huawei"

    def sdk(self, **changed):
        names = {"access_key": "ak", "secret_key": "sk", "project_id": "project_id"}
        credentials = {name: self.simulator.huawei[key] for name, key in names.items()}
        return Huawei(self.simulator.endpoints["huawei_cph"], **{**credentials, **changed})

    def assert_jobs_succeeded(self, sdk, submitted):
        for job in sdk.finished_jobs(submitted).values():
            self.assertEqual((job.status, job.phone_id), (SUCCEEDED, self.phone_id), "%s %s" % (job.error_code, job.error_msg))
            self.assertTrue(job.begin_time and job.end_time)
            self.assertEqual(sdk.show_job(job.job_id).status, SUCCEEDED)

    def test_a_phone_is_backed_up_damaged_and_restored(self):
        sdk = self.sdk()
        self.assertEqual([phone.phone_id for phone in sdk.list_phones()], [phone["phone_id"] for phone in self.simulator.phones("huawei")])
        before = content(self.simulator.files(self.phone_id))
        paths = [path for package in self.packages for path in app_paths(package)]
        bucket, key = self.simulator.buckets["obs"], "interop/%s.tar" % self.phone_id
        include = paths + ["/data/app/%s-*" % package for package in self.packages]

        exported = sdk.export(self.phone_id, bucket, key, include)
        self.assert_jobs_succeeded(sdk, exported)
        self.assert_damaged(before, paths)

        self.assert_jobs_succeeded(sdk, sdk.restore(self.phone_id, bucket, key))
        restored = self.simulator.files(self.phone_id)
        self.assertEqual(content(restored), before)
        self.assertNotEqual(hidden(restored), [], "restored files are visible only after the restart")

        self.assert_jobs_succeeded(sdk, sdk.restart(self.phone_id))
        poll("the phone to run", lambda: True if sdk.show_phone(self.phone_id).status == 2 else None)
        self.assert_identical(before)
        self.assertEqual([action for action, _ in self.ledger()], ["backup", "restore", "restart"])
        for operation in ("BatchExportCloudPhoneData", "BatchImportCloudPhoneData", "RestartCloudPhone"):
            counts = self.simulator.counts("huawei." + operation)
            self.assertEqual((counts["received"], counts["applied"]), (1, 1), operation)

    def test_a_wrong_key_is_the_sdks_own_authentication_error(self):
        for changed in ({"secret_key": "not the secret"}, {"access_key": "NOSUCHKEY"}):
            with self.assertRaises(ClientRequestException) as raised:
                self.sdk(**changed).list_phones()
            self.assertEqual(raised.exception.status_code, 401)
            self.assertEqual(raised.exception.error_code, "APIGW.0301")

    def test_an_unknown_phone_is_refused(self):
        unknown = "deadbeef" * 4
        submitted = self.sdk().export(unknown, self.simulator.buckets["obs"], "interop/unknown.tar", ["/data/data"])
        (job,) = submitted.jobs
        self.assertEqual((job.phone_id, job.error_code, job.job_id), (unknown, "CPS.0005", None))
        self.assertTrue(job.error_msg)
        with self.assertRaises(ClientRequestException) as raised:
            self.sdk().show_phone(unknown)
        self.assertEqual((raised.exception.status_code, raised.exception.error_code), (404, "CPS.0005"))


class AlibabaBackupRestore(Scenario):
    cloud = "alibaba"

    def sdk(self, **changed):
        names = {"access_key_id": "access_key_id", "access_key_secret": "access_key_secret", "region": "region"}
        credentials = {name: self.simulator.alibaba[key] for name, key in names.items()}
        return Alibaba(self.simulator.endpoints["alibaba_ecp"], **{**credentials, **changed})

    def assert_power(self, sdk, answer, state):
        """Start and stop answer only a request id, under which their tasks are found."""
        (task,) = sdk.ended_tasks(invoke_id=answer.request_id, level=2)
        self.assertEqual((task.task_status, task.instance_id), ("Finished", self.phone_id), task.error_msg)
        sdk.reaches(self.phone_id, state)

    def assert_tasks_finished(self, sdk, submitted):
        self.assertEqual(submitted.count, 1)
        (item,) = submitted.data
        (batch,) = sdk.ended_tasks(task_ids=[submitted.task_id])
        self.assertEqual((batch.level, batch.task_status), (1, "Finished"), "%s %s" % (batch.error_code, batch.error_msg))
        self.assertEqual((batch.total_child_count, batch.success_child_count, batch.failed_child_count), (1, 1, 0))
        (child,) = sdk.ended_tasks(parent_task_id=submitted.task_id, level=2)
        self.assertEqual((child.task_id, child.task_status, child.instance_id), (item.task_id, "Finished", self.phone_id))
        return item

    def assert_available(self, sdk, item, prefix):
        """The object's location, as the service tells it."""
        (file,) = sdk.backup_files(backup_file_id=item.backup_file_id).data
        self.assertEqual((file.status, file.android_instance_id), ("AVAILABLE", self.phone_id))
        self.assertTrue(file.backup_file_path.startswith(prefix) and not file.backup_file_path.endswith("/"), file.backup_file_path)
        return file.backup_file_path

    def prefix(self, name):
        return "oss://%s/interop/%s/" % (self.simulator.buckets["oss"], name)

    def test_apps_are_backed_up_damaged_and_restored(self):
        sdk, apps = self.sdk(), self.packages[:2]
        self.assertEqual(len(apps), 2)
        paths = [path for package in apps for path in app_paths(package)]
        before = content(self.simulator.files(self.phone_id))
        ledger = len(self.ledger())

        self.assert_power(sdk, sdk.stop(self.phone_id), "STOPPED")
        prefix = self.prefix("apps")
        item = self.assert_tasks_finished(
            sdk, sdk.backup_app(self.phone_id, source_app_list=apps, upload_endpoint=UPLOAD_ENDPOINT, backup_file_path=prefix))
        path = self.assert_available(sdk, item, prefix)
        sdk.reaches(self.phone_id, "STOPPED")
        self.assert_power(sdk, sdk.start(self.phone_id), "RUNNING")
        self.assert_damaged(before, paths)

        self.assert_tasks_finished(
            sdk,
            sdk.recover_app(
                self.phone_id, backup_file_id=item.backup_file_id, backup_file_path=path, upload_type="OSS", upload_endpoint=UPLOAD_ENDPOINT),
        )
        sdk.reaches(self.phone_id, "RUNNING")
        self.assert_identical(before)
        self.assertEqual([action for action, _ in self.ledger()[ledger:]], ["stop", "backup", "start", "restore"])

    def test_paths_are_backed_up_damaged_and_restored(self):
        sdk, directory = self.sdk(), "/data/media/0"
        before = content(self.simulator.files(self.phone_id))
        prefix = self.prefix("paths")
        where = {"upload_endpoint": UPLOAD_ENDPOINT, "upload_type": "OSS"}

        item = self.assert_tasks_finished(
            sdk, sdk.backup_file(self.phone_id, source_file_path_list=[directory], backup_all=False, backup_file_path=prefix, **where))
        path = self.assert_available(sdk, item, prefix)
        sdk.reaches(self.phone_id, "RUNNING")
        self.assert_damaged(before, [directory])

        self.assert_tasks_finished(
            sdk, sdk.recovery_file(self.phone_id, backup_file_id=item.backup_file_id, backup_file_path=path, **where))
        sdk.reaches(self.phone_id, "RUNNING")
        self.assert_identical(before)

    def test_a_wrong_key_is_the_sdks_own_authentication_error(self):
        for changed, code in (
            ({"access_key_secret": "not the secret"}, "SignatureDoesNotMatch"),
            ({"access_key_id": "NOSUCHKEY"}, "InvalidAccessKeyId.NotFound"),
        ):
            with self.assertRaises(ClientException) as raised:
                self.sdk(**changed).list_phones()
            self.assertEqual(raised.exception.code, code)
            self.assertTrue(400 <= raised.exception.status_code < 500)
            self.assertTrue(raised.exception.request_id)

    def test_an_unknown_phone_is_refused(self):
        sdk = self.sdk()
        ledger = self.simulator.admin("GET", "/ledger")["entries"]
        with self.assertRaises(ClientException) as raised:
            sdk.backup_app(
                "acp-nosuchphone1", source_app_list=["a.b"], upload_endpoint=UPLOAD_ENDPOINT, backup_file_path=self.prefix("unknown"))
        self.assertTrue(400 <= raised.exception.status_code < 500)
        self.assertTrue(raised.exception.code and raised.exception.code != "None")
        self.assertEqual(sdk.list_phones(android_instance_ids=["acp-nosuchphone1"]), [])
        self.assertEqual(self.simulator.admin("GET", "/ledger")["entries"], ledger)


if __name__ == "__main__":
    unittest.main()
