"""The bytes of the vendor's SDK through bare `httpx`, the answer only parsed as JSON."""

from typing import Awaitable, Callable

import httpx

from harness.scenarios import Scenario
from wire import Recorded, read_items


def make(url: str, scenario: Scenario, wire: Recorded) -> Callable[[], int]:
    client = httpx.Client()
    target = url + wire.target

    def call() -> int:
        answer = client.request(wire.method, target, headers=wire.headers, content=wire.body)
        return read_items(scenario.kind, answer.json())

    return call


def make_async(url: str, scenario: Scenario, wire: Recorded) -> Callable[[], Awaitable[int]]:
    client = httpx.AsyncClient()
    target = url + wire.target

    async def call() -> int:
        answer = await client.request(wire.method, target, headers=wire.headers, content=wire.body)
        return read_items(scenario.kind, answer.json())

    return call
