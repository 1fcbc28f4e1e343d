"""Database constraints of stays and weekends, independent of the code."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from bocage.foundation.db.constraints import constraint_of
from bocage.welcome.models import Stay, StayStep, WeekendCar, WelcomeWeekend
from tests.welcome.visits.factories import (
    NightHostFactory,
    StayFactory,
    StayStepFactory,
    WeekendCarFactory,
    WeekendFactory,
    WeekendHouseholdFactory,
    WeekendStepFactory,
    days_of_stay,
    span,
)

pytestmark = pytest.mark.django_db


def broken_rule(write):
    """Returns the name of the constraint that `write` violates."""
    with pytest.raises(IntegrityError) as refusal_info, transaction.atomic():
        write()
    return constraint_of(refusal_info.value)


def test_two_steps_of_a_stay_do_not_overlap():
    step = StayStepFactory()

    rule = broken_rule(lambda: StayStepFactory(stay=step.stay, period=span((10, 30), 12)))

    assert rule == "welcome_staystep_no_overlap"


def test_steps_that_touch_or_are_of_two_stays_stand():
    step = StayStepFactory()

    StayStepFactory(stay=step.stay, period=span(11, 12))
    StayStepFactory()

    assert StayStep.objects.count() == 3


def test_a_step_called_off_leaves_its_hour():
    step = StayStepFactory(status="called_off")

    StayStepFactory(stay=step.stay)

    assert StayStep.objects.count() == 2


@pytest.mark.parametrize("period", [span(9, 10, days=9), span(19, 21, days=12)])
def test_a_step_lies_within_its_stay(period):
    stay = StayFactory()

    assert broken_rule(lambda: StayStepFactory(stay=stay, period=period)) == (
        "welcome_staystep_within_its_stay"
    )


def test_a_stay_is_not_shortened_below_a_step():
    step = StayStepFactory(period=span(10, 11, days=12))
    shorter_period = days_of_stay(long=2)

    rule = broken_rule(lambda: Stay.objects.filter(pk=step.stay_id).update(period=shorter_period))

    assert rule == "welcome_staystep_within_its_stay"


def test_a_household_has_one_stay_at_a_time():
    stay = StayFactory()

    assert broken_rule(lambda: StayFactory(project=stay.project)) == "welcome_stay_one_at_a_time"
    Stay.objects.update(status="called_off", called_off_at=timezone.now())
    StayFactory(project=stay.project)


@pytest.mark.parametrize("name", ["period", "title"])
def test_step_needs_a_period_and_a_title(name):
    empty_value = {"period": span(10, 10), "title": ""}[name]

    assert broken_rule(lambda: StayStepFactory(**{name: empty_value})) in (
        "welcome_staystep_period_finite",
        "welcome_staystep_titled",
    )


def test_a_weekend_has_so_many_seats():
    weekend = WeekendFactory(seats=1)
    WeekendHouseholdFactory(weekend=weekend, status="coming")
    WeekendHouseholdFactory(weekend=weekend, status="waiting", waiting_since=timezone.now())
    household = WeekendHouseholdFactory(weekend=weekend)

    def accept_seat():
        household.status = "coming"
        household.save()

    assert broken_rule(accept_seat) == "welcome_weekend_has_seats"


def test_a_weekend_does_not_lose_seats_that_are_held():
    weekend = WeekendFactory(seats=2)
    WeekendHouseholdFactory.create_batch(2, weekend=weekend, status="coming")

    assert (
        broken_rule(lambda: WelcomeWeekend.objects.update(seats=1)) == "welcome_weekend_has_seats"
    )
    WelcomeWeekend.objects.update(seats=3)


@pytest.mark.parametrize(
    ("holder", "rule"),
    [
        (WeekendCarFactory, "welcome_weekendcar_has_seats"),
        (NightHostFactory, "welcome_nighthost_has_beds"),
    ],
)
def test_car_and_host_are_limited_by_their_seats_and_beds(holder, rule):
    weekend = WeekendFactory(seats=5)
    taking = {"car" if holder is WeekendCarFactory else "host": holder(weekend=weekend)}
    household = {"weekend": weekend, "status": "coming", **taking}
    other_household = WeekendHouseholdFactory(people=3, **household)

    assert broken_rule(lambda: WeekendHouseholdFactory(people=2, **household)) == rule
    WeekendHouseholdFactory(people=1, **household)
    other_household.people = 4
    assert broken_rule(other_household.save) == rule


def test_a_car_keeps_seats_for_those_it_takes():
    car = WeekendCarFactory()
    WeekendHouseholdFactory(weekend=car.weekend, status="coming", car=car)

    assert broken_rule(lambda: WeekendCar.objects.update(seats=3)) == "welcome_weekendcar_has_seats"


def test_declining_household_takes_no_bed():
    host = NightHostFactory()

    assert broken_rule(lambda: WeekendHouseholdFactory(weekend=host.weekend, host=host)) == (
        "welcome_weekendhousehold_taken_if_coming"
    )


def test_a_shared_step_lies_within_its_weekend():
    weekend = WeekendFactory()

    assert broken_rule(
        lambda: WeekendStepFactory(weekend=weekend, period=span(10, 11, days=9))
    ) == ("welcome_weekendstep_within_its_weekend")
