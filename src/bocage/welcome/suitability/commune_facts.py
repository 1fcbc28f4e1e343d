"""Facts of a commune from which its marks are computed, and the form in which they are stored."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Fact = dict[str, Any]
"""Stored fact: `kind`, `value`, and if known `detail`, `source`, `on` (day), `url`, `in` (name of
another commune) and `km` (to it, as the crow flies).
"""


@dataclass(frozen=True, slots=True)
class TerritoryFact:
    """Fact of the territory (`CommuneFact`), loaded for many communes at once."""

    value: float
    detail: str
    source: str
    address: str
    dated_on: date


@dataclass(frozen=True, slots=True)
class Nearest:
    """Nearest commune that has something, possibly the commune itself (then at 0 km)."""

    commune: str
    name: str
    kilometres: float
    fact: TerritoryFact


@dataclass(slots=True)
class CommuneFacts:
    """Facts known about one commune when its row is computed."""

    code: str
    population: int | None
    edition: int
    facts: Mapping[str, TerritoryFact] = field(default_factory=dict)
    """Facts by kind."""
    nearest: Mapping[str, Nearest] = field(default_factory=dict)
    """Nearest communes by kind of fact, within `FARTHEST_KM`, for the kinds that a part lists in
    `nearest`.
    """
    measures: Mapping[str, Any] = field(default_factory=dict)
    """Values read for this commune by the `reader` of each criterion; without an entry if none was
    read.
    """
    today: date = date.min


def stored_fact(kind: str, fact: TerritoryFact, **extra: Any) -> Fact:
    """Returns a fact of the territory in the form in which it is stored."""
    stored: Fact = {
        "kind": kind,
        "value": fact.value,
        "source": fact.source,
        "on": fact.dated_on.isoformat(),
    }
    if fact.detail:
        stored["detail"] = fact.detail
    if fact.address:
        stored["url"] = fact.address
    return stored | extra


def nearest_fact(kind: str, nearest: Nearest, commune: CommuneFacts) -> Fact:
    """Returns the fact of the nearest commune, with its name and distance if it is another one."""
    if nearest.commune == commune.code:
        return stored_fact(kind, nearest.fact)
    place = {"in": nearest.name, "km": round(nearest.kilometres, 1)}
    return stored_fact(kind, nearest.fact, **place)
