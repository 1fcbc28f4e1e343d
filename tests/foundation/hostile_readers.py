"""Readers that do what a library does that expands something, for `test_calls_apart`."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

from bocage.foundation.files.calls_apart import CallExceeded


def echo(value: object) -> object:
    return value


def read_process() -> tuple[int, list[str]]:
    return os.getppid(), sorted(os.environ)


def take_memory() -> int:
    return len([bytearray(1024 * 1024) for _megabyte in range(4096)])


def take_time() -> None:
    while True:
        pass


def end() -> None:
    os.abort()


def answer_for_ever() -> str:
    return "A" * 1024**3


def wait() -> None:
    time.sleep(600)


def write(path: str) -> None:
    Path(path).write_text("more than nothing", encoding="utf-8")


def refuse() -> None:
    raise CallExceeded("of its own")


def fail() -> float:
    return 1 / 0


class Call:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("true",)


def answer_with_a_call() -> Call:
    return Call()


def count(limit: int) -> Iterator[int]:
    yield from range(limit)
