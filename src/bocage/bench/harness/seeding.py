"""A whole instance in one go: what a département, a région or France has after years of use.

It is copied, drawn from seeds, and the same at each run of a day. Where things are, and how much
of them, follows inhabitants: large communes have more, and each year more than the one before.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import timedelta
from time import perf_counter

from django.core.management import call_command
from django.db import connection, models
from django.utils import timezone

from bocage.bench.harness.commune_facts_stage import set_commune_facts_stage
from bocage.bench.harness.copying import finish_loading
from bocage.bench.harness.country_stage import ROOMS, count_first_night
from bocage.bench.harness.kept_run import Document
from bocage.bench.harness.machine import describe_machine
from bocage.bench.harness.nation import Nation
from bocage.bench.harness.national.housing_life import HOME
from bocage.bench.harness.national.life import Life, load
from bocage.bench.harness.national.network_life import MEMBER
from bocage.bench.harness.national.people_life import give_accounts
from bocage.bench.harness.national.welcome_life import PROJECT
from bocage.bench.harness.national.workspaces_life import open_since_the_beginning
from bocage.bench.harness.sizes import Size
from bocage.bench.harness.stage import InstanceInUse
from bocage.bench.harness.wishes import load_searches
from bocage.evidence.models import IndicatorCell
from bocage.evidence.operations.snapshots import last_night_over
from bocage.housing.models import Dwelling, Listing, SavedSearch
from bocage.network.models import Member
from bocage.people.models import Person
from bocage.territory.models import Commune, CommuneFact, Departement
from bocage.welcome.models import SettlementProject
from bocage.workspaces.models import Booking, Place, Resource

THREE_YEARS = timedelta(days=3 * 365)
TIMES = {HOME: 2.13, MEMBER: 5.68, PROJECT: 1.14}
"""The bench of the evidence has fewer of these than a country: a million homes, 100,000 members and
200,000 projects, in all départements together."""
COUNTED: dict[str, type[models.Model]] = {
    "communes": Commune,
    "commune_facts": CommuneFact,
    "people": Person,
    "places": Place,
    "resources": Resource,
    "bookings": Booking,
    "dwellings": Dwelling,
    "listings": Listing,
    "saved_searches": SavedSearch,
    "projects": SettlementProject,
    "members": Member,
    "figures": IndicatorCell,
}


def seed(size: Size, *, share: float = 1.0) -> Document:
    """Fills the instance, which is empty, and says how much there is, how long each part took in
    seconds, and how large the database is in megabytes. A `share` of it, where a test wants less.

    Raises:
        InstanceInUse: somebody has an account here, or communes were imported.
    """
    if Person.objects.exists() or Commune.objects.exists():
        raise InstanceInUse
    parts: dict[str, Callable[[], object]] = {
        "territory": lambda: call_command("import_territory", *size.territory, stdout=sys.stderr),
        "commune_facts": set_commune_facts_stage,
        "places_and_bookings": lambda: _load_places(size, share),
        "five_years_of_every_room": lambda: _load_rooms(share),
        "saved_searches": lambda: load_searches(round(size.saved_searches * share)),
        "first_night": lambda: count_first_night(last_night_over()),
        "vacuum": finish_loading,
    }
    figures: dict[str, int | float] = {}
    for number, (name, part) in enumerate(parts.items(), start=1):
        print(f"{number}/{len(parts)} {name}…", file=sys.stderr)
        started = perf_counter()
        part()
        figures[f"seed.{name}_s"] = round(perf_counter() - started, 1)
        print(f"  {figures[f'seed.{name}_s']} s", file=sys.stderr)
    figures["seed.seconds"] = round(sum(figures.values()), 1)
    figures |= {f"seed.{name}": model._default_manager.count() for name, model in COUNTED.items()}
    figures["seed.database_mb"] = _database_mb()
    return {
        "name": "seed",
        "parameters": {"size": size.name},
        "figures": figures,
        "machine": describe_machine(),
    }


def _load_places(size: Size, share: float) -> None:
    places = max(1, round(size.places * share))
    Nation(0, places, now=timezone.now(), past=THREE_YEARS).load()


def _load_rooms(share: float) -> None:
    life = Life(Departement.objects.count(), now=timezone.now(), share=share, times=TIMES)
    for tables in ROOMS:
        load(tables, life)
    give_accounts(ROOMS)
    open_since_the_beginning(life)


def _database_mb() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database()) / 1000000")
        return int(cursor.fetchone()[0])
