"""What is called, from `calls.json`, and with what, from `inputs.json`: the same for every candidate of every language."""

import json
from pathlib import Path
from typing import Any, Dict, List, NamedTuple

HERE = Path(__file__).parent
_FILE = json.loads((HERE / "calls.json").read_text("utf-8"))
_INPUTS = json.loads((HERE / "inputs.json").read_text("utf-8"))

REGION_HUAWEI, REGION_ALIBABA = _INPUTS["huawei_region"], _INPUTS["alibaba_region"]
PROJECT = _INPUTS["project"]
ACCESS_KEY, SECRET_KEY = _INPUTS["access_key"], _INPUTS["secret_key"]
BUCKET, APP, FOLDER = _INPUTS["bucket"], _INPUTS["app"], _INPUTS["folder"]
UPLOAD_ENDPOINT = _INPUTS["upload_endpoint"]
# Huawei's ids are 32 digits, those of Alibaba are shorter.
HUAWEI_PHONES: List[str] = _INPUTS["huawei_phones"]
ALIBABA_PHONES: List[str] = _INPUTS["alibaba_phones"]
OBJECTS = ["backups/%s.tar" % phone for phone in HUAWEI_PHONES]

# Each with its name, kind and number of items.
CALLS: List[Dict[str, Any]] = _FILE["calls"]
# By kind: the list in the vendor's JSON, and what is read of each of its items.
READ = _FILE["read"]


class Scenario(NamedTuple):
    """One row of the matrix."""

    name: str
    cloud: str
    # What the floor reads the answer as.
    kind: str
    # Items whose id or state is read in every answer.
    items: int
    title: str
    # Calls at the same time.
    in_flight: int

    @property
    def key(self) -> str:
        return "%s/%d" % (self.name, self.in_flight)

    @classmethod
    def of(cls, key: str) -> "Scenario":
        name, _, in_flight = key.partition("/")
        call = next(call for call in CALLS if call["name"] == name)
        title = call["title"] + (", %s in flight" % in_flight if in_flight != "1" else "")
        return cls(**{**call, "title": title, "in_flight": int(in_flight)})
