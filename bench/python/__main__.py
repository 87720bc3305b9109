"""Phonevault beside its peers: `python3 bench/python`; see bench/README.md."""

import argparse
import datetime
import importlib.metadata
import json
import os
import platform
from pathlib import Path
from typing import Any, Dict

import calls
import environment
import limits
import report
import start_up
from stub import Stub, hold_on_one_core

ROOT = Path(__file__).resolve().parent.parent.parent
PARTS = ("calls", "imports", "memory")


def options() -> argparse.Namespace:
    build = ROOT / os.environ.get("CARGO_TARGET_DIR", "target")
    parser = argparse.ArgumentParser(prog="bench/python", description=__doc__)
    parser.add_argument("--build", type=Path, default=build, help="cargo's build folder, with bench-stub and bench-floor in release/")
    ours = parser.add_mutually_exclusive_group()
    ours.add_argument("--wheel", type=Path, help="our wheel; without it and --package only the others are measured")
    ours.add_argument("--package", type=Path, help="the folder of our package, of which a wheel is built")
    parser.add_argument("--rounds", type=int, default=7, help="processes of each candidate in each scenario (default 7)")
    parser.add_argument("--seconds", type=float, default=0.5, help="counted time of each (default 0.5)")
    parser.add_argument("--import-rounds", type=int, default=21, help="processes of each import (default 21)")
    parser.add_argument("--memory-calls", type=int, nargs=2, default=(20_000, 200_000), help="warm-up and counted (default 20000 200000)")
    parser.add_argument("--only", choices=PARTS, action="append", help="measure only this; may be repeated")
    parser.add_argument("--scenario", default="", help="only scenarios with this in their name, such as tasks or /64")
    parser.add_argument("--write", action="store_true", help="put the tables into bench/README.md")
    return parser.parse_args()


def machine() -> Dict[str, Any]:
    names = ("huaweicloudsdkcph", "alibabacloud_eds_aic20230930", "requests", "httpx", "aiohttp")
    return {
        "date": datetime.date.today().isoformat(),
        "system": "%s %s" % (platform.system(), platform.machine()),
        "cores": os.cpu_count(),
        "load": "%.1f" % os.getloadavg()[0],
        "python": platform.python_version(),
        "packages": ", ".join("%s %s" % (name, importlib.metadata.version(name)) for name in names),
    }


def main() -> None:
    chosen = options()
    wheel = environment.enter(chosen.build / "bench-venv", chosen.wheel, chosen.package)
    parts = chosen.only or PARTS
    tools = chosen.build / "release"
    results: Dict[str, Any] = {"machine": machine()}
    hold_on_one_core()
    if wheel is not None:
        results["wheel_bytes"] = wheel.stat().st_size
    with Stub(tools) as stub:
        if "calls" in parts:
            results["calls"] = calls.measure(stub, tools, chosen.rounds, chosen.seconds, wheel is not None, chosen.scenario)
        if "memory" in parts and wheel is not None:
            results["memory"] = calls.memory(stub, *chosen.memory_calls)
    if "imports" in parts:
        results["imports"] = start_up.measure(chosen.import_rounds, wheel is not None)
    results["limits"] = [limit._asdict() for limit in limits.check(results)]
    text = report.markdown(results)
    (chosen.build / "bench-python.json").write_text(json.dumps(results, indent=1), "utf-8")
    (chosen.build / "bench-python.md").write_text(text, "utf-8")
    print(text)
    if chosen.write:
        report.write(ROOT / "bench" / "README.md", "python", text)


if __name__ == "__main__":
    main()
