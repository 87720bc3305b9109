"""Exports a folder of one phone of Huawei Cloud, restores it onto another one, and restarts that, as the vendor asks for.

    python restore_with_restart.py BUCKET KEY FROM_PHONE TO_PHONE

**Restoring overwrites files of the phone.** Keys come from HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK, the project from
HUAWEICLOUD_SDK_PROJECT_ID.
"""

from __future__ import annotations

import sys

import phonevault
from phonevault import huawei

REGION = "cn-north-4"


def main(bucket: str, key: str, source: str, target: str) -> int:
    with huawei.Client(region=REGION) as client:
        export = client.batch_storage(
            storage_infos=[
                huawei.StorageInfo(
                    phone_id=source, include_files=["/data/local/tmp"], bucket_name=bucket, object_path=key
                )
            ]
        )
        export.wait(timeout=3600)
        print(f"exported to obs://{bucket}/{key}")
        try:
            restore = client.batch_restore(
                restore_infos=[huawei.RestoreInfo(phone_id=target, bucket_name=bucket, object_path=key)]
            )
            restore.wait(timeout=3600)
        except phonevault.JobFailedError as error:
            for phone in error.result.phones if error.result else ():
                print(phone.phone, phone.outcome, phone.code, phone.message, file=sys.stderr)
            return 3
        # Restored files are seen only after a restart.
        client.restart_cloud_phone(phones=[huawei.RestartPhoneProperty(phone_id=target)]).wait(timeout=900)
        print(f"{target} is restored and restarted")
        return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:5]))
