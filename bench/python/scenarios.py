"""What is called: the same phones, buckets and keys for every candidate."""

from typing import List, NamedTuple, Optional

REGION_HUAWEI, REGION_ALIBABA = "cn-north-4", "cn-shanghai"
PROJECT = "0123456789abcdef0123456789abcdef"
ACCESS_KEY, SECRET_KEY = "BENCHACCESSKEY000000", "bench-secret-key-of-forty-characters-000"
BUCKET = "bench-bucket"
APP = "com.example.notes"
FOLDER = "oss://%s/backups/" % BUCKET
UPLOAD_ENDPOINT = "oss-cn-shanghai-internal.aliyuncs.com"
# Huawei's ids are 32 digits, those of Alibaba are shorter.
HUAWEI_PHONES = ["%032x" % (0x1234567890ABCDEF * (number + 1)) for number in range(100)]
ALIBABA_PHONES = ["acp-%017x" % (0x1234567890ABCDEF * (number + 1)) for number in range(100)]
OBJECTS = ["backups/%s.tar" % phone for phone in HUAWEI_PHONES]


class Scenario(NamedTuple):
    """One row of the matrix."""

    name: str
    # Items whose id or state is read in every answer.
    items: int
    # Calls at the same time; 1 is the synchronous client.
    in_flight: int
    # What the floor reads the answer as.
    kind: str
    vendor: Optional[str]
    title: str

    @property
    def key(self) -> str:
        return "%s/%d" % (self.name, self.in_flight)


SCENARIOS: List[Scenario] = [
    Scenario("huawei_restore_1", 1, 1, "restore", "huaweicloudsdkcph", "Huawei batch_restore, 1 phone"),
    Scenario("alibaba_backup_1", 1, 1, "backup", "alibabacloud_eds_aic", "Alibaba BackupApp, 1 phone"),
    Scenario("huawei_restore_100", 100, 1, "restore", "huaweicloudsdkcph", "Huawei batch_restore, 100 phones, every job id read"),
    Scenario("alibaba_backup_100", 100, 1, "backup", "alibabacloud_eds_aic", "Alibaba BackupApp, 100 phones, every task id read"),
    Scenario("alibaba_tasks_100", 100, 1, "tasks", "alibabacloud_eds_aic", "Alibaba DescribeTasks, 100 tasks, every state read"),
    Scenario("huawei_jobs_100", 100, 1, "jobs", "huaweicloudsdkcph", "Huawei ListJobs, 100 jobs, every state read"),
    Scenario("huawei_restore_1", 1, 64, "restore", None, "Huawei batch_restore, 1 phone, 64 in flight"),
    Scenario("alibaba_backup_1", 1, 64, "backup", "alibabacloud_eds_aic", "Alibaba BackupApp, 1 phone, 64 in flight"),
]
