"""Where Huawei's core package finds its keys."""

import os
from unittest import mock

import huaweicloudsdkcore.auth.internal as internal
from huaweicloudsdkcore.auth.credentials import BasicCredentials
from huaweicloudsdkcore.auth.provider import (
    CredentialProviderChain,
    EnvCredentialProvider,
    MetadataCredentialProvider,
    OidcStsCredentialProvider,
    ProfileCredentialProvider,
)
from huaweicloudsdkcore.exceptions.exceptions import ApiValueError, ClientRequestException, SdkException
from huaweicloudsdkcore.http.http_config import HttpConfig
from huaweicloudsdkcph.v1 import CphClient, ListCloudPhonesRequest
from huaweicloudsdkcph.v1.region.cph_region import CphRegion

from vendor_sdks.cases.huawei_base import HuaweiCase
from vendor_sdks.cases.oidc import token
from vendor_sdks.cases.surroundings import surrounded, write
from vendor_sdks.recording import BAD, GOOD, shows
from vendor_sdks.vendor_names import VendorNames


class HuaweiCredentials(HuaweiCase):
    client = "huaweicloudsdkcore"
    section = "huawei.credentials"
    phones = 2

    def setUp(self):
        super().setUp()
        self.known = self.simulator.huawei
        self.variables = {
            "HUAWEICLOUD_SDK_AK": self.known["ak"], "HUAWEICLOUD_SDK_SK": self.known["sk"], "HUAWEICLOUD_SDK_PROJECT_ID": self.known["project_id"]}
        self.profile = "[basic]\nak = %(ak)s\nsk = %(sk)s\nproject_id = %(project_id)s\n" % self.known

    def list_with(self, credentials=None):
        """Lists the phones with these credentials, or with what the builder finds by itself."""
        builder = CphClient.new_builder().with_endpoint(self.simulator.endpoints["huawei_cph"])
        if credentials is not None:
            builder = builder.with_credentials(credentials)
        return builder.build().list_cloud_phones(ListCloudPhonesRequest(limit=100)).count

    def assert_refused(self, credentials):
        with self.assertRaises(ClientRequestException) as raised:
            self.list_with(credentials)
        self.assertEqual((raised.exception.status_code, raised.exception.error_code), (401, "APIGW.0301"))

    def by_region(self, names, credentials=None):
        """A client that knows its region; project, and without credentials also keys, are found at the vendor's own addresses."""
        BasicCredentials._CACHE.clear()
        config = HttpConfig(timeout=(10, 60), proxy_protocol="http", proxy_host="127.0.0.1", proxy_port=names.port, ssl_ca_cert=names.ca)
        builder = CphClient.new_builder().with_http_config(config).with_region(CphRegion.value_of(self.known["region"]))
        if credentials is not None:
            builder = builder.with_credentials(credentials)
        return builder.build().list_cloud_phones(ListCloudPhonesRequest(limit=100)).count

    def without_metadata(self):
        """The object store stands where the metadata service should; it knows no such bucket."""
        return {**self.simulator.endpoints, "huawei_metadata": self.simulator.endpoints["huawei_obs"]}

    def temporary_keys(self):
        with VendorNames(self.simulator.endpoints) as names, surrounded(**names.environment()):
            credentials = MetadataCredentialProvider.get_basic().get_credentials()
        self.assertTrue(credentials.security_token)
        return credentials.ak, credentials.sk, credentials.security_token

    @shows(GOOD, "access keys")
    def test_access_keys(self):
        self.assertEqual(self.list_with(BasicCredentials(self.known["ak"], self.known["sk"], self.known["project_id"])), self.phones)

    @shows(BAD, "access keys")
    def test_wrong_access_keys(self):
        self.assert_refused(BasicCredentials(self.known["ak"], "wrong", self.known["project_id"]))
        self.assert_refused(BasicCredentials("NOSUCHKEY", self.known["sk"], self.known["project_id"]))

    @shows(GOOD, "temporary keys")
    def test_temporary_keys(self):
        access, secret, token = self.temporary_keys()
        self.assertEqual(self.list_with(BasicCredentials(access, secret, self.known["project_id"]).with_security_token(token)), self.phones)

    @shows(BAD, "temporary keys")
    def test_temporary_keys_without_their_token(self):
        access, secret, _ = self.temporary_keys()
        self.assert_refused(BasicCredentials(access, secret, self.known["project_id"]))
        self.assert_refused(BasicCredentials(access, secret, self.known["project_id"]).with_security_token("another"))
        self.assert_refused(BasicCredentials(self.known["ak"], self.known["sk"], self.known["project_id"]).with_security_token("another"))

    @shows(BAD, "temporary keys")
    def test_temporary_keys_that_ran_out(self):
        access, secret, security_token = self.temporary_keys()
        credentials = BasicCredentials(access, secret, self.known["project_id"]).with_security_token(security_token)
        self.assertEqual(self.list_with(credentials), self.phones)
        self.simulator.advance(24 * 3600)
        self.assert_refused(credentials)

    @shows(GOOD, "environment variables")
    def test_environment_variables(self):
        with surrounded(**self.variables):
            self.assertEqual(self.list_with(EnvCredentialProvider.get_basic().get_credentials()), self.phones)
        access, secret, token = self.temporary_keys()
        temporary = {"HUAWEICLOUD_SDK_AK": access, "HUAWEICLOUD_SDK_SK": secret, "HUAWEICLOUD_SDK_SECURITY_TOKEN": token}
        with surrounded(**{**self.variables, **temporary}):
            self.assertEqual(self.list_with(EnvCredentialProvider.get_basic().get_credentials()), self.phones)

    @shows(BAD, "environment variables")
    def test_wrong_and_missing_environment_variables(self):
        with surrounded(**{**self.variables, "HUAWEICLOUD_SDK_SK": "wrong"}):
            self.assert_refused(EnvCredentialProvider.get_basic().get_credentials())
        with surrounded(HUAWEICLOUD_SDK_AK=self.known["ak"]), self.assertRaises(ApiValueError):
            EnvCredentialProvider.get_basic().get_credentials()

    @shows(GOOD, "profile file")
    def test_the_profile_file(self):
        with surrounded() as home:
            write(home, ".huaweicloud/credentials", self.profile)
            self.assertEqual(self.list_with(ProfileCredentialProvider.get_basic().get_credentials()), self.phones)
        with surrounded() as home:
            path = write(home, "elsewhere/keys.ini", self.profile)
            with mock.patch.dict(os.environ, {"HUAWEICLOUD_SDK_CREDENTIALS_FILE": path}):
                self.assertEqual(self.list_with(ProfileCredentialProvider.get_basic().get_credentials()), self.phones)

    @shows(BAD, "profile file")
    def test_wrong_and_missing_profile_files(self):
        with surrounded() as home:
            with self.assertRaises(ApiValueError):
                ProfileCredentialProvider.get_basic().get_credentials()
            write(home, ".huaweicloud/credentials", self.profile.replace("[basic]", "[global]"))
            with self.assertRaises(ApiValueError):
                ProfileCredentialProvider.get_basic().get_credentials()
            write(home, ".huaweicloud/credentials", self.profile.replace(self.known["sk"], "wrong"))
            self.assert_refused(ProfileCredentialProvider.get_basic().get_credentials())

    @shows(GOOD, "instance metadata")
    def test_instance_metadata(self):
        with VendorNames(self.simulator.endpoints) as names, surrounded(**names.environment()):
            self.assertEqual(self.by_region(names), self.phones)
            self.assertEqual(
                set(names.hosts), {"169.254.169.254", "iam.cn-north-4.myhuaweicloud.com", "cph.cn-north-4.myhuaweicloud.com"})

    @shows(GOOD, "instance metadata")
    def test_a_metadata_token_that_is_not_known_any_more_is_renewed(self):
        with VendorNames(self.simulator.endpoints) as names, surrounded(**names.environment()):
            accessor = internal.MetadataAccessor()
            accessor._token = "from before the server was moved"
            self.assertTrue(accessor.get_credential().security_token)
            self.assertNotEqual(accessor._token, "from before the server was moved")

    @shows(GOOD, "instance metadata")
    def test_a_metadata_service_that_gives_no_tokens(self):
        with VendorNames(self.simulator.endpoints, refused="PUT") as names, surrounded(**names.environment()):
            self.assertEqual(self.by_region(names), self.phones)

    @shows(BAD, "instance metadata")
    def test_no_instance_metadata(self):
        with VendorNames(self.without_metadata()) as names, surrounded(**names.environment()), self.assertRaises(ClientRequestException) as raised:
            MetadataCredentialProvider.get_basic().get_credentials()
        self.assertGreaterEqual(raised.exception.status_code, 400)

    @shows(GOOD, "identity provider, through IAM")
    def test_an_identity_token_is_changed_for_keys_by_iam(self):
        with VendorNames(self.simulator.endpoints) as names, surrounded(**names.environment()) as home:
            path = write(home, "token", token())
            credentials = BasicCredentials().with_idp_id("interop").with_id_token_file(path)
            self.assertEqual(self.by_region(names, credentials), self.phones)
            self.assertTrue(credentials.security_token)
            federated = {"HUAWEICLOUD_SDK_IDP_ID": "interop", "HUAWEICLOUD_SDK_ID_TOKEN_FILE": path}
            with mock.patch.dict(os.environ, federated):
                self.assertEqual(self.by_region(names, EnvCredentialProvider.get_basic().get_credentials()), self.phones)

    @shows(BAD, "identity provider, through IAM")
    def test_an_identity_token_that_is_missing(self):
        with VendorNames(self.simulator.endpoints) as names, surrounded(**names.environment()) as home:
            for credentials, error in (
                (BasicCredentials().with_idp_id("interop").with_id_token_file(home + "/none"), SdkException),
                (BasicCredentials().with_idp_id("interop"), ApiValueError),
            ):
                with self.assertRaises(error):
                    self.by_region(names, credentials)

    def by_sts(self, agency):
        return OidcStsCredentialProvider(
            "basic", provider_urn="iam::%s:oidc-provider:interop" % ("0" * 32), agency_urn="iam::%s:agency:%s" % ("0" * 32, agency),
            id_token=token(), duration_seconds=3600).get_credentials()

    @shows(GOOD, "identity provider, through STS")
    def test_an_identity_token_is_changed_for_keys_by_sts(self):
        with VendorNames(self.simulator.endpoints) as names, surrounded(**names.environment()):
            credentials = self.by_sts("acme-agency")
            self.assertEqual(self.by_region(names, credentials), self.phones)
            self.assertTrue(credentials.security_token)
            self.assertIn("sts.cn-north-4.myhuaweicloud.com", names.hosts)

    @shows(BAD, "identity provider, through STS")
    def test_an_unknown_agency(self):
        with VendorNames(self.simulator.endpoints) as names, surrounded(**names.environment()):
            with self.assertRaises(SdkException) as raised:
                self.by_region(names, self.by_sts("no-such-agency"))
        self.assertIn("404", str(raised.exception))

    @shows(GOOD, "provider chain")
    def test_the_chain_goes_by_its_order(self):
        with VendorNames(self.simulator.endpoints) as names, surrounded(**names.environment()) as home:
            self.assertEqual(self.by_region(names), self.phones)
            write(home, ".huaweicloud/credentials", self.profile)
            by_profile = CredentialProviderChain.get_basic().get_credentials()
            self.assertEqual((by_profile.ak, by_profile.security_token), (self.known["ak"], None))
            self.assertEqual(self.list_with(by_profile), self.phones)
            with mock.patch.dict(os.environ, self.variables):
                self.assertEqual(self.list_with(), self.phones)
            with mock.patch.dict(os.environ, {**self.variables, "HUAWEICLOUD_SDK_SK": "from the environment"}):
                self.assertEqual(CredentialProviderChain.get_basic().get_credentials().sk, "from the environment")

    @shows(BAD, "provider chain")
    def test_a_chain_that_finds_nothing(self):
        with VendorNames(self.without_metadata()) as names, surrounded(**names.environment()), self.assertRaises(ApiValueError) as raised:
            CredentialProviderChain.get_basic().get_credentials()
        self.assertIn("Failed to get credentials from provider chain", str(raised.exception))
