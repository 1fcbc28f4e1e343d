"""Kinds of places that people want nearby: rooms declare theirs, without knowing the callers.

A room registers its kinds in its own `landmarks.py`, discovered at startup:

    from bocage.territory.landmarks import LandmarkKind, add_landmark_kind

    add_landmark_kind(
        LandmarkKind(code="workspace", label=_("Bureau partagé"), rank=10,
                     near=…, distances=…)
    )

When its places appear, move or close, the room publishes `LandmarksChanged` with the code.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from django.utils.functional import Promise

from bocage.foundation.registry import Registry


@dataclass(frozen=True, slots=True)
class Landmark:
    """A place, with the address of its page and its distance in metres, as the crow flies."""

    name: str
    url: str
    distance_m: float


@dataclass(frozen=True, kw_only=True)
class LandmarkKind:
    """Kind of landmark, with the functions of its room that find them."""

    code: str
    label: str | Promise
    rank: int
    near: Callable[[float, float, int], Sequence[Landmark]]
    """The nearest to a latitude and a longitude (degrees), so many at most."""
    distances: Callable[[Sequence[tuple[float, float]]], Sequence[float | None]]
    """The distance in metres from each position to the nearest; None where there is none."""


_kinds = Registry[LandmarkKind](name=attrgetter("code"), order=attrgetter("rank", "code"))

add_landmark_kind = _kinds.declaring(LandmarkKind)
"""Register a kind."""


def landmark_kinds() -> list[LandmarkKind]:
    """Returns the registered kinds, in their order."""
    return list(_kinds)


def landmark_kind(code: str) -> LandmarkKind | None:
    """Returns the kind of a code, or None if no room has registered it."""
    return _kinds.get(code)
