"""Commands, files and applications with Huawei's client."""

from huaweicloudsdkcph.v1 import (
    InstallApkRequest,
    InstallApkRequestBody,
    PushFileRequest,
    PushFileRequestBody,
    RunShellCommandRequest,
    RunShellCommandRequestBody,
    RunSyncCommandRequest,
    RunSyncCommandRequestBody,
    RunSyncCommandResponse,
    UninstallApkRequest,
    UninstallApkRequestBody,
)

from vendor_sdks.cases.huawei_base import UNKNOWN_PHONE, HuaweiCase
from vendor_sdks.cases.phone_files import below
from vendor_sdks.recording import BAD, GOOD, shows

VERSION = "getprop ro.build.version.release"
SYNC_PHONES = 15


class HuaweiCommands(HuaweiCase):
    def setUp(self):
        super().setUp()
        self.phone = self.all_phones[0]
        self.phone_id = self.phone["phone_id"]

    def shell(self, content, *phone_ids, **more):
        body = RunShellCommandRequestBody(command="shell", content=content, phone_ids=list(phone_ids) or None, **more)
        return self.cph.run_shell_command(RunShellCommandRequest(body=body))

    def sync(self, content, *phone_ids):
        body = RunSyncCommandRequestBody(command="shell", content=content, phone_ids=list(phone_ids) or None)
        return self.cph.run_sync_command(RunSyncCommandRequest(body=body))

    def push(self, content, *phone_ids):
        body = PushFileRequestBody(command="push", content=content, phone_ids=list(phone_ids))
        return self.cph.push_file(PushFileRequest(body=body))

    def install(self, content, *phone_ids, command="install"):
        body = InstallApkRequestBody(command=command, content=content, phone_ids=list(phone_ids))
        return self.cph.install_apk(InstallApkRequest(body=body))

    def uninstall(self, content, *phone_ids):
        body = UninstallApkRequestBody(command="uninstall", content=content, phone_ids=list(phone_ids))
        return self.cph.uninstall_apk(UninstallApkRequest(body=body))

    def export(self, phone_id, key, include):
        answer = self.sdk.export(phone_id, self.bucket, key, include)
        self.assert_succeeded(answer, phone_id)

    @shows(GOOD, "RunShellCommand")
    def test_the_output_of_a_command_is_in_its_job(self):
        phones = [phone["phone_id"] for phone in self.all_phones[:2]]
        answer = self.shell(VERSION, *phones)
        jobs = self.assert_succeeded(answer, *phones)
        for phone in self.all_phones[:2]:
            self.assertEqual(jobs[phone["phone_id"]].execute_msg.strip(), phone["android"])
        self.assert_counted(answer.request_id, "RunShellCommand", applied=True)

    @shows(GOOD, "RunShellCommand")
    def test_a_command_for_a_server_is_for_its_phones(self):
        server_id = self.sdk.show_phone(self.phone_id).server_id
        neighbours = [phone.phone_id for phone in self.sdk.list_phones(server_id=server_id)]
        self.assert_succeeded(self.shell(VERSION, server_ids=[server_id]), *neighbours)
        # With both, only the phones count.
        self.assert_succeeded(self.shell(VERSION, self.phone_id, server_ids=[server_id]), self.phone_id)

    @shows(GOOD, "RunSyncCommand")
    def test_a_synchronous_command_answers_at_once(self):
        phones = self.all_phones[:2]
        answer = self.sync(VERSION, *[phone["phone_id"] for phone in phones])
        self.assertIsInstance(answer, RunSyncCommandResponse)
        jobs = {job.phone_id: job for job in answer.jobs}
        for phone in phones:
            job = jobs[phone["phone_id"]]
            self.assertEqual((job.status, job.error_code), (2, None))
            self.assertEqual(job.execute_msg.strip(), phone["android"])
        self.assertEqual(self.request(answer.request_id)["operation"], "RunSyncCommand")

    @shows(BAD, "RunShellCommand", "RunSyncCommand")
    def test_bad_commands_are_refused(self):
        for call, operation in ((self.shell, "RunShellCommand"), (self.sync, "RunSyncCommand")):
            with self.refused(400, "CPS.0118", operation):
                call("", self.phone_id)
            with self.refused(400, "CPS.0118", operation):
                call("x" * 2049, self.phone_id)
            with self.refused(400, "CPS.0081", operation):
                call(VERSION)

    @shows(BAD, "RunSyncCommand")
    def test_too_many_phones_of_a_synchronous_command_are_refused(self):
        with self.refused(400, "CPS.0190", "RunSyncCommand"):
            self.sync(VERSION, *["%032x" % number for number in range(SYNC_PHONES + 1)])

    @shows(BAD, "RunShellCommand", "PushFile", "InstallApk", "UninstallApk")
    def test_unknown_and_stopped_phones_are_refused(self):
        stopped = self.all_phones[3]["phone_id"]
        self.assert_succeeded(self.sdk.stop(stopped), stopped)
        calls = (
            (self.shell, VERSION), (self.push, "obs://%s/a.tar" % self.bucket),
            (self.install, "obs://%s/a.apk" % self.bucket), (self.uninstall, "com.example.notes"),
        )
        with self.nothing_happens():
            for call, content in calls:
                answer = call(content, stopped, UNKNOWN_PHONE)
                self.assert_item_refused(answer, UNKNOWN_PHONE, "CPS.0005")
                self.assert_item_refused(answer, stopped, "CPS.0141")
        self.assert_succeeded(self.sdk.restart(stopped), stopped)

    @shows(BAD, "RunSyncCommand")
    def test_a_synchronous_command_tells_unknown_phones_apart(self):
        answer = self.sync(VERSION, self.phone_id, UNKNOWN_PHONE)
        jobs = {job.phone_id: job for job in answer.jobs}
        self.assertEqual(jobs[self.phone_id].status, 2)
        self.assertEqual(jobs[UNKNOWN_PHONE].error_code, "CPS.0005")

    @shows(GOOD, "PushFile")
    def test_a_pushed_archive_is_unpacked_on_another_phone(self):
        target = self.all_phones[1]["phone_id"]
        package = self.phone["apps"][0]
        directory = "/data/media/0/Android/data/%s" % package
        self.export(self.phone_id, "interop/push.tar", [directory])
        answer = self.push("obs://%s/interop/push.tar" % self.bucket, target)
        self.assert_succeeded(answer, target)
        self.assert_counted(answer.request_id, "PushFile", applied=True)
        source, pushed = self.simulator.files(self.phone_id), self.simulator.files(target)
        paths = below(source, [directory])
        self.assertTrue(paths)
        self.assertEqual([pushed[path]["sha256"] for path in paths], [source[path]["sha256"] for path in paths])

    @shows(BAD, "PushFile")
    def test_bad_pushes_are_refused_or_fail(self):
        for content in ("", "http://elsewhere/a.tar", "obs://%s/%s.tar" % (self.bucket, "k" * 1024), "obs://%s/a.zip" % self.bucket):
            with self.subTest(content[:40]), self.refused(400, "CPS.0118", "PushFile"):
                self.push(content, self.phone_id)
        (job,) = self.sdk.finished_jobs(self.push("obs://%s/missing.tar" % self.bucket, self.phone_id)).values()
        self.assertEqual((job.status, job.error_code), (-1, "CPS.0104"))

    @shows(GOOD, "InstallApk", "UninstallApk")
    def test_an_application_is_uninstalled_and_installed_again(self):
        package = self.phone["apps"][-1]
        key = "interop/%s.apk" % package
        # The simulator takes a package's name from that of the file, so any object under this key will do.
        self.export(self.phone_id, key, ["/data/app/%s-*" % package])
        gone = self.uninstall(package, self.phone_id)
        self.assert_succeeded(gone, self.phone_id)
        self.assert_counted(gone.request_id, "UninstallApk", applied=True)
        self.assertNotIn(package, self.phone_of(self.phone_id)["apps"])

        back = self.install("-r obs://%s/%s" % (self.bucket, key), self.phone_id)
        self.assert_succeeded(back, self.phone_id)
        self.assert_counted(back.request_id, "InstallApk", applied=True)
        self.assertIn(package, self.phone_of(self.phone_id)["apps"])

    @shows(BAD, "InstallApk", "UninstallApk")
    def test_bad_applications_are_refused_or_fail(self):
        with self.refused(400, "CPS.0119", "InstallApk"):
            self.install("obs://%s/no.txt" % self.bucket, self.phone_id)
        with self.refused(400, "CPS.0118", "UninstallApk"):
            self.uninstall("", self.phone_id)
        (job,) = self.sdk.finished_jobs(self.install("obs://%s/missing.apk" % self.bucket, self.phone_id)).values()
        self.assertEqual((job.status, job.error_code), (-1, "CPS.0104"))
        (job,) = self.sdk.finished_jobs(self.uninstall("org.example.nosuchapp", self.phone_id)).values()
        self.assertEqual(job.status, -1)
