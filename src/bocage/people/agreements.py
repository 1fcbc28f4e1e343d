"""« Mes accords »: consents of a person, and accesses to their files.

A room declares both in its `agreements.py`, discovered at startup:

    @lists_agreements
    def letters(person):
        return [Agreement(words=…, given_at=…, ended_at=…, url=…)]

    @lists_openings
    def files(person):
        return [Opening(name=…, capacity=…, at=…, file=…)]

The number of queries of each is constant, whatever the number of rows.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from bocage.foundation.registry import Registry, qualified_name
from bocage.people.models import Person

MAX_OPENINGS = 50


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
    file: str | Promise
    at: datetime


ListsAgreements = Callable[[Person], Iterable[Agreement]]
ListsOpenings = Callable[[Person], Iterable[Opening]]

_agreements = Registry[ListsAgreements](name=qualified_name)
_openings = Registry[ListsOpenings](name=qualified_name)

lists_agreements = _agreements.add
"""Registers the function that lists the agreements of one subject."""

lists_openings = _openings.add
"""Registers a function that lists who opened the file of a person, the latest `MAX_OPENINGS`."""


def agreements_of(person: Person) -> list[Agreement]:
    """Lists the agreements of a person: those in force first, the latest first."""
    agreements = [row for rows in _agreements for row in rows(person)]
    return sorted(
        agreements, key=lambda agreement: (agreement.stands, agreement.given_at), reverse=True
    )


def openings_of(person: Person) -> list[Opening]:
    """Lists who opened the files of a person, the latest first, `MAX_OPENINGS` at most."""
    openings = [row for rows in _openings for row in rows(person)]
    return sorted(openings, key=lambda opening: opening.at, reverse=True)[:MAX_OPENINGS]
