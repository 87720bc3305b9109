"""`phonevault simulate` as a process of its own, and its admin socket (standard library only)."""

import json
import os
import queue
import subprocess
import threading
from typing import Any, Dict, List, Optional
from urllib.parse import quote
from urllib.request import ProxyHandler, Request, build_opener

# Loopback is never reached through a proxy, whatever the environment says. The SDKs read the variable themselves.
os.environ["NO_PROXY"] = os.environ["no_proxy"] = "127.0.0.1,localhost,::1"
_OPENER = build_opener(ProxyHandler({}))
READY_SECONDS = 120


class Simulator:
    """Use in a `with`. `ready` is the ready line; `huawei`, `alibaba` hold the credentials in it."""

    def __init__(self, *arguments: str) -> None:
        program = os.environ.get("PHONEVAULT_BIN")
        if not program:
            raise AssertionError("PHONEVAULT_BIN must be the path of the phonevault command (see tests/interop/README.md)")
        # The pipe to its standard input is how it learns that we are gone, even when we are killed.
        self._process = subprocess.Popen(
            [program, "simulate", *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")
        try:
            self.ready = self._ready_line()
        except BaseException:
            self._process.kill()
            self.__exit__()
            raise
        self.endpoints: Dict[str, str] = self.ready["endpoints"]
        self.huawei: Dict[str, str] = self.ready["credentials"]["huawei"]
        self.alibaba: Dict[str, str] = self.ready["credentials"]["alibaba"]
        self.buckets: Dict[str, str] = self.ready["buckets"]

    def _ready_line(self) -> Dict[str, Any]:
        # Read by a thread of its own: a simulator that hangs must fail the test, not hang it too.
        lines: "queue.Queue[str]" = queue.Queue()
        threading.Thread(target=lambda: lines.put(self._process.stdout.readline()), daemon=True).start()
        try:
            line = lines.get(timeout=READY_SECONDS)
        except queue.Empty:
            raise AssertionError("phonevault simulate printed no ready line in %d s" % READY_SECONDS) from None
        if not line:
            raise AssertionError("phonevault simulate ended with %s before it was ready" % self._process.wait(READY_SECONDS))
        return json.loads(line)

    def __enter__(self) -> "Simulator":
        return self

    def __exit__(self, *_: Any) -> Optional[int]:
        """Closes its standard input, upon which it ends; not a boolean, so that errors of the body stay errors."""
        self._process.stdin.close()
        try:
            self.status: Optional[int] = self._process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            self.status = None
        self._process.stdout.close()
        return None

    def admin(self, method: str, path: str, body: Optional[bytes] = None) -> Any:
        """One call to the admin socket; the answer's JSON, or None."""
        request = Request(self.endpoints["admin"].rstrip("/") + path, data=body, method=method)
        if body is not None:
            request.add_header("Content-Type", "application/octet-stream")
        with _OPENER.open(request, timeout=60) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def phones(self, cloud: str) -> List[Dict[str, Any]]:
        return [phone for phone in self.admin("GET", "/phones")["phones"] if phone["cloud"] == cloud]

    def edit_phone(self, phone_id: str, **fields: Any) -> None:
        """Sets fields of a phone as the admin service names them."""
        self.admin("PATCH", "/phones/%s" % phone_id, json.dumps(fields).encode())

    def advance(self, seconds: int) -> None:
        """Moves the clouds' clock."""
        self.admin("POST", "/clock", json.dumps({"advance_s": seconds}).encode())

    def files(self, phone_id: str) -> Dict[str, Dict[str, Any]]:
        """Every file on the phone by its path."""
        return {file["path"]: file for file in self.admin("GET", "/phones/%s/files" % phone_id)["files"]}

    def write_file(self, phone_id: str, path: str, content: bytes) -> None:
        self.admin("PUT", self._file(phone_id, path), content)

    def delete_file(self, phone_id: str, path: str) -> None:
        self.admin("DELETE", self._file(phone_id, path))

    @staticmethod
    def _file(phone_id: str, path: str) -> str:
        return "/phones/%s/files?path=%s" % (phone_id, quote(path, safe=""))

    def ledger(self, phone_id: str) -> List[Dict[str, Any]]:
        """What was really applied to the phone, in the order of acceptance."""
        entries = self.admin("GET", "/ledger")["entries"]
        return sorted((e for e in entries if e["phone_id"] == phone_id), key=lambda e: e["accepted_at"])

    def counts(self, operation: str) -> Dict[str, int]:
        """`received` and `applied` of an operation, such as `huawei.BatchExportCloudPhoneData`."""
        return self.admin("GET", "/requests")["counts"].get(operation, {"received": 0, "applied": 0})
