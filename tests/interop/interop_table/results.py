"""What a run of a vendor's client leaves behind: one JSON object a line, whatever language the client is written in.

One line introduces each client in each section of the table that it belongs to:

    {"kind": "client", "client": NAME, "language": "python", "section": "huawei.cph", "version": "3.1.219", "offers": [ROW, …]}

`offers` comes from looking at the client (its methods, its exports), never from a list kept by hand. A client that no registry
has is introduced with `"unobtainable": WHY` in place of `version` and `offers`.

One line follows each case:

    {"kind": "case", "client": NAME, "section": "huawei.cph", "row": ROW, "case": "good" or "bad", "name": TEST, "passed": true}

A row is shown when the client passed at least one good and one bad case and failed none.
"""

import json
import os
from typing import Any, Dict, Iterable, Iterator, List

from .catalogue import SECTIONS

GOOD, BAD = "good", "bad"


class BadResults(ValueError):
    """Results that cannot be merged."""


class Recorder:
    """Writes the lines of one run. The file is emptied first: a table is never made of two runs of one client."""

    def __init__(self, path: str) -> None:
        self.path = path
        os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
        open(path, "w", encoding="utf-8").close()

    def _write(self, line: Dict[str, Any]) -> None:
        with open(self.path, "a", encoding="utf-8") as file:
            file.write(json.dumps(line, sort_keys=True) + "\n")

    def client(self, client: str, language: str, section: str, version: str, offers: Iterable[str]) -> None:
        self._write(
            {"kind": "client", "client": client, "language": language, "section": section, "version": version, "offers": sorted(offers)})

    def unobtainable(self, client: str, language: str, section: str, why: str) -> None:
        self._write({"kind": "client", "client": client, "language": language, "section": section, "unobtainable": why})

    def case(self, client: str, section: str, row: str, case: str, name: str, passed: bool) -> None:
        self._write({"kind": "case", "client": client, "section": section, "row": row, "case": case, "name": name, "passed": passed})


def read(paths: Iterable[str]) -> List[Dict[str, Any]]:
    """The lines of all files.

    Raises BadResults for a file or line that cannot be read, an unknown section or row, and a case of a client that no line introduces.
    """
    lines = [line for path in paths for line in _lines_of(path)]
    introduced = {(line["client"], line["section"]) for line in lines if line["kind"] == "client"}
    for line in lines:
        if line["kind"] == "case" and (line["client"], line["section"]) not in introduced:
            raise BadResults("%s has a case in %s and was never introduced there" % (line["client"], line["section"]))
    return lines


def _lines_of(path: str) -> Iterator[Dict[str, Any]]:
    try:
        with open(path, encoding="utf-8") as file:
            texts = file.read().splitlines()
    except OSError as error:
        raise BadResults("%s cannot be read: %s" % (path, error)) from error
    for number, text in enumerate(texts, 1):
        try:
            line = json.loads(text)
            _check(line)
        except (ValueError, KeyError, TypeError) as error:
            raise BadResults("%s, line %d: %s" % (path, number, error)) from error
        yield line


def _check(line: Dict[str, Any]) -> None:
    section = SECTIONS.get(line["section"])
    if section is None:
        raise ValueError("there is no section %s" % line["section"])
    for name in ("client",) + (("language",) if line["kind"] == "client" else ("name",)):
        if not isinstance(line[name], str) or not line[name]:
            raise ValueError("%s is not a text" % name)
    if line["kind"] == "client":
        if "unobtainable" not in line and not (isinstance(line["offers"], list) and line["version"]):
            raise ValueError("a client needs version and offers, or unobtainable")
    elif line["kind"] == "case":
        if line["row"] not in section.rows:
            raise ValueError("%s has no row %s" % (line["section"], line["row"]))
        if line["case"] not in (GOOD, BAD) or not isinstance(line["passed"], bool):
            raise ValueError("a case is good or bad, and passed is true or false")
    else:
        raise ValueError("unknown kind %s" % line["kind"])
