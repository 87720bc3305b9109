"""Clients of both clouds, blocking or of asyncio, from the options of a scenario."""

from __future__ import annotations

import inspect
from collections.abc import AsyncIterator
from typing import Any

from phonevault import alibaba, huawei

MODULES: dict[str, Any] = {"huawei": huawei, "alibaba": alibaba}
# The two kinds of clients; everything else is the same for both.
CLASSES = {"sync": "Client", "async": "AsyncClient"}
_SERVICES = {
    "huawei": ("huawei_cph", "huawei_iam", "huawei_obs"),
    "alibaba": ("alibaba_ecp", "alibaba_oss", "alibaba_sts"),
}
# The arguments of clients that a scenario may give as they are.
_OPTIONS = (
    "region",
    "project_id",
    "access_key",
    "secret_key",
    "access_key_id",
    "access_key_secret",
    "security_token",
    "token",
    "timeout",
)


def options(ready: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    """What a client is made with: the ready line, and over it what the scenario says."""
    cloud = given["cloud"]
    known = ready["credentials"][cloud]
    made = {"region": known["region"]}
    if cloud == "alibaba":
        made["access_key_id"] = known["access_key_id"]
        made["access_key_secret"] = known["access_key_secret"]
    else:
        made["project_id"] = known["project_id"]
        if "token" not in given:
            made["access_key"] = known["ak"]
            made["secret_key"] = known["sk"]
    made.update({name: given[name] for name in _OPTIONS if name in given})
    endpoints = {name: ready["endpoints"][name] for name in _SERVICES[cloud]}
    return {**made, "endpoints": {**endpoints, **given.get("endpoints", {})}}


def make(cloud: str, mode: str, given: dict[str, Any]) -> Any:
    """A client of a cloud: `mode` is `sync` or `async`."""
    return getattr(MODULES[cloud], CLASSES[mode])(**given)


async def settled(value: Any) -> Any:
    """What a call gives: at once from a blocking client, to be awaited from one of asyncio."""
    return await value if inspect.isawaitable(value) else value


async def each(iterable: Any) -> AsyncIterator[Any]:
    """What a paginator gives, from either kind of client."""
    if hasattr(iterable, "__aiter__"):
        async for one in iterable:
            yield one
    else:
        for one in iterable:
            yield one
