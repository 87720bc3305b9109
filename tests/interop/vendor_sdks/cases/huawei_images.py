"""Phone images and custom images with Huawei's client."""

from huaweicloudsdkcph.v1 import (
    ListCloudPhoneImagesResponse,
    ListImagesRequest,
    ListImagesResponse,
    PhoneImage,
)

from vendor_sdks.cases.huawei_base import HuaweiCase
from vendor_sdks.recording import BAD, GOOD, shows


class HuaweiImages(HuaweiCase):
    phones = 4

    def setUp(self):
        super().setUp()
        # One phone of the fleet runs an image of the customer's own.
        self.simulator.edit_phone(self.all_phones[0]["phone_id"], image_kind="custom", image_id="c0" * 16)
        self.all_phones = self.simulator.phones(self.cloud)

    def custom_images(self, **query):
        return self.cph.list_images(ListImagesRequest(**query))

    @shows(GOOD, "ListCloudPhoneImages")
    def test_phone_images_are_those_of_the_phones(self):
        answer = self.sdk.list_images()
        self.assertIsInstance(answer, ListCloudPhoneImagesResponse)
        images = {image.image_id: image for image in answer.phone_images}
        for phone in self.all_phones:
            image = images[phone["image_id"]]
            self.assertIsInstance(image, PhoneImage)
            self.assertEqual(image.os_name, "AOSP" + phone["android"])
            self.assertEqual(image.is_public, 1 if phone["image_kind"] == "public" else 2)
            self.assertTrue(image.image_label)
            self.assertIs(type(image.is_support_encrypt), bool)
        self.assertIsNone(answer.page_info.next_marker)

    @shows(GOOD, "ListCloudPhoneImages")
    def test_phone_images_come_in_pages_and_by_type(self):
        whole = [image.image_id for image in self.sdk.list_images().phone_images]
        paged, marker = [], None
        for _ in range(len(whole)):
            page = self.sdk.list_images(limit=1, marker=marker)
            paged += [image.image_id for image in page.phone_images]
            marker = page.page_info.next_marker
        self.assertEqual((paged, marker), (whole, None))
        for kind, number in (("public", 1), ("private", 2)):
            self.assertTrue(all(image.is_public == number for image in self.sdk.list_images(image_type=kind).phone_images))
        self.assertEqual(self.sdk.list_images(image_type="share").phone_images, [])

    @shows(BAD, "ListCloudPhoneImages")
    def test_bad_queries_of_phone_images_are_refused(self):
        with self.refused(400, "CPS.0002", "ListCloudPhoneImages"):
            self.sdk.list_images(limit=501)
        with self.refused(400, "CPS.0010", "ListCloudPhoneImages"):
            self.sdk.list_images(image_type="stolen")

    @shows(GOOD, "ListImages")
    def test_custom_images_have_the_documented_fields(self):
        answer = self.custom_images(offset=0, limit=100)
        self.assertIsInstance(answer, ListImagesResponse)
        self.assertEqual(answer.total, len(answer.image_infos))
        self.assertIn("c0" * 16, {image.image_id for image in answer.image_infos})
        for image in answer.image_infos:
            self.assertEqual((image.status, image.project_id), (1, self.simulator.huawei["project_id"]))
            self.assertIs(type(image.image_size), int)
            self.assertTrue(image.image_name and image.image_version and image.domain_id)
            self.assertIn(image.image_type, ("private", "share"))
        self.assert_counted(answer.request_id, "ListImages", applied=False)

    @shows(GOOD, "ListImages")
    def test_custom_images_are_found_by_filters(self):
        image = self.custom_images().image_infos[0]
        for filters in ({"image_id": image.image_id}, {"image_name": image.image_name}, {"status": 1, "image_type": image.image_type}):
            self.assertIn(image.image_id, [found.image_id for found in self.custom_images(**filters).image_infos], filters)
        for filters in ({"image_id": "0" * 32}, {"status": 2}, {"offset": 1000}):
            self.assertEqual(self.custom_images(**filters).image_infos, [], filters)

    @shows(BAD, "ListImages")
    def test_bad_queries_of_custom_images_are_refused(self):
        for query in ({"limit": 101}, {"limit": 0}, {"offset": -1}):
            with self.refused(400, "CPS.0002", "ListImages"):
                self.custom_images(**query)
        for query in ({"image_type": "public"}, {"status": 7}):
            with self.refused(400, "CPS.0010", "ListImages"):
                self.custom_images(**query)
