"""Questions to the stub that it does not count."""

import socket


def ask(url: str, path: str) -> bytes:
    """A bare GET."""
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
