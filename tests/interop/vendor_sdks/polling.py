"""Bounded polling."""

from typing import Callable, Optional, TypeVar

T = TypeVar("T")

# The simulator's clock runs many times faster than ours; the bound is only there so that a job that never ends fails the test.
POLLS = 20_000


class NeverDone(AssertionError):
    """The answer did not come within the bound."""


def poll(what: str, ask: Callable[[], Optional[T]], polls: int = POLLS) -> T:
    """Asks until the answer is not None. No pause between two polls: the test's speed is the simulator's."""
    for _ in range(polls):
        answer = ask()
        if answer is not None:
            return answer
    raise NeverDone("%s: not done after %d polls" % (what, polls))
