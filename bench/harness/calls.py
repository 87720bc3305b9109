"""CPU of one call, every candidate once in each round."""

from pathlib import Path
from typing import Any, Dict, List

from harness.language import FLOOR, OURS, Language
from harness.scenarios import Scenario
from harness.stub import Stub, run


class Calls:
    """What measures the candidates of one language."""

    def __init__(self, language: Language, stub: Stub, tools: Path) -> None:
        self.language, self.stub, self.tools = language, stub, tools

    def measure(self, rounds: int, seconds: float, with_ours: bool, only: str) -> List[Dict[str, Any]]:
        """One entry for each scenario and candidate."""
        found: List[Dict[str, Any]] = []
        for scenario in (scenario for scenario in self.language.scenarios if only in scenario.key):
            wire = self._recorded(scenario)
            names = [FLOOR] + [OURS] * with_ours + self.language.peers(scenario)
            runs: Dict[str, List[Dict[str, Any]]] = {name: [] for name in names}
            for _ in range(rounds):
                for name in names:
                    runs[name].append(self._once(scenario, name, seconds, wire))
            for name in names:
                found.append({"scenario": scenario.key, "candidate": name, "runs": runs[name]})
        return found

    def memory(self, warm_up: int, counted: int) -> List[Dict[str, Any]]:
        """How much our resident memory grows, by scenario."""
        found = []
        for scenario in (scenario for scenario in self.language.scenarios if scenario.items == 1):
            plan = ["--calls", str(warm_up), str(counted)]
            command = [*self.language.memory_worker, OURS, scenario.key, self.stub.url, *plan]
            found.append({"scenario": scenario.key, **run(command, folder=self.language.folder)})
        return found

    def _recorded(self, scenario: Scenario) -> bytes:
        """What the vendor's SDK sends in this scenario, or ours; not each of them can have many calls in flight."""
        sender = (self.language.vendors[scenario.cloud] or [OURS])[0]
        self._worker(sender, "%s/1" % scenario.name, ["--calls", "1", "1"])
        return self.stub.last()

    def _once(self, scenario: Scenario, name: str, seconds: float, wire: bytes) -> Dict[str, Any]:
        if name != FLOOR:
            return self._worker(name, scenario.key, [str(seconds)], wire)
        words = [self.stub.url, scenario.kind, str(scenario.items), str(scenario.in_flight), str(seconds)]
        return {"opened": 0, **run([str(self.tools / "bench-floor"), *words], wire)}

    def _worker(self, candidate: str, key: str, plan: List[str], wire: bytes = b"") -> Dict[str, Any]:
        command = [*self.language.worker, candidate, key, self.stub.url, *plan]
        return run(command, wire, self.language.folder)
