"""The bytes of the vendor's SDK through bare `aiohttp`, the answer only parsed as JSON."""

from typing import Awaitable, Callable

import aiohttp
from yarl import URL

from harness.scenarios import Scenario
from wire import Recorded, read_items


def make_async(url: str, scenario: Scenario, wire: Recorded) -> Callable[[], Awaitable[int]]:
    session = aiohttp.ClientSession()
    target = URL(url + wire.target, encoded=True)

    async def call() -> int:
        async with session.request(wire.method, target, headers=wire.headers, data=wire.body) as answer:
            return read_items(scenario.kind, await answer.json())

    return call
