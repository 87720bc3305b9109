"""Phonevault for C beside the floor: `python3 bench/c --prefix FOLDER`; see bench/README.md."""

import sys
from pathlib import Path
from typing import List

HERE = Path(__file__).resolve().parent
sys.path.append(str(HERE.parent))

import environment
from harness import driver
from harness.language import Language, Limits, Package
from harness.scenarios import Scenario

# By scenario: the most over the floor. There is no SDK of a vendor to be cheaper than.
LIMITS = {
    "huawei_restore_1/1": (2.2, None),
    "alibaba_backup_1/1": (2.2, None),
    "huawei_restore_100/1": (2.6, None),
    "alibaba_backup_100/1": (2.6, None),
    "alibaba_tasks_100/1": (2.6, None),
    "huawei_jobs_100/1": (2.6, None),
    "huawei_restore_1/64": (None, None),
    "alibaba_backup_1/64": (None, None),
}


def peers(_: Scenario) -> List[str]:
    return []


def language(folder: Path) -> Language:
    """`folder` is where the programs are compiled and started."""
    worker, size = environment.programs(folder)
    return Language(
        name="c",
        scenarios=[Scenario.of(key) for key in LIMITS],
        peers=peers,
        vendors={"huawei": [], "alibaba": []},
        titles={},
        worker=[str(worker)],
        memory_worker=[str(worker)],
        imports=None,
        folder=folder,
        package=Package("--prefix", "Static program that backs up one phone", weighed=size),
        limits=Limits(calls=LIMITS, growth_mib=2, package_mb=8),
        facts=lambda: (environment.compiler(), "no peers"),
    )


if __name__ == "__main__":
    # The folder of the programs is known only with the options, which the language describes.
    chosen = driver.options(language(HERE))
    if chosen.package is None:
        raise SystemExit("bench/c: --prefix is needed: what Phonevault sends is what the floor sends")
    folder = chosen.build.resolve() / "bench-c"
    environment.prepare(folder, chosen.package.resolve())
    driver.measure(language(folder), chosen)
