"""Cases of a vendor's client that write their outcome down for the table."""

import functools
import os
import tempfile
import unittest
from contextlib import contextmanager
from typing import Any, Callable, Iterator, Optional

from interop_table.results import BAD, GOOD, Recorder

__all__ = ["BAD", "GOOD", "RecordedCase", "recorder", "results_path", "shows"]

_recorder: Optional[Recorder] = None


def results_path() -> str:
    """Where this run writes: INTEROP_RESULTS, else a file of this process in the temporary directory."""
    named = os.environ.get("INTEROP_RESULTS")
    return named or os.path.join(tempfile.gettempdir(), "interop-python-%d.jsonl" % os.getpid())


def recorder() -> Recorder:
    global _recorder
    if _recorder is None:
        _recorder = Recorder(results_path())
    return _recorder


def shows(case: str, *rows: str, **where: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Marks a test method as a good or bad case of these rows. `client` and `section` are the class's unless given."""

    def decorate(test: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(test)
        def recorded(self: "RecordedCase", *arguments: Any) -> None:
            with self.recorded(case, *rows, **where):
                test(self, *arguments)

        return recorded

    return decorate


class RecordedCase(unittest.TestCase):
    """A test of one client in one section."""

    client = ""
    section = ""
    # Failures of sub-tests so far: they do not reach what stands around them.
    _failed_parts = 0

    @contextmanager
    def subTest(self, msg: Any = None, **parameters: Any) -> Iterator[None]:
        """As the base's, and counts failures for `recorded`."""
        with super().subTest(msg, **parameters):
            try:
                yield
            except BaseException:
                self._failed_parts += 1
                raise

    @contextmanager
    def recorded(self, case: str, *rows: str, client: str = "", section: str = "") -> Iterator[None]:
        """Writes down for every row whether the body passed."""
        passed, failed_before = False, self._failed_parts
        try:
            yield
            passed = self._failed_parts == failed_before
        finally:
            for row in rows:
                recorder().case(client or self.client, section or self.section, row, case, self.id(), passed)
