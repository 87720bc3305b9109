"""The object stores' signatures and the legacy one of STS, rebuilt from a vector's case (huawei-cph 7.4, alibaba-ecp 4.4, 7.2, 7.3).

Only used to prove the vectors: requests to the object stores are judged by the simulator and the stores themselves.
"""

import base64
import hashlib
import hmac
from datetime import datetime, timezone
from typing import Any, Dict, List, NamedTuple, Tuple
from urllib.parse import quote

# Only these parameters of a query are signed by the two older store signatures.
_OBS_SUBRESOURCES = frozenset(
    "acl append attname backtosource cors customdomain delete deletebucket directcoldaccess encryption inventory length lifecycle "
    "location logging metadata modify name notification object-lock partNumber policy position quota rename replication "
    "response-cache-control response-content-disposition response-content-encoding response-content-language "
    "response-content-type response-expires restore retention storageClass storagePolicy storageinfo tagging torrent truncate "
    "uploadId uploads versionId versioning versions website CDNNotifyConfiguration x-image-process x-image-save-bucket "
    "x-image-save-object x-obs-security-token".split()
)
_OSS_SUBRESOURCES = frozenset(
    "acl uploads uploadId partNumber objectMeta versionId restore tagging symlink continuation-token security-token "
    "response-cache-control response-content-disposition response-content-encoding response-content-language "
    "response-content-type response-expires".split()
)
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Rebuilt(NamedTuple):
    """What the case's files have to hold."""

    canonical_request: str
    string_to_sign: str
    signature: str
    authorization: str


def _encode(text: str, safe: str = "~") -> str:
    return quote(text, safe=safe)


def _moment(case: Dict[str, Any]) -> datetime:
    return datetime.strptime(case["time"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=timezone.utc)


def _http_date(moment: datetime) -> str:
    # Not strftime("%a … %b"): those words follow the machine's language.
    return "%s, %02d %s %d %s GMT" % (
        _DAYS[moment.weekday()], moment.day, _MONTHS[moment.month - 1], moment.year, moment.strftime("%H:%M:%S"))


def _sha1(secret: str, text: str) -> str:
    return base64.b64encode(hmac.new(secret.encode(), text.encode(), hashlib.sha1).digest()).decode()


def _header_lines(headers: Dict[str, str], prefix: str) -> str:
    return "".join("%s:%s\n" % (name, headers[name].strip()) for name in sorted(headers) if name.startswith(prefix))


def _sub_resources(query: List[Tuple[str, str]], signed: frozenset) -> str:
    kept = sorted((name, value) for name, value in query if name in signed)
    return "?" + "&".join(name if value == "" else name + "=" + value for name, value in kept) if kept else ""


def header_signature(case: Dict[str, Any], word: str) -> Rebuilt:
    """OBS (`word` "OBS") and OSS version 1 ("OSS"): the same five lines, another prefix, other sub-resources."""
    obs = word == "OBS"
    prefix, signed = ("x-obs-", _OBS_SUBRESOURCES) if obs else ("x-oss-", _OSS_SUBRESOURCES)
    credentials, request = case["credentials"], case["request"]
    headers = {name.lower(): value for name, value in request["headers"]}
    headers[case["date_header"]] = _http_date(_moment(case))
    if "security_token" in credentials:
        headers[prefix + "security-token"] = credentials["security_token"]
    # OBS wants the key as it is on the wire, OSS the raw one.
    key = _encode(case["key"], "/~") if obs else case["key"]
    text = "\n".join(
        [
            request["method"],
            headers.get("content-md5", ""),
            headers.get("content-type", ""),
            "" if obs and prefix + "date" in headers else headers.get(prefix + "date", headers.get("date", "")),
            _header_lines(headers, prefix) + "/" + case["bucket"] + "/" + key + _sub_resources(request["query"], signed),
        ]
    )
    signature = _sha1(credentials["secret_key"], text)
    return Rebuilt("", text, signature, "%s %s:%s" % (word, credentials["access_key"], signature))


def oss4(case: Dict[str, Any]) -> Rebuilt:
    """OSS version 4: a derived key, every parameter signed, the payload never."""
    credentials, request, moment = case["credentials"], case["request"], _moment(case)
    headers = {name.lower(): value for name, value in request["headers"]}
    headers["x-oss-content-sha256"] = "UNSIGNED-PAYLOAD"
    headers["x-oss-date"] = moment.strftime("%Y%m%dT%H%M%SZ")
    if "security_token" in credentials:
        headers["x-oss-security-token"] = credentials["security_token"]
    query = sorted((_encode(name), _encode(value)) for name, value in request["query"])
    signed = "".join(
        "%s:%s\n" % (name, headers[name])
        for name in sorted(headers)
        if name.startswith("x-oss-") or name in ("content-type", "content-md5")
    )
    canonical = "\n".join(
        [
            request["method"],
            _encode("/" + case["bucket"] + "/" + case["key"], "/~"),
            "&".join(name if value == "" else name + "=" + value for name, value in query),
            signed,
            "",
            "UNSIGNED-PAYLOAD",
        ]
    )
    scope = "/".join([moment.strftime("%Y%m%d"), case["region"], "oss", "aliyun_v4_request"])
    text = "OSS4-HMAC-SHA256\n%s\n%s\n%s" % (headers["x-oss-date"], scope, hashlib.sha256(canonical.encode()).hexdigest())
    signature = hmac.new(oss4_key(case), text.encode(), hashlib.sha256).hexdigest()
    authorization = "OSS4-HMAC-SHA256 Credential=%s/%s, Signature=%s" % (credentials["access_key"], scope, signature)
    return Rebuilt(canonical, text, signature, authorization)


def oss4_key(case: Dict[str, Any]) -> bytes:
    """The key of one day and one region."""
    key = ("aliyun_v4" + case["credentials"]["secret_key"]).encode()
    for part in (_moment(case).strftime("%Y%m%d"), case["region"], "oss", "aliyun_v4_request"):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    return key


def rpc(case: Dict[str, Any]) -> Rebuilt:
    """The legacy signature: everything is a query parameter, encoded twice in the string to sign."""
    parameters = dict(case["request"]["query"])
    parameters.update(
        AccessKeyId=case["credentials"]["access_key"],
        SignatureMethod="HMAC-SHA1",
        SignatureVersion="1.0",
        SignatureNonce=case["nonce"],
        Timestamp=case["time"],
    )
    if "security_token" in case["credentials"]:
        parameters["SecurityToken"] = case["credentials"]["security_token"]
    pairs = "&".join("%s=%s" % (_encode(name), _encode(parameters[name])) for name in sorted(parameters))
    text = "%s&%s&%s" % (case["request"]["method"], _encode("/", ""), _encode(pairs))
    return Rebuilt("", text, _sha1(case["credentials"]["secret_key"] + "&", text), "")
