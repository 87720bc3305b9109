"""Backs up two applications on two phones of Alibaba Cloud and waits for the end.

    python back_up_apps.py oss://bucket/folder/ PHONE PHONE

Keys come from ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET.
"""

from __future__ import annotations

import sys

import phonevault
from phonevault import JobStatus, alibaba

REGION = "cn-shanghai"
APPS = ["com.example.notes", "com.example.chat"]


def told(status: JobStatus) -> None:
    print(f"{status.ended} of {len(status.phones)} phones have ended")


def main(folder: str, phones: list[str]) -> int:
    with alibaba.Client(region=REGION) as client:
        try:
            job = client.backup_app(
                android_instance_id_list=phones,
                source_app_list=APPS,
                backup_file_path=folder,
                upload_endpoint=f"oss-{REGION}-internal.aliyuncs.com",
            )
        except phonevault.Error as error:
            # "no": nothing happened; "unknown": look at the phones before you send it again.
            print(f"not submitted, applied: {error.applied}: {error}", file=sys.stderr)
            return 1
        print(f"submitted as {job.id}")
        # Phones that failed are in the result with the others: nothing disappears.
        result = job.wait(timeout=3600, on_update=told, check=False)
        for phone in result.phones:
            print(phone.phone, phone.outcome, phone.message or phone.backup)
        return 0 if all(phone.outcome == "succeeded" for phone in result.phones) else 3


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
