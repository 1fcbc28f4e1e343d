"""Bad luck: clocks that change, nights that were missed, years corrected, people erased."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError

from bocage.evidence.models import ClosedPeriod, IndicatorCell, LateFact, Night
from bocage.evidence.operations.snapshots import count_night
from bocage.evidence.operations.verification import verify_cells
from bocage.evidence.tasks.nights import count_the_night
from bocage.foundation.instance import forget_instance
from bocage.foundation.models import InstanceSettings
from bocage.outreach.prospects.operations.erasure import erase_prospect
from bocage.people.operations.instance import update_instance_settings
from bocage.welcome.models import SettlementProject
from bocage.welcome.projects.operations.projects import erase_project
from tests.evidence.nights.test_nights import known_value
from tests.evidence.settled_households import add_settled_household
from tests.outreach.factories import ProspectFactory
from tests.people.factories import MandateFactory, PersonFactory
from tests.welcome.factories import ProjectFactory
from tests.workspaces.bookings.test_races import outcomes, race

pytestmark = pytest.mark.django_db

INDICATORS = frozenset(
    {"settled_households", "settled_people", "projects_received", "prospects_met"}
)

PARIS = ZoneInfo("Europe/Paris")
OCTOBER, NOVEMBER = date(2025, 10, 1), date(2025, 11, 1)


def received(moment):
    """Returns the number of projects received in each month, of one sent at a moment."""
    ProjectFactory(sent_at=moment)
    return moment


@pytest.mark.parametrize(
    ("moment", "month"),
    [
        # On 31 March 2024 clocks went from 2 to 3 in the morning: midnight of April is 22:00 UTC.
        (datetime(2024, 3, 31, 21, 59, tzinfo=UTC), date(2024, 3, 1)),
        (datetime(2024, 3, 31, 22, 0, tzinfo=UTC), date(2024, 4, 1)),
        # On 29 February of that year, an hour behind: midnight of March is 23:00 UTC.
        (datetime(2024, 2, 29, 22, 30, tzinfo=UTC), date(2024, 2, 1)),
        (datetime(2024, 2, 29, 23, 0, tzinfo=UTC), date(2024, 3, 1)),
        # On 26 October 2025 the hour from 2 to 3 came twice: both are of that day.
        (datetime(2025, 10, 26, 0, 30, tzinfo=UTC), OCTOBER),
        (datetime(2025, 10, 26, 1, 30, tzinfo=UTC), OCTOBER),
        (datetime(2025, 10, 31, 22, 59, tzinfo=UTC), OCTOBER),
        (datetime(2025, 10, 31, 23, 0, tzinfo=UTC), NOVEMBER),
    ],
)
def test_a_moment_counts_in_its_month_in_paris_whatever_the_clocks_do(moment, month):
    ProjectFactory(sent_at=moment)

    count_night(date(2026, 6, 20))

    months = IndicatorCell.objects.filter(
        indicator="projects_received", level="instance", span="month"
    )
    assert [cell.starts_on for cell in months] == [month]
    assert verify_cells().differences == []


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
def test_the_night_of_a_clock_change_counts_that_day_whole_and_no_other(day):
    for moment in (
        datetime.combine(day, datetime.min.time(), PARIS),
        datetime.combine(day, datetime.max.time(), PARIS),
        datetime.combine(day + timedelta(days=1), datetime.min.time(), PARIS),
    ):
        ProjectFactory(sent_at=moment)

    count_night(day)

    assert known_value("projects_received", "instance", starts_on=day.replace(day=1)) == 2


def test_a_server_that_was_off_for_three_nights_counts_the_last_one_whole(boitron, monkeypatch):
    add_settled_household(boitron, date(2026, 6, 3))
    count_night(date(2026, 6, 16))
    for day in (17, 18, 19):
        add_settled_household(boitron, date(2026, 6, day))
    monkeypatch.setattr("bocage.evidence.tasks.nights.last_night_over", lambda: date(2026, 6, 19))

    count_the_night()
    count_the_night()

    assert list(Night.objects.values_list("date", flat=True)) == [
        date(2026, 6, 19), date(2026, 6, 16),
    ]  # fmt: skip
    june = date(2026, 6, 1)
    assert known_value("settled_households", "instance", starts_on=june) == 4
    # For a night that was not counted, the values are those of the previous one.
    before = known_value("settled_households", "instance", starts_on=june, night=date(2026, 6, 18))
    assert before == 1


def test_months_that_end_while_the_server_is_off_close_when_it_is_on_again(boitron):
    add_settled_household(boitron, date(2026, 3, 3))
    count_night(date(2026, 4, 2))

    count_night(date(2026, 7, 20))

    closed = ClosedPeriod.objects.filter(span="month").values_list("starts_on", "closed_on")
    assert (date(2026, 3, 1), date(2026, 7, 20)) in closed
    assert (date(2026, 5, 1), date(2026, 7, 20)) in closed


def test_a_correction_of_last_years_rows_leaves_its_figures_and_is_reported(boitron):
    for day in (3, 4, 5, 6, 7, 8):
        wrong = add_settled_household(boitron, date(2025, 3, day))
    count_night(date(2026, 3, 1))
    assert ClosedPeriod.objects.filter(span="year", starts_on=date(2025, 1, 1)).exists()
    SettlementProject.objects.filter(pk=wrong.pk).update(moved_in_on=date(2026, 1, 8))

    count_night(date(2026, 3, 2))

    year = {"span": "year", "starts_on": date(2025, 1, 1)}
    assert known_value("settled_households", "instance", **year) == 6
    fact = LateFact.objects.get(indicator="settled_households", level="instance", **year)
    assert (fact.night_id, fact.numerator, fact.is_reported) == (date(2026, 3, 2), 5, True)
    assert (
        known_value("settled_households", "instance", span="year", starts_on=date(2026, 1, 1)) == 1
    )
    assert verify_cells().differences == []


def test_two_workers_at_once_count_a_night_once(boitron, transactional_db, monkeypatch):
    add_settled_household(boitron, date(2026, 6, 3))
    monkeypatch.setattr("bocage.evidence.tasks.nights.last_night_over", lambda: date(2026, 6, 19))

    results = race(*[count_the_night] * 4)

    assert outcomes(results) == {"NoneType": 4}
    assert Night.objects.count() == 1
    assert known_value("settled_households", "instance", starts_on=date(2026, 6, 1)) == 1
    assert verify_cells().differences == []


def stored_rows():
    """Returns all rows stored by evidence, as text."""
    rows = []
    for model in apps.get_app_config("evidence").get_models():
        rows += [str(list(row)) for row in model.objects.values_list()]
    return "\n".join(rows)


def test_somebody_erased_stays_in_figures_where_nobody_finds_them(boitron):
    zoe = PersonFactory(name="Zoé Introuvable", email="zoe.introuvable@example.org")
    for day in (3, 4, 5, 6):
        add_settled_household(boitron, date(2026, 5, day))
    project = add_settled_household(
        boitron, date(2026, 5, 7), adults=[zoe], name="Famille Introuvable"
    )
    add_settled_household(boitron, date(2026, 7, 7), adults=[zoe], name="Famille Introuvable")
    count_night(date(2026, 7, 20))
    before = stored_rows()

    for known_project in SettlementProject.objects.filter(name="Famille Introuvable"):
        erase_project(by=None, project=known_project)
    second = count_night(date(2026, 7, 21))

    assert (second.cells_new, second.cells_replaced, second.late_facts_reported) == (0, 0, 0)
    assert known_value("settled_people", "instance", starts_on=date(2026, 5, 1)) == 20
    assert known_value("settled_people", "instance", starts_on=date(2026, 7, 1)) == 4
    for text in (before, stored_rows()):
        assert "ntrouvable" not in text
        assert str(zoe.pk) not in text
        assert str(project.pk) not in text
    assert verify_cells().differences == []


def test_a_prospect_erased_was_met_all_the_same():
    prospect = ProspectFactory(
        name="Zoé Introuvable", captured_at=datetime(2026, 5, 3, 12, tzinfo=PARIS)
    )
    count_night(date(2026, 7, 20))

    erase_prospect(prospect=prospect)
    second = count_night(date(2026, 7, 21))

    assert (second.cells_new, second.cells_replaced, second.late_facts_reported) == (0, 0, 0)
    assert known_value("prospects_met", "instance", starts_on=date(2026, 5, 1)) == 1
    assert "ntrouvable" not in stored_rows()


def close_after(days):
    InstanceSettings.objects.update_or_create(pk=1, defaults={"figures_open_days": days})
    forget_instance()


def last_closed_month():
    return ClosedPeriod.objects.filter(span="month").latest("starts_on").starts_on.month


def test_a_period_stays_open_for_as_long_as_the_instance_says(boitron):
    for month in (3, 4, 5):
        add_settled_household(boitron, date(2026, month, 3))
    close_after(60)
    count_night(date(2026, 6, 29))
    assert last_closed_month() == 3
    count_night(date(2026, 6, 30))
    assert last_closed_month() == 4

    close_after(10)
    count_night(date(2026, 7, 1))
    assert last_closed_month() == 5

    close_after(180)
    count_night(date(2026, 7, 2))
    assert last_closed_month() == 5


@pytest.mark.parametrize(("days", "is_taken"), [(9, False), (10, True), (180, True), (181, False)])
def test_how_long_a_period_stays_open_has_bounds(days, is_taken):
    administrator = MandateFactory().person
    if is_taken:
        update_instance_settings(by=administrator, values={"figures_open_days": days})
        return
    with pytest.raises(ValidationError):
        update_instance_settings(by=administrator, values={"figures_open_days": days})
