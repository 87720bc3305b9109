"""Requests as they stand on the wire: recorded once from the vendor's SDK, sent again by the floor and the bare HTTP clients."""

import socket
from typing import Any, Dict, NamedTuple, Tuple

# What HTTP libraries write by themselves.
OF_THE_LIBRARY = ("host", "content-length", "connection", "accept-encoding")


class Recorded(NamedTuple):
    """One request."""

    method: str
    target: str
    headers: Dict[str, str]
    body: bytes

    @classmethod
    def read(cls, wire: bytes) -> "Recorded":
        head, _, body = wire.partition(b"\r\n\r\n")
        line, *fields = head.decode("ascii").split("\r\n")
        method, target, _ = line.split(" ")
        headers: Dict[str, str] = {}
        for name, _, value in (field.partition(":") for field in fields):
            if name.lower() not in OF_THE_LIBRARY:
                headers[name] = value.strip()
        return cls(method, target, headers, body)


def ask(url: str, path: str) -> bytes:
    """A bare GET to the stub, which does not count it."""
    host, _, port = url.split("://")[1].partition(":")
    with socket.create_connection((host, int(port))) as connection:
        connection.sendall(b"GET %s HTTP/1.1\r\nHost: stub\r\n\r\n" % path.encode("ascii"))
        answer = b""
        while True:
            head, found, body = answer.partition(b"\r\n\r\n")
            if found and len(body) >= _length(head):
                return body
            answer += connection.recv(1 << 16)


def _length(head: bytes) -> int:
    lines = head.decode("ascii").lower().split("\r\n")
    return next(int(line.split(":")[1]) for line in lines if line.startswith("content-length:"))


def read_items(kind: str, answer: Any) -> int:
    """Reads the id or the state of every item of an answer that was parsed as JSON."""
    items, name = ITEMS[kind]
    return sum(1 for item in answer[items] if item[name])


ITEMS: Dict[str, Tuple[str, str]] = {
    "restore": ("jobs", "job_id"),
    "jobs": ("jobs", "status"),
    "backup": ("Data", "TaskId"),
    "tasks": ("Data", "TaskStatus"),
}
