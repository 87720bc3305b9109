"""How clients are made, and what is refused while they are."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

import phonevault
from phonevault import alibaba, huawei
from simulated import Simulator


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch) -> None:
    """No keys and no endpoints of whoever runs the tests."""
    for name in ("ALIBABA_CLOUD_ACCESS_KEY_ID", "ALIBABA_CLOUD_ACCESS_KEY_SECRET", "HUAWEICLOUD_SDK_AK",
                 "HUAWEICLOUD_SDK_SK", "HUAWEICLOUD_SDK_PROJECT_ID"):
        monkeypatch.delenv(name, raising=False)


def test_missing_keys_name_the_sources_that_were_tried() -> None:
    with alibaba.Client(region="cn-shanghai") as client, pytest.raises(phonevault.CredentialsError) as caught:
        client.describe_tasks()
    assert "ALIBABA_CLOUD_ACCESS_KEY_ID" in str(caught.value)
    assert caught.value.applied == "no"


def test_keys_are_found_in_the_environment(simulator: Simulator, monkeypatch: pytest.MonkeyPatch) -> None:
    given = simulator.alibaba_options
    monkeypatch.setenv("ALIBABA_CLOUD_ACCESS_KEY_ID", given["access_key_id"])
    monkeypatch.setenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET", given["access_key_secret"])
    with alibaba.Client(region=given["region"], endpoint=given["endpoints"]["alibaba_ecp"]) as client:
        assert client.describe_tasks().request_id


def test_a_missing_project_is_named() -> None:
    with pytest.raises(phonevault.ValidationError) as caught:
        huawei.Client(region="cn-north-4")
    assert [violation.field for violation in caught.value.violations] == ["project_id"]


def test_half_a_pair_of_keys_is_refused() -> None:
    with pytest.raises(phonevault.ConfigurationError, match="access_key_id and access_key_secret belong together"):
        alibaba.Client(region="cn-shanghai", access_key_id="id")
    with pytest.raises(phonevault.ConfigurationError, match="give one"):
        huawei.Client(region="cn-north-4", project_id="p", access_key="a", secret_key="s", token="t")


def test_a_region_without_a_name_is_refused() -> None:
    with pytest.raises(phonevault.ConfigurationError, match="region"):
        alibaba.Client(region="cn shanghai")


@pytest.mark.parametrize("url", ["http://example.com", "ftp://example.com", "https://user@example.com"])
def test_an_unsafe_endpoint_is_refused(url: str) -> None:
    with pytest.raises(phonevault.ConfigurationError, match="endpoint of alibaba_ecp"):
        alibaba.Client(region="cn-shanghai", endpoint=url)


def test_plain_http_has_to_be_asked_for() -> None:
    alibaba.Client(region="cn-shanghai", endpoint="http://example.com", allow_plain_http=True).close()


def test_an_endpoint_of_another_cloud_is_refused() -> None:
    with pytest.raises(phonevault.ConfigurationError, match="huawei_cph"):
        alibaba.Client(region="cn-shanghai", endpoints={"huawei_cph": "https://example.com"})
    with pytest.raises(phonevault.ConfigurationError, match="name the same service"):
        alibaba.Client(region="cn-shanghai", endpoint="https://a.test", endpoints={"alibaba_ecp": "https://b.test"})


@pytest.mark.parametrize("number", [-1.0, float("nan"), float("inf")])
def test_a_time_that_is_none_is_refused(number: float) -> None:
    with pytest.raises(phonevault.ValidationError) as caught:
        alibaba.Client(region="cn-shanghai", timeout=number)
    assert [violation.field for violation in caught.value.violations] == ["timeout"]


def test_a_certificate_file_is_read_at_once(tmp_path: Path) -> None:
    with pytest.raises(phonevault.LocalFileError, match="absent.pem"):
        alibaba.Client(region="cn-shanghai", ca_file=tmp_path / "absent.pem")
    (tmp_path / "empty.pem").write_text("")
    path = tmp_path / "empty.pem"
    with alibaba.Client(region="cn-shanghai", access_key_id="i", access_key_secret="s", ca_file=path) as client:
        with pytest.raises(phonevault.TlsError, match="CA file"):
            client.describe_tasks()


def test_a_short_timeout_ends_a_call(simulator: Simulator) -> None:
    simulator.fault("alibaba", "*", "slow", ms=3_600_000 * 500)
    with simulator.alibaba(timeout=0.05) as client:
        with pytest.raises(phonevault.TimeoutError) as caught:
            client.describe_tasks()
        assert isinstance(caught.value, TimeoutError)
        assert (caught.value.applied, caught.value.retryable) == ("no", True)
        with pytest.raises(phonevault.TimeoutError) as caught:
            client.backup_app(**simulator.backup_arguments(["acp-1"]))
        assert (caught.value.applied, caught.value.retryable) == ("unknown", False)


@pytest.fixture
def proxy() -> Iterator[tuple[str, list[str]]]:
    """A proxy that keeps the first line of what it is asked, and answers nothing."""
    asked: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection, connection.makefile("rb") as lines:
                    asked.append(lines.readline().decode().strip())

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://user:hush@127.0.0.1:{server.getsockname()[1]}", asked
        server.shutdown(socket.SHUT_RDWR)


def test_requests_go_through_the_proxy(proxy: tuple[str, list[str]]) -> None:
    url, asked = proxy
    with alibaba.Client(
        region="cn-shanghai",
        access_key_id="i",
        access_key_secret="s",
        endpoint="https://ecp.example.test",
        proxy=url,
    ) as client:
        with pytest.raises(phonevault.Error) as caught:
            client.describe_tasks()
    assert asked == ["CONNECT ecp.example.test:443 HTTP/1.1"]
    assert "hush" not in str(caught.value) + repr(caught.value)


def test_an_unusable_proxy_is_named_without_its_password() -> None:
    with alibaba.Client(
        region="cn-shanghai", access_key_id="i", access_key_secret="s", proxy="http://user:hush@:::"
    ) as client:
        with pytest.raises(phonevault.ConfigurationError, match="proxy") as caught:
            client.describe_tasks()
    assert "hush" not in str(caught.value)
