"""What Phonevault has set itself. Speed is no test: what is missed is said, and nothing fails."""

from statistics import median
from typing import Any, Dict, List, NamedTuple, Optional

from calls import FLOOR, OURS, VENDORS
from scenarios import SCENARIOS

# By scenario: the most over the floor, and how many times cheaper than the vendor's SDK.
CALLS = {
    "huawei_restore_1/1": (3, 15),
    "alibaba_backup_1/1": (3, 15),
    "huawei_restore_100/1": (5, 8),
    "alibaba_backup_100/1": (5, 8),
    "alibaba_tasks_100/1": (2.5, 3),
    "huawei_restore_1/64": (5, None),
    "alibaba_backup_1/64": (5, None),
}
IMPORT_CPU_MS, IMPORT_MIB, GROWTH_MIB, WHEEL_MB = 15, 8, 2, 6


class Limit(NamedTuple):
    """One limit and what was measured."""

    what: str
    measured: str
    limit: str
    kept: bool


def check(results: Dict[str, Any]) -> List[Limit]:
    """Every limit for which there is a figure."""
    return _calls(results) + _imports(results) + _memory(results) + _wheel(results)


def us(results: Dict[str, Any], scenario: str, candidate: Optional[str]) -> Optional[float]:
    """The median of one candidate, if it was measured."""
    for entry in results.get("calls", []):
        if (entry["scenario"], entry["candidate"]) == (scenario, candidate):
            return median(run["us_per_call"] for run in entry["runs"])
    return None


def over_bare(results: Dict[str, Any], candidate: str, figure: str) -> Optional[float]:
    """The median of an import without that of a bare interpreter."""
    medians = {entry["candidate"]: median(run[figure] for run in entry["runs"]) for entry in results.get("imports", [])}
    return medians[candidate] - medians["bare"] if candidate in medians else None


def _calls(results: Dict[str, Any]) -> List[Limit]:
    limits: List[Limit] = []
    for scenario in SCENARIOS:
        ours, floor = us(results, scenario.key, OURS), us(results, scenario.key, FLOOR)
        if ours is None or floor is None or scenario.key not in CALLS:
            continue
        over, under = CALLS[scenario.key]
        limits.append(Limit(scenario.title, "%.1f x floor" % (ours / floor), "at most %g" % over, ours <= over * floor))
        vendor = us(results, scenario.key, VENDORS.get(scenario.vendor or ""))
        if under is not None and vendor is not None:
            limits.append(Limit(scenario.title, "1/%.1f of the vendor" % (vendor / ours), "at most 1/%d" % under, ours * under <= vendor))
        if scenario.in_flight > 1:
            entry = next(e for e in results["calls"] if (e["scenario"], e["candidate"]) == (scenario.key, OURS))
            opened = max(run["opened"] for run in entry["runs"])
            limits.append(Limit(scenario.title, "%d connections opened after the warm-up" % opened, "0", opened == 0))
    return limits


def _imports(results: Dict[str, Any]) -> List[Limit]:
    limits = []
    for figure, unit, most in (("cpu_ms", "ms of CPU", IMPORT_CPU_MS), ("mib", "MiB", IMPORT_MIB)):
        measured = over_bare(results, OURS, figure)
        if measured is not None:
            limits.append(Limit("Import of all three modules", "%.1f %s over bare" % (measured, unit), "at most %d" % most, measured <= most))
    return limits


def _memory(results: Dict[str, Any]) -> List[Limit]:
    titles = {scenario.key: scenario.title for scenario in SCENARIOS}
    limits = []
    for entry in results.get("memory", []):
        grown = entry["grown"] / (1 << 20)
        what = "Memory over %s calls: %s" % (format(entry["calls"], ","), titles[entry["scenario"]])
        limits.append(Limit(what, "%+.2f MiB" % grown, "at most %d" % GROWTH_MIB, grown <= GROWTH_MIB))
    return limits


def _wheel(results: Dict[str, Any]) -> List[Limit]:
    if "wheel_bytes" not in results:
        return []
    size = results["wheel_bytes"] / 1e6
    return [Limit("Wheel", "%.2f MB" % size, "at most %d" % WHEEL_MB, size <= WHEEL_MB)]
