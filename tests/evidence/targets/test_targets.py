"""Targets: set, changed in mid-year and ended; one at a time, and known for their days."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError
from django.utils import timezone

from bocage.evidence.dashboards.grounds import of_commune, of_departement, of_epci
from bocage.evidence.errors import (
    NotATarget,
    TargetChanged,
    TargetNotCounted,
    TargetOfThePast,
    TargetOutOfTime,
    TargetThere,
)
from bocage.evidence.models import Target
from bocage.evidence.operations.targets import TargetTerms, change_target, end_target, set_target
from bocage.evidence.registry import indicator_named
from bocage.foundation.errors import NotAllowed
from bocage.people.models import Role
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory
from tests.territory.factories import CommuneFactory, DepartementFactory
from tests.welcome.pipeline.factories import coordinator
from tests.workspaces.bookings.test_races import outcomes, race

pytestmark = pytest.mark.django_db

PARIS = ZoneInfo("Europe/Paris")
HOUSEHOLDS = "settled_households"


@pytest.fixture
def by(orne):
    return coordinator(orne)


def aim(by, ground, value, starts_on=None, *, name=HOUSEHOLDS, span="year", reason=""):
    starts_on = starts_on or timezone.localdate()
    terms = TargetTerms(value=Decimal(value), starts_on=starts_on, reason=reason)
    return set_target(by=by, indicator=indicator_named(name), ground=ground, span=span, terms=terms)


def change(by, target, value, starts_on=None):
    terms = TargetTerms(value=Decimal(value), starts_on=starts_on or timezone.localdate())
    return change_target(by=by, target=target, terms=terms)


def written_on(target, day):
    """Changes a target as if it had been set on an earlier day."""
    moment = datetime(day.year, day.month, day.day, 9, tzinfo=PARIS)
    Target.objects.filter(pk=target.pk).update(set_at=moment, starts_on=day)
    target.refresh_from_db()
    return target


def aimed_at(day, *, night=None):
    targets = Target.objects.in_force_on(day)
    targets = targets.known_on(night) if night else targets
    return [int(target.value) for target in targets]


def test_a_target_that_changes_in_mid_year_stays_known_for_its_days(by):
    today = timezone.localdate()
    january = today - timedelta(days=60)
    first = written_on(aim(by, of_departement("61"), 20), january)

    change(by, first, 30)

    assert aimed_at(today - timedelta(days=1)) == [20]
    assert aimed_at(today) == [30]
    spring = january + timedelta(days=10)
    assert aimed_at(spring, night=spring) == [20]
    assert aimed_at(spring, night=january - timedelta(days=1)) == []


def test_what_was_aimed_at_yesterday_is_not_changed(by):
    first = written_on(aim(by, of_departement("61"), 20), timezone.localdate() - timedelta(days=9))

    with pytest.raises(TargetOfThePast):
        change(by, first, 30, timezone.localdate() - timedelta(days=1))

    assert aimed_at(timezone.localdate()) == [20]


def test_one_that_is_changed_on_its_first_day_has_none(by):
    first = aim(by, of_departement("61"), 20)

    change(by, first, 200)

    first.refresh_from_db()
    assert (first.had_no_day, first.last_day) == (True, None)
    assert aimed_at(timezone.localdate()) == [200]


def test_a_target_is_set_until_the_one_that_is_to_come(by):
    orne = of_departement("61")
    next_year = date(timezone.localdate().year + 1, 1, 1)
    aim(by, orne, 40, next_year)

    first = aim(by, orne, 20)

    assert first.ends_on == next_year
    assert (aimed_at(timezone.localdate()), aimed_at(next_year)) == ([20], [40])


def test_one_that_is_planned_is_brought_forward(by):
    next_year = date(timezone.localdate().year + 1, 1, 1)
    planned = aim(by, of_departement("61"), 40, next_year)

    change(by, planned, 45, timezone.localdate())

    assert (aimed_at(timezone.localdate()), aimed_at(next_year)) == ([45], [45])


def test_months_and_years_have_their_own_targets(by):
    aim(by, of_departement("61"), 20)
    aim(by, of_departement("61"), 2, span="month")

    assert sorted(aimed_at(timezone.localdate())) == [2, 20]


def test_a_second_target_for_the_same_days_is_refused(by):
    aim(by, of_departement("61"), 20)

    with pytest.raises(TargetThere):
        aim(by, of_departement("61"), 30)
    with pytest.raises(IntegrityError):
        Target.objects.create(
            indicator=HOUSEHOLDS, level="departement", code="61", span="year", value=1,
            starts_on=timezone.localdate() + timedelta(days=40), set_at=timezone.now(),
        )  # fmt: skip


@pytest.mark.parametrize(("level", "code"), [("departement", ""), ("instance", "61")])
def test_a_target_is_of_an_area_that_has_a_name(level, code):
    with pytest.raises(IntegrityError, match="evidence_target_of_a_scope"):
        Target.objects.create(
            indicator=HOUSEHOLDS, level=level, code=code, span="year", value=1,
            starts_on=timezone.localdate(), set_at=timezone.now(),
        )  # fmt: skip


def test_a_target_is_ended_once_and_for_all(by):
    today = timezone.localdate()
    first = written_on(aim(by, of_departement("61"), 20), today - timedelta(days=9))

    end_target(by=by, target=first)
    end_target(by=by, target=first)

    assert (aimed_at(today - timedelta(days=1)), aimed_at(today)) == ([20], [])
    with pytest.raises(TargetChanged):
        change(by, first, 30)
    assert aim(by, of_departement("61"), 30).value == 30


@pytest.mark.parametrize(
    ("name", "value", "refusal"),
    [
        (HOUSEHOLDS, "-1", NotATarget),
        (HOUSEHOLDS, "NaN", NotATarget),
        (HOUSEHOLDS, "Infinity", NotATarget),
        (HOUSEHOLDS, "1e12", NotATarget),
        ("still_here_after_12_months", "101", NotATarget),
        ("visits", "3", None),
        ("campaign_touches", "3", None),
        ("learners", "3", None),
    ],
)
def test_what_is_no_target_is_refused(by, name, value, refusal):
    if refusal is None:
        assert aim(by, of_departement("61"), value, name=name).value == Decimal(value)
    else:
        with pytest.raises(refusal):
            aim(by, of_departement("61"), value, name=name)


def test_an_indicator_that_is_not_counted_there_has_no_target(by):
    ground = of_commune(CommuneFactory(boitron=True).pk)

    with pytest.raises(TargetNotCounted):
        aim(by, ground, 3, name="projects_received")


def test_a_target_is_of_these_years(by):
    year = timezone.localdate().year
    for day in (date(year - 2, 12, 31), date(year + 6, 1, 1), date(1900, 1, 1), date(9999, 1, 1)):
        with pytest.raises(TargetOutOfTime):
            aim(by, of_departement("61"), 3, day)


def test_a_mayor_sets_the_targets_of_her_commune_and_of_no_other():
    boitron, essay = CommuneFactory(boitron=True), CommuneFactory(essay=True)
    mayor = MandateFactory(
        role=Role.ELECTED, scope=ScopeFactory(of_commune=True, commune=boitron)
    ).person
    of_the_epci = MandateFactory(
        role=Role.ELECTED, scope=ScopeFactory(of_epci=True, epci=boitron.epci)
    ).person

    assert aim(mayor, of_commune(boitron.pk), 2).set_by == mayor
    with pytest.raises(NotAllowed):
        aim(mayor, of_commune(essay.pk), 2)
    with pytest.raises(NotAllowed):
        aim(mayor, of_epci(boitron.epci_id), 2)
    assert aim(of_the_epci, of_epci(boitron.epci_id), 9).value == 9
    with pytest.raises(NotAllowed):
        aim(of_the_epci, of_commune(essay.pk), 2)


def test_somebody_without_a_mandate_changes_and_ends_nothing(by):
    first = aim(by, of_departement("61"), 20)
    stranger = PersonFactory()

    with pytest.raises(NotAllowed):
        change(stranger, first, 30)
    with pytest.raises(NotAllowed):
        end_target(by=stranger, target=first)

    assert aimed_at(timezone.localdate()) == [20]


def test_the_history_tells_what_a_target_was(by):
    first = aim(by, of_departement("61"), 20)
    change(by, first, 30)

    versions = Target.pgh_event_model.objects.order_by("pgh_id").values_list("pgh_label", "value")
    assert [(label, int(value)) for label, value in versions] == [
        ("insert", 20), ("update", 20), ("insert", 30),
    ]  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_two_people_set_a_target_at_once_and_one_is_there():
    orne = DepartementFactory()
    by, ground = coordinator(orne), of_departement("61")

    results = race(*[lambda value=value: aim(by, ground, value) for value in (20, 30, 40)])

    assert outcomes(results) == {"Target": 1, "TargetThere": 2}
    assert Target.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_people_change_a_target_at_once_and_one_does():
    orne = DepartementFactory()
    by = coordinator(orne)
    target = aim(by, of_departement("61"), 20)

    results = race(*[lambda value=value: change(by, target, value) for value in (30, 40)])

    assert outcomes(results) == {"Target": 1, "TargetChanged": 1}
    assert len(aimed_at(timezone.localdate())) == 1
