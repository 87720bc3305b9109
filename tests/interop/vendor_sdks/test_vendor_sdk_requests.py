"""The verifier accepts what the vendors' SDKs really send, and they put every parameter where the references say."""

import unittest

from alibabacloud_eds_aic20230930 import models
from alibabacloud_tea_openapi.exceptions import ClientException
from huaweicloudsdkcore.exceptions.exceptions import ClientRequestException

from vendor_sdks.alibaba import Alibaba
from vendor_sdks.checking_stub import CheckingStub
from vendor_sdks.huawei import Huawei

PROJECT = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"
PHONE = "00112233445566778899aabbccddeeff"
ACP = "acp-vec0000000001"
HARD = "ré 说明 100% *~+'()!\"&=#/?:@;,"


class VendorRequests(unittest.TestCase):
    def setUp(self):
        stub = CheckingStub({"AK": "secret/+="})
        self.stub = stub.__enter__()
        self.addCleanup(stub.__exit__, None, None, None)

    def last(self):
        """The newest request, which has to be accepted."""
        seen = self.stub.seen[-1]
        self.assertTrue(seen.verdict.accepted, "%s\n%s" % (seen.verdict.why, seen.verdict.canonical_request))
        return seen


class HuaweiRequests(VendorRequests):
    base = "/v1/%s/cloud-phone" % PROJECT

    def huawei(self, secret="secret/+=", **more):
        return Huawei(self.stub.endpoint, "AK", secret, PROJECT, **more)

    def test_every_typed_operation(self):
        sdk = self.huawei()
        posts = [
            (lambda: sdk.export(PHONE, "b-1", "n/p.tar", ["/data/media"], ["/data/media/0/tmp"]), "phones/batch-storage",
             {"storage_infos": [{"phone_id": PHONE, "include_files": ["/data/media"], "exclude_files": ["/data/media/0/tmp"],
                                 "bucket_name": "b-1", "object_path": "n/p.tar"}]}),
            (lambda: sdk.restore(PHONE, "b-1", "n/é p.tar"), "phones/batch-restore",
             {"restore_infos": [{"phone_id": PHONE, "bucket_name": "b-1", "object_path": "n/é p.tar"}]}),
            (lambda: sdk.restart(PHONE), "phones/batch-restart", {"phones": [{"phone_id": PHONE}]}),
            (lambda: sdk.stop(PHONE), "phones/batch-stop", {"phone_ids": [PHONE]}),
        ]
        for call, path, body in posts:
            call()
            seen = self.last()
            self.assertEqual((seen.request.method, seen.request.path), ("POST", "%s/%s" % (self.base, path)))
            self.assertEqual(seen.json, body)
        gets = [
            (lambda: sdk.list_phones(phone_name=HARD, status=-7), "phones", {"offset": "0", "limit": "100", "phone_name": HARD, "status": "-7"}),
            (lambda: sdk.show_phone(PHONE), "phones/" + PHONE, {}),
            (lambda: sdk.show_job("j1"), "jobs/j1", {}),
            (lambda: sdk.list_jobs(request_ids="a,b", offset=0, limit=50), "jobs", {"request_ids": "a,b", "offset": "0", "limit": "50"}),
            (lambda: sdk.list_images(image_type="public", limit=500), "phone-images", {"image_type": "public", "limit": "500"}),
        ]
        for call, path, query in gets:
            call()
            seen = self.last()
            self.assertEqual((seen.request.method, seen.request.path), ("GET", "%s/%s" % (self.base, path)))
            self.assertEqual((seen.query, seen.request.body), (query, b""))
        self.assertEqual(len(self.stub.seen), len(posts) + len(gets))

    def test_temporary_keys(self):
        self.huawei(security_token="STS token/+==").show_job("j1")
        self.assertEqual(self.last().request.headers["x-security-token"], "STS token/+==")

    def test_a_wrong_key_is_refused(self):
        with self.assertRaises(ClientRequestException) as raised:
            self.huawei(secret="another").show_job("j1")
        self.assertEqual((raised.exception.status_code, raised.exception.error_code), (401, "STUB"))
        self.assertEqual(self.stub.seen[-1].verdict.why, "the signature differs")


