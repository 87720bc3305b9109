"""Hard requests from a seed, for the signers to sign (the same seed gives the same requests)."""

import base64
import random
from typing import Any, Dict, Iterator, List, NamedTuple
from urllib.parse import unquote

ALGORITHMS = ("sdk-hmac-sha256", "acs3-hmac-sha256")

# Everything that encoders are known to treat differently, beside ordinary text.
_HARD = list(" !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_WIDE = list("éüßñç你好备份データ한국어🙂👩‍💻\u0301\u200f\u00a0\ufeff\u2028")
_CONTROL = list("\t\n\r\0\x1b\x7f")
_PLAIN = list("abcXYZ0189")
_LOOKS_ENCODED = ["%20", "%2B", "%25", "%2f", "%E4%BD%A0", "%zz", "%", "%%", "%4", "+", "++", "~", "*", "&amp;", "a=b&c=d"]


class ArbitraryRequest(NamedTuple):
    """What goes to the signer, and whether it may answer that this cannot be sent."""

    line: Dict[str, Any]
    refusable: bool


def _text(rng: random.Random, alphabets: List[List[str]], longest: int) -> str:
    return "".join(rng.choice(rng.choice(alphabets)) for _ in range(rng.randrange(longest + 1)))


def _value(rng: random.Random) -> str:
    kind = rng.random()
    if kind < 0.1:
        return ""
    if kind < 0.25:
        return rng.choice(_LOOKS_ENCODED)
    if kind < 0.27:
        return _text(rng, [_PLAIN, _HARD, _WIDE], 1) * rng.randrange(500, 1500)
    if kind < 0.35:
        return _text(rng, [_PLAIN, _CONTROL, _HARD], 12)
    return _text(rng, [_PLAIN, _HARD, _WIDE], 24)


def _name(rng: random.Random) -> str:
    return _text(rng, [_PLAIN, _HARD, _WIDE], 8) or "n"


def _query(rng: random.Random, repeated: bool) -> List[List[str]]:
    names = [_name(rng) for _ in range(rng.randrange(7))]
    # Names that sort differently as text, as numbers and after encoding.
    names += rng.choice([[], [], ["List.%d" % i for i in range(1, 13)], ["a", "a.1", "a-1", "aa", "A", "a b", "a~", "aé", "a🙂", "aﬀ"]])
    pairs = [[name, _value(rng)] for name in dict.fromkeys(names)]
    if repeated and pairs and rng.random() < 0.5:
        again = rng.choice(pairs)[0]
        pairs += [[again, _value(rng)] for _ in range(rng.randrange(1, 4))]
    rng.shuffle(pairs)
    return pairs


def _huawei_path(rng: random.Random) -> str:
    segments = []
    for _ in range(rng.randrange(1, 6)):
        kind = rng.random()
        if kind < 0.5:
            segments.append(_text(rng, [_PLAIN], 12))
        elif kind < 0.6:
            segments.append(rng.choice(["...", ".hidden", "a.", "a..b", "%E4%BD%A0", "%20", "a b", "100%", "~", "*", "+", "a;b=c", "a:b@c"]))
        else:
            # `%2F` is left out: the vendor's own clients disagree whether it divides segments.
            segments.append(_text(rng, [_PLAIN, [c for c in _HARD if c not in "%/"], _WIDE], 10))
    # A double slash now and then, and a slash at the end; both come from empty segments.
    if rng.random() < 0.2:
        segments.insert(rng.randrange(len(segments)) + 1, "")
    if rng.random() < 0.2:
        segments.append("")
    return "/" + "/".join(segments)


def _headers(rng: random.Random) -> List[List[str]]:
    headers = []
    for index in range(rng.randrange(4)):
        value = _text(rng, [_PLAIN, [" "], _HARD], 20)
        if rng.random() < 0.3:
            value = " " * rng.randrange(3) + "a  b   c" + " " * rng.randrange(3)
        name = rng.choice(["X-Custom", "x-lower", "X-MiXeD", "Accept-Language", "x-with_underscore", "x-sdk", "a"])
        headers.append(["%s-%d" % (name, index), value])
    rng.shuffle(headers)
    return headers


def _body(rng: random.Random) -> bytes:
    kind = rng.random()
    if kind < 0.3:
        return b""
    if kind < 0.6:
        return _value(rng).encode()
    if kind < 0.65:
        return rng.randbytes(70000)
    return rng.randbytes(rng.randrange(300))


def _one(rng: random.Random, number: int, algorithm: str) -> ArbitraryRequest:
    huawei = algorithm == "sdk-hmac-sha256"
    headers, body, refusable = _headers(rng), _body(rng), False
    if huawei:
        method = rng.choice(["GET", "POST", "PUT", "DELETE", "HEAD"])
        path = _huawei_path(rng)
        content_type = rng.choice([None, "application/json", "application/json;charset=utf8", "text/plain", "application/x-tar"])
        if rng.random() < 0.5:
            headers.append(["X-Project-Id", "0f1e2d3c4b5a69788796a5b4c3d2e1f0"])
    else:
        # Every operation of this product goes to `/`.
        method, path = rng.choice(["POST", "POST", "GET"]), "/"
        content_type = rng.choice([None, "application/x-www-form-urlencoded", "application/json; charset=utf-8"])
        headers += [["x-acs-action", "Describe%d" % rng.randrange(100)], ["x-acs-version", "2023-09-30"]]
    if method in ("GET", "HEAD"):
        body = b""
    if content_type is not None:
        headers.append(["Content-Type", content_type])

    spoil = rng.random()
    if spoil < 0.02:
        # A header value that HTTP cannot carry, or only as bytes of unknown meaning.
        headers.append(["x-spoiled", "a" + rng.choice(["\r\nx-acs-injected: 1", "\n", "\0", "\x7f", "\t", "é", "你"]) + "b"])
        refusable = True
    elif spoil < 0.04:
        dots = rng.choice([".", "..", "%2e", "%2E%2e", ".%2e"])
        path = rng.choice(["/%s/a", "/a/%s/b", "/a/%s"]) % dots if huawei else "/"
    # HTTP libraries resolve these segments whatever is signed, so refusing is right.
    refusable = refusable or any(unquote(segment) in (".", "..") for segment in path.split("/"))

    line = {
        "algorithm": algorithm,
        "access_key": "AKEXAMPLE%d" % number,
        "secret_key": "Secret/%d+%s=" % (number, _text(rng, [_PLAIN], 30)),
        "method": method,
        "host": rng.choice(["cph.cn-north-4.myhuaweicloud.com", "eds-aic.cn-shanghai.aliyuncs.com", "127.0.0.1:18080", "localhost:9", "[::1]:8443"]),
        "path": path,
        # A repeated name has no meaning in Alibaba's parameters, which are a map.
        "query": _query(rng, repeated=huawei),
        "headers": headers,
        "body_base64": base64.b64encode(body).decode(),
        "time": "20%02d-%02d-%02dT%02d:%02d:%02dZ"
        % (rng.randrange(24, 40), rng.randrange(1, 13), rng.randrange(1, 29), rng.randrange(24), rng.randrange(60), rng.randrange(60)),
        "nonce": "%032x" % rng.getrandbits(128),
    }
    if rng.random() < 0.3:
        line["security_token"] = base64.b64encode(rng.randbytes(rng.randrange(1, 400))).decode()
    return ArbitraryRequest(line, refusable)


def arbitrary_requests(count: int, seed: int) -> Iterator[ArbitraryRequest]:
    """`count` requests, the two algorithms in turn."""
    for number in range(count):
        # One generator a request: a failing request can be made again alone.
        yield _one(random.Random(seed * 1_000_003 + number), number, ALGORITHMS[number % 2])
