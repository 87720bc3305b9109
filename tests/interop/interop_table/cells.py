"""From the lines of the runs to the cells of the table."""

from typing import Any, Dict, Iterable, List, NamedTuple

from .catalogue import SECTIONS
from .results import BAD, GOOD

OK = "ok"
NOT_OFFERED = "explained: not offered by the client"
UNOBTAINABLE = "explained: package cannot be obtained"
FAILED = "failed"
EXPLAINED = (NOT_OFFERED, UNOBTAINABLE)

# section → client → column.
Table = Dict[str, Dict[str, "Column"]]


class Column(NamedTuple):
    """One client in one section."""

    language: str
    version: str
    cells: Dict[str, str]


class Merged(NamedTuple):
    """The table of a run, and why cells failed."""

    table: Table
    failures: List[str]


def merge(lines: Iterable[Dict[str, Any]]) -> Merged:
    """Judges every row of every client that a run introduced."""
    lines = list(lines)
    table: Table = {}
    failures: List[str] = []
    for line in lines:
        if line["kind"] != "client":
            continue
        client, section = line["client"], line["section"]
        cells = {}
        for row in SECTIONS[section].rows:
            if "unobtainable" in line:
                cells[row] = UNOBTAINABLE
            elif row not in line["offers"]:
                cells[row] = NOT_OFFERED
            else:
                why = _why_not([other for other in lines if _is_case(other, client, section, row)])
                cells[row] = FAILED if why else OK
                failures += ["%s, %s, %s: %s" % (section, client, row, text) for text in why]
        table.setdefault(section, {})[client] = Column(line["language"], line.get("version", ""), cells)
    return Merged(table, failures)


def _is_case(line: Dict[str, Any], client: str, section: str, row: str) -> bool:
    return line["kind"] == "case" and (line["client"], line["section"], line["row"]) == (client, section, row)


def _why_not(cases: List[Dict[str, Any]]) -> List[str]:
    """Why a row that the client offers is not ok; nothing when it is."""
    why = ["%s did not pass" % case["name"] for case in cases if not case["passed"]]
    missing = [kind for kind in (GOOD, BAD) if not any(case["case"] == kind for case in cases)]
    if missing:
        why.append("no %s case" % " and no ".join(missing))
    return why


def explained(table: Table) -> Dict[str, int]:
    """How many cells are explained, by explanation."""
    cells = [cell for columns in table.values() for column in columns.values() for cell in column.cells.values()]
    return {why: cells.count(why) for why in EXPLAINED}
