"""STS with both of Alibaba's clients: the generated one, and the providers inside the credentials package."""

import json

from alibabacloud_credentials.exceptions import CredentialException
from alibabacloud_credentials.provider import OIDCRoleArnCredentialsProvider, RamRoleArnCredentialsProvider
from alibabacloud_sts20150401 import models
from alibabacloud_sts20150401.client import Client
from alibabacloud_tea_openapi.exceptions import ClientException
from alibabacloud_tea_openapi.utils_models import Config

from vendor_sdks import offers
from vendor_sdks.cases.alibaba_base import UTC_TIME, AlibabaCase
from vendor_sdks.cases.oidc import provider_arn, token
from vendor_sdks.cases.surroundings import surrounded, write
from vendor_sdks.recording import BAD, GOOD, shows
from vendor_sdks.vendor_names import VendorNames

ASSUME, OIDC = "AssumeRole", "AssumeRoleWithOIDC"
PROVIDERS = {"client": "alibabacloud_credentials"}
# A session may do nothing but read. Without blanks, which the credentials package signs in a way that the service does not read.
POLICY = json.dumps({"Version": "1", "Statement": [{"Effect": "Allow", "Action": "eds-aic:Describe*", "Resource": "*"}]}, separators=(",", ":"))


class AlibabaSts(AlibabaCase):
    client = "alibabacloud_sts20150401"
    section = "alibaba.sts"
    phones = 2

    def setUp(self):
        super().setUp()
        self.known = self.simulator.alibaba
        self.sts = self.sts_client()

    def sts_client(self, secret=None, **more):
        host = self.simulator.endpoints["alibaba_sts"].split("://")[1]
        return Client(
            Config(
                access_key_id=self.known["access_key_id"], access_key_secret=secret or self.known["access_key_secret"], endpoint=host,
                protocol="HTTP", region_id=self.known["region"], **more))

    def assume(self, client=None, **changed):
        fields = {"role_arn": self.known["role_arn"], "role_session_name": "interop", "duration_seconds": 900, **changed}
        return (client or self.sts).assume_role(models.AssumeRoleRequest(**fields)).body

    def assume_with_oidc(self, **changed):
        fields = {
            "role_arn": self.known["role_arn"], "role_session_name": "interop", "duration_seconds": 900,
            "oidcprovider_arn": provider_arn(self.known), "oidctoken": token(), **changed,
        }
        return offers.method(self.sts, OIDC)(models.AssumeRoleWithOIDCRequest(**fields)).body

    def assert_session(self, answer):
        keys = answer.credentials
        self.assertRegex(keys.expiration, UTC_TIME)
        self.assertTrue(answer.assumed_role_user.arn.endswith("/interop"), answer.assumed_role_user.arn)
        self.assertTrue(answer.assumed_role_user.assumed_role_id.endswith(":interop"))
        self.assert_keys_work(keys.access_key_id, keys.access_key_secret, keys.security_token)

    def assert_keys_work(self, access, secret, security_token):
        self.assertNotEqual(access, self.known["access_key_id"])
        sdk = self.alibaba(access_key_id=access, access_key_secret=secret, security_token=security_token)
        self.assertEqual(len(sdk.list_phones()), self.phones)
        for wrong in ({"security_token": "another"}, {"security_token": None}):
            with self.assertRaises(ClientException) as raised:
                self.alibaba(**{**{"access_key_id": access, "access_key_secret": secret}, **wrong}).list_phones()
            self.assertTrue(400 <= raised.exception.status_code < 500 and raised.exception.request_id)

    @shows(GOOD, ASSUME)
    def test_a_role_is_assumed(self):
        answer = self.assume(policy=POLICY)
        self.assertIsInstance(answer, models.AssumeRoleResponseBody)
        self.assert_session(answer)
        self.assertEqual(self.request(answer.request_id)["operation"], "sts.AssumeRole")

    @shows(GOOD, ASSUME)
    def test_a_session_assumes_a_role_again(self):
        first = self.assume().credentials
        host = self.simulator.endpoints["alibaba_sts"].split("://")[1]
        chained = Client(
            Config(
                access_key_id=first.access_key_id, access_key_secret=first.access_key_secret, security_token=first.security_token,
                endpoint=host, protocol="HTTP", region_id=self.known["region"]))
        self.assert_session(self.assume(chained))

    @shows(BAD, ASSUME)
    def test_bad_requests_for_a_role_are_refused(self):
        with self.refused(400, "SignatureDoesNotMatch", "sts.AssumeRole"):
            self.assume(self.sts_client(secret="wrong"))
        for changed, status in (
            ({"role_arn": "acs:ram::1144371316800196:role/nosuchrole"}, (403, 404)),
            ({"role_arn": "not an arn"}, (400,)),
            ({"role_session_name": "x"}, (400,)),
            ({"role_session_name": "blanks are wrong"}, (400,)),
            ({"duration_seconds": 899}, (400,)),
            ({"external_id": "x"}, (400,)),
            ({"role_arn": None}, (400,)),
        ):
            with self.subTest(changed), self.nothing_happens(), self.assertRaises(ClientException) as raised:
                self.assume(**changed)
            with self.subTest(changed):
                self.assertIn(raised.exception.status_code, status)
                self.assertTrue(raised.exception.code)
                self.assert_counted(raised.exception.request_id, "sts.AssumeRole", applied=False)

    @shows(GOOD, OIDC)
    def test_a_role_is_assumed_with_a_token_of_an_identity_provider(self):
        answer = self.assume_with_oidc()
        self.assertIsInstance(answer, models.AssumeRoleWithOIDCResponseBody)
        self.assert_session(answer)
        self.assertEqual(self.request(answer.request_id)["operation"], "sts.AssumeRoleWithOIDC")

    @shows(BAD, OIDC)
    def test_bad_identity_tokens_are_refused(self):
        for changed in ({"oidctoken": None}, {"oidcprovider_arn": None}, {"oidctoken": ""}, {"duration_seconds": 1}, {"role_arn": "not an arn"}):
            with self.subTest(changed), self.assertRaises(ClientException) as raised:
                self.assume_with_oidc(**changed)
            with self.subTest(changed):
                self.assertTrue(400 <= raised.exception.status_code < 500 and raised.exception.code)
                self.assert_counted(raised.exception.request_id, "sts.AssumeRoleWithOIDC", applied=False)

    def with_providers(self, make):
        """What a provider of the credentials package fetches, at the vendor's own address over TLS."""
        with VendorNames(self.simulator.endpoints) as names, surrounded(**names.environment()) as home, names.trusted():
            keys = make(home).get_credentials()
            self.assertEqual(set(names.hosts), {"sts.%s.aliyuncs.com" % self.known["region"]})
        return keys

    def ram_role(self, **changed):
        fields = {
            "access_key_id": self.known["access_key_id"], "access_key_secret": self.known["access_key_secret"],
            "role_arn": self.known["role_arn"], "role_session_name": "interop", "duration_seconds": 900,
            "sts_region_id": self.known["region"], **changed,
        }
        return RamRoleArnCredentialsProvider(**fields)

    def oidc_role(self, home, **changed):
        fields = {
            "role_arn": self.known["role_arn"], "oidc_provider_arn": provider_arn(self.known), "role_session_name": "interop",
            "oidc_token_file_path": write(home, "token", token()), "duration_seconds": 900, "sts_region_id": self.known["region"], **changed,
        }
        return OIDCRoleArnCredentialsProvider(**fields)

    @shows(GOOD, ASSUME, **PROVIDERS)
    def test_the_provider_assumes_a_role(self):
        keys = self.with_providers(lambda _: self.ram_role(policy=POLICY))
        self.assert_keys_work(keys.get_access_key_id(), keys.get_access_key_secret(), keys.get_security_token())

    @shows(BAD, ASSUME, **PROVIDERS)
    def test_the_provider_reports_a_refused_role(self):
        for changed, code in (({"access_key_secret": "wrong"}, "SignatureDoesNotMatch"), ({"role_session_name": "x"}, "Invalid")):
            with self.subTest(changed), self.assertRaises(CredentialException) as raised:
                self.with_providers(lambda _: self.ram_role(**changed))
            self.assertIn(code, str(raised.exception))

    @shows(GOOD, OIDC, **PROVIDERS)
    def test_the_provider_assumes_a_role_with_a_token(self):
        keys = self.with_providers(self.oidc_role)
        self.assert_keys_work(keys.get_access_key_id(), keys.get_access_key_secret(), keys.get_security_token())

    @shows(BAD, OIDC, **PROVIDERS)
    def test_the_provider_reports_a_refused_token(self):
        with self.assertRaises(CredentialException) as raised:
            self.with_providers(lambda home: self.oidc_role(home, role_arn="acs:ram::1144371316800196:role/nosuchrole"))
        self.assertIn("http_code: 4", str(raised.exception))
