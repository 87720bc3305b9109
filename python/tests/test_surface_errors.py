"""The classes of errors are those of the manifest, and nothing of an error gets lost on the way to another process."""

from __future__ import annotations

import builtins
import copy
import pickle
from typing import Any

import pytest

import phonevault
from phonevault import _errors
from surface import CORE, TYPES, camel

KINDS = [kind["name"] for kind in CORE["error_kinds"]]
kinds = pytest.mark.parametrize("kind", KINDS)
ALSO: dict[str, type[Exception]] = {
    "validation": ValueError,
    "configuration": ValueError,
    "connect": ConnectionError,
    "transport": ConnectionError,
    "timeout": builtins.TimeoutError,
    "wait_timeout": builtins.TimeoutError,
    "unsupported": NotImplementedError,
    "permission_denied": PermissionError,
    "local_file": OSError,
    "not_found": LookupError,
}
FACTS: dict[str, Any] = {
    "applied": "unknown",
    "retryable": True,
    "retry_after": 1.5,
    "operation": "BackupApp",
    "cloud": "alibaba",
    "vendor_code": "Vendor.Code",
    "http_status": 503,
    "request_id": "R-1",
    "message": "it broke",
    "excerpt": "<html>",
    "violations": (phonevault.Violation(field="a[0].b", rule="must not be empty"),),
    "result": phonevault.JobResult(**TYPES["core"].fields("JobResult", 1)),
    "token": "pv1.x",
}


def facts(error: phonevault.Error) -> dict[str, Any]:
    return {name: getattr(error, name) for name in FACTS}


def error_class(kind: str) -> type[phonevault.Error]:
    return getattr(phonevault, camel(kind) + "Error")  # type: ignore[no-any-return]


def test_the_attributes_are_those_of_core_and_the_token() -> None:
    assert {field["name"] for field in CORE["error"]["fields"]} == {"kind", *FACTS} - {"token"}


def test_there_are_no_other_classes() -> None:
    assert _errors.BY_KIND == {kind: error_class(kind) for kind in KINDS}
    assert {cls.kind for cls in phonevault.Error.__subclasses__()} == set(KINDS)


@kinds
def test_every_kind_has_its_class(kind: str) -> None:
    cls = error_class(kind)
    assert cls.kind == kind and cls.__doc__
    assert cls.__bases__ == ((phonevault.Error, ALSO[kind]) if kind in ALSO else (phonevault.Error,))


@kinds
def test_unknown_facts_are_refused(kind: str) -> None:
    misspelt: dict[str, Any] = {"apllied": "no"}
    with pytest.raises(TypeError):
        error_class(kind)("text", **misspelt)
    several: list[Any] = ["text", "more"]
    with pytest.raises(TypeError):
        error_class(kind)(*several)


@kinds
@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_copies_keep_every_fact(kind: str, protocol: int) -> None:
    error = error_class(kind)("BackupApp: it broke (Vendor.Code)", **FACTS)
    for again in (pickle.loads(pickle.dumps(error, protocol)), copy.copy(error), copy.deepcopy(error)):
        assert type(again) is type(error) and facts(again) == FACTS
        assert str(again) == str(error) and repr(again) == repr(error) and again.args == error.args


@kinds
def test_what_others_add_is_kept_too(kind: str) -> None:
    error = error_class(kind)("text", token="pv1.x")
    added: Any = error
    # As `add_note` does, and whoever counts attempts.
    added.__notes__, added.attempt = ["while backing up"], 3
    for again in (pickle.loads(pickle.dumps(added)), copy.copy(added)):
        assert (again.__notes__, again.attempt, again.token) == (["while backing up"], 3, "pv1.x")
