"""What an import costs: CPU and resident memory of whole processes over those of a bare interpreter."""

import os
import subprocess
import sys
from typing import Any, Dict, List

CASES = {
    "bare": "pass",
    "ours": "import phonevault, phonevault.huawei, phonevault.alibaba",
    "vendor_huawei": "from huaweicloudsdkcph.v1 import CphClient",
    "vendor_alibaba": "from alibabacloud_eds_aic20230930.client import Client",
    "raw_requests": "import requests",
    "raw_httpx": "import httpx",
    "raw_aiohttp": "import aiohttp",
}
# The peak of this process alone: what rusage tells may be that of the process that started it.
PEAK = "; print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM:')))"


def measure(rounds: int, with_ours: bool) -> List[Dict[str, Any]]:
    """One entry for each case; the first round, in which bytecode is written, is not counted."""
    cases = [name for name in CASES if with_ours or name != "ours"]
    runs: Dict[str, List[Dict[str, float]]] = {name: [] for name in cases}
    for turn in range(rounds + 1):
        for name in cases:
            measured = once(CASES[name])
            if turn > 0:
                runs[name].append(measured)
    return [{"candidate": name, "runs": runs[name]} for name in cases]


def once(code: str) -> Dict[str, float]:
    process = subprocess.Popen([sys.executable, "-c", code + PEAK], stdout=subprocess.PIPE)
    assert process.stdout is not None
    peak = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit("%s: status %d" % (code, process.returncode))
    return {"cpu_ms": (used.ru_utime + used.ru_stime) * 1e3, "mib": int(peak) / 1024}
