"""What tests/manifest.json says, in the words of Python."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from pathlib import Path
from types import ModuleType
from typing import Any

import phonevault
from phonevault import alibaba, huawei

MANIFEST: dict[str, Any] = json.loads((Path(__file__).parents[2] / "tests" / "manifest.json").read_text())
CORE: dict[str, Any] = MANIFEST["core"]
MODULES: dict[str, ModuleType] = {"alibaba": alibaba, "huawei": huawei}
REQUIRED = object()
"""The default of an argument that has none."""


def camel(name: str) -> str:
    """`snake_case` as `CamelCase`."""
    return "".join(word.capitalize() for word in name.split("_"))


def upper(name: str) -> str:
    """`CamelCase` as `UPPER_CASE`."""
    return "".join(f"_{letter}" if letter.isupper() else letter.upper() for letter in name).lstrip("_")


def default(field: dict[str, Any]) -> object:
    """What an argument of this field is if it is left out."""
    if field.get("default") is not None:
        value = field["default"]
        return tuple(value) if isinstance(value, list) else value
    if field["required"]:
        return REQUIRED
    plain = {"string": "", "secret": "", "bool": False, "i64": 0, "u8": 0, "u64": 0}
    if isinstance(field["type"], dict):
        return () if "list" in field["type"] else None
    return plain.get(field["type"])


class Types:
    """The structs and enumerations of one section of the manifest."""

    def __init__(self, section: dict[str, Any], module: ModuleType) -> None:
        self.module = module
        self.structs: dict[str, Any] = {item["name"]: item for item in section["structs"]}
        self.enums: dict[str, Any] = {item["name"]: item for item in section["enums"]}

    def given(self, kind: Any) -> str:
        """The annotation of an argument of this type."""
        if isinstance(kind, str):
            numbers = dict.fromkeys(["i8", "i32", "i64", "u8", "u16", "u32", "u64"], "int")
            texts = {"string": "str", "secret": "str | Secret", "json": "Json", "time": "datetime"}
            return {**numbers, **texts, "bool": "bool", "f64": "float", "duration": "float"}[kind]
        ((form, of),) = kind.items()
        if form == "enum":
            return "int" if self.enums[of]["wire"] == "i64" else "str"
        if form == "struct":
            return str(of)
        wrapped = {"optional": "{} | None", "list": "Sequence[{}]", "map": "Mapping[str, {}]"}
        return wrapped[form].format(self.given(of))

    def sample(self, kind: Any, number: int) -> Any:
        """Some value of this type; another one for the next number, where the type has more than one."""
        if isinstance(kind, str):
            values: dict[str, object] = {
                "string": f"text {number}",
                "secret": phonevault.Secret(f"hush {number}"),
                "bool": number % 2 == 1,
                "f64": number + 0.5,
                "duration": number + 0.25,
                "json": {"a": [number, {"b": True}], "c": 1.5},
                "time": datetime(2026, 1, 2, 3, 4, number % 60, 500_000, tzinfo=timezone.utc),
            }
            return values.get(kind, number)
        ((form, of),) = kind.items()
        if form == "optional":
            return self.sample(of, number)
        if form == "list":
            return (self.sample(of, number), self.sample(of, number + 1))
        if form == "map":
            return {"first": self.sample(of, number)}
        if form == "enum":
            values_of = [known["value"] for known in self.enums[of]["values"]]
            return values_of[number % len(values_of)]
        return getattr(self.module, of)(**self.fields(of, number))

    def fields(self, struct: str, number: int) -> dict[str, Any]:
        """A value for each field of a struct."""
        item = self.structs[struct]
        values = {
            field["name"]: self.sample(field["type"], number + place)
            for place, field in enumerate(item["fields"])
        }
        return {**values, item["rest"]: {"Else": number}} if item["rest"] else values

    def holds_secret(self, kind: Any) -> bool:
        """Whether a value of this type has a secret in it."""
        if isinstance(kind, str):
            return kind == "secret"
        ((form, of),) = kind.items()
        if form == "struct":
            return any(self.holds_secret(field["type"]) for field in self.structs[of]["fields"])
        return form != "enum" and self.holds_secret(of)


CLOUDS: dict[str, dict[str, Any]] = {cloud["name"]: cloud for cloud in MANIFEST["clouds"]}
TYPES: dict[str, Types] = {name: Types(cloud, MODULES[name]) for name, cloud in CLOUDS.items()}
TYPES["core"] = Types(CORE, phonevault)
