"""Nightly count: correct at each scale, stored beside earlier values, closed for good."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from bocage.evidence.counting import cells_statement
from bocage.evidence.errors import NightBefore, NightNotOver
from bocage.evidence.models import ClosedPeriod, IndicatorCell, LateFact, Night
from bocage.evidence.operations.snapshots import count_night, last_night_over
from bocage.evidence.registry import Aggregate, indicators
from bocage.welcome.models import SettlementProject
from tests.evidence.settled_households import add_settled_household
from tests.territory.factories import CommuneFactory
from tests.training.admissions.factories import ApplicationFactory
from tests.welcome.charters.factories import CharterFactory
from tests.welcome.factories import ProjectFactory
from tests.welcome.relays.factories import RelayFactory
from tests.workspaces.bookings.test_races import outcomes, race

pytestmark = pytest.mark.django_db

INDICATORS = frozenset(
    {
        "settled_households",
        "settled_people",
        "settled_children",
        "still_here_after_12_months",
        "projects_received",
        "relays_answered",
        "relay_delay",
        "welcoming_communes",
        "training_applications",
    }
)

PARIS = ZoneInfo("Europe/Paris")
NIGHT = date(2026, 6, 20)
MAY, JUNE, YEAR = date(2026, 5, 1), date(2026, 6, 1), date(2026, 1, 1)


@pytest.fixture
def boitron(sources):
    return CommuneFactory(boitron=True, epci=sources)


def known_value(indicator, level, code="", *, span="month", starts_on=JUNE, night=None):
    """The numerator of a cell, as the last night or another one knew it; None without a cell."""
    cells = IndicatorCell.objects.known_on(night) if night else IndicatorCell.objects.known()
    cell = cells.filter(
        indicator=indicator, level=level, code=code, span=span, starts_on=starts_on
    ).first()
    return None if cell is None else float(cell.numerator)


def test_a_household_counts_in_its_commune_and_in_all_that_lies_above(boitron, sources):
    add_settled_household(boitron, date(2026, 6, 3))

    count_night(NIGHT)

    name = "settled_households"
    values = {
        (cell.level, cell.code)
        for cell in IndicatorCell.objects.known().filter(indicator=name, span="month")
    }
    assert values == {
        ("commune", "61051"), ("epci", sources.pk), ("departement", "61"), ("instance", ""),
    }  # fmt: skip
    assert known_value("settled_people", "commune", "61051") == 4
    assert known_value("settled_children", "departement", "61", span="year", starts_on=YEAR) == 2


def test_months_make_the_year_and_communes_the_departement(boitron, sources):
    essay = CommuneFactory(essay=True, epci=sources)
    add_settled_household(boitron, date(2026, 5, 31))
    add_settled_household(boitron, date(2026, 6, 1))
    add_settled_household(essay, date(2026, 6, 2))

    count_night(NIGHT)

    name = "settled_households"
    assert [known_value(name, "instance", starts_on=month) for month in (MAY, JUNE)] == [1, 2]
    assert known_value(name, "epci", sources.pk, span="year", starts_on=YEAR) == 3
    assert known_value(name, "commune", "61156", span="year", starts_on=YEAR) == 1


def test_a_moment_counts_on_its_day_in_paris():
    ProjectFactory(sent_at=datetime(2026, 5, 31, 23, 30, tzinfo=PARIS))
    ProjectFactory(sent_at=datetime(2026, 6, 1, 0, 30, tzinfo=PARIS))

    count_night(NIGHT)

    assert [
        known_value("projects_received", "departement", "61", starts_on=month)
        for month in (MAY, JUNE)
    ] == [1, 1]


def test_what_happens_after_the_day_is_not_counted_yet(boitron):
    add_settled_household(boitron, NIGHT + timedelta(days=1))

    count_night(NIGHT)

    assert known_value("settled_households", "instance") is None


def test_a_share_and_a_median_of_a_whole_are_not_made_of_those_of_its_parts(boitron, sources):
    essay = CommuneFactory(essay=True, epci=sources)
    sent_at = datetime(2026, 6, 2, 9, tzinfo=PARIS)
    for commune, hours in ((boitron, 2), (boitron, 4), (boitron, 100), (essay, 6), (essay, 8)):
        RelayFactory(
            commune=commune, sent_at=sent_at, due_at=sent_at + timedelta(days=2), status="answered",
            answer="yes", answered_at=sent_at + timedelta(hours=hours),
        )  # fmt: skip

    count_night(NIGHT)

    assert known_value("relay_delay", "commune", "61051") == 4
    assert known_value("relay_delay", "epci", sources.pk) == 6
    share = IndicatorCell.objects.get(
        indicator="relays_answered", level="epci", span="month", known_until=None
    )
    assert (share.numerator, share.denominator, share.counted) == (5, 5, 5)


def test_a_stock_is_what_there_is_on_the_night(boitron):
    charter = CharterFactory(commune=boitron)
    count_night(NIGHT)
    charter.ended_at, charter.end_reason = charter.signed_at, "withdrawn"
    charter.save()

    count_night(NIGHT + timedelta(days=15))

    name = "welcoming_communes"
    assert known_value(name, "departement", "61") == 1
    assert known_value(name, "departement", "61", starts_on=date(2026, 7, 1)) is None


def test_what_a_night_knew_can_be_read_again_after_it_changed(boitron):
    add_settled_household(boitron, date(2026, 6, 3))
    count_night(NIGHT)
    add_settled_household(boitron, date(2026, 6, 5))

    count_night(NIGHT + timedelta(days=1))

    name = "settled_households"
    assert known_value(name, "instance") == 2
    assert known_value(name, "instance", night=NIGHT) == 1
    assert known_value(name, "instance", night=NIGHT - timedelta(days=1)) is None


def test_a_night_without_news_writes_nothing(boitron):
    add_settled_household(boitron, date(2026, 6, 3))
    count_night(NIGHT)

    second = count_night(NIGHT + timedelta(days=1))

    assert (second.cells_new, second.cells_replaced) == (0, 0)


def test_a_night_counted_twice_is_as_if_it_were_counted_once(boitron):
    count_night(NIGHT - timedelta(days=1))
    add_settled_household(boitron, date(2026, 6, 3))
    count_night(NIGHT)
    SettlementProject.objects.all().delete()

    again = count_night(NIGHT)

    of_settling = IndicatorCell.objects.filter(indicator__startswith="settled")
    assert (again.cells_new, of_settling.count()) == (0, 0)
    assert Night.objects.count() == 2


def test_a_day_that_is_not_over_and_a_night_before_the_last_are_refused():
    with pytest.raises(NightNotOver):
        count_night(last_night_over() + timedelta(days=1))
    count_night(NIGHT)
    with pytest.raises(NightBefore):
        count_night(NIGHT - timedelta(days=1))


def test_a_closed_month_keeps_its_figure_and_what_comes_late_is_reported_once(boitron):
    add_settled_household(boitron, date(2026, 5, 3))
    count_night(date(2026, 7, 20))
    assert ClosedPeriod.objects.filter(span="month", starts_on=MAY).exists()
    add_settled_household(boitron, date(2026, 5, 20))

    count_night(date(2026, 7, 21))
    count_night(date(2026, 7, 22))

    assert known_value("settled_households", "instance", starts_on=MAY) == 1
    fact = LateFact.objects.get(indicator="settled_households", level="instance", span="month")
    assert (fact.night_id, fact.numerator) == (date(2026, 7, 21), 2)
    # The year is open still: it counts all that it holds.
    assert known_value("settled_households", "instance", span="year", starts_on=YEAR) == 2


def test_a_late_fact_that_is_taken_back_is_reported_again(boitron):
    add_settled_household(boitron, date(2026, 5, 3))
    count_night(date(2026, 7, 20))
    late = add_settled_household(boitron, date(2026, 5, 20))
    count_night(date(2026, 7, 21))
    late.delete()

    count_night(date(2026, 7, 22))

    facts = LateFact.objects.filter(
        indicator="settled_households", level="instance", span="month"
    ).order_by("night_id")
    assert [int(fact.numerator) for fact in facts] == [2, 1]


def added(cells):
    cell = cells.first()
    cell.pk, cell.indicator = None, "another"
    cell.save()


@pytest.mark.parametrize(
    "action", [lambda cells: cells.update(numerator=9), lambda cells: cells.delete(), added]
)
def test_the_database_keeps_the_figures_of_closed_periods(boitron, action):
    add_settled_household(boitron, date(2026, 5, 3))
    count_night(date(2026, 7, 20))

    with pytest.raises(IntegrityError, match="closed"), transaction.atomic():
        action(IndicatorCell.objects.filter(span="month", starts_on=MAY))


def test_the_database_never_opens_a_closed_period_again(boitron):
    add_settled_household(boitron, date(2026, 5, 3))
    count_night(date(2026, 7, 20))

    with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
        ClosedPeriod.objects.all().delete()


def test_two_values_of_one_figure_at_one_time_are_refused(boitron):
    add_settled_household(boitron, date(2026, 6, 3))
    count_night(NIGHT)
    cell = IndicatorCell.objects.known().first()
    cell.pk, cell.numerator = None, 7

    with pytest.raises(IntegrityError, match="evidence_cell_one_at_a_time"):
        cell.save()


def test_joined_projects_count_once_and_erased_ones_stay(boitron):
    add_settled_household(boitron, date(2026, 6, 3), erased_at=datetime(2026, 6, 10, tzinfo=PARIS))
    add_settled_household(
        boitron, date(2026, 6, 3), status="closed", close_reason="merged",
        closed_at=datetime(2026, 6, 10, tzinfo=PARIS),
    )  # fmt: skip

    count_night(NIGHT)

    assert known_value("settled_households", "instance") == 1


def test_who_is_still_here_is_counted_among_those_of_whom_it_is_known(boitron):
    new_day = date(2025, 6, 10)
    add_settled_household(boitron, new_day, left_on=date(2025, 12, 1))
    add_settled_household(boitron, new_day, left_on=date(2026, 6, 15))
    add_settled_household(boitron, new_day)

    count_night(NIGHT)

    share = IndicatorCell.objects.known().get(
        indicator="still_here_after_12_months", level="instance", span="month"
    )
    assert (share.starts_on, share.numerator, share.denominator) == (JUNE, 1, 2)


@pytest.mark.django_db(transaction=True)
def test_nights_counted_at_once_write_one(boitron):
    add_settled_household(boitron, date(2026, 6, 3))

    results = race(*[lambda: count_night(NIGHT) for _number in range(6)])

    assert outcomes(results) == {"Night": 6}
    assert known_value("settled_households", "instance") == 1
    assert IndicatorCell.objects.filter(indicator="settled_households").count() == 8


def test_each_indicator_is_defined_in_words():
    for indicator in indicators():
        words = (indicator.label, indicator.definition, indicator.method, indicator.source)
        assert all(str(word).strip() for word in words), indicator.name
        assert indicator.levels, indicator.name
        assert len(indicator.name) <= IndicatorCell._meta.get_field("indicator").max_length


@pytest.mark.parametrize("aggregate", list(Aggregate))
def test_each_indicator_can_be_counted_where_there_is_nothing(aggregate):
    with connection.cursor() as cursor:
        for indicator in indicators():
            if indicator.aggregate is aggregate:
                cursor.execute(*cells_statement(indicator, JUNE, NIGHT, today=NIGHT))
                assert cursor.fetchall() == [], indicator.name


def test_applications_to_a_course_count_for_the_partner_that_teaches_it():
    application = ApplicationFactory()

    count_night(last_night_over())

    cells = IndicatorCell.objects.known().filter(indicator="training_applications", level="partner")
    partner = application.cohort.programme.partner_id
    assert {(cell.code, int(cell.numerator)) for cell in cells} == {(str(partner), 1)}
