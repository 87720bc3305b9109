"""No secret is shown by anything but `expose()`."""

from __future__ import annotations

import copy
import pickle

import pytest

import phonevault
from phonevault import huawei
from simulated import Simulator

HUSH = "a-secret-of-some-length"


def test_a_secret_shows_itself_only_when_asked() -> None:
    secret = phonevault.Secret(HUSH)
    assert secret.expose() == HUSH
    assert HUSH not in f"{secret} {secret!r} {[secret]}"
    assert secret == phonevault.Secret(HUSH) and secret != phonevault.Secret("other") and secret != HUSH
    assert secret and not phonevault.Secret("")
    for give_away in (pickle.dumps, copy.deepcopy):
        with pytest.raises(TypeError, match="not pickled"):
            give_away(secret)


def test_requests_and_answers_hide_theirs() -> None:
    request = huawei.PwdPasswordUser(name="me", password=HUSH, domain=huawei.PwdPasswordUserDomain(name="d"))
    assert isinstance(request.password, phonevault.Secret) and request.password.expose() == HUSH
    assert request == huawei.PwdPasswordUser(name="me", password=request.password, domain=request.domain)
    assert HUSH not in repr(request) + str(request.to_dict())
    with pytest.raises(TypeError):
        pickle.dumps(request)


def test_clients_jobs_and_errors_hide_theirs(simulator: Simulator) -> None:
    with simulator.alibaba(access_key_secret=HUSH) as client:
        with pytest.raises(phonevault.AuthenticationError) as caught:
            client.describe_tasks()
    shown = f"{client!r} {client!s} {caught.value!r} {caught.value} {caught.value.__dict__}"
    assert HUSH not in shown
    assert HUSH.encode() not in pickle.dumps(caught.value)


def test_keys_from_the_cloud_are_secrets(simulator: Simulator) -> None:
    role = simulator.ready["credentials"]["alibaba"]["role_arn"]
    with simulator.alibaba() as client:
        keys = client.assume_role(role_arn=role, role_session_name="tests").credentials
    assert isinstance(keys.access_key_secret, phonevault.Secret)
    for secret in (keys.access_key_secret, keys.security_token):
        assert secret and secret.expose() not in repr(keys) + str(keys.to_dict())
    with simulator.alibaba(
        access_key_id=keys.access_key_id,
        access_key_secret=keys.access_key_secret,
        security_token=keys.security_token,
    ) as client:
        assert client.describe_tasks().request_id


def test_outputs_of_commands_are_secrets(simulator: Simulator) -> None:
    phone = simulator.phones_of("alibaba")[0]
    with simulator.alibaba() as client:
        answer = client.run_sync_command(instance_ids=[phone], command_content="getprop ro.product.model")
    assert answer.data is not None
    output = answer.data[0].output
    assert isinstance(output, phonevault.Secret) and output.expose() not in repr(answer)
