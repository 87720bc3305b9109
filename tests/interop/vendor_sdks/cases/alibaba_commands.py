"""Commands on phones with Alibaba's client: at once, later, and what became of them."""

import base64

from alibabacloud_eds_aic20230930 import models

from vendor_sdks.cases.alibaba_base import LOCAL_TIME, UNKNOWN_PHONE, UNKNOWN_PHONE_CODE, UTC_TIME, WRONG_STATE_CODE, AlibabaCase
from vendor_sdks.polling import poll
from vendor_sdks.recording import BAD, GOOD, shows

VERSION = "getprop ro.build.version.release"
# Of Pending, Running, Success, Failed and Timeout (comments of the vendor's SDK for TypeScript).
ENDED_WELL = "Success"


class AlibabaCommands(AlibabaCase):
    def sync(self, content, *phone_ids, **more):
        request = models.RunSyncCommandRequest(command_content=content, instance_ids=list(phone_ids), **more)
        return self.ecp.run_sync_command(request).body

    def run_command(self, content, *phone_ids, **more):
        request = models.RunCommandRequest(command_content=content, instance_ids=list(phone_ids), **more)
        return self.ecp.run_command(request).body

    def invocations(self, **query):
        return self.ecp.describe_invocations(models.DescribeInvocationsRequest(**query)).body

    def assert_output(self, line, phone, started=UTC_TIME):
        """The two answers write the start of a command in two ways (the SDK's own comments), and its end in one."""
        self.assertEqual(line.output.strip(), phone["android"])
        self.assertEqual(line.invocation_status, ENDED_WELL)
        self.assertRegex(line.start_time, started)
        self.assertRegex(line.finish_time, LOCAL_TIME)

    @shows(GOOD, "RunSyncCommand")
    def test_a_synchronous_command_answers_at_once(self):
        phones = self.all_phones[:2]
        answer = self.sync(VERSION, *[phone["phone_id"] for phone in phones], wait_time=3000)
        self.assertIsInstance(answer, models.RunSyncCommandResponseBody)
        lines = {line.instance_id: line for line in answer.data}
        self.assertEqual((set(lines), str(answer.total_count)), ({phone["phone_id"] for phone in phones}, "2"))
        for phone in phones:
            self.assert_output(lines[phone["phone_id"]], phone)
        self.assertEqual(self.request(answer.request_id)["operation"], "RunSyncCommand")

    @shows(GOOD, "RunSyncCommand", "RunCommand")
    def test_a_command_may_be_encoded(self):
        phone = self.all_phones[0]
        encoded = base64.b64encode(VERSION.encode()).decode()
        (line,) = self.sync(encoded, phone["phone_id"], content_encoding="base64").data
        self.assert_output(line, phone)
        answer = self.run_command(encoded, phone["phone_id"], content_encoding="Base64")
        self.assert_power(answer, "RunCommand", phone["phone_id"])

    @shows(GOOD, "RunCommand", "DescribeInvocations", "DescribeTasks")
    def test_a_command_runs_and_its_output_is_found(self):
        phones = self.all_phones[:2]
        ids = [phone["phone_id"] for phone in phones]
        answer = self.run_command(VERSION, *ids, timeout=30)
        self.assertIsInstance(answer, models.RunCommandResponseBody)
        children = {info.instance_id: info.child_task_id for info in answer.run_command_infos}
        self.assertEqual(set(children), set(ids))
        tasks = self.assert_power(answer, "RunCommand", *ids)
        self.assertEqual({task.instance_id: task.task_id for task in tasks}, children)
        self.assertEqual({task.parent_task_id for task in tasks}, {answer.task_id})
        self.assert_counted(answer.request_id, "RunCommand", applied=True)

        def ended():
            found = self.invocations(invocation_id=answer.invoke_id, instance_ids=ids)
            return found if all(line.invocation_status == ENDED_WELL for line in found.data) else None

        found = poll("the invocations", ended)
        self.assertIsInstance(found, models.DescribeInvocationsResponseBody)
        lines = {line.instance_id: line for line in found.data}
        for phone in phones:
            self.assert_output(lines[phone["phone_id"]], phone, started=LOCAL_TIME)
            self.assertEqual(lines[phone["phone_id"]].invocation_id, answer.invoke_id)
        (one,) = self.invocations(invocation_id=answer.invoke_id, instance_ids=ids[:1]).data
        self.assertEqual(one.instance_id, ids[0])

    @shows(BAD, "RunSyncCommand", "RunCommand")
    def test_bad_commands_are_refused(self):
        phone_id = self.all_phones[0]["phone_id"]
        for call, operation in ((self.sync, "RunSyncCommand"), (self.run_command, "RunCommand")):
            with self.subTest(operation), self.refused(404, UNKNOWN_PHONE_CODE, operation):
                call(VERSION, UNKNOWN_PHONE)
            with self.subTest(operation), self.refused(400, "MissingParameter", operation):
                call(VERSION)
            with self.subTest(operation), self.refused(400, "MissingParameter", operation):
                call(None, phone_id)
            with self.subTest(operation), self.refused(400, "InvalidParameter", operation):
                call(VERSION, *["acp-%016d" % number for number in range(51)])

    @shows(BAD, "RunSyncCommand", "RunCommand")
    def test_a_stopped_phone_runs_no_command(self):
        phone_id = self.all_phones[3]["phone_id"]
        self.assert_power(self.sdk.stop(phone_id), "StopInstance", phone_id)
        for call, operation in ((self.sync, "RunSyncCommand"), (self.run_command, "RunCommand")):
            with self.subTest(operation), self.refused(400, WRONG_STATE_CODE, operation):
                call(VERSION, phone_id)
        self.assert_power(self.sdk.start(phone_id), "StartInstance", phone_id)

    @shows(BAD, "DescribeInvocations")
    def test_an_unknown_invocation_has_no_results(self):
        phone_id = self.all_phones[0]["phone_id"]
        self.assertEqual(self.invocations(invocation_id="no such invocation", instance_ids=[phone_id]).data, [])
        for query in ({"invocation_id": "x"}, {"instance_ids": [phone_id]}):
            with self.subTest(query), self.refused(400, "MissingParameter", "DescribeInvocations"):
                self.invocations(**query)
        with self.refused(400, "InvalidParameter", "DescribeInvocations"):
            self.invocations(invocation_id="x", instance_ids=["acp-%016d" % number for number in range(51)])
