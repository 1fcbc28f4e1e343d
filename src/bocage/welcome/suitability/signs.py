"""What tells that a commune welcomes: signs that each subject declares in its module of
`suitability_signs`:

    @welcome_sign("sponsor", points=25, words={"sponsors": _sponsors}, source=_("parrainages"))
    def sponsors_to_ask(codes: Sequence[str], today: date) -> dict[str, Reading]: ...

A sign is read for many communes at once. One that it leaves out is not known by it: its points
are asked of the others. `words` are by the kind of the facts that it tells.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise

from bocage.foundation.registry import Registry

Told = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reading:
    """How far a commune gives a sign, from 0 to 1, and the fact behind it where there is one."""

    share: float
    told: Told | None = None


@dataclass(frozen=True, slots=True)
class Sign:
    """A reading, and how much it counts."""

    points: int
    share: float
    told: Told | None = None


Reader = Callable[[Sequence[str], date], Mapping[str, Reading]]
Words = Callable[[Told], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class WelcomeSign:
    """One thing that tells that a commune welcomes."""

    name: str
    points: int
    read: Reader
    words: Mapping[str, Words]
    source: str | Promise


_signs = Registry[WelcomeSign](order=lambda sign: (-sign.points, sign.name))


def welcome_sign(
    name: str, *, points: int, words: Mapping[str, Words], source: str | Promise
) -> Callable[[Reader], Reader]:
    """Register a sign."""

    def register(read: Reader) -> Reader:
        _signs.add(WelcomeSign(name=name, points=points, read=read, words=words, source=source))
        return read

    return register


def signs_of(codes: Sequence[str], today: date) -> dict[str, list[Sign]]:
    """The signs that are known of each commune, those that count most first."""
    found: dict[str, list[Sign]] = defaultdict(list)
    for sign in _signs:
        for code, reading in sign.read(codes, today).items():
            found[code].append(Sign(sign.points, reading.share, reading.told))
    return found


def sign_of_kind(kind: str) -> WelcomeSign | None:
    """The sign that tells facts of a kind."""
    return next((sign for sign in _signs if kind in sign.words), None)
