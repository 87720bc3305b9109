"""A run against the checked-in record and the page."""

import os
from typing import List, Optional

from . import cells, page, record, results

HERE = os.path.dirname(os.path.abspath(__file__))
RECORD = os.path.join(os.path.dirname(HERE), "expected.json")
PAGE = os.path.join(HERE, "..", "..", "..", "docs", "simulator.md")
HOW = "To accept it, run again with INTEROP_WRITE=1 and look at the difference."


def check(paths: List[str], write: bool, record_path: str = RECORD, page_path: str = PAGE) -> List[str]:
    """Everything that is wrong with the table of these results; nothing when all is as recorded.

    With `write`, record and page are rewritten first, unless a cell failed or too many cells are explained.
    """
    merged = cells.merge(results.read(paths))
    recorded = record.load(record_path)
    table = record.with_run(recorded.table, merged.table)
    wrong = merged.failures + record.too_many_explained(recorded, table)
    if wrong:
        return wrong
    text = page.render(table)
    if write:
        record.save(record_path, recorded._replace(table=table))
        before = _text_of(page_path)
        after = page.with_section(before or "", text)
        if after != before:
            with open(page_path, "w", encoding="utf-8") as file:
                file.write(after)
        return []
    wrong = record.differences(recorded.table, table)
    shown = page.section_of(_text_of(page_path) or "")
    if shown != text:
        wrong.append("the table in %s is not what this run produced" % os.path.relpath(page_path))
    return wrong + [HOW] if wrong else []


def _text_of(path: str) -> Optional[str]:
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except FileNotFoundError:
        return None
