"""The rows of the table: the operations that Phonevault types and the credential sources that go with them."""

from typing import Dict, NamedTuple, Tuple


class Section(NamedTuple):
    """One table of the page: its heading, what a row is called, and the rows in their order."""

    title: str
    row: str
    rows: Tuple[str, ...]


SECTIONS: Dict[str, Section] = {
    "huawei.cph": Section(
        "Huawei Cloud Phone Host",
        "Operation",
        (
            "BatchExportCloudPhoneData",
            "BatchImportCloudPhoneData",
            "InstallApk",
            "ListCloudPhoneImages",
            "ListCloudPhones",
            "ListImages",
            "ListJobs",
            "PushFile",
            "ResetCloudPhone",
            "RestartCloudPhone",
            "RunShellCommand",
            "RunSyncCommand",
            "ShowCloudPhoneDetail",
            "ShowJob",
            "StopCloudPhone",
            "UninstallApk",
        ),
    ),
    "huawei.iam": Section(
        "Huawei IAM",
        "Operation",
        (
            "KeystoneCreateUserTokenByPassword",
            "KeystoneListProjects",
            "CreateTemporaryAccessKeyByToken",
            "CreateTemporaryAccessKeyByAgency",
        ),
    ),
    "huawei.credentials": Section(
        "Huawei credential sources",
        "Source",
        (
            "access keys",
            "temporary keys",
            "environment variables",
            "profile file",
            "instance metadata",
            "identity provider, through IAM",
            "identity provider, through STS",
            "provider chain",
        ),
    ),
    "alibaba.ecp": Section(
        "Alibaba Cloud Phone",
        "Operation",
        (
            "BackupAndroidInstance",
            "BackupApp",
            "BackupFile",
            "DeleteBackupFile",
            "DescribeAndroidInstances",
            "DescribeBackupFiles",
            "DescribeBuckets",
            "DescribeImageList",
            "DescribeInvocations",
            "DescribeRegions",
            "DescribeSpec",
            "DescribeTasks",
            "RebootAndroidInstancesInGroup",
            "RecoverAndroidInstance",
            "RecoverApp",
            "RecoveryFile",
            "ResetAndroidInstancesInGroup",
            "RunCommand",
            "RunSyncCommand",
            "StartAndroidInstance",
            "StopAndroidInstance",
        ),
    ),
    "alibaba.sts": Section("Alibaba STS", "Operation", ("AssumeRole", "AssumeRoleWithOIDC")),
    "alibaba.credentials": Section(
        "Alibaba credential sources",
        "Source",
        (
            "access_key",
            "sts",
            "ram_role_arn",
            "oidc_role_arn",
            "ecs_ram_role, with a metadata token",
            "ecs_ram_role, without a token",
            "credentials_uri",
            "environment variables",
            "CLI configuration file",
            "INI profile file",
            "default chain",
        ),
    ),
}
