"""The table as a section of a Markdown page, between two markers."""

from typing import List, Optional

from .catalogue import SECTIONS
from .cells import Table

BEGIN, END = "<!-- generated: interop -->", "<!-- end -->"
HEADING = "## What the vendors' own clients show"


def render(table: Table) -> str:
    """The text between the markers, without them."""
    parts: List[str] = []
    for section, about in SECTIONS.items():
        columns = table.get(section)
        if not columns:
            continue
        names = sorted(columns, key=lambda client: (columns[client].language != "python", columns[client].language, client))
        heads = ["`%s` %s(%s)" % (name, _version(columns[name].version), columns[name].language) for name in names]
        parts.append("### %s" % about.title)
        parts.append("")
        parts.append("| %s | %s |" % (about.row, " | ".join(heads)))
        parts.append("|---|%s" % ("---|" * len(names)))
        for row in about.rows:
            label = "`%s`" % row if about.row == "Operation" else row
            parts.append("| %s | %s |" % (label, " | ".join(columns[name].cells.get(row, "") for name in names)))
        parts.append("")
    return "\n".join(parts).rstrip("\n")


def _version(version: str) -> str:
    return version + " " if version else ""


def section_of(page: str) -> Optional[str]:
    """What the page has between the markers; None without them."""
    begin = page.find(BEGIN)
    end = page.find(END, begin + 1)
    if begin < 0 or end < 0:
        return None
    return page[begin + len(BEGIN):end].strip("\n")


def with_section(page: str, text: str) -> str:
    """The page with the text between the markers; a page without them gets heading and markers at its end."""
    block = "%s\n\n%s\n\n%s" % (BEGIN, text, END)
    begin = page.find(BEGIN)
    if begin < 0:
        return "%s%s\n\n%s\n" % (page.rstrip("\n") + "\n\n" if page.strip() else "", HEADING, block)
    end = page.find(END, begin)
    rest = page[end + len(END):] if end >= 0 else "\n"
    return page[:begin] + block + rest
