"""Every name of the manifest is there, in both clients and under the rules for all of them."""

from __future__ import annotations

import inspect
import re
from typing import Any

import pytest

import phonevault
from surface import CLOUDS, CORE, MODULES, REQUIRED, TYPES, camel, default, upper

COMMON = {"call", "close", "region", "resume_job", "with_options"}
OWN = {"alibaba": {"backup_files_gone"}, "huawei": {"find_project_id", "project_id"}}
"""What stands in the clients beside operations and paginators."""

OPERATIONS = [
    pytest.param(name, operation, id=f"{name}.{operation['method']}")
    for name, cloud in CLOUDS.items()
    for operation in cloud["operations"]
]
operations = pytest.mark.parametrize(("cloud", "operation"), OPERATIONS)
clouds = pytest.mark.parametrize("cloud", CLOUDS)


def clients(cloud: str) -> tuple[Any, Any]:
    return MODULES[cloud].Client, MODULES[cloud].AsyncClient


def arguments(cloud: str, operation: dict[str, Any]) -> dict[str, tuple[object, str]]:
    """The arguments of an operation, each with its default and its annotation."""
    types = TYPES[cloud]
    fields = types.structs[operation["request"]]["fields"]
    expected = {}
    for field in fields:
        annotation = types.given(field["type"])
        if default(field) is None and not annotation.endswith("| None"):
            annotation += " | None"
        expected[field["name"]] = (default(field), annotation)
    return expected


def taken(method: Any) -> dict[str, tuple[object, str]]:
    """The same, as the method has them."""
    parameters = list(inspect.signature(method).parameters.values())
    assert parameters.pop(0).name == "self"
    assert {parameter.kind for parameter in parameters} <= {inspect.Parameter.KEYWORD_ONLY}
    return {p.name: (REQUIRED if p.default is p.empty else p.default, p.annotation) for p in parameters}


def public(cls: type) -> set[str]:
    return {name for name in vars(cls) if not name.startswith("_")}


@operations
def test_every_operation_stands_in_both_clients(cloud: str, operation: dict[str, Any]) -> None:
    expected = arguments(cloud, operation)
    for client, prefix in zip(clients(cloud), ("", "Async")):
        method = getattr(client, operation["method"])
        assert taken(method) == expected
        assert inspect.iscoroutinefunction(method) == bool(prefix)
        gives = inspect.signature(method).return_annotation
        if operation["result"]["kind"] == "job":
            assert gives == f"_jobs.{prefix}Job[{operation['response']}]"
        else:
            assert gives == operation["response"]


@operations
def test_every_paginator_takes_what_its_operation_takes(cloud: str, operation: dict[str, Any]) -> None:
    pages = operation["result"]
    for client, prefix in zip(clients(cloud), ("", "Async")):
        if pages["kind"] != "page":
            assert not hasattr(client, operation["method"] + "_pages")
            continue
        method = getattr(client, pages["method"])
        assert taken(method) == arguments(cloud, operation)
        assert not inspect.iscoroutinefunction(method)
        gives = inspect.signature(method).return_annotation
        assert gives == f"_jobs.{prefix}Pages[{operation['response']}, {pages['item']}]"


@operations
def test_every_operation_is_described_with_its_arguments(cloud: str, operation: dict[str, Any]) -> None:
    for client in clients(cloud):
        said = inspect.getdoc(getattr(client, operation["method"])) or ""
        assert "Raises:" in said
        for name in arguments(cloud, operation):
            assert re.search(rf"^ *{name}: \S", said, re.MULTILINE), name
        if operation["destructive"]:
            assert "**" in said


@clouds
def test_clients_have_the_same_names_and_no_others(cloud: str) -> None:
    expected = COMMON | OWN[cloud]
    for operation in CLOUDS[cloud]["operations"]:
        expected |= {operation["method"], operation["result"].get("method", operation["method"])}
    for client in clients(cloud):
        assert public(client) == expected


def alike(one: Any, other: Any) -> None:
    """Both twins have the same names, arguments, defaults and words."""
    assert public(one) == public(other)
    for name in [*public(one), "__init__"]:
        first, second = inspect.getattr_static(one, name), inspect.getattr_static(other, name)
        assert type(first) is type(second), name
        if callable(first):
            wanted = inspect.signature(first)
            there = inspect.signature(second)
            assert list(there.parameters.values()) == list(wanted.parameters.values()), name
            assert str(there.return_annotation).replace("Async", "") == str(wanted.return_annotation), name
        assert inspect.getdoc(second) == inspect.getdoc(first), name


@clouds
def test_clients_are_alike_but_for_async(cloud: str) -> None:
    alike(*clients(cloud))
    blocking = {"region", "project_id", "resume_job", "with_options"}
    for name in public(clients(cloud)[1]) - blocking:
        method = getattr(clients(cloud)[1], name)
        assert inspect.iscoroutinefunction(method) != name.endswith("_pages"), name


def test_jobs_and_pages_are_alike_but_for_async() -> None:
    alike(phonevault.Job, phonevault.AsyncJob)
    alike(phonevault.Pages, phonevault.AsyncPages)
    for cls in (phonevault.Job, phonevault.AsyncJob):
        defaults = {p.name: p.default for p in list(inspect.signature(cls.wait).parameters.values())[1:]}
        assert defaults == {
            "timeout": 3600.0,
            "first_pause": 2.0,
            "longest_pause": 30.0,
            "on_update": None,
            "check": True,
        }
        assert cls[int] is not None, "types between brackets are taken at run time too"


@clouds
def test_constructors_take_what_is_promised(cloud: str) -> None:
    own = {
        "alibaba": ["access_key_id", "access_key_secret", "security_token"],
        "huawei": ["project_id", "access_key", "secret_key", "security_token", "token"],
    }
    expected: dict[str, object] = {"region": REQUIRED, **dict.fromkeys(own[cloud], None)}
    expected.update(endpoint=None, endpoints=None, timeout=60.0, connect_timeout=10.0)
    expected.update(ca_file=None, proxy=None, allow_plain_http=False)
    for client in clients(cloud):
        given = {name: value for name, (value, _) in taken(client.__init__).items()}
        assert {name: given.get(name, "not there") for name in expected} == expected
        for name in given:
            assert re.search(rf"^ *{name}: \S", inspect.getdoc(client) or "", re.MULTILINE), name


@clouds
def test_modules_offer_every_type_and_nothing_unknown(cloud: str) -> None:
    module, types = MODULES[cloud], TYPES[cloud]
    assert set(module.__all__) == {"Client", "AsyncClient", *types.structs, *types.enums}
    assert len(set(module.__all__)) == len(module.__all__)
    for name in module.__all__:
        assert getattr(module, name).__doc__, name


@clouds
def test_known_values_of_enumerations_are_constants(cloud: str) -> None:
    for name, item in TYPES[cloud].enums.items():
        members = vars(getattr(MODULES[cloud], name)).items()
        constants = {known: value for known, value in members if not known.startswith("_")}
        assert constants == {upper(known["name"]): known["value"] for known in item["values"]}, name


def test_the_package_offers_what_both_clouds_share() -> None:
    kinds = {camel(kind["name"]) + "Error" for kind in CORE["error_kinds"]}
    twins = {"Job", "AsyncJob", "Pages", "AsyncPages"}
    expected = {"__version__", "Error", "Secret", *kinds, *twins, *TYPES["core"].structs}
    assert set(phonevault.__all__) == expected
    assert all(hasattr(phonevault, name) for name in expected)
