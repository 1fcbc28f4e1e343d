"""Concurrent changes, in real threads: one step per hour, one household per seat or bed."""

import pytest

from bocage.welcome.models import ProjectConsent, StayStep, WeekendHousehold
from bocage.welcome.visits.stays.operations.stays import call_off_stay, confirm_stay
from bocage.welcome.visits.stays.operations.steps import StepWish, add_step
from bocage.welcome.visits.weekends.operations.announcements import notify_places
from bocage.welcome.visits.weekends.operations.answers import decline_to_take
from bocage.welcome.visits.weekends.operations.households import come_to_weekend
from bocage.welcome.visits.weekends.operations.places import place_household
from tests.welcome.factories import ProjectFactory
from tests.welcome.visits.factories import (
    NightHostFactory,
    StayFactory,
    StayStepFactory,
    WeekendCarFactory,
    WeekendFactory,
    WeekendHouseholdFactory,
    agree,
    at,
    coordinator_of,
)
from tests.workspaces.bookings.test_races import outcomes, race

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def coordinator():
    return coordinator_of(ProjectFactory())


def test_two_people_plan_the_same_hour(coordinator):
    stay = StayFactory(prepared_by=coordinator)
    wish = StepWish(kind="school", title="École", starts_at=at(10), ends_at=at(11))

    results = race(
        *[lambda: add_step(by=coordinator, stay=stay, wish=wish) for _person in range(6)]
    )

    assert outcomes(results) == {"StayStep": 1, "StepsOverlap": 5}
    assert StayStep.objects.count() == 1


def test_a_stay_confirmed_by_many_clicks_tells_once(coordinator, deliver_mails):
    stay = StayFactory(prepared_by=coordinator)
    agree(stay.project, *ProjectConsent.Use.values)
    StayStepFactory(stay=stay)

    results = race(*[lambda: confirm_stay(by=coordinator, stay=stay) for _click in range(6)])

    assert outcomes(results) == {"Stay": 6}
    assert len(deliver_mails()) == 2


def test_a_stay_called_off_by_two_people_at_once_tells_once(coordinator, deliver_mails):
    stay = StayFactory(prepared_by=coordinator)
    agree(stay.project, *ProjectConsent.Use.values)
    StayStepFactory(stay=stay)
    confirm_stay(by=coordinator, stay=stay)
    adult = stay.project.adults.get().person
    mail_count = len(deliver_mails())

    results = race(
        *[
            lambda person=person: call_off_stay(by=person, stay=stay)
            for person in (coordinator, adult)
        ]
    )

    assert outcomes(results) == {"Stay": 2}
    off_mails = [mail for mail in deliver_mails()[mail_count:] if mail.kind.endswith("StepOffMail")]
    assert len(off_mails) == 1


def test_six_households_want_two_seats(coordinator):
    weekend = WeekendFactory(seats=2, prepared_by=coordinator)
    households = WeekendHouseholdFactory.create_batch(6, weekend=weekend)

    race(
        *[
            lambda household=household: come_to_weekend(by=coordinator, household=household)
            for household in households
        ]
    )

    statuses = sorted(WeekendHousehold.objects.values_list("status", flat=True))
    assert statuses == ["coming"] * 2 + ["waiting"] * 4
    weekend.refresh_from_db()
    assert weekend.status == "full"


@pytest.mark.parametrize(("holder", "refusal"), [("car", "CarFull"), ("host", "NoBedLeft")])
def test_several_households_want_the_same_car_or_beds(coordinator, holder, refusal):
    weekend = WeekendFactory(seats=6, prepared_by=coordinator)
    make_holder = {"car": WeekendCarFactory, "host": NightHostFactory}[holder]
    taking = {"car": None, "host": None, holder: make_holder(weekend=weekend)}
    households = WeekendHouseholdFactory.create_batch(4, weekend=weekend, status="coming", people=2)

    results = race(
        *[
            lambda household=household: place_household(
                by=coordinator, household=household, **taking
            )
            for household in households
        ]
    )

    assert outcomes(results) == {"WeekendHousehold": 2, refusal: 2}


def test_the_database_alone_counts_seats(coordinator):
    """Writes directly, without the operations, which take the lock of the weekend first."""
    weekend = WeekendFactory(seats=1)
    households = WeekendHouseholdFactory.create_batch(4, weekend=weekend)

    results = race(
        *[
            lambda guest=household: WeekendHousehold.objects.filter(pk=guest.pk).update(
                status="coming"
            )
            for household in households
        ]
    )

    assert outcomes(results) == {"int": 1, "IntegrityError": 3}


@pytest.mark.parametrize("holder", ["car", "host"])
def test_the_database_alone_counts_seats_of_cars_and_beds(coordinator, holder):
    """Writes directly, without the operations, which take the lock of the weekend first."""
    weekend = WeekendFactory(seats=6)
    make_holder = {"car": WeekendCarFactory, "host": NightHostFactory}[holder]
    volunteer = make_holder(weekend=weekend)
    households = WeekendHouseholdFactory.create_batch(4, weekend=weekend, placed=True, people=2)

    results = race(
        *[
            lambda guest=household: WeekendHousehold.objects.filter(pk=guest.pk).update(
                **{holder: volunteer}
            )
            for household in households
        ]
    )

    assert outcomes(results) == {"int": 2, "IntegrityError": 2}
    assert volunteer.households.count() == 2


def test_driver_is_notified_once_and_declines_once(coordinator, deliver_mails):
    weekend = WeekendFactory(seats=6, prepared_by=coordinator)
    car = WeekendCarFactory(weekend=weekend, driver_mail="jean@exemple.example")
    household = WeekendHouseholdFactory(weekend=weekend, placed=True, car=car)
    agree(household.project, "helpers")

    counts = race(*[lambda: notify_places(by=coordinator, weekend=weekend) for _click in range(4)])
    assert sorted(counts) == [0, 0, 0, 1]
    car.refresh_from_db()
    answers = race(
        *[
            lambda: decline_to_take(volunteer=car, mail="jean@exemple.example")
            for _click in range(4)
        ]
    )

    assert outcomes(answers) == {"WeekendCar": 4}
    kinds = [mail.kind.rpartition(".")[2] for mail in deliver_mails()]
    assert sorted(kinds) == ["VolunteerAskedMail", "VolunteerDeclinedMail"]
