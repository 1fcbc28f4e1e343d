"""Files of others are read in a process apart, which its limits end, and nothing else."""

import os
import signal
from pathlib import Path
from threading import Thread

import pytest

from bocage.foundation.files import calls_apart
from bocage.foundation.files.calls_apart import (
    CallExceeded,
    CallFailed,
    CallLimits,
    call_apart,
    stream_apart,
)
from tests.foundation import hostile_readers as readers

ROOT = Path(__file__).resolve().parents[3]
LIMITS = CallLimits(memory=64 * 1024 * 1024, processor_s=1, seconds=20.0)


@pytest.fixture(autouse=True)
def _readers_of_the_tests_can_be_imported(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    calls_apart._process.stop()
    yield
    calls_apart._process.stop()


def test_an_answer_comes_back_with_its_types():
    assert call_apart(readers.echo, LIMITS, {"a": (1, b"\0", None)}) == {"a": (1, b"\0", None)}


def test_it_is_another_process_without_what_the_environment_hides(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://secret")

    process, environment = call_apart(readers.read_process, LIMITS)

    assert process != os.getpid()
    assert "DATABASE_URL" not in environment
    assert not {name for name in environment if name.startswith("BOCAGE_")}


@pytest.mark.parametrize(
    "read", [readers.take_memory, readers.take_time, readers.end, readers.answer_for_ever]
)
def test_what_takes_more_than_it_may_ends_its_own_process_and_no_other(read):
    with pytest.raises(CallExceeded):
        call_apart(read, LIMITS)

    assert call_apart(readers.echo, LIMITS, "still here") == "still here"


def test_what_waits_is_ended_by_the_clock():
    with pytest.raises(CallExceeded):
        call_apart(readers.wait, CallLimits(seconds=0.05))


def test_nothing_can_be_written_to_the_disk(tmp_path):
    with pytest.raises(CallFailed, match="OSError"):
        call_apart(readers.write, LIMITS, str(tmp_path / "written"))


def test_a_refusal_of_the_reader_comes_as_it_is_and_a_fault_does_not():
    with pytest.raises(CallExceeded, match="of its own"):
        call_apart(readers.refuse, LIMITS)
    with pytest.raises(CallFailed, match="ZeroDivisionError"):
        call_apart(readers.fail, LIMITS)


def test_an_answer_that_would_run_something_is_not_taken():
    with pytest.raises(CallFailed):
        call_apart(readers.answer_with_a_call, LIMITS)


def test_pieces_come_one_by_one_and_may_be_left():
    pieces = stream_apart(readers.count, LIMITS, 10_000_000)

    assert [next(pieces), next(pieces)] == [0, 1]
    pieces.close()
    assert list(stream_apart(readers.count, LIMITS, 3)) == [0, 1, 2]


def test_a_process_that_was_killed_is_started_again():
    call_apart(readers.echo, LIMITS, 1)
    os.kill(calls_apart._process._running.pid, signal.SIGKILL)

    assert call_apart(readers.echo, LIMITS, 2) == 2


def test_threads_read_at_once():
    answers = []
    threads = [
        Thread(
            target=lambda number=number: answers.append(call_apart(readers.echo, LIMITS, number))
        )
        for number in range(12)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == list(range(12))


def test_a_copy_of_this_process_starts_its_own():
    call_apart(readers.echo, LIMITS, "ours runs")
    read, write = os.pipe()
    if os.fork() == 0:
        try:
            answer = call_apart(readers.echo, LIMITS, "from the copy")
            os.write(write, answer.encode())
            calls_apart._process.stop()
        finally:
            os._exit(0)

    assert os.read(read, 100) == b"from the copy"
    os.wait()
    assert call_apart(readers.echo, LIMITS, "and ours goes on") == "and ours goes on"
