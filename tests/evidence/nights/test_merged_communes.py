"""Communes that merge: their series follow, both readings are there, and neither gives a secret."""

from datetime import date

import pytest

from bocage.evidence.models import IndicatorCell
from bocage.evidence.operations.snapshots import count_night
from bocage.evidence.operations.verification import verify_cells
from bocage.welcome.commune_portal.operations.merged_communes import follow_merged_communes
from tests.evidence.nights.test_changes import merge
from tests.evidence.open_data.test_open_data import csv_rows, data_address, values_of
from tests.evidence.settled_households import add_settled_household
from tests.territory.factories import CommuneFactory, EpciFactory

pytestmark = pytest.mark.django_db

INDICATORS = frozenset({"settled_households", "settled_people", "relays_answered", "relay_delay"})

NIGHT, NEXT = date(2026, 6, 20), date(2026, 6, 21)
TODAY = "?lecture=aujourdhui"


@pytest.fixture
def communes():
    sources = EpciFactory()
    return [CommuneFactory(epci=sources, **{name: True}) for name in ("boitron", "essay", "sees")]


def add_settled_households(commune, households, year=2026):
    for _number in range(households):
        add_settled_household(commune, date(year, 5, 3))


def read(client, query="", name="settled_households", year=2026):
    rows = csv_rows(client, data_address(name, "csv", query))
    return values_of([row for row in rows if row["starts_on"].startswith(str(year))])


def test_without_a_merger_both_readings_are_one(client, communes):
    for commune in communes:
        add_settled_households(commune, 6)
    count_night(NIGHT)

    assert csv_rows(client, data_address("settled_people", "csv", TODAY)) == csv_rows(
        client, data_address("settled_people", "csv")
    )


def test_a_commune_of_today_has_one_series_since_the_beginning(client, communes):
    boitron, essay, sees = communes
    for households, commune in ((7, boitron), (6, essay), (12, sees)):
        add_settled_households(commune, households, 2024)
        add_settled_households(commune, households)
    count_night(NIGHT)
    merge(essay, boitron)
    follow_merged_communes()
    count_night(NEXT)

    earlier_values = {"61051": "7.0000", "61156": "6.0000", "61464": "12.0000"}
    assert read(client, year=2024) == earlier_values
    assert read(client, TODAY, year=2024) == {"61051": "13.0000", "61464": "12.0000"}
    # The households of this year live in the commune of today; the night before knew them apart.
    assert read(client) == {"61051": "13.0000", "61464": "12.0000"}
    assert read(client, f"?nuit={NIGHT}") == earlier_values
    assert read(client, f"{TODAY}&nuit={NIGHT}") == {"61051": "13.0000", "61464": "12.0000"}
    assert verify_cells().differences == []


def test_a_share_is_of_both_communes_and_a_median_is_not_made_of_medians(client, communes):
    boitron, essay, _sees = communes
    merge(essay, boitron)
    count_night(NIGHT)
    IndicatorCell.objects.bulk_create(
        IndicatorCell(
            indicator=name, level="commune", code=commune.pk, span="year",
            starts_on=date(2025, 1, 1), numerator=part, denominator=whole, counted=20,
            known_from=NIGHT,
        )
        for name, commune, part, whole in (
            ("relays_answered", boitron, 10, 20), ("relays_answered", essay, 5, 5),
            ("relay_delay", boitron, 8, None), ("relay_delay", essay, 12, None),
        )
    )  # fmt: skip

    assert read(client, TODAY, "relays_answered", 2025) == {"61051": "60.0000"}
    (row,) = csv_rows(client, data_address("relay_delay", "csv", TODAY))
    assert (row["code"], row["value"], row["is_secret"]) == ("61051", "", "false")


def test_a_secret_commune_is_not_found_by_taking_one_reading_from_the_other(client, communes):
    boitron, essay, sees = communes
    add_settled_households(boitron, 2, 2024)
    add_settled_households(essay, 13, 2024)
    add_settled_households(sees, 3, 2024)
    count_night(NIGHT)
    earlier_values = {"61051": "", "61156": "13.0000", "61464": ""}
    assert read(client, year=2024) == earlier_values
    merge(essay, boitron)
    count_night(NEXT)

    # Whoever has thirteen from before would find two in a sum of fifteen.
    assert read(client, year=2024) == earlier_values
    assert read(client, TODAY, year=2024) == {"61051": "", "61464": ""}
    assert read(client, f"{TODAY}&nuit={NIGHT}", year=2024) == {"61051": "", "61464": ""}
