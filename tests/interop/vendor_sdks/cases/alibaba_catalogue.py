"""Images, specifications, buckets and regions with Alibaba's client."""

from alibabacloud_eds_aic20230930 import models

from vendor_sdks.cases.alibaba_base import LOCAL_TIME, UPLOAD_ENDPOINT, AlibabaCase
from vendor_sdks.recording import BAD, GOOD, shows

IMAGE_STATES = ("INIT", "CREATING", "AVAILABLE", "CREATE_FAILED", "DELETE")


class AlibabaCatalogue(AlibabaCase):
    phones = 8

    def images(self, **query):
        return self.ecp.describe_image_list(models.DescribeImageListRequest(**query)).body

    def specs(self, **query):
        return self.ecp.describe_spec(models.DescribeSpecRequest(**query)).body

    @shows(GOOD, "DescribeImageList")
    def test_images_are_those_of_the_phones(self):
        for kind, image_type in (("public", "System"), ("custom", "User")):
            answer = self.images(image_type=image_type, max_results=100)
            self.assertIsInstance(answer, models.DescribeImageListResponseBody)
            self.assertEqual(answer.total_count, len(answer.data))
            images = {image.image_id: image for image in answer.data}
            for phone in self.all_phones:
                self.assertEqual(phone["image_id"] in images, phone["image_kind"] == kind)
                if phone["image_id"] in images:
                    self.assertEqual(images[phone["image_id"]].system_type, "Android %s" % phone["android"])
            for image in answer.data:
                self.assertEqual(image.image_type, image_type)
                self.assertIn(image.status, IMAGE_STATES)
                self.assertTrue(image.image_name and image.image_version)
                self.assertIn(image.rendering_type, ("CPU", "GPULocal", "GPURemote"))
                self.assertRegex(image.gmt_create, LOCAL_TIME)
                self.assertIn(self.simulator.alibaba["region"], image.image_region_list)
                distributed = image.image_region_distribute_map or {}
                self.assertTrue(all(value.distribute_status for value in distributed.values()))

    @shows(GOOD, "DescribeImageList")
    def test_images_come_in_pages_and_by_filters(self):
        whole = [image.image_id for image in self.images(image_type="System").data]
        paged, token = [], None
        for _ in whole:
            page = self.images(image_type="System", max_results=1, next_token=token)
            paged += [image.image_id for image in page.data]
            token = page.next_token
        self.assertEqual((paged, token or ""), (whole, ""))
        phone = self.all_phones[0]
        image_type = "System" if phone["image_kind"] == "public" else "User"
        # Some of these travel in the query and some in the form body.
        found = self.images(
            image_type=image_type, image_id=phone["image_id"], status="AVAILABLE", system_type="Android %s" % phone["android"],
            instance_type=phone["server_type"])
        self.assertEqual([image.image_id for image in found.data], [phone["image_id"]])
        self.assertEqual(self.images(image_type=image_type, image_id="imgc-nosuchimage").data, [])
        self.assertEqual(self.images(image_type=image_type, status="CREATING").data, [])

    @shows(BAD, "DescribeImageList")
    def test_bad_queries_of_images_are_refused(self):
        with self.refused(400, "MissingParameter", "DescribeImageList"):
            self.images()
        for query in ({"image_type": "Other"}, {"image_type": "System", "max_results": 101}, {"image_type": "System", "status": "GONE"}):
            with self.subTest(query), self.refused(400, "InvalidParameter", "DescribeImageList"):
                self.images(**query)

    @shows(GOOD, "DescribeSpec")
    def test_specifications_have_the_documented_fields(self):
        answer = self.specs(max_results=100)
        self.assertIsInstance(answer, models.DescribeSpecResponseBody)
        self.assertEqual((answer.total_count, answer.next_token or ""), (len(answer.spec_info_model), ""))
        ids = {spec.spec_id for spec in answer.spec_info_model}
        self.assertLessEqual({"acp.basic.small", "acp.std.small", "acp.std.large", "acp.perf.small", "acp.perf.large"}, ids)
        for spec in answer.spec_info_model:
            for number in (spec.core, spec.memory, spec.system_disk_size):
                self.assertIs(type(number), int)
                self.assertGreater(number, 0)
            self.assertTrue(spec.spec_type and spec.resolution)
            self.assertIn(spec.spec_status, ("Available", "Unsupported"))
            for text in (spec.phone_count, spec.min_phone_count, spec.max_phone_count):
                self.assertTrue(text is None or isinstance(text, str))

    @shows(GOOD, "DescribeSpec")
    def test_specifications_come_in_pages_and_by_filters(self):
        whole = [spec.spec_id for spec in self.specs().spec_info_model]
        first = self.specs(max_results=1)
        self.assertEqual(len(first.spec_info_model), 1)
        rest = self.specs(max_results=100, next_token=first.next_token)
        self.assertEqual([spec.spec_id for spec in first.spec_info_model + rest.spec_info_model], whole)
        found = self.specs(spec_ids=["acp.std.small", "acp.std.large"], sale_mode="Instance")
        self.assertEqual({spec.spec_id for spec in found.spec_info_model}, {"acp.std.small", "acp.std.large"})
        self.assertEqual(self.specs(spec_ids=["acp.no.such"]).spec_info_model, [])

    @shows(BAD, "DescribeSpec")
    def test_bad_queries_of_specifications_are_refused(self):
        for query in ({"max_results": 101}, {"sale_mode": "Lease"}, {"charge_type": "Free"}, {"spec_status": "Gone"}):
            with self.subTest(query), self.refused(400, "InvalidParameter", "DescribeSpec"):
                self.specs(**query)

    @shows(GOOD, "DescribeBuckets")
    def test_the_bucket_is_listed_with_its_endpoints_and_objects(self):
        phone_id = self.all_phones[0]["phone_id"]
        (item,) = self.assert_finished(
            self.sdk.backup_file(
                phone_id, source_file_path_list=["/data/media/0"], backup_file_path=self.folder("listed"), upload_endpoint=UPLOAD_ENDPOINT,
                upload_type="OSS"),
            phone_id)
        (file,) = self.sdk.backup_files(backup_file_id=item.backup_file_id).data
        answer = self.ecp.describe_buckets(models.DescribeBucketsRequest()).body
        self.assertIsInstance(answer, models.DescribeBucketsResponseBody)
        self.assertEqual((answer.success, answer.http_status_code, answer.code or ""), (True, 200, ""))
        (bucket,) = answer.data
        region = self.simulator.alibaba["region"]
        self.assertEqual((bucket.bucket_name, bucket.region_id), (self.simulator.buckets["oss"], region))
        self.assertEqual(bucket.intranet_endpoint, "oss-%s-internal.aliyuncs.com" % region)
        self.assertEqual(bucket.extranet_endpoint, "oss-%s.aliyuncs.com" % region)
        self.assertTrue(bucket.location and bucket.gmt_created)
        objects = {"oss://%s/%s" % (one.bucket_name, one.key): one for one in bucket.oss_object_list}
        listed = objects[file.backup_file_path]
        self.assertIs(type(listed.size), int)
        self.assertTrue(listed.etag and listed.storage_class and listed.last_modified)

    @shows(GOOD, "DescribeRegions")
    def test_regions_hold_that_of_the_phones(self):
        answer = self.ecp.describe_regions(models.DescribeRegionsRequest(sale_mode="Instance", accept_language="en")).body
        self.assertIsInstance(answer, models.DescribeRegionsResponseBody)
        names = {region.region_id: region.region_name for region in answer.region_models}
        self.assertTrue(names[self.simulator.alibaba["region"]])

    @shows(BAD, "DescribeRegions")
    def test_bad_queries_of_regions_are_refused(self):
        for query in ({"sale_mode": "Lease"}, {"accept_language": "tlh"}):
            with self.refused(400, "InvalidParameter", "DescribeRegions"):
                self.ecp.describe_regions(models.DescribeRegionsRequest(**query))
