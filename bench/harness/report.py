"""The results as Markdown."""

from pathlib import Path
from statistics import median
from typing import Any, Dict, List

from harness import figures, limits
from harness.language import FLOOR, OURS, Language

# How a title says that a candidate builds and signs nothing.
BYTES_ONLY = ", bytes only"
# Candidates of every language.
TITLES = {FLOOR: "floor: hyper", OURS: "**phonevault**"}
BEGIN, END = "<!-- %s: begin -->", "<!-- %s: end -->"


def markdown(language: Language, results: Dict[str, Any]) -> str:
    """All tables for which there are figures."""
    parts = ["%(date)s, %(system)s, %(cores)d cores, load %(load)s, %(runtime)s; %(packages)s." % results["machine"]]
    for part in (_limits(language, results), _calls(language, results), _imports(language, results)):
        if part:
            parts.append("\n".join(part))
    return "\n\n".join(parts) + "\n"


def _title(language: Language, candidate: str) -> str:
    return {**TITLES, **language.titles}[candidate]


def _limits(language: Language, results: Dict[str, Any]) -> List[str]:
    checked = limits.check(language, results)
    if not checked:
        return []
    lines = ["| Limit | Measured | Set | |", "|---|---|---|---|"]
    return lines + ["| %s | %s | %s | %s |" % (one.what, one.measured, one.limit, "PASS" if one.kept else "FAIL") for one in checked]


def _spread(values: List[float], digits: int = 1) -> str:
    low, middle, high = (format(value, ".%df" % digits) for value in (min(values), median(values), max(values)))
    return "%s [%s-%s]" % (middle, low, high)


def _calls(language: Language, results: Dict[str, Any]) -> List[str]:
    if not results.get("calls"):
        return []
    head = "| Call | Client | CPU us a call, median [min-max] | x floor | vendor's SDK / it | connections opened / calls |"
    lines = [head, "|---|---|---|---|---|---|"]
    for scenario in language.scenarios:
        floor, vendor = figures.us(results, scenario, FLOOR), figures.vendor_us(language, results, scenario)
        for entry in (entry for entry in results["calls"] if entry["scenario"] == scenario.key):
            spent = [run["us_per_call"] for run in entry["runs"]]
            over = "%.1f" % (median(spent) / floor) if floor else ""
            under = "%.1f" % (vendor / median(spent)) if vendor else ""
            opened, calls = (sum(run[name] for run in entry["runs"]) for name in ("opened", "calls"))
            cells = (scenario.title, _title(language, entry["candidate"]), _spread(spent), over, under, opened, calls)
            lines.append("| %s | %s | %s | %s | %s | %d / %d |" % cells)
    return lines


def _imports(language: Language, results: Dict[str, Any]) -> List[str]:
    if not results.get("imports"):
        return []
    lines = ["| Import | CPU ms of the process, median [min-max] | over bare | peak MiB | over bare |", "|---|---|---|---|---|"]
    for entry in results["imports"]:
        cells = [_title(language, entry["candidate"]).replace(BYTES_ONLY, "")]
        for figure in ("cpu_ms", "mib"):
            cells.append(_spread([run[figure] for run in entry["runs"]]))
            cells.append("%.1f" % (figures.over_bare(results, entry["candidate"], figure) or 0))
        lines.append("| %s |" % " | ".join(cells))
    return lines


def write(page: Path, name: str, text: str) -> None:
    """Puts the text between its marks on the page."""
    before, begin, rest = page.read_text("utf-8").partition(BEGIN % name)
    _, end, after = rest.partition(END % name)
    if not begin or not end:
        raise SystemExit("%s has no marks for %s" % (page, name))
    page.write_text("%s%s\n%s\n%s%s" % (before, begin, text.rstrip("\n"), end, after), "utf-8")
