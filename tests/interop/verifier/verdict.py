"""The outcome of a check, and the choice of the algorithm."""

from typing import Any, Callable, NamedTuple, Optional

from .http_request import HttpRequest, MalformedRequest


class Verdict(NamedTuple):
    """`accepted`, or why not. The canonical request is what the verifier rebuilt, to be held against the signer's."""

    accepted: bool
    algorithm: str
    why: str = ""
    access_key: Optional[str] = None
    canonical_request: Optional[str] = None
    string_to_sign: Optional[str] = None


def verify(request: Any, secret_of: Callable[[str], Optional[str]]) -> Verdict:
    """Judges one request: an HttpRequest or its JSON form.

    `secret_of` gives the secret of an access key, or None for an unknown key.
    """
    # Imported here because the algorithms' modules need Verdict.
    from . import acs3, sdk_hmac

    try:
        sent = request if isinstance(request, HttpRequest) else HttpRequest.from_json(request)
        authorization = sent.headers.get("authorization", "")
        for module in (sdk_hmac, acs3):
            if authorization.split(" ", 1)[0] == module.ALGORITHM:
                return module.verify(sent, secret_of)
        return Verdict(False, "", "no Authorization header of an algorithm known here")
    except MalformedRequest as error:
        return Verdict(False, "", str(error))
