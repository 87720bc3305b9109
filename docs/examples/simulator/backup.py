"""Backs up one phone on the simulated Alibaba cloud with the vendor's own SDK.

    pip install alibabacloud_eds_aic20230930
    phonevault simulate --time-scale 100 > ready.json &
    python backup.py ready.json
"""

import json
import sys
import time

from alibabacloud_eds_aic20230930.client import Client
from alibabacloud_eds_aic20230930 import models
from alibabacloud_tea_openapi.models import Config

with open(sys.argv[1], encoding="utf-8") as file:
    ready = json.loads(file.readline())
keys = ready["credentials"]["alibaba"]
client = Client(Config(
    access_key_id=keys["access_key_id"],
    access_key_secret=keys["access_key_secret"],
    endpoint=ready["endpoints"]["alibaba_ecp"].removeprefix("http://"),
    protocol="http",
))

phone = client.describe_android_instances(
    models.DescribeAndroidInstancesRequest()).body.instance_model[0].android_instance_id
task = client.backup_app(models.BackupAppRequest(
    android_instance_id_list=[phone],
    source_app_list=["com.example.notes"],
    backup_file_path=f"oss://{ready['buckets']['oss']}/from-python/",
    upload_endpoint="oss-cn-shanghai-internal.aliyuncs.com",
)).body.data[0].task_id
while True:
    found = client.describe_tasks(models.DescribeTasksRequest(task_ids=[task], level=2)).body.data[0]
    if found.task_status not in ("Waiting", "Processing"):
        break
    time.sleep(0.1)
print(phone, found.task_status)
sys.exit(found.task_status != "Finished")
