"""Introduces the installed clients to the table: their versions, and what each of them offers."""

import alibabacloud_credentials.provider as alibaba_providers
import huaweicloudsdkcore.auth.credentials as huawei_credentials
import huaweicloudsdkcore.auth.provider as huawei_providers
from alibabacloud_eds_aic20230930.client import Client as EcpClient
from alibabacloud_sts20150401.client import Client as StsClient
from huaweicloudsdkcore.auth.internal import IamHelper
from huaweicloudsdkcph.v1 import CphClient
from huaweicloudsdkiam.v3 import IamClient

from interop_table.catalogue import SECTIONS
from interop_table.results import Recorder

from . import offers

# What in a package stands for a credential source.
HUAWEI_SOURCES = {
    "access keys": (huawei_credentials, "BasicCredentials", "with_ak"),
    "temporary keys": (huawei_credentials, "BasicCredentials", "with_security_token"),
    "environment variables": (huawei_providers, "EnvCredentialProvider"),
    "profile file": (huawei_providers, "ProfileCredentialProvider"),
    "instance metadata": (huawei_providers, "MetadataCredentialProvider"),
    "identity provider, through IAM": (huawei_credentials, "BasicCredentials", "with_idp_id"),
    "identity provider, through STS": (huawei_providers, "OidcStsCredentialProvider"),
    "provider chain": (huawei_providers, "CredentialProviderChain"),
}
ALIBABA_SOURCES = {
    "access_key": (alibaba_providers, "StaticAKCredentialsProvider"),
    "sts": (alibaba_providers, "StaticSTSCredentialsProvider"),
    "ram_role_arn": (alibaba_providers, "RamRoleArnCredentialsProvider"),
    "oidc_role_arn": (alibaba_providers, "OIDCRoleArnCredentialsProvider"),
    "ecs_ram_role, with a metadata token": (alibaba_providers, "EcsRamRoleCredentialsProvider"),
    "ecs_ram_role, without a token": (alibaba_providers, "EcsRamRoleCredentialsProvider"),
    "credentials_uri": (alibaba_providers, "URLCredentialsProvider"),
    "environment variables": (alibaba_providers, "EnvironmentVariableCredentialsProvider"),
    "CLI configuration file": (alibaba_providers, "CLIProfileCredentialsProvider"),
    "INI profile file": (alibaba_providers, "ProfileCredentialsProvider"),
    "default chain": (alibaba_providers, "DefaultCredentialsProvider"),
}
# The providers that call an operation of STS on behalf of their user.
STS_PROVIDERS = {
    "AssumeRole": (alibaba_providers, "RamRoleArnCredentialsProvider"),
    "AssumeRoleWithOIDC": (alibaba_providers, "OIDCRoleArnCredentialsProvider"),
}


def introduce(recorder: Recorder) -> None:
    """Writes one line for each client in each section of the table."""
    for client, section, kind in (
        ("huaweicloudsdkcph", "huawei.cph", CphClient),
        ("huaweicloudsdkiam", "huawei.iam", IamClient),
        ("alibabacloud_eds_aic20230930", "alibaba.ecp", EcpClient),
        ("alibabacloud_sts20150401", "alibaba.sts", StsClient),
    ):
        _introduce(recorder, client, section, offers.operations(kind, SECTIONS[section].rows))
    # The core package has requests of IAM for its own use, each with a name of this form.
    helper = [row for row in SECTIONS["huawei.iam"].rows if _has_request(row)]
    _introduce(recorder, "huaweicloudsdkcore", "huawei.iam", helper)
    for client, section, names in (
        ("huaweicloudsdkcore", "huawei.credentials", HUAWEI_SOURCES),
        ("alibabacloud_credentials", "alibaba.credentials", ALIBABA_SOURCES),
        ("alibabacloud_credentials", "alibaba.sts", STS_PROVIDERS),
    ):
        _introduce(recorder, client, section, [row for row, path in names.items() if offers.has(*path)])


def _has_request(operation: str) -> bool:
    snake = "".join("_" + letter.lower() if letter.isupper() else letter for letter in operation)
    return offers.has(IamHelper, "get%s_request" % snake)


def _introduce(recorder: Recorder, client: str, section: str, rows: list) -> None:
    recorder.client(client, "python", section, offers.version(client), rows)
