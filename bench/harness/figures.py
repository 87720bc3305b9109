"""Medians of what was measured."""

from statistics import median
from typing import Any, Dict, Optional

from harness.language import BARE, Language
from harness.scenarios import Scenario


def us(results: Dict[str, Any], scenario: Scenario, candidate: str) -> Optional[float]:
    """The CPU time of one candidate's calls, if it was measured."""
    for entry in results.get("calls", []):
        if (entry["scenario"], entry["candidate"]) == (scenario.key, candidate):
            return median(run["us_per_call"] for run in entry["runs"])
    return None


def vendor_us(language: Language, results: Dict[str, Any], scenario: Scenario) -> Optional[float]:
    """That of the vendor's SDK, of the cheapest if there are several."""
    measured = (us(results, scenario, vendor) for vendor in language.vendors[scenario.cloud])
    return min((figure for figure in measured if figure is not None), default=None)


def opened(results: Dict[str, Any], scenario: Scenario, candidate: str) -> int:
    """The most connections that one process of a candidate opened after its warm-up."""
    entries = (entry for entry in results["calls"] if (entry["scenario"], entry["candidate"]) == (scenario.key, candidate))
    return max(run["opened"] for entry in entries for run in entry["runs"])


def over_bare(results: Dict[str, Any], candidate: str, figure: str) -> Optional[float]:
    """What an import takes without what a process takes that imports nothing."""
    medians = {entry["candidate"]: median(run[figure] for run in entry["runs"]) for entry in results.get("imports", [])}
    return medians[candidate] - medians[BARE] if candidate in medians else None
