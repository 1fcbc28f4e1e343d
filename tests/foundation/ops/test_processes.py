"""Services that die, started again later and later, or given up; calls in a child process."""

import os
import signal
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import pytest

from bocage.foundation.ops import processes
from bocage.foundation.ops.operator_errors import OperatorError
from bocage.foundation.ops.processes import HAS_LIVED_SECONDS, CrashLoop, ForkedCall, Process


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

    with pytest.raises(CrashLoop):
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


def whose_answer(argument: str) -> tuple[str, int]:
    return argument.upper(), os.getpid()


def refuse(_argument: str) -> None:
    raise OperatorError("Le dossier est plein.")


def end_abruptly(_argument: str) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def call(function, argument="sées"):
    with ForkedCall(function) as forked:
        forked.begin(argument)
        return forked.result()


def test_forked_call_answers_from_a_process_that_goes_away():
    answer, pid = call(whose_answer)

    assert answer == "SÉES"
    assert pid != os.getpid()
    assert not Path(f"/proc/{pid}").exists()


def test_forked_call_raises_what_an_operator_must_read():
    with pytest.raises(OperatorError, match="Le dossier est plein"):
        call(refuse)


def test_forked_call_that_is_killed_stops_the_start():
    with pytest.raises(SystemExit):
        call(end_abruptly)
