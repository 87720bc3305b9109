"""One process of one candidate: `worker.py CANDIDATE SCENARIO_KEY URL SECONDS`, the recorded request on the standard input.

Prints JSON. With `--calls WARM_UP COUNTED` instead of SECONDS it tells how much resident memory grew over the counted calls.
"""

import asyncio
import gc
import importlib
import json
import os
import resource
import sys
import time
from pathlib import Path
from typing import Any, Awaitable, Callable, Dict, List

sys.path.append(str(Path(__file__).resolve().parent.parent))

from harness.ask import ask
from harness.scenarios import Scenario
from wire import Recorded

# Calls and seconds before anything is counted.
WARM_UP = (200, 0.1)


def cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def resident() -> int:
    with open("/proc/self/statm") as statm:
        return int(statm.read().split()[1]) * resource.getpagesize()


class Times:
    """Says when a number of calls or a time is over."""

    def __init__(self, calls: int, seconds: float) -> None:
        self.made, self.calls, self.until = 0, calls, time.perf_counter() + seconds

    def more(self) -> bool:
        if self.made >= self.calls and time.perf_counter() >= self.until:
            return False
        self.made += 1
        return True


def repeat(call: Callable[[], int], items: int, times: Times) -> int:
    while times.more():
        found = call()
        if found != items:
            raise SystemExit("%d items instead of %d" % (found, items))
    return times.made


async def repeat_async(call: Callable[[], Awaitable[int]], scenario: Scenario, times: Times) -> int:
    async def one() -> None:
        while times.more():
            found = await call()
            if found != scenario.items:
                raise SystemExit("%d items instead of %d" % (found, scenario.items))

    await asyncio.gather(*(one() for _ in range(scenario.in_flight)))
    return times.made


def counts(url: str) -> Dict[str, int]:
    return json.loads(ask(url, "/counts"))


def main(arguments: List[str]) -> None:
    name, key, url, *plan = arguments
    scenario = Scenario.of(key)
    candidate = importlib.import_module("candidates." + name)
    recorded = sys.stdin.buffer.read()
    wire = Recorded.read(recorded) if recorded else None
    memory = plan[0] == "--calls"
    warm_up = (int(plan[1]), 0.0) if memory else WARM_UP
    counted = (int(plan[2]), 0.0) if memory else (0, float(plan[0]))

    async def measured(run: Callable[[Times], Awaitable[int]]) -> Dict[str, Any]:
        await run(Times(*warm_up))
        gc.collect()
        before, size, used = counts(url), resident(), cpu()
        calls = await run(Times(*counted))
        used = cpu() - used
        gc.collect()
        opened = counts(url)["connections"] - before["connections"]
        grown = resident() - size
        return {"us_per_call": used * 1e6 / calls, "calls": calls, "opened": opened, "grown": grown, "resident": size}

    if scenario.in_flight == 1:
        call = candidate.make(url, scenario, wire)

        async def sync(times: Times) -> int:
            return repeat(call, scenario.items, times)

        # Without a loop: a synchronous client is not called from one.
        done = None
        try:
            measured(sync).send(None)
        except StopIteration as end:
            done = end.value
    else:

        async def concurrent() -> Dict[str, Any]:
            call = candidate.make_async(url, scenario, wire)
            return await measured(lambda times: repeat_async(call, scenario, times))

        done = asyncio.run(concurrent())
    print(json.dumps(done))
    sys.stdout.flush()
    # How a client ends is no part of a call.
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1:])
