"""What the installed clients offer, found by looking at them."""

from importlib import metadata
from typing import Any, Iterable, List


def version(distribution: str) -> str:
    return metadata.version(distribution)


def _plain(name: str) -> str:
    return name.replace("_", "").lower()


def operations(client: type, rows: Iterable[str]) -> List[str]:
    """The rows for which the class has a method: a generated client names it after the operation, in snake case of its own kind."""
    methods = {_plain(name) for name in dir(client) if not name.startswith("_") and callable(getattr(client, name))}
    return [row for row in rows if _plain(row) in methods]


def method(client: Any, operation: str) -> Any:
    """The client's method for an operation."""
    (name,) = [name for name in dir(client) if not name.startswith("_") and _plain(name) == _plain(operation)]
    return getattr(client, name)


def every_operation(models: Any, client: type) -> List[str]:
    """All operations of a generated client: those with a request class and a method."""
    suffix = "Request"
    named = [name[: -len(suffix)] for name in dir(models) if name.endswith(suffix)]
    return operations(client, named)


def has(owner: Any, *path: str) -> bool:
    """Whether a package has a name, such as a provider class."""
    for name in path:
        if not hasattr(owner, name):
            return False
        owner = getattr(owner, name)
    return True
