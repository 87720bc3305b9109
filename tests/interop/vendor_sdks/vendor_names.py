"""The vendors' own addresses, leading to a simulator: a loopback proxy that ends TLS for them.

A client then runs as it would in production, with the vendor's host names and https, and only the usual proxy variables and a
certificate authority say where that leads. Nothing is resolved and nothing leaves the loopback interface.
"""

import os
import re
import select
import socket
import socketserver
import ssl
import tempfile
import threading
from contextlib import contextmanager
from typing import Dict, Iterator, List, Optional, Pattern, Tuple
from unittest import mock
from urllib.parse import urlsplit

from . import certificates

HEAD_LIMIT = 64 * 1024

# Which simulated service stands behind a host name (addresses of the vendors' own clients).
ROUTES: Tuple[Tuple[str, str], ...] = (
    (r"cph\.[a-z0-9-]+\.myhuaweicloud\.com", "huawei_cph"),
    (r"iam(\.[a-z0-9-]+)?\.myhuaweicloud\.com", "huawei_iam"),
    (r"sts\.[a-z0-9-]+\.myhuaweicloud\.com", "huawei_sts"),
    (r"169\.254\.169\.254", "huawei_metadata"),
    (r"eds-aic\.[a-z0-9-]+\.aliyuncs\.com", "alibaba_ecp"),
    (r"sts(-vpc)?(\.[a-z0-9-]+)?\.aliyuncs\.com", "alibaba_sts"),
    (r"100\.100\.100\.200", "alibaba_metadata"),
)
NAMES = [
    "cph.cn-north-4.myhuaweicloud.com", "iam.myhuaweicloud.com", "iam.cn-north-4.myhuaweicloud.com", "sts.cn-north-4.myhuaweicloud.com",
    "eds-aic.cn-shanghai.aliyuncs.com", "sts.aliyuncs.com", "sts.cn-shanghai.aliyuncs.com", "sts-vpc.cn-shanghai.aliyuncs.com",
]


class VendorNames:
    """Use in a `with`. `environment()` is what a client's process needs; `hosts` are the names asked for so far."""

    def __init__(self, endpoints: Dict[str, str], refused: Optional[str] = None) -> None:
        """`refused` is a method that a plain http address answers with 405, as a metadata service without tokens does PUT."""
        self.hosts: List[str] = []
        self._refused = refused
        self._routes: List[Tuple[Pattern[str], Tuple[str, int]]] = []
        for pattern, service in ROUTES:
            address = urlsplit(endpoints[service])
            self._routes.append((re.compile(pattern), (address.hostname or "", address.port or 80)))
        self._directory = tempfile.TemporaryDirectory(prefix="interop-tls-")
        certificates.make(self._directory.name, NAMES)
        self.ca = os.path.join(self._directory.name, "ca.pem")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(os.path.join(self._directory.name, "server.pem"))
        names = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                try:
                    names._serve(self.request, context)
                except (OSError, ValueError):
                    pass  # The client went away or spoke nonsense; its own error says so.

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True
            block_on_close = False

        self._server = Server(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    @property
    def url(self) -> str:
        return "http://127.0.0.1:%d" % self.port

    def environment(self) -> Dict[str, str]:
        """The variables that lead a client here. Both spellings of each, since clients differ."""
        proxies = {name: self.url for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy")}
        return {**proxies, "NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1", "REQUESTS_CA_BUNDLE": self.ca, "SSL_CERT_FILE": self.ca}

    @contextmanager
    def trusted(self) -> Iterator[None]:
        """Makes clients in this process trust the proxy that trust nothing but the bundle of `certifi`, whatever the environment says."""
        with mock.patch("certifi.where", lambda: self.ca), mock.patch("requests.adapters.DEFAULT_CA_BUNDLE_PATH", self.ca):
            yield

    def __enter__(self) -> "VendorNames":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        self._directory.cleanup()

    def _serve(self, client: socket.socket, context: ssl.SSLContext) -> None:
        client.settimeout(60)
        head, rest = _read_head(client)
        line, _, headers = head.partition(b"\r\n")
        method, target, version = line.decode("latin-1").split(" ")
        if method == "CONNECT":
            host = target.rpartition(":")[0]
        else:
            url = urlsplit(target)
            host = url.hostname or ""
        upstream_address = self._address(host)
        if upstream_address is None or method == self._refused:
            status = b"405 Method Not Allowed" if upstream_address else b"502 Bad Gateway"
            client.sendall(b"HTTP/1.1 %s\r\nContent-Length: 0\r\nConnection: close\r\n\r\n" % status)
            return
        with socket.create_connection(upstream_address, timeout=60) as upstream:
            if method == "CONNECT":
                client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
                with context.wrap_socket(client, server_side=True) as secure:
                    _relay(secure, upstream)
                return
            # One request a connection: the next one would have to be rewritten too.
            path = (url.path or "/") + ("?" + url.query if url.query else "")
            kept = [name for name in headers.split(b"\r\n") if name and not re.match(rb"(?i)(proxy-)?connection:", name)]
            first = ("%s %s %s" % (method, path, version)).encode("latin-1")
            upstream.sendall(b"\r\n".join([first, *kept, b"Connection: close", b"", b""]) + rest)
            _relay(client, upstream)

    def _address(self, host: str) -> Optional[Tuple[str, int]]:
        self.hosts.append(host)
        return next((address for pattern, address in self._routes if pattern.fullmatch(host)), None)


def _read_head(client: socket.socket) -> Tuple[bytes, bytes]:
    """The request's head without its empty line, and what came after it."""
    data = b""
    while b"\r\n\r\n" not in data:
        more = client.recv(4096)
        if not more or len(data) > HEAD_LIMIT:
            raise ValueError("no request head")
        data += more
    head, _, rest = data.partition(b"\r\n\r\n")
    return head, rest


def _relay(one: socket.socket, other: socket.socket) -> None:
    """Copies both ways until one side ends."""
    while True:
        # Decrypted bytes that wait inside the TLS layer do not show in select.
        ready = [end for end in (one, other) if isinstance(end, ssl.SSLSocket) and end.pending()]
        ready = ready or select.select([one, other], [], [], 60)[0]
        if not ready:
            return
        for end in ready:
            data = end.recv(65536)
            if not data:
                return
            (other if end is one else one).sendall(data)
