"""Loading of a whole instance: the data of a département, a region or France after years of use.

It is copied, drawn from seeds, and equal at each run of a day. Positions and quantities follow
inhabitants, and each year has more than the one before. All of it is one transaction: if
interrupted, the instance is as empty as before.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from time import perf_counter

from django.core.management import call_command
from django.db import connection, models, transaction

from bench.harness.copying import check_account, finish_loading
from bench.harness.machine import describe_machine
from bench.harness.nation import USUAL_BOOKINGS, Nation, beginning_of_today
from bench.harness.national.housing_life import HOME
from bench.harness.national.life import Life, load
from bench.harness.national.network_life import MEMBER
from bench.harness.national.people_life import give_accounts
from bench.harness.national.welcome_life import PROJECT
from bench.harness.national.workspaces_life import open_since_the_beginning
from bench.harness.resumable_run import Document
from bench.harness.sizes import Size
from bench.harness.stage import InstanceInUse
from bench.harness.stages.commune_facts import set_commune_facts_stage
from bench.harness.stages.country import ROOMS, count_first_night
from bench.harness.wishes import load_searches
from bocage.evidence.models import IndicatorCell
from bocage.evidence.operations.snapshots import last_night_over
from bocage.housing.models import Dwelling, Listing, ListingPrice, SavedSearch
from bocage.network.models import Member
from bocage.people.models import Person
from bocage.territory.models import Commune, CommuneFact, Departement
from bocage.welcome.models import SettlementProject
from bocage.workspaces.models import Booking, Place, Resource

THREE_YEARS = timedelta(days=3 * 365)
TIMES = {HOME: 2.13, MEMBER: 5.68, PROJECT: 1.14}
"""The bench of the evidence has fewer of these than a country: a million homes, 100,000 members and
200,000 projects, in all départements together."""
Part = tuple[str, Callable[[], object]]
COUNTED_MODELS: dict[str, type[models.Model]] = {
    "communes": Commune,
    "commune_facts": CommuneFact,
    "people": Person,
    "places": Place,
    "resources": Resource,
    "bookings": Booking,
    "dwellings": Dwelling,
    "listings": Listing,
    "prices": ListingPrice,
    "saved_searches": SavedSearch,
    "projects": SettlementProject,
    "members": Member,
    "figures": IndicatorCell,
}


def seed(size: Size, *, share: float = 1.0, bookings: int = USUAL_BOOKINGS) -> Document:
    """Fills an empty instance; returns the counts, the seconds of each part and the database size
    in MB.

    A `share` reduces it for tests; `bookings` is the average per resource.

    Raises:
        AccountMayNotLoad: the account of the database has too few rights.
        InstanceInUse: it has accounts, or communes were imported.
    """
    check_account()
    if Person.objects.exists() or Commune.objects.exists():
        raise InstanceInUse
    now = beginning_of_today()
    share *= size.share
    parts: list[Part] = [
        (
            "territory",
            lambda: call_command(
                "import_territory", *size.territory, "--offline", stdout=sys.stderr
            ),
        ),
        ("commune_facts", set_commune_facts_stage),
        (
            "places_and_bookings",
            lambda: _load_places(round(size.places * share), bookings=bookings, now=now),
        ),
        ("five_years_of_every_room", lambda: _load_rooms(share, now=now)),
        ("saved_searches", lambda: load_searches(round(size.saved_searches * share), now=now)),
        ("first_night", lambda: count_first_night(last_night_over())),
        ("vacuum", finish_loading),
    ]
    clock = _Clock(len(parts))
    with transaction.atomic():
        for name, part in parts[:-1]:
            clock.time(name, part)
            # Deferred constraints are checked again by each trigger that catches an error.
            connection.check_constraints()
    clock.time(*parts[-1])
    figures = clock.figures
    figures["seed.seconds"] = round(sum(figures.values()), 1)
    figures |= {
        f"seed.{name}": model._default_manager.count() for name, model in COUNTED_MODELS.items()
    }
    figures["seed.database_mb"] = _database_mb()
    return {
        "name": "seed",
        "parameters": {"size": size.name, "bookings_of_a_resource": bookings},
        "figures": figures,
        "machine": describe_machine(),
    }


class _Clock:
    """Timer of the parts, which reports each on stderr and records its duration."""

    def __init__(self, parts: int) -> None:
        self._parts = parts
        self.figures: dict[str, int | float] = {}

    def time(self, name: str, part: Callable[[], object]) -> None:
        print(f"{len(self.figures) + 1}/{self._parts} {name}…", file=sys.stderr)
        started = perf_counter()
        part()
        seconds = self.figures[f"seed.{name}_s"] = round(perf_counter() - started, 1)
        print(f"  {seconds} s", file=sys.stderr)


def _load_places(places: int, *, bookings: int, now: datetime) -> None:
    Nation(0, max(1, places), now=now, past=THREE_YEARS, bookings=bookings).load()


def _load_rooms(share: float, *, now: datetime) -> None:
    life = Life(Departement.objects.count(), now=now, share=share, times=TIMES)
    for tables in ROOMS:
        rows = load(tables, life)
        print(f"  {tables[-1].model._meta.app_label}: {rows:,} rows", file=sys.stderr)
    give_accounts(ROOMS, now=now)
    open_since_the_beginning(life)


def _database_mb() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database()) / 1000000")
        return int(cursor.fetchone()[0])
