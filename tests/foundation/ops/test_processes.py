"""Services that die: started again at once, then less and less often, or given up."""

from itertools import pairwise
from types import SimpleNamespace

import pytest

from bocage.foundation.ops import processes
from bocage.foundation.ops.processes import HAS_LIVED_SECONDS, KeepsDying, Process


class Dying(Process):
    """A service that ends as soon as it is started, on a clock of its own."""

    def __init__(self, clock: list[float]) -> None:
        super().__init__("worker")
        self.clock = clock
        self.starts: list[float] = []

    def start(self) -> None:
        self._started_at, self._starts_again_at = self.clock[0], None
        self._running = SimpleNamespace(exitcode=1)
        self.starts.append(self.clock[0])


@pytest.fixture
def clock(monkeypatch) -> list[float]:
    now = [1000.0]
    monkeypatch.setattr(processes, "time", SimpleNamespace(monotonic=lambda: now[0]))
    return now


def watch(service: Dying, *, seconds: int) -> None:
    for _turn in range(4 * seconds):
        service.restart_if_dead()
        service.clock[0] += 0.25


def test_service_that_never_lived_is_given_up(clock):
    service = Dying(clock)
    service.start()

    with pytest.raises(KeepsDying):
        watch(service, seconds=60)


def test_service_that_lived_is_started_again_for_as_long_as_it_takes(clock):
    service = Dying(clock)
    service.start()
    clock[0] += HAS_LIVED_SECONDS

    watch(service, seconds=300)

    waits = [later - earlier for earlier, later in pairwise(service.starts[1:])]
    assert service.starts[1] == 1000 + HAS_LIVED_SECONDS
    assert [int(wait) for wait in waits[:4]] == [1, 2, 4, 8]
    assert max(waits) <= 10.25
    assert len(service.starts) > 20
