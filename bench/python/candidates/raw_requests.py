"""The bytes of the vendor's SDK through bare `requests`, the answer only parsed as JSON."""

from typing import Callable

import requests

from harness.scenarios import Scenario
from wire import Recorded, read_items


def make(url: str, scenario: Scenario, wire: Recorded) -> Callable[[], int]:
    session = requests.Session()
    target = url + wire.target

    def call() -> int:
        answer = session.request(wire.method, target, headers=wire.headers, data=wire.body)
        return read_items(scenario.kind, answer.json())

    return call
