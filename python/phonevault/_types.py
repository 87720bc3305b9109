"""Types that only type checkers see."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Dict, List, Union

    Json = Union[None, bool, int, float, str, List["Json"], Dict[str, "Json"]]
    """Any JSON value."""
