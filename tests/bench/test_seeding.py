"""Data written by `python -m bench seed`."""

from collections import Counter, defaultdict
from contextlib import suppress
from datetime import UTC, datetime
from itertools import chain, pairwise
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import AutoField, Exists, ForeignKey, Model, OuterRef
from django.utils import timezone

from bench.commands import measure
from bench.harness import seeding
from bench.harness.national.life import Life
from bench.harness.sizes import DEPARTEMENT, FRANCE, SIZES
from bench.harness.stages.country import ROOMS
from bocage.housing.models import Dwelling, Listing, ListingPrice
from bocage.people.models import Mandate, Person
from bocage.territory.models import Commune
from bocage.workspaces.models import Booking, Hold, Resource, Visit
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory
from tests.workspaces.factories import PlaceFactory

pytestmark = pytest.mark.django_db


def without_their_row() -> dict[str, int]:
    """The foreign keys of our models that lead to a row that is not there, and how many do."""
    orphans = {}
    tables = set(connection.introspection.table_names())
    for model in (model for model in apps.get_models() if model._meta.db_table in tables):
        for field in model._meta.concrete_fields:
            if not isinstance(field, ForeignKey) or not field.db_constraint:
                continue
            rows = model._base_manager.filter(**{f"{field.name}__isnull": False})
            target = field.related_model._base_manager.filter(
                **{field.target_field.name: OuterRef(field.attname)}
            )
            count = rows.filter(~Exists(target)).count()
            if count:
                orphans[f"{model._meta.label}.{field.name}"] = count
    return orphans


class Undo(Exception):
    """Takes back what was loaded."""


def do_nothing(*_values: object) -> None:
    """Replaces a slow part."""


@pytest.fixture
def _one_commune(monkeypatch):
    """Replaces the communes imported by a command."""
    monkeypatch.setattr(seeding, "call_command", lambda *_values, **_out: CommuneFactory(sees=True))
    monkeypatch.setattr(seeding, "finish_loading", do_nothing)


def rows_of_every_room() -> dict[str, list[str]]:
    """Returns the loaded rows, without sequence keys."""
    models = {table.model for table in chain(*ROOMS)} | {Booking, Hold, Mandate, Person, Resource}
    return {
        model._meta.label: sorted(
            map(
                str,
                model._base_manager.values_list(
                    *(
                        field.attname
                        for field in model._meta.concrete_fields
                        if not isinstance(field, AutoField) and field.name != "epci"
                    )
                ),
            )
        )
        for model in models
    }


