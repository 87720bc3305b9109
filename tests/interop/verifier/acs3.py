"""Alibaba's ACS3-HMAC-SHA256 (alibaba-ecp 4.1)."""

import hashlib
import hmac
import re
from typing import Callable, List, Optional

from .http_request import HttpRequest
from .verdict import Verdict

ALGORITHM = "ACS3-HMAC-SHA256"

_AUTHORIZATION = re.compile(r"^ACS3-HMAC-SHA256 Credential=([^,\s]+),SignedHeaders=([^,\s]+),Signature=([0-9a-f]{64})$")
_DATE = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", re.ASCII)
_NEEDED = ("host", "x-acs-action", "x-acs-version", "x-acs-date", "x-acs-signature-nonce", "x-acs-content-sha256")


def verify(request: HttpRequest, secret_of: Callable[[str], Optional[str]]) -> Verdict:
    """Rebuilds the signature from the request and compares it with the one sent."""
    parts = _AUTHORIZATION.match(request.headers["authorization"])
    if parts is None:
        return Verdict(False, ALGORITHM, "Authorization is not of the form Credential=,SignedHeaders=,Signature=")
    access_key, signed, signature = parts.group(1), parts.group(2).split(";"), parts.group(3)

    why = _fault_of_signed_headers(request, signed) or _fault_of_values(request, access_key)
    if why:
        return Verdict(False, ALGORITHM, why, access_key)
    secret = secret_of(access_key)
    if secret is None:
        return Verdict(False, ALGORITHM, "unknown access key", access_key)

    canonical = canonical_request(request, signed)
    text = string_to_sign(canonical)
    expected = hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()
    accepted = hmac.compare_digest(expected, signature)
    return Verdict(accepted, ALGORITHM, "" if accepted else "the signature differs", access_key, canonical, text)


def canonical_request(request: HttpRequest, signed: List[str]) -> str:
    """The body is hashed as it was sent, in every case."""
    return "\n".join(
        [
            request.method.upper(),
            request.canonical_path(),
            request.canonical_query(),
            request.canonical_headers(signed),
            ";".join(signed),
            hashlib.sha256(request.body).hexdigest(),
        ]
    )


def string_to_sign(canonical: str) -> str:
    """Algorithm and the hash of the canonical request: no time and no scope."""
    return "%s\n%s" % (ALGORITHM, hashlib.sha256(canonical.encode()).hexdigest())


def _fault_of_signed_headers(request: HttpRequest, signed: List[str]) -> str:
    if signed != sorted(set(signed)) or any(name != name.lower() for name in signed):
        return "SignedHeaders are not lower-case, unique and sorted"
    missing = [name for name in signed if name not in request.headers]
    if missing:
        return "signed but not sent: " + ", ".join(missing)
    if "authorization" in signed:
        return "Authorization cannot sign itself"
    for name in request.headers:
        if name not in signed and (name in ("host", "content-type") or name.startswith("x-acs-")):
            return "sent but not signed: " + name
    absent = [name for name in _NEEDED if name not in signed]
    return "not signed: " + ", ".join(absent) if absent else ""


def _fault_of_values(request: HttpRequest, access_key: str) -> str:
    if not _DATE.match(request.headers["x-acs-date"]):
        return "x-acs-date is not of the form YYYY-MM-DDTHH:MM:SSZ"
    if not request.headers["x-acs-signature-nonce"]:
        return "the nonce is empty"
    if request.headers["x-acs-content-sha256"] != hashlib.sha256(request.body).hexdigest():
        return "x-acs-content-sha256 is not the hash of the body"
    if request.headers.get("x-acs-accesskey-id", access_key) != access_key:
        return "x-acs-accesskey-id differs from the Credential"
    return ""
