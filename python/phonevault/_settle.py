"""Awaiting a call that runs beside the event loop."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    from ._native import Call

    Result = TypeVar("Result")


async def settle(call: Call[Result]) -> Result:
    """Starts a call and waits for its end. If the task is cancelled, a read ends at once; a change that is
    being sent gets a moment to finish, and the exception says in `applied` and `token` what became of it. To
    cancel again ends the moment.
    """
    future = call.start()
    try:
        return await future
    except BaseException as error:
        # An error of the call itself is told nothing: it says all this already.
        if future.cancelled() or not future.done() or future.exception() is not error:
            grace = call.interrupt(error)
            if grace is not None:
                try:
                    await grace
                except BaseException as again:
                    call.interrupt(again)
                    raise
        raise
