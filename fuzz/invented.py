"""Inputs that are invented from those of the corpus, the same in each run.

`make fuzz` looks for what nobody has met before, and learns as it goes. The tests must not: whoever
changes something else would meet it. They read these, which change with the corpus alone.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence

SEED = "bocage"
LONGEST_INPUT_BYTES = 8192
MAX_CHANGES = 4
HOSTILE = (
    *(b"", b"\0", b"\r", b"\n", b"\r\n", b'"', b"'", b";", b",", b"\t", b"=", b"<", b"&", b"\\"),
    *(b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3", b"\xed\xa0\x80", "\u2028".encode(), "𐍈".encode()),
    *(b"-1", b"0", b"1e999", b"NaN", b"Infinity", b"99999999999999999999", "٣".encode()),
    *(b"null", b"[]", b"{}", b"[" * 200, b'{"a":' * 200, b"../../etc/passwd", b"%s", b"{0}"),
    *(b"9999-12-31", b"0000-00-00", b"2026-02-30", b"99999999T999999Z", b"FREQ=SECONDLY"),
    *(b"=?utf-8?b?/w==?=", b"Content-Type: multipart/mixed; boundary=b", b"=1+1"),
)
"""What makes parsers fail most often: signs that end something, numbers and dates that are none."""

VALUE = re.compile(rb'"[^"\n]{0,80}"|-?\d+(?:\.\d+)?')
KINDS_OF_VALUE = (b"[]", b"{}", b"null", b"true", b'""', b"-1", b"1e400", b'"\\ud800"', b"[[[0]]]")


def invented_inputs(name: str, corpus: Sequence[bytes], number: int) -> Iterator[bytes]:
    """`number` inputs for the parser `name`, each changed in one place to four."""
    chance = random.Random(f"{SEED} {name}")
    for _number in range(number):
        content = bytearray(chance.choice(corpus))
        for _change in range(chance.randint(1, MAX_CHANGES)):
            chance.choice(CHANGES)(content, chance, corpus)
        yield bytes(content[:LONGEST_INPUT_BYTES])


def _flip(content: bytearray, chance: random.Random, _corpus: Sequence[bytes]) -> None:
    if content:
        content[chance.randrange(len(content))] = chance.randrange(256)


def _cut(content: bytearray, chance: random.Random, _corpus: Sequence[bytes]) -> None:
    start, end = _span(content, chance)
    del content[start:end]


def _repeat(content: bytearray, chance: random.Random, _corpus: Sequence[bytes]) -> None:
    start, end = _span(content, chance)
    content[end:end] = content[start:end] * chance.randint(1, 5)


def _insert(content: bytearray, chance: random.Random, _corpus: Sequence[bytes]) -> None:
    place = chance.randint(0, len(content))
    content[place:place] = chance.choice(HOSTILE)


def _replace(content: bytearray, chance: random.Random, _corpus: Sequence[bytes]) -> None:
    start, end = _span(content, chance)
    content[start:end] = chance.choice(HOSTILE)


def _swap(content: bytearray, chance: random.Random, _corpus: Sequence[bytes]) -> None:
    """Puts another kind of value where a text or a number stands."""
    places = [match.span() for match in VALUE.finditer(content)]
    if places:
        start, end = chance.choice(places)
        content[start:end] = chance.choice(KINDS_OF_VALUE)


def _join(content: bytearray, chance: random.Random, corpus: Sequence[bytes]) -> None:
    """Goes on with the rest of another input."""
    second_input = chance.choice(corpus)
    content[chance.randint(0, len(content)) :] = second_input[
        chance.randint(0, len(second_input)) :
    ]


def _span(content: bytearray, chance: random.Random) -> tuple[int, int]:
    start = chance.randint(0, len(content))
    return start, min(start + chance.randint(0, 40), len(content))


CHANGES: tuple[Callable[[bytearray, random.Random, Sequence[bytes]], None], ...] = (
    _flip,
    _cut,
    _repeat,
    _insert,
    _replace,
    _swap,
    _join,
)
