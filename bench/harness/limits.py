"""The limits that Phonevault has set itself. Speed is no test: what is missed is said, and nothing fails."""

from typing import Any, Dict, List, NamedTuple

from harness.figures import opened, over_bare, us, vendor_us
from harness.language import FLOOR, OURS, Language
from harness.scenarios import Scenario


class Limit(NamedTuple):
    """One limit and what was measured."""

    what: str
    measured: str
    limit: str
    kept: bool


def check(language: Language, results: Dict[str, Any]) -> List[Limit]:
    """Every limit for which there is a figure."""
    limits = []
    for scenario in language.scenarios:
        limits += _calls(language, results, scenario)
    return limits + _imports(language, results) + _memory(language, results) + _package(language, results)


def _calls(language: Language, results: Dict[str, Any], scenario: Scenario) -> List[Limit]:
    ours, floor = us(results, scenario, OURS), us(results, scenario, FLOOR)
    if ours is None or floor is None or scenario.key not in language.limits.calls:
        return []
    limits = []
    over, under = language.limits.calls[scenario.key]
    if over is not None:
        limits.append(Limit(scenario.title, "%.2f x floor" % (ours / floor), "at most %g" % over, ours <= over * floor))
    vendor = vendor_us(language, results, scenario)
    if under is not None and vendor is not None:
        limits.append(Limit(scenario.title, "1/%.1f of the vendor" % (vendor / ours), "at most 1/%d" % under, ours * under <= vendor))
    if scenario.in_flight > 1:
        more = opened(results, scenario, OURS)
        limits.append(Limit(scenario.title, "%d connections opened after the warm-up" % more, "0", more == 0))
    return limits


def _imports(language: Language, results: Dict[str, Any]) -> List[Limit]:
    limits: List[Limit] = []
    imports = language.imports
    if imports is None:
        return []
    for figure, unit, most in (("cpu_ms", "ms of CPU", imports.cpu_ms), ("mib", "MiB", imports.mib)):
        measured = over_bare(results, OURS, figure)
        if measured is not None:
            limits.append(Limit(imports.title, "%.1f %s over bare" % (measured, unit), "at most %d" % most, measured <= most))
    return limits


def _memory(language: Language, results: Dict[str, Any]) -> List[Limit]:
    most = language.limits.growth_mib
    limits = []
    for entry in results.get("memory", []):
        grown = entry["grown"] / (1 << 20)
        what = "Memory over %s calls: %s" % (format(entry["calls"], ","), Scenario.of(entry["scenario"]).title)
        limits.append(Limit(what, "%+.2f MiB" % grown, "at most %d" % most, grown <= most))
    return limits


def _package(language: Language, results: Dict[str, Any]) -> List[Limit]:
    if "package_bytes" not in results:
        return []
    size, most = results["package_bytes"] / 1e6, language.limits.package_mb
    return [Limit(language.package.title, "%.2f MB" % size, "at most %d" % most, size <= most)]
