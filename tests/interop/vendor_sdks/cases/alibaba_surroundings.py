"""Where Alibaba's credentials package finds its keys by itself: variables, files, and the chain of all."""

import json
import os
import subprocess
import sys
import tempfile

from vendor_sdks.cases.alibaba_base import AlibabaCase
from vendor_sdks.cases.oidc import provider_arn, token
from vendor_sdks.cases.surroundings import clean, write
from vendor_sdks.recording import BAD, GOOD, shows
from vendor_sdks.vendor_names import VendorNames

INTEROP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
CLI, INI = ".aliyun/config.json", ".alibabacloud/credentials.ini"


class AlibabaSurroundings(AlibabaCase):
    client = "alibabacloud_credentials"
    section = "alibaba.credentials"
    phones = 2

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.names = VendorNames(cls.simulator.endpoints)
        cls.names.__enter__()
        cls.addClassCleanup(cls.names.__exit__)
        cls.worker = subprocess.Popen(
            [sys.executable, "-m", "vendor_sdks.credential_worker", cls.names.ca], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True, encoding="utf-8", cwd=INTEROP)
        cls.addClassCleanup(cls.end_worker)

    @classmethod
    def end_worker(cls):
        cls.worker.communicate(timeout=30)

    def setUp(self):
        super().setUp()
        self.known = self.simulator.alibaba
        self.keys = {name: self.known[name] for name in ("access_key_id", "access_key_secret")}
        self.variables = {"ALIBABA_CLOUD_" + name.upper(): value for name, value in self.keys.items()}
        directory = tempfile.TemporaryDirectory(prefix="interop-home-")
        self.addCleanup(directory.cleanup)
        self.home = directory.name

    def found(self, source, **variables):
        """What a process finds whose environment is these variables and the home directory."""
        environment = clean(self.home, **{**self.names.environment(), **variables})
        order = {"source": source, "region": self.known["region"], "environment": environment}
        self.worker.stdin.write(json.dumps(order) + "\n")
        self.worker.stdin.flush()
        answer = self.worker.stdout.readline()
        self.assertTrue(answer, "the process ended without an answer")
        return json.loads(answer)

    def assert_found(self, source, provider, token, **variables):
        self.assertEqual(
            self.found(source, **variables), {"provider": provider, "token": token, "phones": self.phones}, variables.keys())

    def assert_error(self, error, text, source, **variables):
        found = self.found(source, **variables)
        self.assertEqual(found.get("error"), error, found)
        self.assertIn(text, found["message"])

    def cli_file(self, *profiles):
        document = {"current": profiles[0]["name"], "profiles": list(profiles)}
        write(self.home, CLI, json.dumps(document))

    def ini_file(self, section="default", **keys):
        text = "[%s]\n" % section + "".join("%s = %s\n" % pair for pair in keys.items())
        return write(self.home, INI, text)

    def temporary_keys(self):
        """Keys of the role, as its metadata service gives them to a server."""
        from alibabacloud_credentials.provider import EcsRamRoleCredentialsProvider

        from vendor_sdks.cases.surroundings import surrounded

        with surrounded(**self.names.environment()):
            keys = EcsRamRoleCredentialsProvider(async_update_enabled=False).get_credentials()
        return keys.get_access_key_id(), keys.get_access_key_secret(), keys.get_security_token()

    @shows(GOOD, "environment variables")
    def test_keys_in_variables(self):
        self.assert_found("environment", "env", False, **self.variables)
        access, secret, security_token = self.temporary_keys()
        self.assert_found(
            "environment", "env", True, ALIBABA_CLOUD_ACCESS_KEY_ID=access, ALIBABA_CLOUD_ACCESS_KEY_SECRET=secret,
            ALIBABA_CLOUD_SECURITY_TOKEN=security_token)

    @shows(BAD, "environment variables")
    def test_wrong_and_missing_variables(self):
        wrong = {**self.variables, "ALIBABA_CLOUD_ACCESS_KEY_SECRET": "wrong"}
        self.assert_error("ClientException", "SignatureDoesNotMatch", "environment", **wrong)
        self.assert_error(
            "CredentialException", "accessKeySecret", "environment", ALIBABA_CLOUD_ACCESS_KEY_ID=self.known["access_key_id"])

    @shows(GOOD, "CLI configuration file")
    def test_keys_in_the_file_of_the_command_line(self):
        region, role_arn = self.known["region"], self.known["role_arn"]
        role = {"ram_role_arn": role_arn, "ram_session_name": "interop", "expired_seconds": 3600, "sts_region": region}
        access, secret, security_token = self.temporary_keys()
        self.cli_file(
            {"name": "keys", "mode": "AK", **self.keys},
            {"name": "token", "mode": "StsToken", "access_key_id": access, "access_key_secret": secret, "sts_token": security_token},
            {"name": "role", "mode": "RamRoleArn", **self.keys, **role},
            {"name": "chained", "mode": "ChainableRamRoleArn", "source_profile": "keys", **role},
            {"name": "server", "mode": "EcsRamRole", "ram_role_name": role_arn.rpartition("/")[2]},
            {
                "name": "pod", "mode": "OIDC", "ram_role_arn": role_arn, "oidc_provider_arn": provider_arn(self.known), "sts_region": region,
                "oidc_token_file": write(self.home, "token", token()), "role_session_name": "interop", "expired_seconds": 3600,
            },
        )
        self.assert_found("cli", "cli_profile/static_ak", False)
        for profile, provider in (
            ("token", "static_sts"), ("role", "ram_role_arn/static_ak"), ("chained", "ram_role_arn/static_ak"), ("server", "ecs_ram_role"),
            ("pod", "oidc_role_arn"),
        ):
            with self.subTest(profile):
                self.assert_found("cli", "cli_profile/" + provider, True, ALIBABA_CLOUD_PROFILE=profile)

    @shows(BAD, "CLI configuration file")
    def test_wrong_and_missing_profiles_of_the_command_line(self):
        self.assert_error("CredentialException", "unable to open", "cli")
        self.cli_file({"name": "keys", "mode": "AK", **self.keys, "access_key_secret": "wrong"})
        self.assert_error("ClientException", "SignatureDoesNotMatch", "cli")
        self.assert_error("CredentialException", "another", "cli", ALIBABA_CLOUD_PROFILE="another")
        self.assert_error("CredentialException", "disabled", "cli", ALIBABA_CLOUD_CLI_PROFILE_DISABLED="true")

    @shows(GOOD, "INI profile file")
    def test_keys_in_a_profile_file(self):
        path = self.ini_file(type="access_key", **self.keys)
        self.assert_found("profile", "profile/static_ak", False)
        role = {"role_arn": self.known["role_arn"], "role_session_name": "interop"}
        self.ini_file(type="ram_role_arn", **self.keys, **role)
        self.assert_found("profile", "profile/ram_role_arn/static_ak", True, ALIBABA_CLOUD_CREDENTIALS_FILE=path)
        pod = {"oidc_provider_arn": provider_arn(self.known), "oidc_token_file_path": write(self.home, "token", token())}
        self.ini_file("pod", type="oidc_role_arn", **role, **pod)
        self.assert_found("profile", "profile/oidc_role_arn", True, ALIBABA_CLOUD_PROFILE="pod")
        self.ini_file(type="ecs_ram_role", role_name=self.known["role_arn"].rpartition("/")[2])
        self.assert_found("profile", "profile/ecs_ram_role", True)

    @shows(BAD, "INI profile file")
    def test_wrong_and_missing_profile_files(self):
        self.assert_error("CredentialException", "credentials file", "profile")
        self.ini_file("another", type="access_key", **self.keys)
        self.assert_error("CredentialException", "credentials file", "profile")
        self.ini_file(type="sts", **self.keys)
        self.assert_error("CredentialException", "unsupported", "profile")

    @shows(GOOD, "default chain")
    def test_the_chain_goes_by_its_order(self):
        # With nothing else, the server's own role.
        self.assert_found("default", "default/ecs_ram_role", True)
        uri = "http://100.100.100.200:80/latest/meta-data/ram/security-credentials/" + self.known["role_arn"].rpartition("/")[2]
        self.assert_found(
            "default", "default/credential_uri", True, ALIBABA_CLOUD_ECS_METADATA_DISABLED="true", ALIBABA_CLOUD_CREDENTIALS_URI=uri)
        self.ini_file(type="access_key", **self.keys)
        self.assert_found("default", "default/profile/static_ak", False)
        self.cli_file({"name": "keys", "mode": "AK", **self.keys})
        self.assert_found("default", "default/cli_profile/static_ak", False)
        pod = {
            "ALIBABA_CLOUD_ROLE_ARN": self.known["role_arn"], "ALIBABA_CLOUD_OIDC_PROVIDER_ARN": provider_arn(self.known),
            "ALIBABA_CLOUD_OIDC_TOKEN_FILE": write(self.home, "token", token()),
        }
        self.assert_found("default", "default/oidc_role_arn", True, **pod)
        self.assert_found("default", "default/env", False, **pod, **self.variables)

    @shows(BAD, "default chain")
    def test_a_chain_that_finds_nothing(self):
        self.assert_error(
            "CredentialException", "unable to load credentials from any", "default", ALIBABA_CLOUD_ECS_METADATA_DISABLED="true")
