"""`phonevault simulate` as a process of its own, and its admin service."""

from __future__ import annotations

import json
import os
import subprocess
import urllib.request
from collections.abc import Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing_extensions import Self

# Loopback needs no proxy, whatever the environment says.
_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Simulator:
    """Runs from `with` to its end; what its self-check finds then is an error."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        program = os.environ.get("PHONEVAULT_BIN")
        if not program:
            raise RuntimeError("PHONEVAULT_BIN must name the program `phonevault`")
        command = [program, "simulate"]
        for name, value in options.items():
            command += ["--" + name.replace("_", "-"), str(value)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"the simulator did not start: exit code {self._process.wait()}")
        self.ready: dict[str, Any] = json.loads(line)

    def phones(self) -> dict[str, list[str]]:
        """The ids of all phones by cloud, in the order in which they were made."""
        phones: dict[str, list[str]] = {"huawei": [], "alibaba": []}
        for phone in self.admin("GET", "/phones")["phones"]:
            phones[phone["cloud"]].append(phone["phone_id"])
        return phones

    def admin(self, method: str, target: str, body: bytes = b"") -> Any:
        """Asks the admin service, which must agree."""
        url = self.ready["endpoints"]["admin"] + target
        request = urllib.request.Request(url, data=body or None, method=method)
        with _OPENER.open(request, timeout=60) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # The end of its input ends it.
        self._process.communicate()
        if error is None and self._process.returncode != 0:
            raise AssertionError(f"the simulator ended with {self._process.returncode}")
