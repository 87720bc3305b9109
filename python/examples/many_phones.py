"""Backs up every phone of a region of Alibaba Cloud, as many at once as fit, with asyncio.

    python many_phones.py oss://bucket/folder/

Keys come from ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET.
"""

from __future__ import annotations

import asyncio
import sys
from collections import Counter

import phonevault
from phonevault import PhoneOutcome, alibaba

REGION = "cn-shanghai"
PHONES_PER_CALL = 50
CALLS_AT_ONCE = 4


async def back_up(
    client: alibaba.AsyncClient, folder: str, phones: list[str], turn: asyncio.Semaphore
) -> tuple[PhoneOutcome, ...]:
    """Backs up some phones; what is not known of them is an outcome too."""
    async with turn:
        try:
            job = await client.backup_app(
                android_instance_id_list=phones,
                source_app_list=["com.example.notes"],
                backup_file_path=folder,
                upload_endpoint=f"oss-{REGION}-internal.aliyuncs.com",
            )
            return (await job.wait(timeout=3600, check=False)).phones
        except phonevault.Error as error:
            if error.result is not None:
                return error.result.phones
            in_doubt = error.applied == "unknown"
            return tuple(
                PhoneOutcome(phone=phone, outcome="unknown" if in_doubt else "refused", message=str(error))
                for phone in phones
            )


async def main(folder: str) -> int:
    async with alibaba.AsyncClient(region=REGION) as client:
        pages = client.describe_android_instances_pages(max_results=100)
        phones = [phone.android_instance_id async for phone in pages.items()]
        turn = asyncio.Semaphore(CALLS_AT_ONCE)
        parts = [phones[at : at + PHONES_PER_CALL] for at in range(0, len(phones), PHONES_PER_CALL)]
        outcomes = await asyncio.gather(*(back_up(client, folder, part, turn) for part in parts))
    counts = Counter(phone.outcome for part in outcomes for phone in part)
    print(f"{len(phones)} phones:", ", ".join(f"{count} {outcome}" for outcome, count in counts.items()))
    return 0 if counts["succeeded"] == len(phones) else 3


if __name__ == "__main__":
    sys.exit(asyncio.run(main(sys.argv[1])))
