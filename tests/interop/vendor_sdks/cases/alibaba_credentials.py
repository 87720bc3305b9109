"""Where Alibaba's credentials package finds its keys, when it is told the kind."""

from contextlib import contextmanager

from alibabacloud_credentials.client import Client as Credentials
from alibabacloud_credentials.exceptions import CredentialException
from alibabacloud_credentials.models import Config as CredentialConfig
from alibabacloud_eds_aic20230930 import models
from alibabacloud_eds_aic20230930.client import Client
from alibabacloud_tea_openapi.exceptions import ClientException
from alibabacloud_tea_openapi.utils_models import Config

from vendor_sdks.cases.alibaba_base import AlibabaCase
from vendor_sdks.cases.oidc import provider_arn, token
from vendor_sdks.cases.surroundings import surrounded, write
from vendor_sdks.recording import BAD, GOOD, shows
from vendor_sdks.vendor_names import VendorNames

METADATA = "100.100.100.200"
ROLES_PATH = "/latest/meta-data/ram/security-credentials/"


class AlibabaCredentials(AlibabaCase):
    client = "alibabacloud_credentials"
    section = "alibaba.credentials"
    phones = 2

    def setUp(self):
        super().setUp()
        self.known = self.simulator.alibaba
        self.keys = {name: self.known[name] for name in ("access_key_id", "access_key_secret")}
        self.role = {"role_arn": self.known["role_arn"], "role_session_name": "interop", "role_session_expiration": 3600}
        self.sts_host = "sts.%s.aliyuncs.com" % self.known["region"]

    @contextmanager
    def vendor_names(self, **more):
        """The vendor's addresses, and a home directory."""
        with VendorNames(self.simulator.endpoints, **more) as names, surrounded(**names.environment()) as home, names.trusted():
            yield names, home

    def list_with(self, **config):
        """The number of phones that keys of this kind list at the vendor's own address, and the keys."""
        credentials = Credentials(CredentialConfig(**config))
        keys = credentials.get_credential()
        client = Client(Config(credential=credentials, region_id=self.known["region"]))
        answer = client.describe_android_instances(models.DescribeAndroidInstancesRequest()).body
        return answer.total_count, keys

    def assert_lists(self, temporary, **config):
        count, keys = self.list_with(**config)
        self.assertEqual((count, bool(keys.security_token)), (self.phones, temporary))
        return keys

    def assert_refused(self, code, **config):
        with self.assertRaises(ClientException) as raised:
            self.list_with(**config)
        self.assertEqual(raised.exception.code, code)
        self.assertTrue(raised.exception.request_id)

    def assert_no_keys(self, **config):
        with self.assertRaises(CredentialException) as raised:
            self.list_with(**config)
        return str(raised.exception)

    def temporary_keys(self):
        keys = Credentials(CredentialConfig(type="ram_role_arn", sts_endpoint=self.sts_host, **self.keys, **self.role)).get_credential()
        return {"access_key_id": keys.access_key_id, "access_key_secret": keys.access_key_secret, "security_token": keys.security_token}

    @shows(GOOD, "access_key")
    def test_access_keys(self):
        with self.vendor_names() as (names, _):
            self.assert_lists(False, type="access_key", **self.keys)
            self.assertEqual(set(names.hosts), {"eds-aic.%s.aliyuncs.com" % self.known["region"]})

    @shows(BAD, "access_key")
    def test_wrong_access_keys(self):
        with self.vendor_names():
            self.assert_refused("SignatureDoesNotMatch", type="access_key", **{**self.keys, "access_key_secret": "wrong"})
            self.assert_refused("InvalidAccessKeyId.NotFound", type="access_key", **{**self.keys, "access_key_id": "NOSUCHKEY"})

    @shows(GOOD, "sts")
    def test_temporary_keys(self):
        with self.vendor_names():
            self.assert_lists(True, type="sts", **self.temporary_keys())

    @shows(BAD, "sts")
    def test_temporary_keys_with_another_token(self):
        with self.vendor_names():
            self.assert_refused("InvalidSecurityToken.Malformed", type="sts", **{**self.temporary_keys(), "security_token": "another"})
            self.assert_refused("InvalidSecurityToken.Malformed", type="sts", **self.keys, security_token="another")

    @shows(BAD, "sts")
    def test_temporary_keys_that_ran_out(self):
        with self.vendor_names():
            keys = self.temporary_keys()
            self.assert_lists(True, type="sts", **keys)
            self.simulator.advance(24 * 3600)
            self.assert_refused("InvalidSecurityToken.Expired", type="sts", **keys)

    @shows(GOOD, "ram_role_arn")
    def test_a_role_by_keys(self):
        with self.vendor_names() as (names, _):
            before = self.simulator.counts("alibaba.sts.AssumeRole")["received"]
            keys = self.assert_lists(True, type="ram_role_arn", sts_endpoint=self.sts_host, **self.keys, **self.role)
            self.assertEqual(keys.provider_name, "ram_role_arn/static_ak")
            self.assertIn(self.sts_host, names.hosts)
            self.assertEqual(self.simulator.counts("alibaba.sts.AssumeRole")["received"], before + 1)
            # A role by the keys of a role.
            chained = self.assert_lists(True, type="ram_role_arn", sts_endpoint=self.sts_host, **self.temporary_keys(), **self.role)
            self.assertEqual(chained.provider_name, "ram_role_arn/static_sts")

    @shows(BAD, "ram_role_arn")
    def test_a_role_by_wrong_keys(self):
        wrong = {**self.keys, "access_key_secret": "wrong"}
        with self.vendor_names():
            why = self.assert_no_keys(type="ram_role_arn", sts_endpoint=self.sts_host, **wrong, **self.role)
            self.assertIn("SignatureDoesNotMatch", why)
            unknown = {**self.role, "role_arn": self.role["role_arn"] + "-not"}
            self.assertIn("http_code: 4", self.assert_no_keys(type="ram_role_arn", sts_endpoint=self.sts_host, **self.keys, **unknown))

    def oidc(self, home, **changed):
        fields = {
            "type": "oidc_role_arn", "oidc_provider_arn": provider_arn(self.known), "oidc_token_file_path": write(home, "token", token()),
            "sts_endpoint": self.sts_host, **self.role, **changed,
        }
        return fields

    @shows(GOOD, "oidc_role_arn")
    def test_a_role_by_a_token_of_an_identity_provider(self):
        with self.vendor_names() as (names, home):
            before = self.simulator.counts("alibaba.sts.AssumeRoleWithOIDC")["received"]
            self.assert_lists(True, **self.oidc(home))
            self.assertEqual(self.simulator.counts("alibaba.sts.AssumeRoleWithOIDC")["received"], before + 1)
            self.assertIn(self.sts_host, names.hosts)

    @shows(BAD, "oidc_role_arn")
    def test_an_unknown_role_by_a_token(self):
        with self.vendor_names() as (_, home):
            self.assertIn("http_code: 4", self.assert_no_keys(**self.oidc(home, role_arn=self.role["role_arn"] + "-not")))
            with self.assertRaises(FileNotFoundError):
                self.list_with(**self.oidc(home, oidc_token_file_path=home + "/no such file"))

    @shows(GOOD, "ecs_ram_role, with a metadata token")
    def test_instance_metadata_with_a_token(self):
        role_name = self.known["role_arn"].rpartition("/")[2]
        with self.vendor_names() as (names, _):
            # With IMDSv1 switched off nothing but the token can have opened it.
            for config in ({}, {"role_name": role_name}):
                self.assert_lists(True, type="ecs_ram_role", disable_imds_v1=True, **config)
            self.assertIn(METADATA, names.hosts)

    @shows(BAD, "ecs_ram_role, with a metadata token")
    def test_an_unknown_role_of_instance_metadata(self):
        with self.vendor_names():
            self.assertIn("HttpCode=404", self.assert_no_keys(type="ecs_ram_role", disable_imds_v1=True, role_name="nosuchrole"))

    @shows(GOOD, "ecs_ram_role, without a token")
    def test_instance_metadata_without_a_token(self):
        with self.vendor_names(refused="PUT"):
            self.assert_lists(True, type="ecs_ram_role")

    @shows(BAD, "ecs_ram_role, without a token")
    def test_instance_metadata_that_has_to_have_a_token(self):
        with self.vendor_names(refused="PUT"):
            self.assertIn("HttpCode=405", self.assert_no_keys(type="ecs_ram_role", disable_imds_v1=True))

    @shows(GOOD, "credentials_uri")
    def test_keys_from_an_address(self):
        with self.vendor_names():
            uri = "http://%s%s%s" % (METADATA, ROLES_PATH, self.known["role_arn"].rpartition("/")[2])
            # The package writes the port into every address that it makes.
            self.assert_lists(True, type="credentials_uri", credentials_uri=uri.replace(METADATA, METADATA + ":80"))

    @shows(BAD, "credentials_uri")
    def test_no_keys_at_an_address(self):
        with self.vendor_names():
            uri = "http://%s:80%snosuchrole" % (METADATA, ROLES_PATH)
            self.assertIn("http_code=404", self.assert_no_keys(type="credentials_uri", credentials_uri=uri))
