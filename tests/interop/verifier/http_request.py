"""The request as it was sent, and the encoding rules that both signatures share."""

import base64
import binascii
import re
from typing import Any, Dict, List, Tuple
from urllib.parse import quote_from_bytes, unquote_to_bytes

# Everything else is percent-encoded in a canonical form (RFC 3986 unreserved characters).
_UNRESERVED = "-_.~"
_PORT_OF = {"http": "80", "https": "443"}
_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_URL = re.compile(r"^(https?)://([^/?#]+)(/[^?#]*)?(?:\?([^#]*))?$", re.ASCII)
# What a URL may hold on the wire; anything else has to arrive percent-encoded.
_URL_CHARACTERS = re.compile(r"^[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]*$")
_HEADER_NAME = re.compile(r"^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$")


class MalformedRequest(ValueError):
    """The text is not a request that could have been sent."""


def encode(raw: bytes) -> str:
    """Percent-encodes all but the unreserved characters, with upper-case hexadecimal digits."""
    return quote_from_bytes(raw, safe=_UNRESERVED)


def decode(text: str, plus_is_space: bool = False) -> bytes:
    """Undoes percent-encoding; a `%` without two hexadecimal digits is refused."""
    if _BROKEN_ESCAPE.search(text):
        raise MalformedRequest("broken percent-encoding in %r" % text)
    return unquote_to_bytes(text.replace("+", " ") if plus_is_space else text)


class HttpRequest:
    """Method, URL, headers and exact body of one request.

    `headers` holds lower-case names. `path` and `query` are still encoded, as on the wire.
    """

    def __init__(self, method: str, url: str, headers: Dict[str, str], body: bytes) -> None:
        parts = _URL.match(url)
        if parts is None:
            raise MalformedRequest("not an absolute http(s) URL without a fragment: %r" % url)
        if not _URL_CHARACTERS.match(url):
            raise MalformedRequest("the URL holds characters that cannot be sent: %r" % url)
        self.method = method
        self.scheme, self.authority = parts.group(1), parts.group(2)
        self.path = parts.group(3) or "/"
        self.query = parts.group(4) or ""
        self.body = body
        self.headers: Dict[str, str] = {}
        for name, value in headers.items():
            self._add_header(name, value)
        # A dump made above the HTTP library may lack the Host header; the library derives it from the URL.
        self.headers.setdefault("host", self._host_of_url())
        if self.headers["host"].lower() != self._host_of_url().lower():
            raise MalformedRequest("host header %r differs from the URL's %r" % (self.headers["host"], self._host_of_url()))

    def _add_header(self, name: str, value: str) -> None:
        if not isinstance(value, str) or not _HEADER_NAME.match(name):
            raise MalformedRequest("header %r is not a name with a text value" % name)
        if any((ord(c) < 32 and c != "\t") or ord(c) == 127 for c in value):
            raise MalformedRequest("header %s holds control characters" % name)
        if name.lower() in self.headers:
            raise MalformedRequest("header %s occurs twice" % name.lower())
        self.headers[name.lower()] = value.strip(" \t")

    def _host_of_url(self) -> str:
        host, separator, port = self.authority.rpartition(":")
        return host if separator and port == _PORT_OF[self.scheme] else self.authority

    @classmethod
    def from_json(cls, document: Any) -> "HttpRequest":
        """Reads `{"method","url","headers":{…},"body":"exact text"}`; `body_base64` may stand in for `body`."""
        if not isinstance(document, dict):
            raise MalformedRequest("not a JSON object")
        method, url, headers = document.get("method"), document.get("url"), document.get("headers")
        if not isinstance(method, str) or not isinstance(url, str) or not isinstance(headers, dict):
            raise MalformedRequest("method, url and headers are needed")
        if "body_base64" in document:
            try:
                body = base64.b64decode(document["body_base64"], validate=True)
            except (binascii.Error, TypeError, ValueError) as error:
                raise MalformedRequest("body_base64: %s" % error) from error
        else:
            body = (document.get("body") or "").encode("utf-8")
        return cls(method, url, headers, body)

    def decoded_query(self) -> List[Tuple[bytes, bytes]]:
        """Names and values in the order sent; `+` is a space, as in a form; a bare name has an empty value."""
        pairs = []
        for item in self.query.split("&") if self.query else []:
            name, _, value = item.partition("=")
            pairs.append((decode(name, plus_is_space=True), decode(value, plus_is_space=True)))
        return pairs

    def canonical_query(self) -> str:
        """Decoded, sorted by raw name and then raw value, encoded again."""
        return "&".join(encode(name) + "=" + encode(value) for name, value in sorted(self.decoded_query()))

    def canonical_path(self) -> str:
        """Every segment decoded and encoded again. A `/` that was sent encoded stays inside its segment."""
        return "/".join(encode(decode(segment)) for segment in self.path.split("/"))

    def canonical_headers(self, names: List[str]) -> str:
        """One `name:value` line for every signed header; the caller has checked that they are there."""
        return "".join("%s:%s\n" % (name, self.headers[name]) for name in names)
