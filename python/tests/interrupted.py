"""A script that blocks in a call until it is interrupted, and then says what it caught. What to do it reads from its input."""

from __future__ import annotations

import json
import sys

from phonevault import alibaba

order = json.loads(sys.stdin.readline())
with alibaba.Client(**order["client"]) as client:
    try:
        if order["what"] == "wait":
            job = client.backup_app(**order["backup"])
            print("DescribeTasks", flush=True)
            job.wait(first_pause=0.01, longest_pause=0.05)
        elif order["what"] == "read":
            print("DescribeTasks", flush=True)
            client.describe_tasks(level=2)
        else:
            print("BackupApp", flush=True)
            client.backup_app(**order["backup"])
    except BaseException as caught:
        said = {name: getattr(caught, name, "missing") for name in ("applied", "token")}
        print(json.dumps({"raised": type(caught).__name__, **said}))
