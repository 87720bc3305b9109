"""Carries the shared scenarios out: tests/scenarios/README.md, "Steps"."""

from __future__ import annotations

import collections
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import phonevault
from simulator import Simulator

from . import clients, elsewhere
from .matching import differences, without_nulls
from .names import CLOUDS, CORE, error_class, error_facts
from .variables import fill, pointed_at


async def run(path: Path, mode: str) -> set[str]:
    """Runs one scenario with one kind of client; the operations whose whole answers were compared."""
    scenario = json.loads(path.read_text(encoding="utf-8"))
    with Simulator(scenario["simulator"]) as simulator:
        run = _Run(simulator, mode)
        try:
            for index, step in enumerate(scenario["steps"]):
                try:
                    await run.step(step)
                except Exception as error:
                    raise AssertionError(f"step {index}: {json.dumps(step)}: {error}") from error
        finally:
            await run.close()
        counts = simulator.admin("GET", "/requests")["counts"]
        _agree(fill(scenario["requests"], run.variables), counts)
        for name, calls in run.compared.items():
            arrived = _arrived(counts, name)
            assert arrived >= calls, f"{calls} calls of {name} were answered, but {arrived} arrived"
    return set(run.compared)


class _Run:
    """One scenario on its way."""

    def __init__(self, simulator: Simulator, mode: str) -> None:
        self._simulator = simulator
        self._mode = mode
        self.variables: dict[str, Any] = {"ready": simulator.ready, "phones": simulator.phones()}
        self.compared: collections.Counter[str] = collections.Counter()
        self._clients: dict[str, tuple[str, Any, dict[str, Any]]] = {}
        self._made: list[Any] = []
        self._jobs: dict[str, Any] = {}
        self._verbs: dict[str, Callable[[dict[str, Any]], Awaitable[Any]]] = {
            "client": self._client,
            "call": self._call,
            "untyped": self._untyped,
            "pages": self._pages,
            "handle": self._handle,
            "status": self._status,
            "wait": self._wait,
            "resume": self._resume,
            "resume_elsewhere": self._resume_elsewhere,
            "admin": self._admin,
            "files": self._files,
            "set": self._set,
        }
        for cloud in CLOUDS:
            self._make(cloud, {"cloud": cloud})

    async def close(self) -> None:
        for client in self._made:
            await clients.settled(client.close())

    async def step(self, step: dict[str, Any]) -> None:
        step = fill(step, self.variables)
        [verb] = [name for name in self._verbs if name in step]
        try:
            answer = await self._verbs[verb](step)
        except phonevault.Error as error:
            facts = error_facts(error)
            assert type(error) is getattr(phonevault, error_class(facts["kind"])), type(error)
            if "error" not in step:
                raise
            # Words that only people read.
            for words in {"message", "excerpt"} - step["error"].keys():
                del facts[words]
            _agree(step["error"], facts)
            return
        assert "error" not in step, f"no error, but {answer}"
        answer = without_nulls(answer)
        if "answer" in step:
            _agree(step["answer"], answer)
        for name, pointer in step.get("save", {}).items():
            self.variables[name] = pointed_at(pointer, answer)

    def _make(self, name: str, given: dict[str, Any]) -> None:
        options = clients.options(self._simulator.ready, given)
        client = clients.make(given["cloud"], self._mode, options)
        self._made.append(client)
        self._clients[name] = (given["cloud"], client, options)

    async def _client(self, step: dict[str, Any]) -> None:
        if "from" not in step:
            self._make(step["client"], step)
            return
        cloud, client, options = self._clients[step["from"]]
        given = {name: step[name] for name in ("skip_rules", "timeout") if name in step}
        self._clients[step["client"]] = (cloud, client.with_options(**given), options)

    async def _call(self, step: dict[str, Any]) -> Any:
        cloud, client, _ = self._clients[step["on"]]
        names, operation = CLOUDS[cloud], step["call"]
        described = names.operations[operation]
        arguments = names.arguments(operation, step.get("params", {}), clients.MODULES[cloud])
        answer = await clients.settled(getattr(client, described["method"])(**arguments))
        if described["result"]["kind"] == "job":
            if "job" in step:
                self._jobs[step["job"]] = answer
            answer = answer.response
        if "$part" not in step.get("answer", {"$part": None}):
            self.compared[f"{cloud}.{operation}"] += 1
        return names.answer(operation, answer)

    async def _untyped(self, step: dict[str, Any]) -> Any:
        _, client, _ = self._clients[step["on"]]
        return await clients.settled(client.call(step["untyped"], step.get("params", {})))

    async def _pages(self, step: dict[str, Any]) -> Any:
        cloud, client, _ = self._clients[step["on"]]
        names, operation = CLOUDS[cloud], step["pages"]
        described = names.operations[operation]["result"]
        arguments = names.arguments(operation, step.get("params", {}), clients.MODULES[cloud])
        pages = getattr(client, described["method"])(**arguments)

        def wire(items: Any) -> list[Any]:
            return [names.wire(described["item"], item) for item in items]

        if step["by"] == "collect":
            return {"items": wire(await clients.settled(pages.collect(limit=step.get("most"))))}
        if step["by"] == "items":
            return {"items": wire([item async for item in clients.each(pages.items())])}
        found = [wire(getattr(page, described["items"]) or ()) async for page in clients.each(pages)]
        return {"sizes": [len(page) for page in found], "items": [item for page in found for item in page]}

    async def _handle(self, step: dict[str, Any]) -> Any:
        job = self._jobs[step["handle"]]
        return {"id": job.id, "token": job.token}

    async def _status(self, step: dict[str, Any]) -> Any:
        status = await clients.settled(self._jobs[step["status"]].status())
        return CORE.wire("JobStatus", status)

    async def _wait(self, step: dict[str, Any]) -> Any:
        seen: list[Any] = []
        waiting = self._jobs[step["wait"]].wait(
            timeout=step.get("timeout", 60.0),
            on_update=seen.append,
            check=step.get("check", True),
            **elsewhere.PAUSES,
        )
        result = await clients.settled(waiting)
        assert seen and seen[-1].ended == len(seen[-1].phones), "the last update was not of the end"
        return CORE.wire("JobResult", result)

    async def _resume(self, step: dict[str, Any]) -> None:
        _, client, _ = self._clients[step["on"]]
        job = client.resume_job(step["resume"])
        self._jobs[step["job"]] = job

    async def _resume_elsewhere(self, step: dict[str, Any]) -> Any:
        cloud, _, options = self._clients[step["on"]]
        return elsewhere.resume(cloud, self._mode, options, step["resume_elsewhere"])

    async def _admin(self, step: dict[str, Any]) -> Any:
        method, target = step["admin"].split(" ", 1)
        text = json.dumps(step["body"]) if "body" in step else step.get("text", "")
        return self._simulator.admin(method, target, text.encode())

    async def _files(self, step: dict[str, Any]) -> Any:
        """What lies on a phone at or below some paths, by path."""
        entries = self._simulator.admin("GET", f"/phones/{step['files']}/files?all=true")["files"]
        found = {
            entry["path"]: entry
            for entry in entries
            if any(entry["path"] == path or entry["path"].startswith(path + "/") for path in step["below"])
        }
        assert step.get("other_than") != without_nulls(found), "the files are the same"
        return found

    async def _set(self, step: dict[str, Any]) -> Any:
        return step["set"]


def _agree(expected: Any, actual: Any) -> None:
    found = differences(expected, without_nulls(actual))
    assert not found, "\n" + "\n".join(found)


def _arrived(counts: dict[str, Any], name: str) -> int:
    """How many calls of a typed operation arrived. The simulator puts the service before the name, unless it is that of
    the phones, and counts two operations with one URI under what their names have in common."""
    cloud, operation = name.split(".")
    named = {
        counted.rsplit(".", 1)[1]: count for counted, count in counts.items() if counted.startswith(cloud)
    }
    closest = max((counted for counted in named if operation.startswith(counted)), key=len, default=None)
    return int(named[closest]["received"]) if closest else 0
