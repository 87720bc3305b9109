"""What an answer must look like: tests/scenarios/README.md, "Expectations"."""

from __future__ import annotations

from typing import Any

_ABSENT = object()


def without_nulls(value: Any) -> Any:
    """The answer without `null` fields, which count as absent."""
    if isinstance(value, dict):
        return {name: without_nulls(one) for name, one in value.items() if one is not None}
    if isinstance(value, (list, tuple)):
        return [without_nulls(one) for one in value]
    return value


def differences(expected: Any, actual: Any) -> list[str]:
    """Every place that differs. `actual` holds no `null` fields."""
    found: list[str] = []
    _walk(expected, actual, True, "", found)
    return found


def _walk(expected: Any, actual: Any, exact: bool, path: str, found: list[str]) -> None:
    if isinstance(expected, dict) and len(expected) == 1:
        [(name, argument)] = expected.items()
        if name.startswith("$"):
            _condition(name, argument, actual, exact, path, found)
            return
    if expected is None and actual is _ABSENT:
        return
    if isinstance(expected, dict) and isinstance(actual, dict):
        for name, value in expected.items():
            _walk(value, actual.get(name, _ABSENT), exact, f"{path}/{name}", found)
        if exact:
            surplus = [name for name in actual if name not in expected]
            found += [f"{path}/{name}: not expected, got {actual[name]!r}" for name in surplus]
    elif isinstance(expected, list) and isinstance(actual, list) and len(expected) == len(actual):
        for index, (wanted, given) in enumerate(zip(expected, actual)):
            _walk(wanted, given, exact, f"{path}/{index}", found)
    elif not _same(expected, actual):
        found.append(f"{path}: expected {expected!r}, got {_shown(actual)}")


def _same(expected: Any, actual: Any) -> bool:
    # True is 1 in Python, but not in JSON.
    return isinstance(expected, bool) == isinstance(actual, bool) and bool(expected == actual)


def _shown(actual: Any) -> str:
    return "nothing" if actual is _ABSENT else repr(actual)


def _condition(name: str, argument: Any, actual: Any, exact: bool, path: str, found: list[str]) -> None:
    if name == "$part":
        _walk(argument, actual, False, path, found)
        return
    if name == "$each" and isinstance(actual, list) and actual:
        for index, item in enumerate(actual):
            _walk(argument, item, exact, f"{path}/{index}", found)
        return
    if not _holds(name, argument, actual):
        found.append(f"{path}: expected {name} {argument!r}, got {_shown(actual)}")


def _holds(name: str, argument: Any, actual: Any) -> bool:
    if name == "$any":
        return _is_of_type(actual, argument)
    if name == "$starts":
        return isinstance(actual, str) and actual.startswith(argument)
    if name == "$contains":
        return isinstance(actual, str) and argument in actual
    if name == "$count":
        return isinstance(actual, list) and len(actual) == argument
    if name == "$at_least":
        return _is_of_type(actual, "number") and bool(actual >= argument)
    return False


def _is_of_type(value: Any, name: str) -> bool:
    if isinstance(value, bool):
        return name == "bool"
    types: dict[str, tuple[type, ...]] = {
        "string": (str,),
        "number": (int, float),
        "list": (list,),
        "object": (dict,),
    }
    return isinstance(value, types.get(name, ())) and value != ""
