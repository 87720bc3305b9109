"""An independent check of the request signatures of both clouds.

Plain Python 3.9+, standard library only, written from the reference pages. It shares no code with the clients whose
requests it judges, so a mistake in their signers cannot hide in it. It works as the clouds' gateways do: from the request as
it was sent, and from the list of signed headers that the request itself names.
"""

from .http_request import HttpRequest, MalformedRequest
from .verdict import Verdict, verify

__all__ = ["HttpRequest", "MalformedRequest", "Verdict", "verify"]
