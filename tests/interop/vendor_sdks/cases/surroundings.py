"""The environment of a client: only what a test puts there, with an empty home directory."""

import os
import tempfile
from contextlib import contextmanager
from typing import Dict, Iterator
from unittest import mock

FOREIGN = ("HUAWEICLOUD_", "HC_", "ALIBABA_", "ALICLOUD_", "HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "HOME")


def clean(home: str, **variables: str) -> Dict[str, str]:
    """This process's environment without anything that a vendor's client reads, plus these variables."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
    return {**kept, "HOME": home, **variables}


@contextmanager
def surrounded(**variables: str) -> Iterator[str]:
    """Sets the environment of this process for the body and yields the path of the home directory."""
    with tempfile.TemporaryDirectory(prefix="interop-home-") as home:
        with mock.patch.dict(os.environ, clean(home, **variables), clear=True):
            yield home


def write(directory: str, path: str, text: str) -> str:
    """Writes a file below a directory, making its folders; the path of it."""
    whole = os.path.join(directory, path)
    os.makedirs(os.path.dirname(whole), exist_ok=True)
    with open(whole, "w", encoding="utf-8") as file:
        file.write(text)
    return whole
