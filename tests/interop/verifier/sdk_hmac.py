"""Huawei's SDK-HMAC-SHA256 (huawei-cph 4.2)."""

import hashlib
import hmac
import re
from typing import Callable, List, Optional

from .http_request import HttpRequest
from .verdict import Verdict

ALGORITHM = "SDK-HMAC-SHA256"
UNSIGNED = "UNSIGNED-PAYLOAD"

_AUTHORIZATION = re.compile(r"^SDK-HMAC-SHA256 Access=([^,\s]+), ?SignedHeaders=([^,\s]+), ?Signature=([0-9a-f]{64})$")
_DATE = re.compile(r"^\d{8}T\d{6}Z$", re.ASCII)


def verify(request: HttpRequest, secret_of: Callable[[str], Optional[str]]) -> Verdict:
    """Rebuilds the signature from the request and compares it with the one sent."""
    parts = _AUTHORIZATION.match(request.headers["authorization"])
    if parts is None:
        return Verdict(False, ALGORITHM, "Authorization is not of the form Access=, SignedHeaders=, Signature=")
    access_key, signed, signature = parts.group(1), parts.group(2).split(";"), parts.group(3)

    why = _fault_of_signed_headers(request, signed) or _fault_of_payload_header(request)
    if why:
        return Verdict(False, ALGORITHM, why, access_key)
    secret = secret_of(access_key)
    if secret is None:
        return Verdict(False, ALGORITHM, "unknown access key", access_key)

    verdict = None
    for payload_hash in _payload_hashes(request):
        canonical = canonical_request(request, signed, payload_hash)
        text = string_to_sign(request, canonical)
        expected = hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()
        accepted = hmac.compare_digest(expected, signature)
        verdict = Verdict(accepted, ALGORITHM, "" if accepted else "the signature differs", access_key, canonical, text)
        if accepted:
            break
    return verdict or Verdict(False, ALGORITHM, "no payload hash", access_key)


def canonical_request(request: HttpRequest, signed: List[str], payload_hash: str) -> str:
    """The path always ends in `/` here, whatever was sent; the header block ends in an empty line."""
    path = request.canonical_path()
    return "\n".join(
        [
            request.method.upper(),
            path if path.endswith("/") else path + "/",
            request.canonical_query(),
            request.canonical_headers(signed),
            ";".join(signed),
            payload_hash,
        ]
    )


def string_to_sign(request: HttpRequest, canonical: str) -> str:
    """Algorithm, time and the hash of the canonical request."""
    digest = hashlib.sha256(canonical.encode()).hexdigest()
    return "%s\n%s\n%s" % (ALGORITHM, request.headers["x-sdk-date"], digest)


def _fault_of_signed_headers(request: HttpRequest, signed: List[str]) -> str:
    if signed != sorted(set(signed)) or any(name != name.lower() for name in signed):
        return "SignedHeaders are not lower-case, unique and sorted"
    missing = [name for name in signed if name not in request.headers]
    if missing:
        return "signed but not sent: " + ", ".join(missing)
    if any("_" in name for name in signed):
        return "a header with an underscore in its name is never signed"
    # Whoever can add or change one of these changes the meaning of the request.
    for name in request.headers:
        if name in signed or name == "authorization" or "_" in name:
            continue
        if name in ("host", "content-type", "x-security-token", "x-project-id", "x-domain-id") or name.startswith("x-sdk-"):
            return "sent but not signed: " + name
    if "host" not in signed or "x-sdk-date" not in signed:
        return "host and x-sdk-date have to be signed"
    if not _DATE.match(request.headers["x-sdk-date"]):
        return "x-sdk-date is not of the form YYYYMMDDTHHMMSSZ"
    return ""


def _is_hashed_type(content_type: str) -> bool:
    # The bodies of these types are hashed; of every other type that is named they are not.
    return content_type == "" or content_type.lower().startswith(("application/json", "application/bson"))


def _fault_of_payload_header(request: HttpRequest) -> str:
    announced = request.headers.get("x-sdk-content-sha256")
    if announced is None or announced == hashlib.sha256(request.body).hexdigest():
        return ""
    if announced != UNSIGNED:
        return "x-sdk-content-sha256 is not the hash of the body"
    if _is_hashed_type(request.headers.get("content-type", "")):
        return UNSIGNED + " is for bodies of a named type that is not JSON"
    return ""


def _payload_hashes(request: HttpRequest) -> List[str]:
    """The header's value if it is there. The vendor's clients disagree about an empty body, so both forms count."""
    digest = hashlib.sha256(request.body).hexdigest()
    announced = request.headers.get("x-sdk-content-sha256")
    if announced is None:
        return [digest]
    return [announced] if request.body else [announced, digest]
