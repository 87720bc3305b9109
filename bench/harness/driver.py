"""One run of one language: what is asked for is measured, held against the limits and written down."""

import argparse
import datetime
import json
import os
import platform
from pathlib import Path
from typing import Any, Dict

from harness import limits, report, start_up
from harness.calls import Calls
from harness.language import Language
from harness.stub import Stub, hold_on_one_core

ROOT = Path(__file__).resolve().parent.parent.parent
PARTS = ("calls", "imports", "memory")


def options(language: Language) -> argparse.Namespace:
    """The options of a run; `package` among them is the path of ours."""
    build = ROOT / os.environ.get("CARGO_TARGET_DIR", "target")
    parser = argparse.ArgumentParser(prog="bench/" + language.name, description="Phonevault beside its peers; see bench/README.md.")
    parser.add_argument("--build", type=Path, default=build, help="cargo's build folder, with bench-stub and bench-floor in release/")
    parser.add_argument(language.package.option, type=Path, dest="package", help="ours; without it only the others are measured")
    parser.add_argument("--rounds", type=int, default=7, help="processes of each candidate in each scenario (default 7)")
    parser.add_argument("--seconds", type=float, default=0.5, help="counted time of each (default 0.5)")
    parser.add_argument("--import-rounds", type=int, default=21, help="processes of each import (default 21)")
    parser.add_argument("--memory-calls", type=int, nargs=2, default=(20_000, 200_000), help="warm-up and counted (default 20000 200000)")
    parser.add_argument("--only", choices=PARTS, action="append", help="measure only this; may be repeated")
    parser.add_argument("--scenario", default="", help="only scenarios with this in their name, such as tasks or /64")
    parser.add_argument("--write", action="store_true", help="put the tables into bench/README.md")
    return parser.parse_args()


def measure(language: Language, chosen: argparse.Namespace) -> None:
    """Measures in the surroundings that the language has prepared."""
    parts, with_ours = chosen.only or PARTS, chosen.package is not None
    tools = chosen.build.resolve() / "release"
    results: Dict[str, Any] = {"machine": _machine(language)}
    hold_on_one_core()
    if with_ours:
        results["package_bytes"] = (language.package.weighed or chosen.package).stat().st_size
    with Stub(tools) as stub:
        calls = Calls(language, stub, tools)
        if "calls" in parts:
            results["calls"] = calls.measure(chosen.rounds, chosen.seconds, with_ours, chosen.scenario)
        if "memory" in parts and with_ours:
            results["memory"] = calls.memory(*chosen.memory_calls)
    if "imports" in parts and language.imports is not None:
        results["imports"] = start_up.measure(language.imports, language.folder, chosen.import_rounds, with_ours)
    results["limits"] = [limit._asdict() for limit in limits.check(language, results)]
    text = report.markdown(language, results)
    (chosen.build / ("bench-%s.json" % language.name)).write_text(json.dumps(results, indent=1), "utf-8")
    (chosen.build / ("bench-%s.md" % language.name)).write_text(text, "utf-8")
    print(text)
    if chosen.write:
        report.write(ROOT / "bench" / "README.md", language.name, text)


def _machine(language: Language) -> Dict[str, Any]:
    runtime, packages = language.facts()
    return {
        "date": datetime.date.today().isoformat(),
        "system": "%s %s" % (platform.system(), platform.machine()),
        "cores": os.cpu_count(),
        "load": "%.1f" % os.getloadavg()[0],
        "runtime": runtime,
        "packages": packages,
    }
