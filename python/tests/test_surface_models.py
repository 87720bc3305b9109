"""Every struct and every field of the manifest, by use."""

from __future__ import annotations

import inspect
import pickle
import sys
from typing import Any

import pytest

import phonevault
from surface import REQUIRED, TYPES, Types, default

STRUCTS = [
    pytest.param(types, name, id=f"{section}.{name}")
    for section, types in TYPES.items()
    for name in types.structs
    # It is made from its text, not from its parts.
    if name != "Location"
]
structs = pytest.mark.parametrize(("types", "name"), STRUCTS)


def needed(types: Types, name: str) -> dict[str, Any]:
    """A value for each field that has to be given."""
    values = types.fields(name, 1)
    fields = types.structs[name]["fields"]
    return {field["name"]: values[field["name"]] for field in fields if default(field) is REQUIRED}


def absent(types: Types, field: dict[str, Any]) -> object:
    """What a field holds that was not given."""
    if field["type"] == "secret":
        return phonevault.Secret("")
    if isinstance(field["type"], dict) and "struct" in field["type"]:
        return getattr(types.module, field["type"]["struct"])()
    return default(field)


def plain(value: Any) -> Any:
    """As `to_dict` gives it."""
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items()}
    to_dict = getattr(value, "to_dict", None)
    return plain(to_dict()) if to_dict else value


@pytest.mark.skipif(sys.version_info < (3, 10), reason="CPython 3.9 shows no signature of a native class")
@structs
def test_the_constructor_takes_every_field_by_name(types: Types, name: str) -> None:
    item = types.structs[name]
    expected = {field["name"]: default(field) for field in item["fields"]}
    if item["rest"]:
        expected[item["rest"]] = None
    parameters = inspect.signature(getattr(types.module, name)).parameters.values()
    taken = {p.name: REQUIRED if p.default is p.empty else p.default for p in parameters}
    # In the text of a signature a tuple of one item would lose its comma, so a list stands for it there.
    taken.update({name: tuple(value) for name, value in taken.items() if isinstance(value, list)})
    assert taken == expected
    assert {parameter.kind for parameter in parameters} <= {inspect.Parameter.KEYWORD_ONLY}
    with pytest.raises(TypeError):
        getattr(types.module, name)("by place")


@structs
def test_what_is_left_out_is_what_the_signature_says(types: Types, name: str) -> None:
    item, given = types.structs[name], needed(types, name)
    made = getattr(types.module, name)(**given)
    for field in item["fields"]:
        if field["name"] not in given:
            assert getattr(made, field["name"]) == absent(types, field), field["name"]
    if item["rest"]:
        assert getattr(made, item["rest"]) == {}


@structs
def test_every_field_can_be_read_and_none_changed(types: Types, name: str) -> None:
    cls, values = getattr(types.module, name), types.fields(name, 1)
    made = cls(**values)
    assert {field: getattr(made, field) for field in values} == values
    for field in types.structs[name]["fields"]:
        read, wanted = getattr(made, field["name"]), values[field["name"]]
        # True is equal to 1, and a list would be equal to no tuple.
        assert type(read) is type(wanted), field["name"]
        assert getattr(cls, field["name"]).__doc__, f"{field['name']} says nothing"
    for field in [*values, "unheard_of"]:
        with pytest.raises(AttributeError):
            setattr(made, field, None)
    assert cls.__doc__ and cls.__module__ == types.module.__name__


@structs
def test_equal_is_what_has_equal_fields(types: Types, name: str) -> None:
    cls, values = getattr(types.module, name), types.fields(name, 1)
    made = cls(**values)
    assert made == cls(**types.fields(name, 1)) and not made != cls(**values)
    assert made != values and made != None and made != object()  # noqa: E711
    others = types.fields(name, 2)
    for field in values:
        if others[field] != values[field]:
            assert made != cls(**{**values, field: others[field]}), field
    with pytest.raises(TypeError, match="unhashable"):
        hash(made)


@structs
def test_dicts_hold_every_field(types: Types, name: str) -> None:
    values = types.fields(name, 1)
    made = getattr(types.module, name)(**values)
    assert made.to_dict() == plain(values)


@structs
def test_the_text_holds_what_is_there_but_no_secret(types: Types, name: str) -> None:
    cls, values = getattr(types.module, name), types.fields(name, 1)
    shown = repr(cls(**values))
    assert shown.startswith(f"{name}(") and "hush" not in shown
    for field in values:
        assert f"{field}=" in shown
    left_out = {field: None for field in values if field not in needed(types, name)}
    assert "None" not in repr(cls(**{**values, **left_out}))


@structs
def test_pickles_are_as_what_was_pickled_but_secrets_stay(types: Types, name: str) -> None:
    made = getattr(types.module, name)(**types.fields(name, 1))
    if types.holds_secret({"struct": name}):
        with pytest.raises(TypeError, match="Secret"):
            pickle.dumps(made)
    else:
        again = pickle.loads(pickle.dumps(made))
        assert again == made and type(again) is type(made)


@structs
def test_a_wrong_type_names_the_field(types: Types, name: str) -> None:
    values = types.fields(name, 1)
    for field in values:
        with pytest.raises(TypeError, match=rf"\b{field}\b"):
            getattr(types.module, name)(**{**values, field: object()})


def test_a_location_has_its_parts() -> None:
    location = phonevault.Location("OBS://bucket/a/b c%20?.tar")
    parts = [getattr(location, field["name"]) for field in TYPES["core"].structs["Location"]["fields"]]
    assert parts == ["obs", "bucket", "a/b c%20?.tar"]
    assert pickle.loads(pickle.dumps(location)) == location
