"""Phonevault for Python beside its peers: `python3 bench/python`; see bench/README.md."""

import importlib.metadata
import platform
import sys
from pathlib import Path
from typing import List, Tuple

HERE = Path(__file__).resolve().parent
sys.path.append(str(HERE.parent))

import environment
from harness import driver
from harness.language import BARE, OURS, Imports, Language, Limits, Package
from harness.report import BYTES_ONLY
from harness.scenarios import Scenario

# By scenario: the most over the floor, and how many times cheaper than the vendor's SDK.
LIMITS = {
    "huawei_restore_1/1": (3, 15),
    "alibaba_backup_1/1": (3, 15),
    "huawei_restore_100/1": (5, 8),
    "alibaba_backup_100/1": (5, 8),
    "alibaba_tasks_100/1": (2.5, 3),
    "huawei_restore_1/64": (5, None),
    "alibaba_backup_1/64": (5, None),
}
SCENARIOS = [
    "huawei_restore_1/1",
    "alibaba_backup_1/1",
    "huawei_restore_100/1",
    "alibaba_backup_100/1",
    "alibaba_tasks_100/1",
    "huawei_jobs_100/1",
    "huawei_restore_1/64",
    "alibaba_backup_1/64",
]
VENDORS = {"huawei": ["vendor_huawei"], "alibaba": ["vendor_alibaba"]}
# The other one has no client for it.
WITH_ASYNCIO = ["vendor_alibaba"]
RAW = {1: ["raw_requests", "raw_httpx"], 64: ["raw_httpx", "raw_aiohttp"]}
PEERS = ("huaweicloudsdkcph", "alibabacloud_eds_aic20230930", "requests", "httpx", "aiohttp")
# The peak of this process alone.
PEAK = "; print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM:')))"
IMPORTS = {
    BARE: "pass",
    OURS: "import phonevault, phonevault.huawei, phonevault.alibaba",
    "vendor_huawei": "from huaweicloudsdkcph.v1 import CphClient",
    "vendor_alibaba": "from alibabacloud_eds_aic20230930.client import Client",
    "raw_requests": "import requests",
    "raw_httpx": "import httpx",
    "raw_aiohttp": "import aiohttp",
}


def peers(scenario: Scenario) -> List[str]:
    vendors = VENDORS[scenario.cloud]
    if scenario.in_flight > 1:
        vendors = [vendor for vendor in vendors if vendor in WITH_ASYNCIO]
    return vendors + RAW[scenario.in_flight]


def facts() -> Tuple[str, str]:
    packages = ", ".join("%s %s" % (name, importlib.metadata.version(name)) for name in PEERS)
    return "Python " + platform.python_version(), packages


LANGUAGE = Language(
    name="python",
    scenarios=[Scenario.of(key) for key in SCENARIOS],
    peers=peers,
    vendors=VENDORS,
    titles={
        "vendor_huawei": "huaweicloudsdkcph",
        "vendor_alibaba": "alibabacloud_eds_aic20230930",
        "raw_requests": "requests" + BYTES_ONLY,
        "raw_httpx": "httpx" + BYTES_ONLY,
        "raw_aiohttp": "aiohttp" + BYTES_ONLY,
        BARE: "bare interpreter",
    },
    worker=[sys.executable, str(HERE / "worker.py")],
    memory_worker=[sys.executable, str(HERE / "worker.py")],
    imports=Imports(
        commands={name: [sys.executable, "-c", code + PEAK] for name, code in IMPORTS.items()},
        title="Import of all three modules",
        cpu_ms=15,
        mib=8,
    ),
    folder=HERE.parent.parent,
    package=Package("--wheel", "Wheel"),
    limits=Limits(calls=LIMITS, growth_mib=2, package_mb=6),
    facts=facts,
)


if __name__ == "__main__":
    chosen = driver.options(LANGUAGE)
    environment.enter(chosen.build / "bench-venv", chosen.package)
    driver.measure(LANGUAGE, chosen)
