"""The vendors' own clients against `phonevault simulate`: every case, and then the table that they make.

`unittest discover` loads this file as it loads every test; the order inside is fixed, because the table is judged last.
"""

import importlib
import os
import pkgutil
import unittest

from interop_table.check import check
from interop_table.results import BadResults
from vendor_sdks import cases, clients, recording


class Table(unittest.TestCase):
    """What the cases wrote down, against `expected.json` and `docs/simulator.md`."""

    def test_the_table_is_as_recorded(self):
        clients.introduce(recording.recorder())
        try:
            wrong = check([recording.results_path()], write=os.environ.get("INTEROP_WRITE") == "1")
        except BadResults as error:
            self.fail(str(error))
        finally:
            if "INTEROP_RESULTS" not in os.environ:
                os.remove(recording.results_path())
        if wrong:
            self.fail("\n".join(wrong))


def load_tests(loader, _tests, _pattern):
    suite = unittest.TestSuite()
    for module in sorted(module.name for module in pkgutil.iter_modules(cases.__path__)):
        suite.addTests(loader.loadTestsFromModule(importlib.import_module("%s.%s" % (cases.__name__, module))))
    suite.addTests(loader.loadTestsFromTestCase(Table))
    return suite
