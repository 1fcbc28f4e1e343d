"""Reads files of others in a process apart, with limits on memory and processor.

    reading = call_apart(read_busy, LIMITS, content, window=window)

A library that expands what it reads (an archive, a picture, a rule that comes back for ever) then
ends its own process and neither the worker nor a page. The reader is a function of a module that
can be imported without Django's applications: bytes and plain values in, plain values and data
classes out, exceptions of its own.
"""

import atexit
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from bocage.foundation.files.reading_process import (
    FAILED,
    ITEM,
    NAME_OCTETS,
    REFUSED,
    TOO_LARGE,
    ReadingLimits,
    read_frame,
    write_frame,
)

__all__ = ["ReadingExceeded", "ReadingFailed", "ReadingLimits", "call_apart", "stream_apart"]

PASSED_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "TZ", "TMPDIR", "PYTHONPATH", "LD_LIBRARY_PATH")
"""No address of a database, no key: whoever takes over a reader finds none."""
GRACE_S = 5.0
STARTS = 2
START = (
    "import sys; from bocage.foundation.files.reading_process import main; main(int(sys.argv[1]))"
)


class ReadingExceeded(Exception):
    """The file takes more memory or more time than it may, or its reader was killed."""


class ReadingFailed(Exception):
    """The reader failed in a way that it does not document: a fault of ours."""


def call_apart[**Arguments, Answer](
    read: Callable[Arguments, Answer],
    limits: ReadingLimits,
    *arguments: Arguments.args,
    **keywords: Arguments.kwargs,
) -> Answer:
    """Calls `read` in a process apart, within `limits`.

    Raises:
        ReadingExceeded: it took more than the limits let it.
        ReadingFailed: it raised something else than an exception of Bocage, which comes as it is.
    """
    with _request(read, (limits, arguments, keywords)) as answer:
        _kind, value = _next_frame(answer)
    answered: Answer = value
    return answered


def stream_apart[**Arguments, Item](
    read: Callable[Arguments, Iterator[Item]],
    limits: ReadingLimits,
    *arguments: Arguments.args,
    **keywords: Arguments.kwargs,
) -> Iterator[Item]:
    """Yields what `read`, a generator, yields in a process apart, which waits for whoever takes it.

    Raises:
        ReadingExceeded, ReadingFailed: as `call_apart` does.
    """
    with _request(read, (limits, arguments, keywords)) as answer:
        while True:
            kind, value = _next_frame(answer)
            if kind != ITEM:
                return
            yield value


def _next_frame(answer: socket.socket) -> tuple[int, Any]:
    try:
        kind, value = read_frame(answer)
    except (EOFError, OSError) as error:
        raise ReadingExceeded from error
    except Exception as error:  # Of what a pickle may raise, there is no list.
        raise ReadingFailed("The answer is none that a reader gives") from error
    match kind:
        case _ if kind == TOO_LARGE:
            raise ReadingExceeded
        case _ if kind == REFUSED:
            raise value
        case _ if kind == FAILED:
            raise ReadingFailed(value)
    return kind, value


@contextmanager
def _request(
    read: Callable[..., object], question: tuple[ReadingLimits, tuple[Any, ...], dict[str, Any]]
) -> Iterator[socket.socket]:
    """The socket on which a copy of the process answers, once it has the question."""
    name = f"{read.__module__}:{read.__qualname__}".encode()
    seconds = question[0].seconds
    for attempt in range(STARTS):
        with _process.ask(name.ljust(NAME_OCTETS, b"\0")) as answer:
            answer.settimeout(None if seconds is None else seconds + GRACE_S)
            try:
                _has_started = read_frame(answer)
                write_frame(answer, question)
            except (EOFError, OSError) as error:
                # It ended while we asked: it was idle, or somebody killed it.
                if attempt + 1 == STARTS:
                    raise ReadingExceeded from error
                continue
            yield answer
            return


@dataclass
class _ReadingProcess:
    """The process of `reading_process`, started where a file is read, and again where it ended."""

    _lock: Lock = field(default_factory=Lock)
    _control: socket.socket | None = None
    _running: subprocess.Popen[bytes] | None = None

    def ask(self, record: bytes) -> socket.socket:
        """Asks for a reading; the answer comes on the socket."""
        near_end, far_end = socket.socketpair()
        with far_end, self._lock:
            try:
                self._send(record, far_end)
            except OSError:
                self.stop()
                self._send(record, far_end)
        return near_end

    def _send(self, record: bytes, far_end: socket.socket) -> None:
        if self._control is None or self._running is None or self._running.poll() is not None:
            self._control = self._started()
        socket.send_fds(self._control, [record], [far_end.fileno()])

    def _started(self) -> socket.socket:
        self.stop()
        near_end, far_end = socket.socketpair()
        with far_end:
            self._running = subprocess.Popen(
                [sys.executable, "-P", "-c", START, str(far_end.fileno())],
                pass_fds=[far_end.fileno()],
                stdin=subprocess.DEVNULL,
                env={name: os.environ[name] for name in PASSED_ENVIRONMENT if name in os.environ},
                process_group=0,  # Ctrl-C in a terminal is for whoever asked.
            )
        return near_end

    def stop(self) -> None:
        """Ends the process, if it runs: it ends when its socket is closed."""
        if self._control is not None:
            self._control.close()
        if self._running is not None:
            self._running.kill()
            self._running.wait()
        self._control = self._running = None

    def forget(self) -> None:
        """Starts anew in a copy of this process, whose parent goes on reading."""
        if self._control is not None:
            self._control.close()
        if self._running is not None:
            self._running.returncode = 0  # Not a child of this process.
        self._lock, self._control, self._running = Lock(), None, None


_process = _ReadingProcess()
atexit.register(_process.stop)
os.register_at_fork(after_in_child=_process.forget)
