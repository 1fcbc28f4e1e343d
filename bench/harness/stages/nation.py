"""Data of the workspaces bench, in an instance filled with the nation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from time import perf_counter

from django.db import connection

from bench.harness.nation import (
    FIRST_SCOPE,
    PEOPLE_OF_A_PLACE,
    PERSON,
    PLACE,
    RESOURCE,
    Nation,
    free_days,
    identifier,
    resources_before,
)
from bench.harness.stage import InstanceInUse, sign_in
from bocage.people.models import Person, Scope
from bocage.people.operations.tokens import make_token
from bocage.people.tokens.scopes import ApiScope

BOOKERS, HOSTS, SEARCHES = 32, 40, 100


@dataclass(frozen=True)
class NationStage:
    """Data for the client."""

    bookers: list[dict[str, str]]
    """People with a session (`session`) and a token (`token`) who may book, each with a room
    (`slug`, `resource_id`).
    """
    hosts: list[dict[str, str]]
    """Hosts who are signed in (`session`), each with a place (`slug`)."""
    communes: list[str]
    free_days: list[str]
    counts: dict[str, int]
    load_seconds: float
    database_mb: int


def set_nation_stage(first: int, last: int, *, now: datetime) -> NationStage:
    """Loads the places from `first` to `last` (without it), and signs some people in.

    Raises:
        InstanceInUse: the instance has accounts that are not those of the bench.
    """
    if Person.objects.exclude(pk__gte=identifier(PERSON, 0), pk__lt=identifier(PLACE, 0)).exists():
        raise InstanceInUse
    started = perf_counter()
    nation = Nation(first, last, now=now)
    counts = nation.load()
    seconds = perf_counter() - started
    places = range(first, last)
    return NationStage(
        bookers=[_booker(place) for place in _spread(places, BOOKERS)],
        hosts=[_host(place) for place in _spread(places, HOSTS)],
        communes=[nation.commune_of(place).code for place in _spread(range(last), SEARCHES)],
        free_days=[day.isoformat() for day in free_days(now)],
        counts=counts,
        load_seconds=round(seconds, 1),
        database_mb=_database_mb(),
    )


def _spread(places: range, count: int) -> Iterable[int]:
    """Returns at most `count` of the places, evenly spread from the first to the last."""
    return places[:: max(1, len(places) // count)][:count]


def _booker(place: int) -> dict[str, str]:
    person = Person.objects.get(pk=identifier(PERSON, (place + 1) * PEOPLE_OF_A_PLACE - 1))
    _token, secret = make_token(
        by=person, person=person, name="Bench", scopes=[ApiScope.BOOKINGS_WRITE], days=30
    )
    return {
        "session": sign_in(person),
        "token": secret,
        "slug": f"lieu-{place}",
        "resource_id": identifier(RESOURCE, resources_before(place)),
    }


def _host(place: int) -> dict[str, str]:
    scope = Scope.objects.get(pk=FIRST_SCOPE + place)
    host = Person.objects.get(mandates__scope=scope)
    return {"session": sign_in(host), "slug": f"lieu-{place}"}


def _database_mb() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database()) / 1000000")
        return int(cursor.fetchone()[0])
