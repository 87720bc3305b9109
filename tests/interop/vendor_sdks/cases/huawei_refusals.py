"""What every operation of Huawei's client meets: wrong keys, a foreign project, and operations that the simulator does not have."""

from huaweicloudsdkcph.v1 import (
    BatchCreateTagsRequest,
    BatchCreateTagsRequestBody,
    CphClient,
    ListCloudPhoneModelsRequest,
    ListCloudPhoneServersRequest,
    ListProjectTagsRequest,
    ShowBandwidthDetailRequest,
    UpdatePhoneNameRequest,
    UpdatePhoneNameRequestBody,
)
from huaweicloudsdkcph.v1 import __dict__ as cph_names
from huaweicloudsdkcore.exceptions.exceptions import ClientRequestException

from interop_table.catalogue import SECTIONS
from vendor_sdks import offers
from vendor_sdks.cases.huawei_base import HuaweiCase
from vendor_sdks.recording import BAD

# A wrong key is found out before anything else of a request is looked at, so an empty body will do.
BODIES = {
    "RunShellCommand": {"command": "shell"},
    "PushFile": {"command": "push"},
    "InstallApk": {"command": "install"},
    "UninstallApk": {"command": "uninstall"},
}
PATHS = {"ShowJob": {"job_id": "0" * 32}, "ShowCloudPhoneDetail": {"phone_id": "0" * 32}}


class HuaweiRefusals(HuaweiCase):
    def every_operation(self):
        return offers.operations(CphClient, SECTIONS[self.section].rows)

    def smallest(self, operation):
        request = cph_names[operation + "Request"](**PATHS.get(operation, {}))
        if hasattr(request, "body"):
            request.body = cph_names[operation + "RequestBody"](**BODIES.get(operation, {}))
        return request

    def test_wrong_keys_are_refused_by_every_operation(self):
        for changed in ({"secret_key": "not the secret"}, {"access_key": "NOSUCHKEY"}, {"security_token": "no such token"}):
            client = self.huawei(**changed).client
            for operation in self.every_operation():
                with self.subTest(operation, **changed), self.recorded(BAD, operation), self.refused(401, "APIGW.0301", operation):
                    offers.method(client, operation)(self.smallest(operation))

    def test_a_foreign_project_is_refused_by_every_operation(self):
        client = self.huawei(project_id="f" * 32).client
        for operation in self.every_operation():
            with self.subTest(operation), self.recorded(BAD, operation), self.refused(403, "CPS.0001", operation):
                offers.method(client, operation)(self.smallest(operation))

    def test_other_operations_are_not_supported_and_counted(self):
        phone_id = self.all_phones[0]["phone_id"]
        tags = BatchCreateTagsRequestBody(action="create", tags=[])
        for operation, request in (
            ("ListCloudPhoneServers", ListCloudPhoneServersRequest(limit=10)),
            ("ListCloudPhoneModels", ListCloudPhoneModelsRequest()),
            ("ShowBandwidthDetail", ShowBandwidthDetailRequest()),
            ("UpdatePhoneName", UpdatePhoneNameRequest(phone_id=phone_id, body=UpdatePhoneNameRequestBody(phone_name="new"))),
            ("ListProjectTags", ListProjectTagsRequest(resource_type="cph-server")),
            ("BatchCreateTags", BatchCreateTagsRequest(resource_type="cph-server", resource_id="1", body=tags)),
        ):
            with self.subTest(operation):
                before = self.simulator.counts("huawei." + operation)["received"]
                with self.refused(404, "APIGW.0101", operation):
                    offers.method(self.cph, operation)(request)
                self.assertEqual(self.simulator.counts("huawei." + operation), {"received": before + 1, "applied": 0})

    def test_the_log_has_an_operation_for_each_method_of_the_client(self):
        """Every one of the client's operations is known by name, whether the simulator has it or not."""
        import huaweicloudsdkcph.v1 as models

        every = offers.every_operation(models, CphClient)
        self.assertEqual(len(every), 59)
        for operation in every:
            request = self.filled(operation)
            with self.subTest(operation):
                try:
                    answer = offers.method(self.cph, operation)(request)
                    request_id = answer.request_id
                except ClientRequestException as error:
                    request_id = error.request_id
                self.assertEqual(self.request(request_id)["operation"], operation)

    def filled(self, operation):
        """The operation's request with some text in every variable of its path and the body that tells it from its neighbours."""
        request = cph_names[operation + "Request"]()
        for name in ("phone_id", "job_id", "image_id", "member_id", "server_id", "event_id", "band_width_id", "resource_id"):
            if hasattr(request, name) and operation not in ("ListImages", "ListCloudPhones", "ListCloudPhoneServers", "ListEncodeServers"):
                setattr(request, name, "0" * 32)
        if hasattr(request, "resource_type"):
            request.resource_type = "cph-server"
        if hasattr(request, "body"):
            body = cph_names[request.openapi_types["body"]]
            apart = {**BODIES, "DeleteShareFiles": {"file_paths": []}, "BatchDeleteTags": {"action": "delete"}}
            request.body = body(**apart.get(operation, {}))
        return request
