"""`${name.field.0}` in the data of a scenario."""

from __future__ import annotations

import re
from typing import Any

_VARIABLE = re.compile(r"\$\{([^}]*)\}")


def fill(value: Any, variables: dict[str, Any]) -> Any:
    """The value with every variable in it filled in."""
    if isinstance(value, dict):
        return {name: fill(one, variables) for name, one in value.items()}
    if isinstance(value, list):
        return [fill(one, variables) for one in value]
    if not isinstance(value, str):
        return value
    alone = _VARIABLE.fullmatch(value)
    if alone:
        return _look_up(alone[1], variables)

    def text(found: re.Match[str]) -> str:
        part = _look_up(found[1], variables)
        if not isinstance(part, (str, int, float)) or isinstance(part, bool):
            raise ValueError(f"`{found[1]}` is no text, in `{value}`")
        return str(part)

    return _VARIABLE.sub(text, value)


def _look_up(name: str, variables: Any) -> Any:
    value = variables
    for part in name.split("."):
        value = value[int(part)] if isinstance(value, list) else value[part]
    return value


def pointed_at(pointer: str, answer: Any) -> Any:
    """The part of an answer that a JSON pointer names (RFC 6901)."""
    value = answer
    for part in pointer.split("/")[1:]:
        part = part.replace("~1", "/").replace("~0", "~")
        value = value[int(part)] if isinstance(value, list) else value[part]
    return value
