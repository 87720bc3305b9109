"""IAM with both of Huawei's clients: the generated one, and the helper inside the core package."""

import json

from huaweicloudsdkcore.auth.credentials import BasicCredentials, GlobalCredentials
from huaweicloudsdkcore.auth.internal import IamHelper
from huaweicloudsdkcore.exceptions.exceptions import ClientRequestException, SdkException
from huaweicloudsdkcore.http.http_config import HttpConfig
from huaweicloudsdkcph.v1 import CphClient, ListCloudPhonesRequest
from huaweicloudsdkcph.v1.region.cph_region import CphRegion
from huaweicloudsdkiam.v3 import (
    AgencyAuth,
    AgencyAuthIdentity,
    AuthScope,
    AuthScopeProject,
    CreateTemporaryAccessKeyByAgencyRequest,
    CreateTemporaryAccessKeyByAgencyRequestBody,
    CreateTemporaryAccessKeyByTokenRequest,
    CreateTemporaryAccessKeyByTokenRequestBody,
    IamClient,
    IdentityAssumerole,
    IdentityToken,
    KeystoneCreateUserTokenByPasswordRequest,
    KeystoneCreateUserTokenByPasswordRequestBody,
    KeystoneListProjectsRequest,
    PwdAuth,
    PwdIdentity,
    PwdPassword,
    PwdPasswordUser,
    PwdPasswordUserDomain,
    TokenAuth,
    TokenAuthIdentity,
)

from vendor_sdks.cases.huawei_base import HuaweiCase
from vendor_sdks.recording import BAD, GOOD, shows
from vendor_sdks.vendor_names import VendorNames

CORE = {"client": "huaweicloudsdkcore"}
PASSWORD, PROJECTS = "KeystoneCreateUserTokenByPassword", "KeystoneListProjects"
BY_TOKEN, BY_AGENCY = "CreateTemporaryAccessKeyByToken", "CreateTemporaryAccessKeyByAgency"


