"""What `phonevault call … --dry-run` prints is accepted by the verifier, and is the request that was asked for."""

import json
import os
import subprocess
import unittest

from verifier import HttpRequest, verify

AT, NONCE = "2026-01-02T03:04:05Z", "0123456789abcdef0123456789abcdef"
SECRET = "SKexample/0123456789abcdefABCDEF+testonly"
PROJECT = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"
CREDENTIALS = {
    "HUAWEICLOUD_SDK_AK": "AKEXAMPLE0000000TEST",
    "HUAWEICLOUD_SDK_SK": SECRET,
    "HUAWEICLOUD_SDK_PROJECT_ID": PROJECT,
    "ALIBABA_CLOUD_ACCESS_KEY_ID": "AKEXAMPLE0000000TEST",
    "ALIBABA_CLOUD_ACCESS_KEY_SECRET": SECRET,
}


class DryRun(unittest.TestCase):
    def dry_run(self, region, cloud, operation, parameters, *more, **environment):
        """The printed request, after the verifier has accepted it."""
        program = os.environ.get("PHONEVAULT_BIN")
        if not program:
            self.fail("PHONEVAULT_BIN must be the path of the phonevault command (see tests/interop/README.md)")
        command = [program, "--region", region, "call", cloud, operation, "--params", "-", "--dry-run", "--at", AT, *more]
        # The caller's own keys must neither be used nor be needed.
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("HUAWEICLOUD_", "ALIBABA_", "PHONEVAULT_"))}
        done = subprocess.run(
            command,
            input=json.dumps(parameters).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**kept, **CREDENTIALS, **environment},
            check=False,
            timeout=120,
        )
        self.assertEqual(done.returncode, 0, done.stderr.decode(errors="replace"))
        self.assertNotIn(SECRET.encode(), done.stdout + done.stderr)
        document = json.loads(done.stdout)
        self.assertEqual(sorted(document), ["body", "headers", "method", "url"])
        verdict = verify(document, lambda key: SECRET if key == "AKEXAMPLE0000000TEST" else None)
        self.assertTrue(verdict.accepted, "%s\n%s" % (verdict.why, verdict.canonical_request))
        return HttpRequest.from_json(document)

    def test_alibaba_backup_app(self):
        parameters = {
            "AndroidInstanceIdList": ["acp-vec0000000001", "acp-vec0000000002"],
            "SourceAppList": ["com.example.alpha"],
            "BackupFilePath": "oss://cloudphone-saved-bucket-demo/backups/",
            "UploadEndpoint": "oss-cn-shanghai-internal.aliyuncs.com",
            "Description": "说明 100% *+~",
        }
        request = self.dry_run("cn-shanghai", "alibaba", "BackupApp", parameters, "--nonce", NONCE, ALIBABA_CLOUD_SECURITY_TOKEN="CAIS+/==")
        self.assertEqual((request.headers["x-acs-date"], request.headers["x-acs-signature-nonce"]), (AT, NONCE))
        self.assertEqual((request.headers["x-acs-action"], request.headers["x-acs-security-token"]), ("BackupApp", "CAIS+/=="))
        self.assertEqual(request.authority, "eds-aic.cn-shanghai.aliyuncs.com")
        sent = {name.decode(): value.decode() for name, value in request.decoded_query()}
        self.assertEqual(
            sent,
            {
                "AndroidInstanceIdList.1": "acp-vec0000000001",
                "AndroidInstanceIdList.2": "acp-vec0000000002",
                "SourceAppList.1": "com.example.alpha",
                "BackupFilePath": parameters["BackupFilePath"],
                "UploadEndpoint": parameters["UploadEndpoint"],
                "Description": parameters["Description"],
            },
        )
        self.assertEqual(request.body, b"")

    def test_huawei_restore_under_both_names(self):
        info = {"phone_id": "00112233445566778899aabbccddeeff", "bucket_name": "acme-phone-backups", "object_path": "nightly/p 你.tar"}
        for name in ("batch_restore", "BatchImportCloudPhoneData"):
            request = self.dry_run("cn-north-4", "huawei", name, {"restore_infos": [info]}, HUAWEICLOUD_SDK_SECURITY_TOKEN="STS+/==")
            self.assertEqual(request.headers["x-sdk-date"], "20260102T030405Z")
            self.assertEqual(request.headers["x-security-token"], "STS+/==")
            self.assertEqual(request.path, "/v1/%s/cloud-phone/phones/batch-restore" % PROJECT)
            self.assertEqual((request.method, request.query), ("POST", ""))
            self.assertEqual(json.loads(request.body), {"restore_infos": [info]})

    def test_huawei_parameters_go_to_path_and_query(self):
        request = self.dry_run("cn-north-4", "huawei", "ListCloudPhones", {"phone_name": "ré s/*~+", "limit": 10, "offset": 0})
        self.assertEqual(request.path, "/v1/%s/cloud-phone/phones" % PROJECT)
        self.assertEqual(request.canonical_query(), "limit=10&offset=0&phone_name=r%C3%A9%20s%2F%2A~%2B")
        request = self.dry_run("cn-north-4", "huawei", "ShowJob", {"job_id": "0a1b2c3d4e5f60718293a4b5c6d7e8f9"})
        self.assertEqual(request.path, "/v1/%s/cloud-phone/jobs/0a1b2c3d4e5f60718293a4b5c6d7e8f9" % PROJECT)


if __name__ == "__main__":
    unittest.main()