def seeded_at(moment: datetime, monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """Returns the rows that a seed loads at a given time, then rolls back."""
    monkeypatch.setattr(timezone, "now", lambda: moment)
    rows = {}
    with suppress(Undo), transaction.atomic():
        seeding.seed(DEPARTEMENT, share=0.005, bookings=5)
        rows = rows_of_every_room()
        raise Undo
    return rows


@pytest.mark.usefixtures("_one_commune")
def test_an_empty_instance_is_filled_in_every_room(capsys):
    document = seeding.seed(DEPARTEMENT, share=0.02)

    figures = document["figures"]
    for name in seeding.COUNTED_MODELS:
        assert figures[f"seed.{name}"] > 0, name
    assert figures["seed.saved_searches"] >= 200
    assert figures["seed.database_mb"] > 10
    assert "7/7 vacuum" in capsys.readouterr().err
    assert without_their_row() == {}, "a copy of it could not be restored"


@pytest.mark.usefixtures("_one_commune")
def test_two_seeds_of_a_day_hold_the_same_whatever_the_hour(monkeypatch):
    monkeypatch.setattr(seeding, "count_first_night", do_nothing)

    morning = seeded_at(datetime(2026, 11, 24, 8, 5, 3, tzinfo=UTC), monkeypatch)
    evening = seeded_at(datetime(2026, 11, 24, 19, 40, 1, tzinfo=UTC), monkeypatch)

    assert morning["workspaces.Booking"]
    assert [label for label, rows in morning.items() if rows != evening[label]] == []


@pytest.mark.usefixtures("_one_commune")
def test_a_seed_that_is_interrupted_leaves_the_instance_empty_and_can_be_run_again(monkeypatch):
    def interrupt(*_values: object, **_options: object) -> None:
        assert Booking.objects.exists()
        raise KeyboardInterrupt

    monkeypatch.setattr(seeding, "_load_rooms", interrupt)
    for _attempt in ("first", "again"):
        with pytest.raises(KeyboardInterrupt):
            seeding.seed(DEPARTEMENT, share=0.005, bookings=5)
        assert not Person.objects.exists()
        assert not Commune.objects.exists()


@pytest.fixture
def life():
    CommuneFactory(sees=True)
    return Life(1, now=datetime(2026, 11, 24, tzinfo=UTC), share=0.02)


def draw_rows(model: type[Model], life: Life) -> list[dict[str, Any]]:
    """The rows of a model, by the names of the fields."""
    (table,) = [table_class for table_class in chain(*ROOMS) if table_class.model is model]
    return [dict(zip(table.names, row, strict=True)) for row in table.rows(life)]


def test_the_prices_of_most_homes_stay_and_some_fall_to_what_is_asked_today(life):
    prices = defaultdict(list)
    for row in draw_rows(ListingPrice, life):
        prices[row["listing_id"]].append((row["since"], row["price_eur"]))
    homes = {row["id"]: row for row in draw_rows(Dwelling, life)}
    counts = Counter(map(len, prices.values()))

    assert counts[1] > counts[2] > counts[3] > 0
    for row in draw_rows(Listing, life):
        listing_prices, home = prices.pop(row["id"]), homes[row["dwelling_id"]]
        assert (
            listing_prices[0][0]
            == row["first_seen_at"]
            <= listing_prices[-1][0]
            <= row["confirmed_at"]
        )
        assert listing_prices[-1][1] == row["price_eur"] == home["price_eur"]
        assert listing_prices == sorted(listing_prices, key=lambda price: (price[0], -price[1]))
        assert all(before[1] > after[1] for before, after in pairwise(listing_prices))
        before = (
            (listing_prices[-2][1], listing_prices[-1][0]) if listing_prices[1:] else (None, None)
        )
        assert (home["previous_price_eur"], home["price_changed_at"]) == before
    assert not prices


def test_every_place_that_there_is_has_visits_and_some_have_more(life):
    places = {place.pk for place in PlaceFactory.create_batch(4)}

    visits = Counter(row["place_id"] for row in draw_rows(Visit, life))

    assert set(visits) == places
    assert max(visits.values()) > 2 * min(visits.values())


def test_a_seed_has_no_more_bookings_than_half_days(capsys):
    with pytest.raises(CommandError, match="1 to 800 bookings"):
        call_command(measure.Command(), "seed", "--bookings", "801")


@pytest.mark.parametrize("share", ["0", "-0.5", "1.5", "nan"])
def test_a_seed_has_a_share_between_nothing_and_all(share, capsys):
    with pytest.raises(CommandError, match="A share is more than 0"):
        call_command(measure.Command(), "seed", f"--share={share}")


def test_an_instance_that_serves_somebody_is_left_alone(capsys):
    PersonFactory()

    with pytest.raises(CommandError):
        call_command(measure.Command(), "seed", "--size", "departement", "--json")


def test_a_departement_is_asked_less_than_a_region_or_a_country():
    shares = [size.choose(400, departement=200, quick=40) for size in SIZES.values()]
    assert shares == [40, 200, 400, 400]


def test_sizes_are_those_of_a_departement_a_region_and_a_country():
    assert list(SIZES) == ["quick", "departement", "region", "france"]
    assert (FRANCE.places, FRANCE.homes, FRANCE.saved_searches) == (3_500, 1_000_000, 1_000_000)
    assert FRANCE.territory == ("--all",)
    assert DEPARTEMENT.territory == ("61",)
