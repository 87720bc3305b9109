"""CPU of one call, every candidate once in each round."""

from pathlib import Path
from typing import Any, Dict, List

from scenarios import SCENARIOS, Scenario
from stub import Stub, run, worker

# The vendors' files, by the name of the package.
VENDORS = {"huaweicloudsdkcph": "vendor_huawei", "alibabacloud_eds_aic": "vendor_alibaba"}
RAW = {1: ["raw_requests", "raw_httpx"], 64: ["raw_httpx", "raw_aiohttp"]}
FLOOR, OURS = "floor", "ours"


def candidates(scenario: Scenario, with_ours: bool) -> List[str]:
    vendor = [VENDORS[scenario.vendor]] if scenario.vendor else []
    return [FLOOR] + [OURS] * with_ours + vendor + RAW[scenario.in_flight]


def recorded(stub: Stub, scenario: Scenario) -> bytes:
    """What the vendor's SDK sends in this scenario."""
    package = {"restore": "huaweicloudsdkcph", "jobs": "huaweicloudsdkcph"}.get(scenario.kind, "alibabacloud_eds_aic")
    worker(VENDORS[package], "%s/1" % scenario.name, stub.url, ["--calls", "1", "1"])
    return stub.last()


def measure(stub: Stub, tools: Path, rounds: int, seconds: float, with_ours: bool, only: str) -> List[Dict[str, Any]]:
    """One entry for each scenario and candidate."""
    found: List[Dict[str, Any]] = []
    for scenario in (scenario for scenario in SCENARIOS if only in scenario.key):
        wire = recorded(stub, scenario)
        names = candidates(scenario, with_ours)
        runs: Dict[str, List[Dict[str, Any]]] = {name: [] for name in names}
        for _ in range(rounds):
            for name in names:
                runs[name].append(once(stub, tools, scenario, name, seconds, wire))
        for name in names:
            found.append({"scenario": scenario.key, "candidate": name, "runs": runs[name]})
    return found


def once(stub: Stub, tools: Path, scenario: Scenario, name: str, seconds: float, wire: bytes) -> Dict[str, Any]:
    if name != FLOOR:
        return worker(name, scenario.key, stub.url, [str(seconds)], wire)
    words = [stub.url, scenario.kind, str(scenario.items), str(scenario.in_flight), str(seconds)]
    return {"opened": 0, **run([str(tools / "bench-floor"), *words], wire)}


def memory(stub: Stub, warm_up: int, counted: int) -> List[Dict[str, Any]]:
    """How much our resident memory grows, by scenario."""
    found = []
    for scenario in (scenario for scenario in SCENARIOS if scenario.items == 1):
        plan = ["--calls", str(warm_up), str(counted)]
        found.append({"scenario": scenario.key, **worker(OURS, scenario.key, stub.url, plan)})
    return found


