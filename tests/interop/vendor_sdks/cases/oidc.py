"""An identity provider's token, as far as the simulated STS looks at it."""

import base64
import json
import time
from typing import Any, Dict


def provider_arn(alibaba: Dict[str, str]) -> str:
    """A provider of the account that the role belongs to."""
    account = alibaba["role_arn"].split(":")[3]
    return "acs:ram::%s:oidc-provider/interop" % account


def _part(value: Dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def token(**claims: Any) -> str:
    """A token with header, claims and something that looks like a signature."""
    now = int(time.time())
    body = {"iss": "https://idp.example.com", "aud": "interop", "sub": "pod-1", "iat": now, "exp": now + 3600, **claims}
    return ".".join((_part({"alg": "RS256", "typ": "JWT"}), _part(body), "c2lnbmF0dXJl"))
