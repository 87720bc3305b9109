"""Every kind of core has one class, and an error of Python says everything that core's says."""

from __future__ import annotations

import json
import pickle
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

import phonevault
from phonevault import JobResult, PhoneOutcome, TaskStatus, _errors, _native

VECTORS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[2] / "tests" / "vectors" / "errors" / "kinds.json").read_text()
)


def time(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text.replace("Z", "+00:00"))


def task(facts: dict[str, Any] | None) -> TaskStatus | None:
    if facts is None:
        return None
    times = {name: time(facts[name]) for name in ("started", "finished")}
    return TaskStatus(**{**facts, **times})


def result(facts: dict[str, Any]) -> JobResult:
    return JobResult(phones=[PhoneOutcome(**{**phone, "task": task(phone["task"])}) for phone in facts["phones"]])


def raised(vector: dict[str, Any]) -> phonevault.Error:
    """The error of a vector, made by core and brought to Python."""
    facts = {name: value for name, value in vector.items() if name != "display"}
    facts["violations"] = [(one["field"], one["rule"]) for one in vector["violations"]]
    facts["result"] = result(vector["result"])
    with pytest.raises(phonevault.Error) as caught:
        _native._raise(**facts)
    return caught.value


def facts(error: phonevault.Error) -> dict[str, Any]:
    """Everything that an error says."""
    assert error.result is not None
    return {
        "kind": error.kind,
        "applied": error.applied,
        "retryable": error.retryable,
        "retry_after": error.retry_after,
        "operation": error.operation,
        "cloud": error.cloud,
        "vendor_code": error.vendor_code,
        "http_status": error.http_status,
        "request_id": error.request_id,
        "message": error.message,
        "excerpt": error.excerpt,
        "violations": [violation.to_dict() for violation in error.violations],
        "result": error.result,
        "display": str(error),
    }


def test_every_kind_has_one_class() -> None:
    kinds = [vector["kind"] for vector in VECTORS]
    assert sorted(_errors.BY_KIND) == sorted(kinds)
    classes = [_errors.BY_KIND[kind] for kind in kinds]
    assert len(set(classes)) == len(kinds)
    for kind, cls in zip(kinds, classes):
        assert cls.kind == kind and getattr(phonevault, cls.__name__) is cls


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: str(vector["kind"]))
def test_an_error_says_everything(vector: dict[str, Any]) -> None:
    error = raised(vector)
    assert type(error) is _errors.BY_KIND[vector["kind"]]
    assert facts(error) == {**vector, "result": result(vector["result"])}


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: str(vector["kind"]))
def test_an_error_survives_pickling(vector: dict[str, Any]) -> None:
    error = raised(vector)
    error.token = "pv1.x"
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error) and again.token == "pv1.x"
    assert (facts(again), repr(again)) == (facts(error), repr(error))


@pytest.mark.parametrize(
    ("cls", "also"),
    [
        (phonevault.ValidationError, ValueError),
        (phonevault.ConfigurationError, ValueError),
        (phonevault.ConnectError, ConnectionError),
        (phonevault.TransportError, ConnectionError),
        (phonevault.TimeoutError, TimeoutError),
        (phonevault.WaitTimeoutError, TimeoutError),
        (phonevault.UnsupportedError, NotImplementedError),
        (phonevault.PermissionDeniedError, PermissionError),
        (phonevault.LocalFileError, OSError),
        (phonevault.NotFoundError, LookupError),
    ],
)
def test_some_are_also_errors_of_python(cls: type[phonevault.Error], also: type[Exception]) -> None:
    error = cls("what was said", applied="unknown")
    assert isinstance(error, also) and isinstance(error, phonevault.Error)
    assert (str(error), error.message, error.applied) == ("what was said", "what was said", "unknown")


def test_a_bare_error_can_be_made_by_hand() -> None:
    error = phonevault.ThrottledError("slow down", retry_after=1.5, retryable=True)
    assert (error.kind, error.retry_after, error.applied, error.violations) == ("throttled", 1.5, "no", ())
