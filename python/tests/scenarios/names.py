"""From the vendors' names to Python's and back, by tests/manifest.json alone."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

TESTS = Path(__file__).resolve().parents[3] / "tests"
_MANIFEST = json.loads((TESTS / "manifest.json").read_text(encoding="utf-8"))


class Names:
    """The names of one cloud, or of core."""

    def __init__(self, described: dict[str, Any]) -> None:
        self.operations = {one["name"]: one for one in described.get("operations", ())}
        self._structs = {one["name"]: one for one in described["structs"]}

    def arguments(self, operation: str, params: dict[str, Any], module: Any) -> dict[str, Any]:
        """The keyword arguments of an operation from its parameters on the wire."""
        return self._fields(self.operations[operation]["request"], params, module)

    def _fields(self, struct: str, given: dict[str, Any], module: Any) -> dict[str, Any]:
        fields = {field["wire"]: field for field in self._structs[struct]["fields"]}
        return {
            fields[wire]["name"]: self._python(fields[wire]["type"], value, module)
            for wire, value in given.items()
        }

    def _python(self, kind: Any, value: Any, module: Any) -> Any:
        shape, inner = _parts(kind)
        if value is None:
            return None
        if shape == "optional":
            return self._python(inner, value, module)
        if shape == "list":
            return [self._python(inner, one, module) for one in value]
        if shape == "map":
            return {name: self._python(inner, one, module) for name, one in value.items()}
        if shape == "struct":
            return getattr(module, inner)(**self._fields(inner, value, module))
        return value

    def answer(self, operation: str, response: Any) -> Any:
        """A typed answer under the names of the wire."""
        return self.wire(self.operations[operation]["response"], response)

    def wire(self, struct: str, value: Any) -> Any:
        """An instance under the names of the wire: its attributes, which `to_dict()` must agree with."""
        by_attributes = self._wire({"struct": struct}, value)
        by_dict = self._wire({"struct": struct}, value.to_dict())
        assert by_attributes == by_dict, f"{struct}: {by_attributes} is not {by_dict}"
        return by_attributes

    def _wire(self, kind: Any, value: Any) -> Any:
        shape, inner = _parts(kind)
        if value is None:
            return None
        if shape == "optional":
            return self._wire(inner, value)
        if shape == "list":
            return [self._wire(inner, one) for one in value]
        if shape == "map":
            return {name: self._wire(inner, one) for name, one in value.items()}
        if shape == "struct":
            described = self._structs[inner]
            fields = {
                field.get("wire", field["name"]): self._wire(field["type"], _get(value, field["name"]))
                for field in described["fields"]
            }
            rest = _get(value, described["rest"]) if described["rest"] else {}
            return {**fields, **rest}
        if shape == "secret":
            return value.expose()
        if shape == "time" and isinstance(value, datetime):
            return value.astimezone(timezone.utc).isoformat()
        return value


CORE = Names(_MANIFEST["core"])
CLOUDS = {cloud["name"]: Names(cloud) for cloud in _MANIFEST["clouds"]}
KINDS = [kind["name"] for kind in _MANIFEST["core"]["error_kinds"]]


def error_facts(error: Any) -> dict[str, Any]:
    """Every fact of an error under its name in the manifest."""
    fields = _MANIFEST["core"]["error"]["fields"]
    facts = {field["name"]: CORE._wire(field["type"], getattr(error, field["name"])) for field in fields}
    facts["violations"] = facts["violations"] or None
    return facts


def error_class(kind: str) -> str:
    """The name of the exception of a kind, such as `NotFoundError`."""
    return "".join(word.capitalize() for word in kind.split("_")) + "Error"


def _parts(kind: Any) -> tuple[str, Any]:
    """A type of the manifest: what it is, and of what."""
    if isinstance(kind, str):
        return kind, None
    [(shape, inner)] = kind.items()
    return shape, inner


def _get(value: Any, name: str) -> Any:
    return value[name] if isinstance(value, dict) else getattr(value, name)
