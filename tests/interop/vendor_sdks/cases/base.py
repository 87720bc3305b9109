"""One simulator for the cases of a class, and what every case asks of it."""

from contextlib import contextmanager
from typing import Any, Dict, Iterator, List, Tuple

from vendor_sdks.recording import RecordedCase
from vendor_sdks.simulator import Simulator

# A minute of the clouds' time passes in about half a second, and keys of 15 minutes last longer than any test.
TIME_SCALE = "100"


class SimulatorCase(RecordedCase):
    """Each class has a process of its own, so that what one does to a phone is no concern of another."""

    cloud = ""
    phones = 4

    simulator: Simulator

    @classmethod
    def setUpClass(cls) -> None:
        cls.simulator = Simulator("--phones", str(cls.phones * 2), "--time-scale", TIME_SCALE)
        cls.addClassCleanup(cls.end_simulator)

    @classmethod
    def end_simulator(cls) -> None:
        """At its end the simulator compares phones, buckets and ledger, and says by its status when they differ."""
        cls.simulator.__exit__()
        if cls.simulator.status != 0:
            raise AssertionError("phonevault simulate ended with %s" % cls.simulator.status)

    def setUp(self) -> None:
        self.all_phones = self.simulator.phones(self.cloud)

    def phone_of(self, phone_id: str) -> Dict[str, Any]:
        """A phone as the admin service sees it."""
        (phone,) = [phone for phone in self.simulator.phones(self.cloud) if phone["phone_id"] == phone_id]
        return phone

    def ledger(self, phone_id: str) -> List[Tuple[str, str]]:
        return [(entry["action"], entry["result"]) for entry in self.simulator.ledger(phone_id)]

    def request(self, request_id: str) -> Dict[str, Any]:
        """The one request that the simulator answered under this id."""
        requests = [one for one in self.simulator.admin("GET", "/requests")["requests"] if one["request_id"] == request_id]
        self.assertEqual(len(requests), 1, "requests answered under %s" % request_id)
        return requests[0]

    def assert_counted(self, request_id: str, operation: str, applied: bool) -> None:
        """The request is in the log under its operation."""
        request = self.request(request_id)
        self.assertEqual(
            (request["cloud"], request["operation"], request["applied"]), (self.cloud, operation, applied), request_id)

    @contextmanager
    def nothing_happens(self) -> Iterator[None]:
        """What stands in the body leaves no trace in the ledger."""
        before = self.simulator.admin("GET", "/ledger")["entries"]
        yield
        self.assertEqual(self.simulator.admin("GET", "/ledger")["entries"], before)
