"""The rules of the table, on results made up for each of them."""

import json
import os
import tempfile
import unittest

from interop_table import cells, page, record
from interop_table.catalogue import SECTIONS
from interop_table.check import HOW, check
from interop_table.results import BadResults, Recorder

SECTION = "alibaba.sts"
ROWS = SECTIONS[SECTION].rows
MANIFEST = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "manifest.json")


class InteropTable(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.path = lambda name: os.path.join(directory.name, name)
        self.recorder = Recorder(self.path("python.jsonl"))
        self.write_record(0, {})

    def write_record(self, not_offered, table):
        record.save(self.path("expected.json"), record.Record({cells.NOT_OFFERED: not_offered, cells.UNOBTAINABLE: 0}, table))

    def shown(self, client="sdk", rows=ROWS, offers=ROWS, language="python", recorder=None):
        """Results of a client that shows these rows."""
        recorder = recorder or self.recorder
        recorder.client(client, language, SECTION, "1.0", offers)
        for row in rows:
            for case in ("good", "bad"):
                recorder.case(client, SECTION, row, case, "a test", True)

    def check(self, write=False, results=("python.jsonl",)):
        paths = [self.path(name) for name in results]
        return check(paths, write, self.path("expected.json"), self.path("page.md"))

    def page(self):
        with open(self.path("page.md"), encoding="utf-8") as file:
            return file.read()

    def test_what_was_written_is_what_the_next_run_finds(self):
        self.shown()
        self.assertEqual(self.check(write=True), [])
        self.assertEqual(self.check(), [])
        self.assertIn("| `AssumeRole` | ok |", self.page())

    def test_a_row_needs_a_good_and_a_bad_case_and_no_failed_one(self):
        self.recorder.client("sdk", "python", SECTION, "1.0", ROWS)
        self.recorder.case("sdk", SECTION, ROWS[0], "good", "one", True)
        self.recorder.case("sdk", SECTION, ROWS[0], "bad", "two", False)
        self.recorder.case("sdk", SECTION, ROWS[1], "good", "three", True)
        wrong = self.check(write=True)
        self.assertEqual(len(wrong), 2, wrong)
        self.assertIn("two did not pass", wrong[0])
        self.assertIn("no bad case", wrong[1])
        self.assertFalse(os.path.exists(self.path("page.md")), "a failed table is not written")

    def test_explained_cells_cannot_grow_in_silence(self):
        self.shown(rows=ROWS[:1], offers=ROWS[:1])
        for write in (False, True):
            (wrong,) = self.check(write=write)
            self.assertIn("1 cells are `%s`" % cells.NOT_OFFERED, wrong)
        self.write_record(1, {})
        self.assertEqual(self.check(write=True), [])
        self.assertEqual(self.check(), [])
        self.recorder.unobtainable("other", "python", SECTION, "no registry has it")
        self.assertIn("2 cells are `%s`" % cells.UNOBTAINABLE, self.check()[0])

    def test_a_cell_that_was_ok_has_to_stay_ok(self):
        self.shown()
        self.check(write=True)
        self.write_record(1, record.load(self.path("expected.json")).table)
        self.recorder = Recorder(self.path("python.jsonl"))
        self.shown(rows=ROWS[:1], offers=ROWS[:1])
        wrong = self.check()
        self.assertIn("%s, sdk, %s: `%s` instead of `ok`" % (SECTION, ROWS[1], cells.NOT_OFFERED), wrong)
        self.assertEqual(wrong[-1], HOW)

    def test_a_page_that_was_edited_by_hand_is_noticed_and_its_rest_is_kept(self):
        self.shown()
        self.check(write=True)
        whole = self.page()
        with open(self.path("page.md"), "w", encoding="utf-8") as file:
            file.write("# Simulator\n\nBefore.\n\n" + whole.replace("| ok |", "| failed |") + "\n## After\n")
        self.assertTrue(any("page.md" in text for text in self.check()))
        self.assertEqual(self.check(write=True), [])
        self.assertEqual(self.page(), "# Simulator\n\nBefore.\n\n" + whole + "\n## After\n")
        self.assertEqual(page.section_of("no markers"), None)

    def test_the_runs_of_two_languages_leave_each_other_alone(self):
        self.shown()
        self.check(write=True)
        node = Recorder(self.path("node.jsonl"))
        self.shown("core", language="node", recorder=node)
        self.assertIn("%s, core: new" % SECTION, self.check(results=["node.jsonl"]))
        self.assertEqual(self.check(write=True, results=["node.jsonl"]), [])
        for results in (["python.jsonl"], ["node.jsonl"], ["node.jsonl", "python.jsonl"]):
            self.assertEqual(self.check(results=results), [], results)
        self.assertIn("`sdk` 1.0 (python) | `core` 1.0 (node)", self.page())

    def test_a_client_that_reports_no_more_is_missed(self):
        self.shown("one")
        self.shown("two")
        self.check(write=True)
        self.recorder = Recorder(self.path("python.jsonl"))
        self.shown("one")
        self.assertIn("%s, two: gone" % SECTION, self.check())

    def test_the_rows_are_the_typed_operations(self):
        with open(MANIFEST, encoding="utf-8") as file:
            clouds = json.load(file)["clouds"]
        typed = {}
        for cloud in clouds:
            for operation in cloud["operations"]:
                typed.setdefault("%s.%s" % (cloud["name"], operation["service"]), set()).add(operation["name"])
        rows = {name: set(section.rows) for name, section in SECTIONS.items() if section.row == "Operation"}
        self.assertEqual(rows, typed)

    def test_results_that_cannot_be_right_are_an_error(self):
        good = {"kind": "case", "client": "sdk", "section": SECTION, "row": ROWS[0], "case": "good", "name": "t", "passed": True}
        for line in (
            "not JSON", json.dumps({**good, "row": "NoSuchRow"}), json.dumps({**good, "section": "nowhere"}),
            json.dumps({**good, "passed": "yes"}), json.dumps({**good, "kind": "tale"}), json.dumps(good), "[]", "{}",
        ):
            with self.subTest(line), open(self.path("python.jsonl"), "w", encoding="utf-8") as file:
                file.write(line + "\n")
            with self.subTest(line), self.assertRaises(BadResults):
                self.check()
        with self.assertRaises(BadResults):
            self.check(results=["missing.jsonl"])


if __name__ == "__main__":
    unittest.main()
