"""Phones and their power with Alibaba's client: describe, start, stop, reboot, reset."""

from alibabacloud_eds_aic20230930 import models

from vendor_sdks.cases.alibaba_base import LOCAL_TIME, UNKNOWN_PHONE, UNKNOWN_PHONE_CODE, UTC_TIME, WRONG_STATE_CODE, AlibabaCase
from vendor_sdks.recording import BAD, GOOD, shows

START, STOP = "StartAndroidInstance", "StopAndroidInstance"
REBOOT, RESET = "RebootAndroidInstancesInGroup", "ResetAndroidInstancesInGroup"


class AlibabaPhones(AlibabaCase):
    def describe(self, **query):
        return self.ecp.describe_android_instances(models.DescribeAndroidInstancesRequest(**query)).body

    def start(self, *phone_ids, **more):
        return self.ecp.start_android_instance(models.StartAndroidInstanceRequest(android_instance_ids=list(phone_ids), **more)).body

    def stop(self, *phone_ids, **more):
        return self.ecp.stop_android_instance(models.StopAndroidInstanceRequest(android_instance_ids=list(phone_ids), **more)).body

    def reboot(self, *phone_ids, **more):
        request = models.RebootAndroidInstancesInGroupRequest(android_instance_ids=list(phone_ids), **more)
        return self.ecp.reboot_android_instances_in_group(request).body

    def reset(self, *phone_ids, **more):
        request = models.ResetAndroidInstancesInGroupRequest(android_instance_ids=list(phone_ids), **more)
        return self.ecp.reset_android_instances_in_group(request).body

    @shows(GOOD, "DescribeAndroidInstances")
    def test_phones_are_described_with_the_documented_fields(self):
        answer = self.describe(max_results=100)
        self.assertIsInstance(answer, models.DescribeAndroidInstancesResponseBody)
        self.assertEqual((answer.total_count, answer.next_token or ""), (self.phones, ""))
        phones = {phone.android_instance_id: phone for phone in answer.instance_model}
        self.assertEqual(set(phones), {phone["phone_id"] for phone in self.all_phones})
        for known in self.all_phones:
            phone = phones[known["phone_id"]]
            self.assertEqual((phone.android_instance_name, phone.android_instance_status), (known["name"], "RUNNING"))
            self.assertEqual((phone.image_id, phone.image_version), (known["image_id"], known["image_version"]))
            self.assertEqual((phone.system_version, phone.server_type), ("Android %s" % known["android"], known["server_type"]))
            self.assertEqual(phone.biz_image_type, "System" if known["image_kind"] == "public" else "User")
            self.assertEqual((phone.region_id, phone.session_status), (self.simulator.alibaba["region"], "disConnect"))
            self.assertIs(type(phone.rate), int)
            self.assertIs(type(phone.cpu), str)
            self.assertIs(type(phone.memory), int)
            self.assertGreater(phone.disks[0].disk_size, 0)
            self.assertGreater(phone.phone_data_info.phone_data_volume, 0)
            self.assertRegex(phone.gmt_create, LOCAL_TIME)
            self.assertRegex(phone.gmt_expired, UTC_TIME)

    @shows(GOOD, "DescribeAndroidInstances")
    def test_phones_come_in_pages_and_by_filters(self):
        tokens, paged, token = [], [], None
        for _ in range(self.phones):
            page = self.describe(max_results=1, next_token=token)
            self.assertEqual((len(page.instance_model), page.total_count), (1, self.phones))
            paged += [phone.android_instance_id for phone in page.instance_model]
            token = page.next_token
            tokens.append(token)
        self.assertEqual(tokens[-1] or "", "")
        self.assertEqual(set(paged), {phone["phone_id"] for phone in self.all_phones})
        first, second = self.all_phones[:2]
        for query, expected in (
            ({"android_instance_ids": [second["phone_id"], first["phone_id"]]}, {first["phone_id"], second["phone_id"]}),
            ({"android_instance_name": first["name"]}, {first["phone_id"]}),
            ({"android_instance_ids": [UNKNOWN_PHONE]}, set()),
            ({"status": "RESETTING"}, set()),
            ({"biz_region_id": "eu-central-1"}, set()),
        ):
            found = {phone.android_instance_id for phone in self.describe(**query).instance_model}
            self.assertEqual(found, expected, query)

    @shows(BAD, "DescribeAndroidInstances")
    def test_bad_queries_of_phones_are_refused(self):
        for query in ({"max_results": 0}, {"max_results": 101}, {"next_token": "no such token"}, {"sort_key": "Colour"}, {"sale_mode": "Lease"}):
            with self.subTest(query), self.refused(400, "InvalidParameter", "DescribeAndroidInstances"):
                self.describe(**query)

    @shows(GOOD, START, STOP, "DescribeTasks")
    def test_a_phone_is_stopped_and_started(self):
        phone_id = self.all_phones[0]["phone_id"]
        stopped = self.stop(phone_id, force_stop=True)
        self.assert_power(stopped, "StopInstance", phone_id)
        self.assert_counted(stopped.request_id, STOP, applied=True)
        self.sdk.reaches(phone_id, "STOPPED")
        self.assertEqual(self.phone_of(phone_id)["power"], "stopped")
        started = self.start(phone_id)
        self.assert_power(started, "StartInstance", phone_id)
        self.assert_counted(started.request_id, START, applied=True)
        self.sdk.reaches(phone_id, "RUNNING")
        self.assertEqual([action for action, _ in self.ledger(phone_id)][-2:], ["stop", "start"])

    @shows(GOOD, REBOOT)
    def test_phones_are_rebooted(self):
        phones = [phone["phone_id"] for phone in self.all_phones[1:3]]
        answer = self.reboot(*phones, force_stop=False, ignore_param_validation=False)
        children = {child.instance_id: child.task_id for child in answer.tasks.child_tasks}
        self.assertEqual(set(children), set(phones))
        tasks = self.assert_power(answer, "RebootInstance", *phones)
        self.assertEqual({task.instance_id: task.task_id for task in tasks}, children)
        self.assertEqual({task.parent_task_id for task in tasks}, {answer.tasks.parent_task_id})
        self.assert_counted(answer.request_id, REBOOT, applied=True)
        for phone_id in phones:
            self.sdk.reaches(phone_id, "RUNNING")
            self.assertEqual(self.ledger(phone_id)[-1][0], "restart")

    @shows(GOOD, RESET)
    def test_a_reset_empties_the_phone(self):
        phone_id = self.all_phones[3]["phone_id"]
        before = self.simulator.files(phone_id)
        self.simulator.write_file(phone_id, "/data/media/0/mine.txt", b"mine")
        answer = self.reset(phone_id, auto_pay=False)
        (child,) = answer.tasks.child_tasks
        (task,) = self.assert_power(answer, "ResetInstance", phone_id)
        self.assertEqual((task.task_id, task.parent_task_id), (child.task_id, answer.tasks.parent_task_id))
        self.assert_counted(answer.request_id, RESET, applied=True)
        self.sdk.reaches(phone_id, "RUNNING")
        after = self.simulator.files(phone_id)
        self.assertNotIn("/data/media/0/mine.txt", after)
        self.assertLess(len(after), len(before))
        self.assertEqual(self.ledger(phone_id)[-1][0], "reset")

    @shows(BAD, START, STOP, REBOOT, RESET)
    def test_unknown_phones_are_refused(self):
        known = self.all_phones[0]["phone_id"]
        for call, operation in ((self.start, START), (self.stop, STOP), (self.reboot, REBOOT), (self.reset, RESET)):
            with self.subTest(operation), self.refused(404, UNKNOWN_PHONE_CODE, operation):
                call(UNKNOWN_PHONE)
        with self.refused(404, UNKNOWN_PHONE_CODE, STOP):
            self.stop(known, UNKNOWN_PHONE)

    @shows(BAD, START, STOP, REBOOT, RESET)
    def test_missing_and_repeated_ids_are_refused(self):
        known = self.all_phones[0]["phone_id"]
        for call, operation in ((self.start, START), (self.stop, STOP), (self.reboot, REBOOT), (self.reset, RESET)):
            with self.subTest(operation), self.refused(400, "MissingParameter", operation):
                call()
            with self.subTest(operation), self.refused(400, "InvalidParameter", operation):
                call(known, known)
            with self.subTest(operation), self.refused(400, "InvalidParameter", operation):
                call(*["acp-%016d" % number for number in range(51)])

    @shows(BAD, START, STOP, REBOOT)
    def test_a_phone_in_the_wrong_state_is_refused(self):
        phone_id = self.all_phones[0]["phone_id"]
        self.sdk.reaches(phone_id, "RUNNING")
        with self.refused(400, WRONG_STATE_CODE, START):
            self.start(phone_id)
        self.assert_power(self.stop(phone_id), "StopInstance", phone_id)
        with self.refused(400, WRONG_STATE_CODE, STOP):
            self.stop(phone_id)
        with self.refused(400, WRONG_STATE_CODE, REBOOT):
            self.reboot(phone_id)
        self.assert_power(self.start(phone_id), "StartInstance", phone_id)
