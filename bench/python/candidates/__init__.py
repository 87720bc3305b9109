"""One file for each candidate: `make(url, scenario, wire)` gives what makes one call and returns how many items it read.

`make_async`, called on a running loop, gives the same as a coroutine function. A candidate that lacks one of them, or answers None,
is not measured in that scenario. `wire` is the recorded request, for candidates that only send bytes.
"""
