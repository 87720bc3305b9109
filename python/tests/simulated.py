"""A simulator for a test, with clients that talk to it."""

from __future__ import annotations

import json
from typing import Any

import phonevault.alibaba as ali
import phonevault.huawei as hua
import simulator

NOTES = "com.example.notes"
"""An application that every simulated phone has."""

UPLOAD_HOST = "oss-cn-shanghai-internal.aliyuncs.com"
"""Where phones of Alibaba write to; the simulator takes any host for its own store."""


class Simulator(simulator.Simulator):
    """A simulator with clients that talk to it, and with what tests do to it."""

    def __init__(self, *, phones: int = 8, time_scale: float = 500.0) -> None:
        super().__init__({"phones": phones, "time_scale": time_scale})

    def put(self, phone: str, path: str, content: bytes) -> None:
        """Writes a file of a phone."""
        self.admin("PUT", f"/phones/{phone}/files?path={path}", content)

    def fault(self, cloud: str, operation: str, kind: str, **more: object) -> None:
        """Makes calls of an operation fail."""
        fault = {"cloud": cloud, "operation": operation, "kind": kind, **more}
        self.admin("POST", "/faults", json.dumps(fault).encode())

    def count(self, operation: str) -> tuple[int, int]:
        """How often an operation such as `alibaba.BackupApp` was received, and how often it was applied."""
        counts = self.admin("GET", "/requests")["counts"].get(operation, {"received": 0, "applied": 0})
        return counts["received"], counts["applied"]

    def phones_of(self, cloud: str) -> list[str]:
        """The ids of the phones of a cloud."""
        return self.phones()[cloud]

    def files(self, phone: str) -> dict[str, str]:
        """The hashes of the files of a phone."""
        return {file["path"]: file["sha256"] for file in self.admin("GET", f"/phones/{phone}/files")["files"]}

    @property
    def alibaba_options(self) -> dict[str, Any]:
        """The arguments of a client of Alibaba."""
        endpoints, keys = self.ready["endpoints"], self.ready["credentials"]["alibaba"]
        return {
            "region": keys["region"],
            "access_key_id": keys["access_key_id"],
            "access_key_secret": keys["access_key_secret"],
            "endpoints": {name: endpoints[name] for name in ("alibaba_ecp", "alibaba_oss", "alibaba_sts")},
        }

    @property
    def huawei_options(self) -> dict[str, Any]:
        """The arguments of a client of Huawei."""
        endpoints, keys = self.ready["endpoints"], self.ready["credentials"]["huawei"]
        return {
            "region": keys["region"],
            "project_id": keys["project_id"],
            "access_key": keys["ak"],
            "secret_key": keys["sk"],
            "endpoints": {name: endpoints[name] for name in ("huawei_cph", "huawei_iam", "huawei_obs")},
        }

    def alibaba(self, **more: Any) -> ali.Client:
        return ali.Client(**{**self.alibaba_options, **more})

    def huawei(self, **more: Any) -> hua.Client:
        return hua.Client(**{**self.huawei_options, **more})

    def alibaba_async(self, **more: Any) -> ali.AsyncClient:
        return ali.AsyncClient(**{**self.alibaba_options, **more})

    def backup_arguments(self, phones: list[str]) -> dict[str, Any]:
        """The arguments of a backup of the notes of these phones of Alibaba."""
        return {
            "android_instance_id_list": phones,
            "source_app_list": [NOTES],
            "upload_endpoint": UPLOAD_HOST,
            "backup_file_path": f"oss://{self.ready['buckets']['oss']}/tests/",
        }
