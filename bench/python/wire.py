"""Requests as they stand on the wire: recorded once from the vendor's SDK, sent again by the floor and the bare HTTP clients."""

from typing import Any, Dict, NamedTuple

from harness.scenarios import READ

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


def read_items(kind: str, answer: Any) -> int:
    """Reads the id or the state of every item of an answer that was parsed as JSON."""
    items, name = READ[kind]
    return sum(1 for item in answer[items] if item[name])
