"""« Mes accords »: what somebody agreed to, since when, where they take it back; and who looked.

A room declares both in its `agreements.py`, which is found when the product starts:

    @tells_agreements
    def letters(person):
        return [Agreement(words=…, given_at=…, ended_at=…, url=…)]

    @tells_openings
    def files(person):
        return [Opening(name=…, capacity=…, at=…, what=…)]

Each asks the database as few times for three rows as for one.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from bocage.foundation.registry import Registry, qualified_name
from bocage.people.models import Person

MOST_OPENINGS = 50


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """Agreement that a person gave. `url` is the page where it is withdrawn, while it stands."""

    words: str | Promise
    to: str | Promise
    given_at: datetime
    ended_at: datetime | None = None
    url: str = ""

    @property
    def stands(self) -> bool:
        return self.ended_at is None


@dataclass(frozen=True, kw_only=True)
class Opening:
    """Access to a file of the person: who opened it, in which capacity, what and when."""

    name: str
    capacity: str
    what: str | Promise
    at: datetime


TellsAgreements = Callable[[Person], Iterable[Agreement]]
TellsOpenings = Callable[[Person], Iterable[Opening]]

_agreements = Registry[TellsAgreements](name=qualified_name)
_openings = Registry[TellsOpenings](name=qualified_name)

tells_agreements = _agreements.add
"""Register what tells the agreements of one subject."""

tells_openings = _openings.add
"""Register what tells who opened the file of somebody, the latest `MOST_OPENINGS`."""


def agreements_of(person: Person) -> list[Agreement]:
    """Lists the agreements of a person: those that stand first, the latest first."""
    told = [row for rows in _agreements for row in rows(person)]
    return sorted(told, key=lambda one: (one.stands, one.given_at), reverse=True)


def openings_of(person: Person) -> list[Opening]:
    """Lists who opened the files of a person, the latest first, `MOST_OPENINGS` at most."""
    told = [row for rows in _openings for row in rows(person)]
    return sorted(told, key=lambda one: one.at, reverse=True)[:MOST_OPENINGS]
