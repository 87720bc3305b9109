"""Merges the results of the runs named and holds the table against record and page.

    python -m interop_table RESULTS… [--write] [--record FILE] [--page FILE]

`--write` (or INTEROP_WRITE=1) rewrites the record's table and the page's section from this run; it never raises the number of
explained cells. Ends with 0 when everything is as recorded, 1 when not, 2 when the results cannot be read.
"""

import argparse
import os
import sys

from .check import PAGE, RECORD, check
from .results import BadResults


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m interop_table", description=__doc__.splitlines()[0])
    parser.add_argument("results", nargs="+")
    parser.add_argument("--write", action="store_true", default=os.environ.get("INTEROP_WRITE") == "1")
    parser.add_argument("--record", default=RECORD)
    parser.add_argument("--page", default=PAGE)
    arguments = parser.parse_args()
    try:
        wrong = check(arguments.results, arguments.write, arguments.record, arguments.page)
    except BadResults as error:
        print(error, file=sys.stderr)
        return 2
    for text in wrong:
        print(text, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
