"""`phonevault simulate` as a process of its own, and clients that talk to it."""

from __future__ import annotations

import json
import os
import subprocess
import urllib.request
from types import TracebackType
from typing import Any

import phonevault.alibaba as ali
import phonevault.huawei as hua

NOTES = "com.example.notes"
"""An application that every simulated phone has."""

UPLOAD_HOST = "oss-cn-shanghai-internal.aliyuncs.com"
"""Where phones of Alibaba write to; the simulator takes any host for its own store."""


class Simulator:
    """A running simulator. It ends with the `with` block, and also with this process."""

    def __init__(self, *, phones: int = 8, time_scale: float = 500.0, seed: int = 1) -> None:
        command = [os.environ["PHONEVAULT_BIN"], "simulate", "--phones", str(phones), "--seed", str(seed)]
        command += ["--time-scale", str(time_scale)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self._process.stdout is not None
        self.ready: dict[str, Any] = json.loads(self._process.stdout.readline())

    def __enter__(self) -> Simulator:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate()
        if kind is None:
            assert self._process.returncode == 0, "the simulator's self-check found a difference"

    def admin(self, method: str, path: str, body: object = None) -> Any:
        """Asks the admin service."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.ready["endpoints"]["admin"] + path, data=data, method=method)
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    def put(self, phone: str, path: str, content: bytes) -> None:
        """Writes a file of a phone."""
        url = f"{self.ready['endpoints']['admin']}/phones/{phone}/files?path={path}"
        with urllib.request.urlopen(urllib.request.Request(url, data=content, method="PUT")):
            pass

    def fault(self, cloud: str, operation: str, kind: str, **more: object) -> None:
        """Makes calls of an operation fail."""
        self.admin("POST", "/faults", {"cloud": cloud, "operation": operation, "kind": kind, **more})

    def clear_faults(self) -> None:
        self.admin("DELETE", "/faults")

    def count(self, operation: str) -> tuple[int, int]:
        """How often an operation such as `alibaba.BackupApp` was received, and how often it was applied."""
        counts = self.admin("GET", "/requests")["counts"].get(operation, {"received": 0, "applied": 0})
        return counts["received"], counts["applied"]

    def phones(self, cloud: str) -> list[str]:
        """The ids of the phones of a cloud."""
        phones = self.admin("GET", "/phones")["phones"]
        return [phone["phone_id"] for phone in phones if phone["cloud"] == cloud]

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