class AlibabaRequests(VendorRequests):
    def alibaba(self, secret="secret/+=", **more):
        return Alibaba(self.stub.endpoint, "AK", secret, "cn-shanghai", **more)

    def expect(self, action, query, form=None):
        seen = self.last()
        headers = seen.request.headers
        self.assertEqual((headers["x-acs-action"], headers["x-acs-version"]), (action, "2023-09-30"))
        self.assertEqual((seen.request.method, seen.request.path), ("POST", "/"))
        self.assertEqual((seen.query, seen.form), (query, form or {}))

    def test_every_typed_action(self):
        sdk = self.alibaba()
        where = {"upload_endpoint": "oss-cn-shanghai-internal.aliyuncs.com", "backup_file_path": "oss://b/dir/"}
        sent = {"UploadEndpoint": "oss-cn-shanghai-internal.aliyuncs.com", "BackupFilePath": "oss://b/dir/", "AndroidInstanceIdList.1": ACP}

        sdk.backup_app(ACP, source_app_list=["a.b", "c.d"], description=HARD, backup_file_name="nightly A+B~1", **where)
        apps = {"SourceAppList.1": "a.b", "SourceAppList.2": "c.d"}
        self.expect("BackupApp", {**sent, **apps, "Description": HARD, "BackupFileName": "nightly A+B~1"})
        sdk.backup_file(ACP, source_file_path_list=["/data/é"], exclude_source_file_path_list=["/x"], backup_all=False, upload_type="OSS", **where)
        # The Python client spells booleans its own way; a service has to take them in any case.
        paths = {"SourceFilePathList.1": "/data/é", "ExcludeSourceFilePathList.1": "/x", "BackupAll": "False", "UploadType": "OSS"}
        self.expect("BackupFile", {**sent, **paths})
        sdk.backup_android_instance(ACP, **where)
        self.expect("BackupAndroidInstance", sent)

        file = {"BackupFileId": "bf-1", "UploadType": "OSS"}
        sdk.recover_app(ACP, backup_file_id="bf-1", upload_type="OSS", **where)
        self.expect("RecoverApp", {**sent, **file})
        sdk.recovery_file(ACP, backup_file_id="bf-1", upload_type="OSS", **where)
        self.expect("RecoveryFile", {**sent, **file})
        sdk.recover_android_instance(ACP, backup_file_id="bf-1", upload_type="OSS", **where)
        self.expect("RecoverAndroidInstance", {**sent, **file})

        sdk.backup_files(backup_file_id="bf-1", status_list=["AVAILABLE", "BACKUPING"], max_results=10)
        self.expect("DescribeBackupFiles", {"BackupFileId": "bf-1", "StatusList.1": "AVAILABLE", "StatusList.2": "BACKUPING", "MaxResults": "10"})
        sdk.tasks(invoke_id="R", task_ids=["t-1"], level=2)
        self.expect("DescribeTasks", {"InvokeId": "R", "TaskIds.1": "t-1", "Level": "2", "MaxResults": "100"})
        sdk.list_phones(android_instance_ids=[ACP, "acp-2"])
        self.expect("DescribeAndroidInstances", {"AndroidInstanceIds.1": ACP, "AndroidInstanceIds.2": "acp-2", "MaxResults": "100"})
        sdk.start(ACP)
        self.expect("StartAndroidInstance", {"AndroidInstanceIds.1": ACP})
        sdk.stop(ACP)
        self.expect("StopAndroidInstance", {"AndroidInstanceIds.1": ACP})

    def test_a_form_body_beside_a_query(self):
        tag = models.DescribeImageListRequestImageBizTags(key="k 1", value=HARD)
        self.alibaba().client.describe_image_list(
            models.DescribeImageListRequest(image_type="System", image_name=HARD, image_biz_tags=[tag], system_type="Android 12"))
        self.expect(
            "DescribeImageList",
            {"ImageBizTags.1.Key": "k 1", "ImageBizTags.1.Value": HARD, "SystemType": "Android 12"},
            {"ImageType": "System", "ImageName": HARD},
        )

    def test_lists_in_a_body_are_flattened_or_one_json_text(self):
        client = self.alibaba().client
        client.describe_metric_list(models.DescribeMetricListRequest(android_instance_ids=[ACP, "acp-2"]))
        self.expect("DescribeMetricList", {}, {"AndroidInstanceIds.1": ACP, "AndroidInstanceIds.2": "acp-2"})
        client.delete_images(models.DeleteImagesRequest(image_ids=["imgc-1", "imgc-2"]))
        self.expect("DeleteImages", {}, {"ImageIds": '["imgc-1","imgc-2"]'})

    def test_eleven_ids(self):
        ids = ["bf-%02d" % number for number in range(1, 12)]
        self.alibaba().client.delete_backup_file(models.DeleteBackupFileRequest(backup_file_id_list=ids))
        self.expect("DeleteBackupFile", {"BackupFileIdList.%d" % (index + 1): value for index, value in enumerate(ids)})

    def test_temporary_keys(self):
        self.alibaba(security_token="CAIS token/+==").tasks(task_ids=["t-1"])
        headers = self.last().request.headers
        self.assertEqual((headers["x-acs-security-token"], headers["x-acs-accesskey-id"]), ("CAIS token/+==", "AK"))

    def test_a_wrong_key_is_refused(self):
        with self.assertRaises(ClientException) as raised:
            self.alibaba(secret="another").tasks(task_ids=["t-1"])
        self.assertEqual((raised.exception.status_code, raised.exception.code), (401, "Stub"))
        self.assertEqual(self.stub.seen[-1].verdict.why, "the signature differs")


if __name__ == "__main__":
    unittest.main()