class HuaweiIam(HuaweiCase):
    client = "huaweicloudsdkiam"
    section = "huawei.iam"

    def setUp(self):
        super().setUp()
        self.known = self.simulator.huawei
        self.iam = self.iam_client()

    def iam_client(self, secret_key=None):
        credentials = GlobalCredentials(self.known["ak"], secret_key or self.known["sk"], "0" * 32)
        builder = IamClient.new_builder().with_http_config(HttpConfig(timeout=(10, 60)))
        return builder.with_credentials(credentials).with_endpoint(self.simulator.endpoints["huawei_iam"]).build()

    def token(self, scope=True, **changed):
        user = {"name": self.known["iam_user"], "password": self.known["iam_password"], "domain": self.known["iam_domain"], **changed}
        identity = PwdIdentity(
            methods=["password"],
            password=PwdPassword(
                user=PwdPasswordUser(name=user["name"], password=user["password"], domain=PwdPasswordUserDomain(name=user["domain"]))),
        )
        project = AuthScope(project=AuthScopeProject(name=self.known["region"])) if scope else None
        body = KeystoneCreateUserTokenByPasswordRequestBody(auth=PwdAuth(identity=identity, scope=project))
        return self.iam.keystone_create_user_token_by_password(KeystoneCreateUserTokenByPasswordRequest(nocatalog="true", body=body))

    def by_token(self, token, seconds=3600):
        identity = TokenAuthIdentity(methods=["token"], token=IdentityToken(id=token, duration_seconds=seconds))
        body = CreateTemporaryAccessKeyByTokenRequestBody(auth=TokenAuth(identity=identity))
        return self.iam.create_temporary_access_key_by_token(CreateTemporaryAccessKeyByTokenRequest(body=body)).credential

    def assert_keys_work(self, access, secret, token):
        sdk = self.huawei(access_key=access, secret_key=secret, security_token=token)
        self.assertEqual(len(sdk.list_phones()), self.phones)
        with self.assertRaises(ClientRequestException) as raised:
            self.huawei(access_key=access, secret_key=secret, security_token=token[:-1] + "?").list_phones()
        self.assertEqual((raised.exception.status_code, raised.exception.error_code), (401, "APIGW.0301"))

    def assert_temporary(self, credential):
        self.assertRegex(credential.expires_at, r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$")
        self.assertNotEqual(credential.access, self.known["ak"])
        self.assert_keys_work(credential.access, credential.secret, credential.securitytoken)

    @shows(GOOD, PASSWORD)
    def test_a_token_for_a_password_opens_the_project(self):
        answer = self.token()
        token = answer.token
        self.assertEqual(token.methods, ["password"])
        self.assertEqual((token.project.id, token.project.name), (self.known["project_id"], self.known["region"]))
        self.assertEqual((token.user.name, token.user.domain.name), (self.known["iam_user"], self.known["iam_domain"]))
        self.assertGreater(token.expires_at, token.issued_at)
        self.assertGreater(len(answer.x_subject_token), 1000)
        invoker = self.cph.list_cloud_phones_invoker(ListCloudPhonesRequest(limit=1)).add_header("X-Auth-Token", answer.x_subject_token)
        self.assertEqual(invoker.invoke().count, self.phones)

    @shows(BAD, PASSWORD)
    def test_a_wrong_password_is_unauthorised(self):
        for changed in ({"password": "wrong"}, {"name": "nobody"}, {"domain": "elsewhere"}):
            with self.subTest(changed), self.assertRaises(ClientRequestException) as raised:
                self.token(**changed)
            self.assertEqual((raised.exception.status_code, str(raised.exception.error_code)), (401, "401"))
            self.assertTrue(raised.exception.error_msg and raised.exception.request_id)

    @shows(BAD, PASSWORD)
    def test_a_token_without_project_does_not_open_the_phones(self):
        token = self.token(scope=False).x_subject_token
        for sent, status, code in ((token, 403, "CPS.0001"), ("no such token", 401, "APIGW.0301")):
            with self.assertRaises(ClientRequestException) as raised:
                self.cph.list_cloud_phones_invoker(ListCloudPhonesRequest(limit=1)).add_header("X-Auth-Token", sent).invoke()
            self.assertEqual((raised.exception.status_code, raised.exception.error_code), (status, code))

    @shows(GOOD, PROJECTS)
    def test_projects_are_listed_by_name(self):
        (project,) = self.iam.keystone_list_projects(KeystoneListProjectsRequest(name=self.known["region"])).projects
        self.assertEqual((project.id, project.name), (self.known["project_id"], self.known["region"]))
        self.assertEqual((project.enabled, project.is_domain), (True, False))
        self.assertTrue(project.domain_id and project.parent_id)
        self.assertEqual(self.iam.keystone_list_projects(KeystoneListProjectsRequest(name="ap-southeast-1")).projects, [])

    @shows(BAD, PROJECTS)
    def test_projects_are_not_listed_for_a_wrong_key(self):
        with self.assertRaises(ClientRequestException) as raised:
            self.iam_client(secret_key="wrong").keystone_list_projects(KeystoneListProjectsRequest())
        self.assertEqual(raised.exception.status_code, 401)
        self.assertTrue(raised.exception.request_id)

    @shows(GOOD, BY_TOKEN)
    def test_a_token_is_changed_for_temporary_keys(self):
        self.assert_temporary(self.by_token(self.token().x_subject_token))

    @shows(BAD, BY_TOKEN)
    def test_bad_tokens_and_durations_give_no_keys(self):
        with self.assertRaises(ClientRequestException) as raised:
            self.by_token("no such token")
        self.assertEqual(raised.exception.status_code, 401)
        token = self.token().x_subject_token
        for seconds in (899, 86401):
            with self.subTest(seconds), self.assertRaises(ClientRequestException) as raised:
                self.by_token(token, seconds)
            self.assertEqual(raised.exception.status_code, 400)

    def by_agency(self, agency, domain=None):
        assumed = IdentityAssumerole(agency_name=agency, domain_name=domain or self.known["iam_domain"], duration_seconds=900)
        identity = AgencyAuthIdentity(methods=["assume_role"], assume_role=assumed)
        body = CreateTemporaryAccessKeyByAgencyRequestBody(auth=AgencyAuth(identity=identity))
        return self.iam.create_temporary_access_key_by_agency(CreateTemporaryAccessKeyByAgencyRequest(body=body)).credential

    @shows(GOOD, BY_AGENCY)
    def test_an_agency_gives_temporary_keys(self):
        self.assert_temporary(self.by_agency("acme-agency"))

    @shows(BAD, BY_AGENCY)
    def test_an_unknown_agency_gives_no_keys(self):
        with self.assertRaises(ClientRequestException) as raised:
            self.by_agency("no-such-agency", "no-such-account")
        self.assertIn(raised.exception.status_code, (403, 404))

    @shows(GOOD, BY_TOKEN, **CORE)
    def test_the_core_helper_changes_a_token_for_keys(self):
        http = self.cph.get_http_client()
        request = IamHelper.get_create_temporary_access_key_by_token_request(
            http.config, self.simulator.endpoints["huawei_iam"], self.token().x_subject_token, 900)
        keys = IamHelper.create_temporary_access_key_by_token(http, request)
        self.assert_keys_work(keys["access"], keys["secret"], keys["securitytoken"])

    @shows(BAD, BY_TOKEN, **CORE)
    def test_the_core_helper_reports_a_bad_token(self):
        http = self.cph.get_http_client()
        request = IamHelper.get_create_temporary_access_key_by_token_request(
            http.config, self.simulator.endpoints["huawei_iam"], "no such token", 900)
        with self.assertRaises(ClientRequestException) as raised:
            IamHelper.create_temporary_access_key_by_token(http, request)
        self.assertEqual(raised.exception.status_code, 401)

    def by_region(self, names, **changed):
        """A client that knows nothing but region and keys, at the vendor's own addresses."""
        keys = {"ak": self.known["ak"], "sk": self.known["sk"], **changed}
        config = HttpConfig(timeout=(10, 60), proxy_protocol="http", proxy_host="127.0.0.1", proxy_port=names.port, ssl_ca_cert=names.ca)
        builder = CphClient.new_builder().with_http_config(config).with_credentials(BasicCredentials(**keys))
        return builder.with_region(CphRegion.value_of(self.known["region"])).build()

    @shows(GOOD, PROJECTS, **CORE)
    def test_the_core_finds_the_project_of_a_region(self):
        BasicCredentials._CACHE.clear()
        with VendorNames(self.simulator.endpoints) as names:
            client = self.by_region(names)
            self.assertEqual(client.get_credentials().project_id, self.known["project_id"])
            self.assertEqual(client.list_cloud_phones(ListCloudPhonesRequest(limit=1)).count, self.phones)
            self.assertEqual(set(names.hosts), {"iam.cn-north-4.myhuaweicloud.com", "cph.cn-north-4.myhuaweicloud.com"})

    @shows(BAD, PROJECTS, **CORE)
    def test_the_core_reports_that_it_may_not_look_for_the_project(self):
        BasicCredentials._CACHE.clear()
        with VendorNames(self.simulator.endpoints) as names, self.assertRaises(SdkException) as raised:
            self.by_region(names, sk="wrong")
        self.assertIn("Failed to get project id", json.dumps(str(raised.exception)))
