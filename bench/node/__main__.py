"""Phonevault for Node.js beside its peers: `python3 bench/node`; see bench/README.md."""

import json
import subprocess
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

# By scenario: the most over the floor, and how many times cheaper than the cheapest of the vendor's SDKs.
LIMITS = {
    "huawei_restore_1/1": (None, 6),
    "alibaba_backup_1/1": (None, 6),
    "huawei_restore_1/64": (6, 6),
    "alibaba_backup_1/64": (6, 6),
    "huawei_restore_100/64": (8, 3),
    "alibaba_backup_100/64": (8, 3),
    "alibaba_tasks_100/64": (8, 3),
    "huawei_jobs_100/64": (8, 3),
}
SCENARIOS = [*LIMITS, "huawei_restore_100/1", "alibaba_backup_100/1"]
VENDORS = {"huawei": ["vendor_huawei"], "alibaba": ["vendor_alibaba_openapi", "vendor_alibaba_pop"]}
RAW = ["raw_http", "raw_undici"]
WORKER = ["node", "--expose-gc", str(HERE / "worker.mjs")]
# V8 lets the space for what is young grow to 48 MiB and shrink again, whatever is called; what grows besides is seen only if it stays.
STEADY = ["--min-semi-space-size=1", "--max-semi-space-size=1"]
# The peak of this process alone.
PEAK = "; console.log(process.resourceUsage().maxRSS)"
# Both clients are made, because the native module is loaded with the first.
BOTH = (
    "const { HuaweiClient, AlibabaClient } = require('phonevault');"
    " new HuaweiClient({ region: 'cn-north-4', projectId: 'p', accessKey: 'a', secretKey: 's' });"
    " new AlibabaClient({ region: 'cn-shanghai', accessKeyId: 'a', accessKeySecret: 's' })"
)
IMPORTS = {
    BARE: "0",
    OURS: BOTH,
    "vendor_huawei": "require('@huaweicloud/huaweicloud-sdk-core'); require('@huaweicloud/huaweicloud-sdk-core/ClientBuilder.js')",
    "vendor_alibaba_openapi": "require('@alicloud/openapi-core')",
    "vendor_alibaba_pop": "require('@alicloud/pop-core')",
    "raw_undici": "require('undici')",
}


def peers(scenario: Scenario) -> List[str]:
    return VENDORS[scenario.cloud] + RAW


def facts() -> Tuple[str, str]:
    runtime = subprocess.run(["node", "--version"], stdout=subprocess.PIPE, check=True).stdout.decode().strip()
    wanted = json.loads((HERE / "package.json").read_text("utf-8"))["dependencies"]
    return "Node.js " + runtime.lstrip("v"), ", ".join("%s %s" % peer for peer in wanted.items())


def language(folder: Path) -> Language:
    """`folder` is where the packages are installed and all processes are started."""
    return Language(
        name="node",
        scenarios=[Scenario.of(key) for key in SCENARIOS],
        peers=peers,
        vendors=VENDORS,
        titles={
            "vendor_huawei": "@huaweicloud/huaweicloud-sdk-core",
            "vendor_alibaba_openapi": "@alicloud/openapi-core",
            "vendor_alibaba_pop": "@alicloud/pop-core",
            "raw_http": "node:http" + BYTES_ONLY,
            "raw_undici": "undici" + BYTES_ONLY,
            BARE: "empty process",
        },
        worker=WORKER,
        memory_worker=[WORKER[0], *STEADY, *WORKER[1:]],
        imports=Imports(
            commands={name: ["node", "--eval", code + PEAK] for name, code in IMPORTS.items()},
            title="Loading, with both clients made",
            cpu_ms=20,
            mib=12,
        ),
        folder=folder,
        package=Package("--package", "Packed package with one native module"),
        limits=Limits(calls=LIMITS, growth_mib=4, package_mb=6),
        facts=facts,
    )


if __name__ == "__main__":
    # The folder of the packages is known only with the options, which the language describes.
    chosen = driver.options(language(HERE))
    folder = chosen.build.resolve() / "bench-node"
    environment.prepare(folder, chosen.package)
    driver.measure(language(folder), chosen)
