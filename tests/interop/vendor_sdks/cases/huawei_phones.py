"""Phones and their power with Huawei's client: list, detail, stop, restart, reset."""

import json

from huaweicloudsdkcph.v1 import (
    ListCloudPhonesRequest,
    ListCloudPhonesResponse,
    Phone,
    PhoneProperty,
    ResetCloudPhoneRequest,
    ResetCloudPhoneRequestBody,
    ResetPhoneProperty,
    RestartCloudPhoneRequest,
    RestartCloudPhoneRequestBody,
    ShowCloudPhoneDetailResponse,
    StopCloudPhoneRequest,
    StopCloudPhoneRequestBody,
)

from vendor_sdks.cases.huawei_base import UNKNOWN_PHONE, HuaweiCase
from vendor_sdks.polling import poll
from vendor_sdks.recording import BAD, GOOD, shows

RUNNING, RESTARTING, STOPPING, STOPPED = 2, 4, 7, 8


class HuaweiPhones(HuaweiCase):
    def reaches(self, phone_id, status):
        poll("%s to be %d" % (phone_id, status), lambda: True if self.sdk.show_phone(phone_id).status == status else None)

    def stop(self, *phone_ids):
        return self.cph.stop_cloud_phone(StopCloudPhoneRequest(body=StopCloudPhoneRequestBody(phone_ids=list(phone_ids))))

    def restart(self, *phone_ids, image_id=None, **more):
        phones = [PhoneProperty(phone_id=phone_id, **more) for phone_id in phone_ids]
        return self.cph.restart_cloud_phone(RestartCloudPhoneRequest(body=RestartCloudPhoneRequestBody(image_id=image_id, phones=phones)))

    def reset(self, *phone_ids, image_id=None, **more):
        phones = [ResetPhoneProperty(phone_id=phone_id, **more) for phone_id in phone_ids]
        return self.cph.reset_cloud_phone(ResetCloudPhoneRequest(body=ResetCloudPhoneRequestBody(image_id=image_id, phones=phones)))

    @shows(GOOD, "ListCloudPhones")
    def test_phones_are_listed_page_by_page(self):
        whole = self.cph.list_cloud_phones(ListCloudPhonesRequest(offset=0, limit=200))
        self.assertIsInstance(whole, ListCloudPhonesResponse)
        self.assertEqual(whole.count, self.phones)
        self.assertEqual({phone.phone_id for phone in whole.phones}, {phone["phone_id"] for phone in self.all_phones})
        created = [phone.create_time for phone in whole.phones]
        self.assertEqual(created, sorted(created, reverse=True), "newest first")

        paged = []
        for offset in range(self.phones):
            page = self.cph.list_cloud_phones(ListCloudPhonesRequest(offset=offset, limit=1))
            self.assertEqual((page.count, len(page.phones)), (self.phones, 1))
            paged += [phone.phone_id for phone in page.phones]
        self.assertEqual(paged, [phone.phone_id for phone in whole.phones])
        self.assertEqual(self.cph.list_cloud_phones(ListCloudPhonesRequest(offset=self.phones, limit=1)).phones, [])

    @shows(GOOD, "ListCloudPhones")
    def test_phones_are_listed_by_filters(self):
        known = self.all_phones[1]
        for filters, expected in (
            ({"phone_name": known["name"]}, [known["phone_id"]]),
            ({"phone_name": "no such name"}, []),
            ({"status": -9}, []),
            ({"type": 0, "status": RUNNING, "phone_name": known["name"]}, [known["phone_id"]]),
        ):
            self.assertEqual([phone.phone_id for phone in self.sdk.list_phones(**filters)], expected, filters)
        (phone,) = self.sdk.list_phones(phone_name=known["name"])
        self.assertIn(known["phone_id"], [one.phone_id for one in self.sdk.list_phones(server_id=phone.server_id)])

    @shows(GOOD, "ListCloudPhones", "ShowCloudPhoneDetail")
    def test_a_phone_has_the_documented_fields(self):
        known = self.all_phones[0]
        (listed,) = self.sdk.list_phones(phone_name=known["name"])
        self.assertIsInstance(listed, Phone)
        shown = self.sdk.show_phone(known["phone_id"])
        self.assertIsInstance(shown, ShowCloudPhoneDetailResponse)
        for phone in (listed, shown):
            self.assertEqual((phone.phone_name, phone.image_id, phone.image_version), (known["name"], known["image_id"], known["image_version"]))
            self.assertEqual((phone.phone_id, phone.type), (known["phone_id"], 0))
            self.assertIn(phone.vnc_enable, ("true", "false"))
            self.assertIn(phone.traffic_type, ("direct", "routing"))
            self.assertIs(type(phone.has_encrypt), bool)
            self.assertTrue(phone.metadata.order_id and phone.metadata.product_id)
            self.assertRegex(phone.create_time, r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
        self.assertIsInstance(json.loads(shown._property), dict)
        self.assertGreater(shown.phone_data_volume.volume_size, 0)
        self.assertTrue(shown.access_infos[0].phone_ip)
        self.assert_counted(shown.request_id, "ShowCloudPhoneDetail", applied=False)

    @shows(BAD, "ListCloudPhones")
    def test_bad_paging_is_refused(self):
        for query in ({"limit": 0}, {"limit": 100_000}, {"offset": -1}):
            with self.refused(400, "CPS.0002", "ListCloudPhones"):
                self.cph.list_cloud_phones(ListCloudPhonesRequest(**query))

    @shows(BAD, "ShowCloudPhoneDetail")
    def test_an_unknown_phone_is_not_found(self):
        with self.refused(404, "CPS.0005", "ShowCloudPhoneDetail"):
            self.sdk.show_phone(UNKNOWN_PHONE)

    @shows(GOOD, "StopCloudPhone", "RestartCloudPhone")
    def test_a_phone_is_stopped_and_started_and_restarted(self):
        phone_id = self.all_phones[0]["phone_id"]
        stopped = self.stop(phone_id)
        self.assert_succeeded(stopped, phone_id)
        self.assert_counted(stopped.request_id, "StopCloudPhone", applied=True)
        self.reaches(phone_id, STOPPED)
        self.assertEqual(self.phone_of(phone_id)["power"], "stopped")

        self.assert_succeeded(self.restart(phone_id), phone_id)
        self.reaches(phone_id, RUNNING)
        self.assert_succeeded(self.restart(phone_id), phone_id)
        self.reaches(phone_id, RUNNING)
        self.assertEqual([action for action, _ in self.ledger(phone_id)][-3:], ["stop", "start", "restart"])

    @shows(BAD, "StopCloudPhone", "RestartCloudPhone", "ResetCloudPhone")
    def test_one_unknown_phone_does_not_keep_the_others(self):
        phone_id = self.all_phones[1]["phone_id"]
        for call in (self.stop, self.restart, self.reset):
            answer = call(phone_id, UNKNOWN_PHONE)
            self.assert_item_refused(answer, UNKNOWN_PHONE, "CPS.0005")
            (accepted,) = [job for job in answer.jobs if job.phone_id == phone_id]
            self.assertTrue(accepted.job_id)
            poll("the job of %s" % call.__name__, lambda: True if self.sdk.show_job(accepted.job_id).status == 2 else None)

    @shows(BAD, "StopCloudPhone")
    def test_a_stopped_phone_is_not_stopped_again(self):
        phone_id = self.all_phones[2]["phone_id"]
        self.assert_succeeded(self.stop(phone_id), phone_id)
        with self.nothing_happens():
            self.assert_item_refused(self.stop(phone_id), phone_id, "CPS.0141")
        self.assert_succeeded(self.restart(phone_id), phone_id)

    @shows(BAD, "StopCloudPhone", "RestartCloudPhone", "ResetCloudPhone")
    def test_empty_and_malformed_lists_are_refused(self):
        with self.refused(400, "CPS.0009", "StopCloudPhone"):
            self.stop()
        with self.refused(400, "CPS.0077", "RestartCloudPhone"):
            self.restart()
        with self.refused(400, "CPS.0077", "ResetCloudPhone"):
            self.reset()
        with self.nothing_happens():
            self.assert_item_refused(self.stop("not hex"), "not hex", "CPS.0004")

    @shows(BAD, "RestartCloudPhone", "ResetCloudPhone")
    def test_bad_properties_and_images_are_refused(self):
        phone_id = self.all_phones[0]["phone_id"]
        for call, operation in ((self.restart, "RestartCloudPhone"), (self.reset, "ResetCloudPhone")):
            with self.refused(400, "CPS.0078", operation):
                call(phone_id, _property="not JSON")
            with self.refused(400, "CPS.0166", operation):
                call(phone_id, image_id="0" * 32)

    @shows(GOOD, "ResetCloudPhone")
    def test_a_reset_empties_the_phone(self):
        phone_id = self.all_phones[3]["phone_id"]
        before = self.simulator.files(phone_id)
        self.simulator.write_file(phone_id, "/data/media/0/mine.txt", b"mine")
        answer = self.reset(phone_id, factory_reset_enabled=True)
        self.assert_succeeded(answer, phone_id)
        self.assert_counted(answer.request_id, "ResetCloudPhone", applied=True)
        self.reaches(phone_id, RUNNING)
        after = self.simulator.files(phone_id)
        self.assertNotIn("/data/media/0/mine.txt", after)
        self.assertLess(len(after), len(before))
        self.assertEqual(self.ledger(phone_id)[-1][0], "reset")

    @shows(GOOD, "ResetCloudPhone")
    def test_a_reset_may_change_the_image_downwards(self):
        phone = max(self.all_phones, key=lambda phone: float(phone["android"].split(".")[0]))
        images = self.sdk.list_images(image_type="public").phone_images
        older = next(image for image in images if image.image_id != phone["image_id"] and image.os_name == "AOSP9")
        self.assert_succeeded(self.reset(phone["phone_id"], image_id=older.image_id), phone["phone_id"])
        shown = self.sdk.show_phone(phone["phone_id"])
        self.assertEqual((shown.image_id, shown.image_version), (older.image_id, "AOSP 9.0"))
