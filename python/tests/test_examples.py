"""Every example runs as it stands, with keys and endpoints of a simulator in the environment."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from simulated import Simulator

EXAMPLES = Path(__file__).parents[1] / "examples"


def run(simulator: Simulator, example: str, *arguments: str) -> str:
    """What an example prints; it must end well."""
    ready = simulator.ready
    alibaba, huawei = ready["credentials"]["alibaba"], ready["credentials"]["huawei"]
    environment = {
        **os.environ,
        "ALIBABA_CLOUD_ACCESS_KEY_ID": alibaba["access_key_id"],
        "ALIBABA_CLOUD_ACCESS_KEY_SECRET": alibaba["access_key_secret"],
        "HUAWEICLOUD_SDK_AK": huawei["ak"],
        "HUAWEICLOUD_SDK_SK": huawei["sk"],
        "HUAWEICLOUD_SDK_PROJECT_ID": huawei["project_id"],
        "PHONEVAULT_ENDPOINT_ALIBABA_ECP": ready["endpoints"]["alibaba_ecp"],
        "PHONEVAULT_ENDPOINT_HUAWEI_CPH": ready["endpoints"]["huawei_cph"],
    }
    command = [sys.executable, str(EXAMPLES / example), *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


def folder(simulator: Simulator) -> str:
    return f"oss://{simulator.ready['buckets']['oss']}/examples/"


def test_back_up_apps(simulator: Simulator) -> None:
    apps = {"com.example.notes", "com.example.chat"}
    known = simulator.admin("GET", "/phones")["phones"]
    phones = [phone["phone_id"] for phone in known if phone["cloud"] == "alibaba" and apps <= set(phone["apps"])][:2]
    said = run(simulator, "back_up_apps.py", folder(simulator), *phones)
    assert "2 of 2 phones have ended" in said
    assert all(f"{phone} succeeded bf-" in said for phone in phones)


def test_restore_with_restart(simulator: Simulator) -> None:
    source, target = simulator.phones_of("huawei")[:2]
    path = "/data/local/tmp/example"
    simulator.put(source, path, b"what is restored")
    bucket = simulator.ready["buckets"]["obs"]
    said = run(simulator, "restore_with_restart.py", bucket, "examples/one.tar", source, target)
    assert f"{target} is restored and restarted" in said
    assert simulator.files(target)[path] == simulator.files(source)[path]


def test_a_job_goes_on_in_another_process(simulator: Simulator) -> None:
    phones = simulator.phones_of("alibaba")[:2]
    token = run(simulator, "resume_a_job.py", "start", folder(simulator), *phones).strip()
    said = run(simulator, "resume_a_job.py", "wait", token)
    assert [line.split()[:2] for line in said.splitlines()] == [[phone, "succeeded"] for phone in phones]


@pytest.mark.parametrize("phones", [200])
def test_many_phones(phones: int) -> None:
    # Half of the simulator's phones are of each cloud.
    with Simulator(phones=2 * phones, time_scale=500) as simulator:
        said = run(simulator, "many_phones.py", folder(simulator))
        assert said == f"{phones} phones: {phones} succeeded\n"
        assert simulator.count("alibaba.BackupApp") == (4, 4)


def test_every_example_is_run() -> None:
    tested = Path(__file__).read_text()
    assert all(f'"{example.name}"' in tested for example in EXAMPLES.glob("*.py"))
