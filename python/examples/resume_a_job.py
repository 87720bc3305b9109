"""Starts a backup in one process and waits for it in another one: all that goes between them is the job's token.

    python resume_a_job.py start oss://bucket/folder/ PHONE...      prints the token
    python resume_a_job.py wait TOKEN

Keys come from ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET.
"""

from __future__ import annotations

import sys

import phonevault
from phonevault import alibaba

REGION = "cn-shanghai"


def start(client: alibaba.Client, folder: str, phones: list[str]) -> int:
    job = client.backup_app(
        android_instance_id_list=phones,
        source_app_list=["com.example.notes"],
        backup_file_path=folder,
        upload_endpoint=f"oss-{REGION}-internal.aliyuncs.com",
    )
    print(job.token)
    return 0


def wait(client: alibaba.Client, token: str) -> int:
    try:
        result = client.resume_job(token).wait(timeout=3600)
    except phonevault.WaitTimeoutError as error:
        print(f"still running: {error}", file=sys.stderr)
        return 4
    except KeyboardInterrupt as interrupted:
        # The work goes on in the cloud; so does whoever has the token.
        print("interrupted; go on with", getattr(interrupted, "token", token), file=sys.stderr)
        return 130
    for phone in result.phones:
        print(phone.phone, phone.outcome, phone.backup)
    return 0


def main(what: str, argument: str, *phones: str) -> int:
    with alibaba.Client(region=REGION) as client:
        return start(client, argument, list(phones)) if what == "start" else wait(client, argument)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
