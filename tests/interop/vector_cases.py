"""Reads tests/vectors/signing and turns its cases into requests as they would be sent."""

import hashlib
import json
import os
from typing import Any, Dict, Iterator, List, NamedTuple, Optional
from urllib.parse import quote

VECTORS = os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, "vectors", "signing")


class Case(NamedTuple):
    """One directory."""

    algorithm: str
    name: str
    document: Dict[str, Any]
    canonical_request: Optional[str]
    string_to_sign: Optional[str]

    @property
    def secret(self) -> str:
        return self.document["credentials"]["secret_key"]


def _text(directory: str, name: str) -> Optional[str]:
    path = os.path.join(directory, name)
    if not os.path.exists(path):
        return None
    with open(path, "rb") as file:
        return file.read().decode("utf-8")


def cases(*algorithms: str) -> Iterator[Case]:
    """Every case of these algorithms; of all without an argument."""
    for algorithm in algorithms or sorted(os.listdir(VECTORS)):
        directory = os.path.join(VECTORS, algorithm)
        for name in sorted(os.listdir(directory)):
            here = os.path.join(directory, name)
            document = json.loads(_text(here, "case.json") or "null")
            yield Case(algorithm, name, document, _text(here, "canonical-request.txt"), _text(here, "string-to-sign.txt"))


def _compact(time: str) -> str:
    return time.replace("-", "").replace(":", "")


def _added_headers(case: Case) -> Dict[str, str]:
    """What a signer adds by itself, see tests/vectors/README.md."""
    request, token = case.document["request"], case.document["credentials"].get("security_token")
    headers = {"host": request["host"]}
    if case.algorithm == "sdk-hmac-sha256":
        headers["x-sdk-date"] = _compact(case.document["time"])
        given = dict(request["headers"])
        if not given.get("content-type", "application/json").startswith("application/json"):
            headers["x-sdk-content-sha256"] = "UNSIGNED-PAYLOAD"
        if token:
            headers["x-security-token"] = token
    else:
        headers["x-acs-date"] = case.document["time"]
        headers["x-acs-signature-nonce"] = case.document["nonce"]
        headers["x-acs-content-sha256"] = hashlib.sha256(request["body"].encode()).hexdigest()
        if token:
            headers["x-acs-security-token"] = token
    headers["authorization"] = case.document["expect"]["authorization"]
    return headers


def sent(case: Case) -> Dict[str, Any]:
    """The signed request in the JSON form of `phonevault call --dry-run`, for the two clouds' request signatures."""
    request = case.document["request"]
    # `%` stays: the path of a case may hold segments that are encoded already.
    url = "%s://%s%s" % (request["scheme"], request["host"], quote(request["path"], safe="/%~"))
    pairs: List[str] = ["%s=%s" % (quote(k, safe="~"), quote(v, safe="~")) for k, v in request["query"]]
    if pairs:
        url += "?" + "&".join(pairs)
    headers = dict(request["headers"])
    headers.update(_added_headers(case))
    return {"method": request["method"], "url": url, "headers": headers, "body": request["body"]}
