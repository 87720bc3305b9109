"""The examples of the simulator's page, run as a user would run them."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

from vendor_sdks.simulator import Simulator

EXAMPLES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "docs", "examples", "simulator")


class Examples(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.directory = directory.name
        self.simulator = Simulator("--phones", "2", "--time-scale", "500")
        self.addCleanup(self.simulator.__exit__)

    def run_example(self, *command):
        done = subprocess.run(command, capture_output=True, text=True, timeout=120)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def assert_backed_up(self, cloud):
        (phone,) = [phone for phone in self.simulator.admin("GET", "/phones")["phones"] if phone["cloud"] == cloud]
        entries = self.simulator.admin("GET", "/ledger")["entries"]
        self.assertEqual(
            [(entry["phone_id"], entry["action"], entry["result"]) for entry in entries], [(phone["phone_id"], "backup", "succeeded")])
        return phone

    def test_python(self):
        ready = os.path.join(self.directory, "ready.json")
        with open(ready, "w", encoding="utf-8") as file:
            json.dump(self.simulator.ready, file)
        self.run_example(sys.executable, os.path.join(EXAMPLES, "backup.py"), ready)
        self.assert_backed_up("alibaba")

    def test_c(self):
        compiler = next(filter(None, map(shutil.which, ("cc", "gcc", "clang"))))
        program = os.path.join(self.directory, "backup")
        source = os.path.join(EXAMPLES, "backup.c")
        self.run_example(compiler, "-std=c99", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-o", program, source)
        ports = [self.simulator.endpoints[name].rsplit(":", 1)[1] for name in ("huawei_iam", "huawei_cph")]
        known = self.simulator.huawei
        (phone,) = [phone for phone in self.simulator.admin("GET", "/phones")["phones"] if phone["cloud"] == "huawei"]
        self.run_example(
            program, *ports, known["iam_domain"], known["iam_user"], known["iam_password"], known["project_id"], phone["phone_id"],
            self.simulator.buckets["obs"])
        self.assert_backed_up("huawei")
