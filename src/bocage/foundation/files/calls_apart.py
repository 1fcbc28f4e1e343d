"""Function calls in a separate process with limits on memory and processor time.

Used to parse files of others, and to make files that take much memory.

    reading = call_apart(read_busy, LIMITS, content, window=window)

A library that expands its input (an archive, a picture, an endless recurrence rule) then ends its
own process and neither the worker nor a page, and the memory of a compiler is freed. The function
is of a module that can be imported without Django's applications: it takes bytes and plain values,
returns plain values and data classes, and raises its own exceptions.
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

from bocage.foundation.files.apart_process import (
    FAILED,
    ITEM,
    NAME_OCTETS,
    REFUSED,
    TOO_LARGE,
    CallLimits,
    read_frame,
    write_frame,
)

__all__ = ["CallExceeded", "CallFailed", "CallLimits", "call_apart", "stream_apart"]

PASSED_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "TZ", "TMPDIR", "PYTHONPATH", "LD_LIBRARY_PATH")
"""Environment variables passed on: no database address and no key, in case of a compromise."""
GRACE_S = 5.0
STARTS = 2
START = "import sys; from bocage.foundation.files.apart_process import main; main(int(sys.argv[1]))"


class CallExceeded(Exception):
    """The call takes more memory or more time than it may, or its process was killed."""


class CallFailed(Exception):
    """The function failed in a way that it does not document: a fault of ours."""


def call_apart[**Arguments, Answer](
    function: Callable[Arguments, Answer],
    limits: CallLimits,
    *arguments: Arguments.args,
    **keywords: Arguments.kwargs,
) -> Answer:
    """Calls a function in a process apart, within `limits`.

    Raises:
        CallExceeded: it took more than the limits let it.
        CallFailed: it raised something else than an exception of Bocage, which comes as it is.
    """
    with _request(function, (limits, arguments, keywords)) as answer:
        _kind, value = _next_frame(answer)
    answered: Answer = value
    return answered


def stream_apart[**Arguments, Item](
    function: Callable[Arguments, Iterator[Item]],
    limits: CallLimits,
    *arguments: Arguments.args,
    **keywords: Arguments.kwargs,
) -> Iterator[Item]:
    """Yields what a generator yields in a separate process, at the pace of the caller.

    Raises:
        CallExceeded, CallFailed: as `call_apart` does.
    """
    with _request(function, (limits, arguments, keywords)) as answer:
        while True:
            kind, value = _next_frame(answer)
            if kind != ITEM:
                return
            yield value


def _next_frame(answer: socket.socket) -> tuple[int, Any]:
    try:
        kind, value = read_frame(answer)
    except (EOFError, OSError) as error:
        raise CallExceeded from error
    except Exception as error:  # A pickle may raise any exception.
        raise CallFailed("The answer is none that a call gives") from error
    match kind:
        case _ if kind == TOO_LARGE:
            raise CallExceeded
        case _ if kind == REFUSED:
            raise value
        case _ if kind == FAILED:
            raise CallFailed(value)
    return kind, value


@contextmanager
def _request(
    function: Callable[..., object], question: tuple[CallLimits, tuple[Any, ...], dict[str, Any]]
) -> Iterator[socket.socket]:
    """Sends a call to the process, and returns the socket on which its copy answers."""
    name = f"{function.__module__}:{function.__qualname__}".encode()
    seconds = question[0].seconds
    for attempt in range(STARTS):
        with _process.ask(name.ljust(NAME_OCTETS, b"\0")) as answer:
            answer.settimeout(None if seconds is None else seconds + GRACE_S)
            try:
                _has_started = read_frame(answer)
                write_frame(answer, question)
            except (EOFError, OSError) as error:
                # The process ended meanwhile: it was idle, or was killed.
                if attempt + 1 == STARTS:
                    raise CallExceeded from error
                continue
            yield answer
            return


@dataclass
class _ApartProcess:
    """The process of `apart_process`, started at the first call, and again where it ended."""

    _lock: Lock = field(default_factory=Lock)
    _control: socket.socket | None = None
    _running: subprocess.Popen[bytes] | None = None

    def ask(self, record: bytes) -> socket.socket:
        """Requests a call; the result comes on the returned socket."""
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
                process_group=0,  # Ctrl-C in a terminal is for the client alone.
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
        """Resets the state in a fork of this process, whose parent keeps the helper process."""
        if self._control is not None:
            self._control.close()
        if self._running is not None:
            self._running.returncode = 0  # Not a child of this process.
        self._lock, self._control, self._running = Lock(), None, None


_process = _ApartProcess()
atexit.register(_process.stop)
os.register_at_fork(after_in_child=_process.forget)
