"""Registry of the signs that a commune welcomes, each with its points and its words."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise

from bocage.foundation.registry import Registry

Fact = dict[str, Any]


@dataclass(frozen=True, slots=True)
class SignStrength:
    """Strength of a sign for a commune, from 0 to 1, and the fact behind it if there is one."""

    share: float
    fact: Fact | None = None


@dataclass(frozen=True, slots=True)
class Sign:
    """Strength of a sign for a commune, with its points."""

    points: int
    share: float
    fact: Fact | None = None


Reader = Callable[[Sequence[str], date], Mapping[str, SignStrength]]
Words = Callable[[Fact], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class WelcomeSign:
    """Sign that a commune welcomes newcomers, with its points."""

    name: str
    points: int
    read: Reader
    words: Mapping[str, Words]
    source: str | Promise


_signs = Registry[WelcomeSign](order=lambda sign: (-sign.points, sign.name))


def welcome_sign(
    name: str, *, points: int, words: Mapping[str, Words], source: str | Promise
) -> Callable[[Reader], Reader]:
    """Registers a sign that a commune welcomes newcomers."""

    def register(read: Reader) -> Reader:
        _signs.add(WelcomeSign(name=name, points=points, read=read, words=words, source=source))
        return read

    return register


def signs_of(codes: Sequence[str], today: date) -> dict[str, list[Sign]]:
    """Maps each commune to its known signs, those that count most first."""
    signs_by_commune: dict[str, list[Sign]] = defaultdict(list)
    for sign in _signs:
        for code, strength in sign.read(codes, today).items():
            signs_by_commune[code].append(Sign(sign.points, strength.share, strength.fact))
    return signs_by_commune


def sign_of_kind(kind: str) -> WelcomeSign | None:
    """Returns the sign that produces facts of a kind; None if there is none."""
    return next((sign for sign in _signs if kind in sign.words), None)


@dataclass(frozen=True, slots=True)
class Ramp:
    """Linear scale: `best` is worth 100 and `worst` 0, whichever is the larger."""

    best: float
    worst: float

    def mark(self, value: float) -> int:
        share = (value - self.worst) / (self.best - self.worst)
        return round(100 * min(1.0, max(0.0, share)))


ANSWERS = Ramp(24, 168)
"""Scale of the response time of a town hall in hours: 24 is worth 100, 168 is worth 0."""
