"""Requests and answers: they never change, compare by value, show themselves, and take only what fits."""

from __future__ import annotations

import copy
import pickle
from types import MappingProxyType

import pytest

import phonevault
from phonevault import alibaba, huawei
from simulated import Simulator

RESTORE = huawei.RestoreInfo(phone_id="p", bucket_name="b", object_path="o.tar")


def test_they_do_not_change() -> None:
    with pytest.raises(AttributeError):
        RESTORE.phone_id = "q"  # type: ignore[misc]
    with pytest.raises((AttributeError, TypeError)):
        RESTORE.other = 1  # type: ignore[attr-defined]
    with pytest.raises(TypeError):
        hash(RESTORE)


def test_they_compare_by_value_and_class() -> None:
    assert RESTORE == huawei.RestoreInfo(phone_id="p", bucket_name="b", object_path="o.tar")
    assert RESTORE != huawei.RestoreInfo(phone_id="q", bucket_name="b", object_path="o.tar")
    assert RESTORE != RESTORE.to_dict()
    assert alibaba.DescribeTasksRequest() != alibaba.DescribeBackupFilesRequest()


def test_they_show_what_is_set() -> None:
    assert repr(RESTORE) == "RestoreInfo(phone_id='p', bucket_name='b', object_path='o.tar')"
    request = huawei.BatchRestoreRequest(restore_infos=[RESTORE])
    assert repr(request) == f"BatchRestoreRequest(restore_infos=({RESTORE!r},))"
    assert request.to_dict() == {
        "restore_infos": [{"phone_id": "p", "bucket_name": "b", "object_path": "o.tar"}]
    }


def test_they_are_copied_and_pickled(simulator: Simulator) -> None:
    with simulator.alibaba() as client:
        answer = client.describe_android_instances()
    for again in (copy.deepcopy(answer), pickle.loads(pickle.dumps(answer))):
        assert again == answer and again is not answer
    assert answer.instance_model is not None
    assert answer.instance_model[0].to_dict()["other"] == answer.instance_model[0].other


def test_a_list_inside_is_made_once(simulator: Simulator) -> None:
    with simulator.alibaba() as client:
        answer = client.describe_android_instances()
    assert answer.instance_model is answer.instance_model


def test_what_stands_inside_outlives_what_it_stands_in(simulator: Simulator) -> None:
    with simulator.alibaba() as client:
        phones = client.describe_android_instances().instance_model
    assert phones is not None
    disks = phones[0].disks
    del phones
    assert disks and disks[0].disk_size


def test_sequences_and_mappings_of_any_kind_fit() -> None:
    made = [alibaba.DescribeTasksRequest(task_ids=ids) for ids in (["a", "b"], ("a", "b"))]
    assert made[0] == made[1] and made[0].task_ids == ("a", "b")
    answer = alibaba.BackupTask(android_instance_id="a", other=MappingProxyType({"New": [1, None, {"x": True}]}))
    assert answer.other == {"New": [1, None, {"x": True}]}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"task_ids": "abc"}, "argument 'task_ids': must be a list or tuple, not str"),
        ({"task_ids": 5}, "argument 'task_ids': must be a list or tuple, not int"),
        ({"task_ids": ["a", 5]}, r"argument 'task_ids': \[1\] must be str, not int"),
        ({"task_ids": {"a"}}, "argument 'task_ids': must be a list or tuple, not set"),
        ({"level": "2"}, "argument 'level': must be int, not str"),
        ({"level": 2.5}, "argument 'level': must be int, not float"),
        ({"level": 2**70}, "argument 'level': "),
        ({"instance_id": b"x"}, "argument 'instance_id': must be str, not bytes"),
        ({"task_status": 3}, "argument 'task_status': must be str, not int"),
        ({"no_such_field": 1}, "unexpected keyword argument 'no_such_field'"),
    ],
)
def test_a_wrong_type_is_named(simulator: Simulator, arguments: dict[str, object], said: str) -> None:
    with pytest.raises(TypeError, match=said):
        alibaba.DescribeTasksRequest(**arguments)  # type: ignore[arg-type]
    with simulator.alibaba() as client, pytest.raises(TypeError, match=said):
        client.describe_tasks(**arguments)  # type: ignore[arg-type]
    assert simulator.count("alibaba.DescribeTasks") == (0, 0)


def test_a_wrong_struct_is_named() -> None:
    with pytest.raises(TypeError, match=r"argument 'restore_infos': \[0\] must be RestoreInfo, not dict"):
        huawei.BatchRestoreRequest(restore_infos=[{"phone_id": "p"}])  # type: ignore[list-item]
    with pytest.raises(TypeError, match="missing .* required .*: 'object_path'"):
        huawei.RestoreInfo(phone_id="p", bucket_name="b")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="positional"):
        huawei.RestoreInfo("p", "b", "o")  # type: ignore[call-arg]


def test_broken_rules_are_named_before_anything_is_sent(simulator: Simulator) -> None:
    with simulator.huawei() as client, pytest.raises(phonevault.ValidationError) as caught:
        client.batch_restore(
            restore_infos=[RESTORE, huawei.RestoreInfo(phone_id="", bucket_name="BAD_Bucket!", object_path="")]
        )
    fields = [violation.field for violation in caught.value.violations]
    assert "restore_infos[1].object_path" in fields and "restore_infos[1].bucket_name" in fields
    assert (caught.value.applied, caught.value.retryable, isinstance(caught.value, ValueError)) == ("no", False, True)
    assert simulator.count("huawei.BatchImportCloudPhoneData") == (0, 0)


def test_unknown_values_of_enumerations_are_kept() -> None:
    assert alibaba.Task(task_id="t", task_status="Hibernating").task_status == "Hibernating"
    assert huawei.PhoneStatus.RUNNING == 2
