"""Process that runs functions for others, requested over a socket whose descriptor is its argument.

It holds no connection, no secret, and no settings. For each call it forks a copy of itself, which
sets its limits, runs the function, sends the result and exits: see `calls_apart`, its client.
"""

import io
import os
import pickle
import resource
import signal
import socket
import struct
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from inspect import isgenerator
from pathlib import Path
from types import ModuleType
from typing import Any

from django.conf import settings

NAME_OCTETS = 256
"""Bytes of « module:function », padded: one such record, with one socket, is one call."""
IDLE_S = 120.0
LENGTH = struct.Struct("!Q")
LARGEST_FRAME = 256 * 1024 * 1024
STARTED, ITEM, VALUE, REFUSED, TOO_LARGE, FAILED = range(6)
PLAIN_MODULES = frozenset({"builtins", "datetime", "decimal", "uuid"})


@dataclass(frozen=True, kw_only=True)
class CallLimits:
    """Limits on one call, beyond what Python itself uses.

    `memory` is in bytes, `processor_s` in seconds of processor, `seconds` in seconds of the clock
    (None if the answer is taken piece by piece, at the pace of the caller).
    """

    memory: int = 150 * 1024 * 1024
    processor_s: int = 10
    seconds: float | None = 30.0


def main(descriptor: int) -> None:
    """Serves calls until none comes for a while, or the client process has ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # Copies that ended leave nothing behind.
    settings.configure(USE_I18N=False)  # A word of a kind, a sentence: in French, as it is written.
    with socket.socket(fileno=descriptor) as control:
        control.settimeout(IDLE_S)
        while True:
            try:
                record, descriptors, _flags, _address = socket.recv_fds(control, NAME_OCTETS, 1)
            except TimeoutError:
                return
            if not record:
                return
            with socket.socket(fileno=descriptors[0]) as answer:
                name = record.rstrip(b"\0").decode()
                # In this process and not in the copy, so that the next call finds the module
                # imported.
                with suppress(Exception):
                    _reader(name)
                if os.fork() == 0:
                    control.close()
                    _read_and_end(name, answer)


def write_frame(to: socket.socket, value: object) -> None:
    """Sends a value, with its length before it."""
    content = pickle.dumps(value)
    to.sendall(LENGTH.pack(len(content)))
    to.sendall(content)


def read_frame(of: socket.socket) -> Any:
    """Receives a value made of plain types and of classes of Bocage, never of functions.

    Raises:
        EOFError: the other side has ended.
    """
    (length,) = LENGTH.unpack(_exactly(of, LENGTH.size))
    if length > LARGEST_FRAME:
        raise EOFError
    return _PlainUnpickler(io.BytesIO(_exactly(of, length))).load()


class _PlainUnpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if module in PLAIN_MODULES or module.partition(".")[0] == "bocage":
            value = super().find_class(module, name)
            if isinstance(value, type) and value.__module__ == module:
                return value
        raise pickle.UnpicklingError(f"No answer holds {module}.{name}")


def _exactly(of: socket.socket, length: int) -> bytes:
    content = bytearray()
    while len(content) < length:
        chunk = of.recv(min(length - len(content), 1024 * 1024))
        if not chunk:
            raise EOFError
        content += chunk
    return bytes(content)


def _read_and_end(name: str, answer: socket.socket) -> None:
    """Reads one file within its limits, in a copy of the process that never returns."""
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for stream in (1, 2):  # Warnings of a library about somebody's file stay out of the logs.
            os.dup2(nowhere, stream)
        write_frame(answer, (STARTED, None))
        limits, arguments, keywords = read_frame(answer)
        _take_on(limits)
        for frame in _frames(name, arguments, keywords):
            write_frame(answer, frame)
    except MemoryError:
        write_frame(answer, (TOO_LARGE, None))
    except Exception as error:  # A question or an answer that cannot be pickled.
        write_frame(answer, (FAILED, f"{type(error).__name__}: {error}"))
    finally:
        os._exit(0)


def _frames(
    name: str, arguments: tuple[object, ...], keywords: dict[str, object]
) -> Iterator[tuple[int, object]]:
    """Yields the frames of a result: pieces from a generator, then a value or an error."""
    try:
        value = _reader(name)(*arguments, **keywords)
        if isgenerator(value):
            for item in value:
                yield ITEM, item
            value = None
    except MemoryError:
        yield TOO_LARGE, None
    except Exception as error:
        is_of_bocage = type(error).__module__.partition(".")[0] == "bocage"
        yield (REFUSED, error) if is_of_bocage else (FAILED, f"{type(error).__name__}: {error}")
    else:
        yield VALUE, value


def _reader(name: str) -> Callable[..., object]:
    module, _mark, function = name.partition(":")
    reader: Callable[..., object] = getattr(_imported(module), function)
    return reader


def _imported(module: str) -> ModuleType:
    return sys.modules.get(module) or import_module(module)


def _take_on(limits: CallLimits) -> None:
    """Has the kernel end this copy where it takes more than it may; nothing is written to disk."""
    with suppress(OSError):  # If memory is short, the kernel kills this copy first.
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    if limits.seconds is not None:
        signal.setitimer(signal.ITIMER_REAL, limits.seconds)
    for kind, amount in (
        (resource.RLIMIT_CPU, limits.processor_s),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (amount, amount))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (_own_memory() + limits.memory,) * 2)


def _own_memory() -> int:
    """Returns the address space in bytes that Python and its libraries already use."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    return pages * resource.getpagesize()
