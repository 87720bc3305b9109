"""What one language brings."""

from pathlib import Path
from typing import Callable, Dict, List, Mapping, NamedTuple, Optional, Tuple

from harness.scenarios import Scenario

# Candidates of every language.
FLOOR, OURS = "floor", "ours"
# The process of an import that imports nothing.
BARE = "bare"


class Package(NamedTuple):
    """Our package: the option with which it is given, and what it is called."""

    option: str
    title: str
    # The file whose size is looked at, if it is not the one that is given.
    weighed: Optional[Path] = None


class Imports(NamedTuple):
    """Whole processes that import a package, beside one that imports nothing."""

    # What is started for each; prints the peak of its memory in kB at its end.
    commands: Dict[str, List[str]]
    title: str
    # The most of ours over the one that imports nothing.
    cpu_ms: float
    mib: float


class Limits(NamedTuple):
    """What Phonevault has set itself; the figures are the most that is good."""

    # By scenario: times the floor, and the part of what the cheapest of the vendor's SDKs takes, as its denominator.
    calls: Mapping[str, Tuple[Optional[float], Optional[float]]]
    growth_mib: float
    package_mb: float


class Language(NamedTuple):
    """One language with its candidates."""

    # Of its marks on the page and of its files in the build folder.
    name: str
    scenarios: List[Scenario]
    # What is measured in a scenario beside floor and ours.
    peers: Callable[[Scenario], List[str]]
    # By cloud: the candidates that are the vendor's own. What the first one sends is what floor and bare HTTP clients send; where
    # there is none, they send what ours sends.
    vendors: Dict[str, List[str]]
    # Of the candidates in the tables.
    titles: Dict[str, str]
    # What is started for a candidate, in front of `CANDIDATE SCENARIO_KEY URL SECONDS` or `… URL --calls WARM_UP COUNTED`.
    worker: List[str]
    # The same where the memory of ours is measured.
    memory_worker: List[str]
    # None where nothing is imported while a program runs.
    imports: Optional[Imports]
    # Where all of these are started.
    folder: Path
    package: Package
    limits: Limits
    # What the runtime is, and the versions of the peers, for the head of the tables.
    facts: Callable[[], Tuple[str, str]]
