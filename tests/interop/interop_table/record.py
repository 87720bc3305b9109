"""The checked-in record: the table as it was last written, and how many explained cells it may have."""

import json
from typing import Any, Dict, List, NamedTuple

from .cells import EXPLAINED, OK, Column, Table, explained


class Record(NamedTuple):
    """`explained_at_most` is raised by hand only; the table is written by runs."""

    explained_at_most: Dict[str, int]
    table: Table


def load(path: str) -> Record:
    with open(path, encoding="utf-8") as file:
        document = json.load(file)
    table = {
        section: {client: Column(**column) for client, column in columns.items()} for section, columns in document["table"].items()
    }
    return Record({why: document["explained_at_most"].get(why, 0) for why in EXPLAINED}, table)


def save(path: str, record: Record) -> None:
    document: Dict[str, Any] = {
        "explained_at_most": record.explained_at_most,
        "table": {
            section: {client: column._asdict() for client, column in sorted(columns.items())}
            for section, columns in sorted(record.table.items())
        },
    }
    with open(path, "w", encoding="utf-8") as file:
        file.write(json.dumps(document, indent=2) + "\n")


def with_run(recorded: Table, run: Table) -> Table:
    """The recorded table with the columns of this run in place of theirs; a language that did not run keeps its columns.

    Within a language that ran, a client that no longer reports is dropped, which shows as a difference.
    """
    languages = {column.language for columns in run.values() for column in columns.values()}
    merged: Table = {}
    for section in sorted(set(recorded) | set(run)):
        kept = {client: column for client, column in recorded.get(section, {}).items() if column.language not in languages}
        kept.update(run.get(section, {}))
        if kept:
            merged[section] = kept
    return merged


def too_many_explained(record: Record, table: Table) -> List[str]:
    """What to say when the number of explained cells grew."""
    found = explained(table)
    return [
        "%d cells are `%s`, and the record allows %d" % (found[why], why, record.explained_at_most[why])
        for why in EXPLAINED
        if found[why] > record.explained_at_most[why]
    ]


def differences(recorded: Table, table: Table) -> List[str]:
    """Cells and versions that are not what the record says."""
    found = []
    for section in sorted(set(recorded) | set(table)):
        for client in sorted(set(recorded.get(section, {})) | set(table.get(section, {}))):
            before, after = recorded.get(section, {}).get(client), table.get(section, {}).get(client)
            if before is None or after is None:
                found.append("%s, %s: %s" % (section, client, "new" if before is None else "gone"))
                continue
            if before.version != after.version:
                found.append("%s, %s: version %s instead of %s" % (section, client, after.version, before.version))
            for row in sorted(set(before.cells) | set(after.cells)):
                was, now = before.cells.get(row), after.cells.get(row)
                if was != now and now == OK and was is not None:
                    found.append("%s, %s, %s: ok now, was `%s`" % (section, client, row, was))
                elif was != now:
                    found.append("%s, %s, %s: `%s` instead of `%s`" % (section, client, row, now, was))
    return found
