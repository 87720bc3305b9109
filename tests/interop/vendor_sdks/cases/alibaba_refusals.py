"""What every operation of Alibaba's client meets: wrong keys, and operations that the simulator does not have."""

from alibabacloud_eds_aic20230930 import models
from alibabacloud_eds_aic20230930.client import Client
from alibabacloud_tea_openapi.exceptions import AlibabaCloudException

from interop_table.catalogue import SECTIONS
from vendor_sdks import offers
from vendor_sdks.cases.alibaba_base import AlibabaCase
from vendor_sdks.recording import BAD


class AlibabaRefusals(AlibabaCase):
    phones = 2

    def every_operation(self):
        return offers.operations(Client, SECTIONS[self.section].rows)

    def call(self, client, operation, **fields):
        return offers.method(client, operation)(getattr(models, operation + "Request")(**fields))

    def test_wrong_keys_are_refused_by_every_operation(self):
        for changed, status, code in (
            ({"access_key_secret": "not the secret"}, 400, "SignatureDoesNotMatch"),
            ({"access_key_id": "NOSUCHKEY"}, 404, "InvalidAccessKeyId.NotFound"),
            ({"security_token": "no such token"}, 403, "InvalidSecurityToken.Malformed"),
        ):
            client = self.alibaba(**changed).client
            for operation in self.every_operation():
                with self.subTest(operation, **changed), self.recorded(BAD, operation), self.refused(status, code, operation):
                    self.call(client, operation)

    def test_other_operations_are_not_supported_and_counted(self):
        for operation, fields in (
            ("DescribeAndroidInstanceGroups", {"max_results": 10}),
            ("CreateKeyPair", {"key_pair_name": "interop"}),
            ("DeleteImages", {"image_ids": ["imgc-1"]}),
            ("CreateScreenshot", {"android_instance_id_list": ["acp-1"]}),
            ("SendFile", {"android_instance_id_list": ["acp-1"], "source_file_path": "x"}),
        ):
            before = self.simulator.counts("alibaba." + operation)["received"]
            with self.subTest(operation), self.refused(404, "InvalidApi.NotFound", operation):
                self.call(self.ecp, operation, **fields)
            self.assertEqual(self.simulator.counts("alibaba." + operation), {"received": before + 1, "applied": 0})

    def test_the_log_has_an_operation_for_each_method_of_the_client(self):
        """Every one of the client's operations reaches the log under its name, whether the simulator has it or not."""
        every = offers.every_operation(models, Client)
        before = self.simulator.admin("GET", "/requests")["counts"]
        for operation in every:
            try:
                self.call(self.ecp, operation)
            except AlibabaCloudException:
                pass
        after = self.simulator.admin("GET", "/requests")["counts"]
        for operation in every:
            name = "alibaba." + operation
            with self.subTest(operation):
                self.assertEqual(after[name]["received"], before.get(name, {"received": 0})["received"] + 1)
