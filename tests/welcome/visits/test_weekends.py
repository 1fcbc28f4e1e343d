"""Welcome weekends: invitations, waiting list, shared steps, assignments."""

import re

import pytest

from bocage.foundation.errors import NotAllowed
from bocage.welcome.models import Stay, StayStep, WeekendCar, WeekendHousehold, WelcomeWeekend
from bocage.welcome.visits.stays.errors import StepsOverlap
from bocage.welcome.visits.stays.operations.stays import confirm_stay
from bocage.welcome.visits.stays.operations.steps import add_step
from bocage.welcome.visits.weekends.errors import (
    CarFull,
    NoBedLeft,
    NotComing,
    OfAnotherWeekend,
    TooFewSeats,
    WeekendOver,
)
from bocage.welcome.visits.weekends.operations.households import (
    come_to_weekend,
    decline_weekend,
    invite_household,
    prepare_programmes,
)
from bocage.welcome.visits.weekends.operations.places import (
    CarOffer,
    add_car,
    count_people,
    place_household,
    remove_car,
)
from bocage.welcome.visits.weekends.operations.weekends import (
    WeekendPlan,
    add_shared_step,
    call_off_weekend,
    change_shared_step,
    change_weekend,
    hold_weekend,
    open_weekend,
    plan_weekend,
    remove_shared_step,
)
from bocage.welcome.visits.weekends.selectors import overview_of
from tests.people.factories import PersonFactory
from tests.welcome.factories import ProjectFactory
from tests.welcome.visits.factories import (
    NightHostFactory,
    StayFactory,
    WeekendCarFactory,
    WeekendFactory,
    WeekendHouseholdFactory,
    WeekendStepFactory,
    at,
    wish_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def weekend(coordinator):
    return WeekendFactory(prepared_by=coordinator, seats=1)


def kinds(mails):
    return [mail.kind.rpartition(".")[2] for mail in mails]


def adult_of(household):
    return household.project.adults.get().person


def weekend_plan(**changes):
    values = {"name": "Week-end", "starts_at": at(8), "ends_at": at(20, days=12), "seats": 2}
    return WeekendPlan(**{**values, **changes})


def test_a_weekend_is_prepared_then_opened_and_invites_once(coordinator, deliver_mails):
    commune = WeekendFactory().commune
    weekend = plan_weekend(
        by=coordinator, departement=commune.departement, commune=commune, plan=weekend_plan()
    )
    household = invite_household(by=coordinator, weekend=weekend, project=ProjectFactory())
    assert (household.people, deliver_mails()) == (4, [])

    for _time in range(2):
        open_weekend(by=coordinator, weekend=weekend)
        invite_household(by=coordinator, weekend=weekend, project=household.project)

    assert kinds(deliver_mails()) == ["WeekendInvitationMail"]
    assert WeekendHousehold.objects.count() == 1


def test_outsiders_prepare_no_weekend(weekend):
    household = WeekendHouseholdFactory(weekend=weekend)
    for person in [PersonFactory(), adult_of(household)]:
        refused_call = {"by": person}
        with pytest.raises(NotAllowed):
            plan_weekend(departement=weekend.departement, plan=weekend_plan(), **refused_call)
        with pytest.raises(NotAllowed):
            open_weekend(weekend=weekend, **refused_call)
        with pytest.raises(NotAllowed):
            invite_household(weekend=weekend, project=ProjectFactory(), **refused_call)
        with pytest.raises(NotAllowed):
            place_household(household=household, car=None, host=None, **refused_call)
        with pytest.raises(NotAllowed):
            call_off_weekend(weekend=weekend, **refused_call)
    with pytest.raises(NotAllowed):
        come_to_weekend(by=PersonFactory(), household=household)


def test_the_last_seat_then_the_waiting_list_then_the_freed_seat(weekend, deliver_mails):
    first_household, second_household = WeekendHouseholdFactory.create_batch(2, weekend=weekend)

    for household in (first_household, second_household, second_household):
        come_to_weekend(by=adult_of(household), household=household)

    weekend.refresh_from_db()
    second_household.refresh_from_db()
    assert (weekend.status, second_household.status) == ("full", "waiting")
    decline_weekend(by=adult_of(first_household), household=first_household)
    second_household.refresh_from_db()
    weekend.refresh_from_db()
    assert (second_household.status, weekend.status) == ("coming", "full")
    assert kinds(deliver_mails()) == [
        "WeekendSeatMail",
        "WeekendWaitingMail",
        "WeekendLeftMail",
        "WeekendSeatMail",
        "HouseholdNotComingMail",
    ]


def test_seats_cannot_fall_below_attendance(weekend, coordinator):
    change_weekend(by=coordinator, weekend=weekend, plan=weekend_plan(seats=2))
    for household in WeekendHouseholdFactory.create_batch(2, weekend=weekend):
        come_to_weekend(by=coordinator, household=household)

    with pytest.raises(TooFewSeats):
        change_weekend(by=coordinator, weekend=weekend, plan=weekend_plan(seats=1))


def test_the_invitation_is_answered_in_one_click(client, weekend, coordinator, deliver_mails):
    invite_household(by=coordinator, weekend=weekend, project=ProjectFactory())
    [mail] = deliver_mails()
    accept_link, decline_link = re.findall(r"https?://[^/]+(/reponse/\S+)", mail.text)

    assert client.get(accept_link).status_code == 200
    assert WeekendHousehold.objects.get().status == "invited"
    for _time in range(2):
        assert "votre place est gardée" in client.post(accept_link).text
    assert "vous ne venez pas" in client.post(decline_link).text
    hold_weekend(by=coordinator, weekend=weekend)
    assert client.post(accept_link).status_code == 410


def test_each_household_has_a_programme_made_from_shared_steps(weekend, coordinator):
    shared_step = WeekendStepFactory(weekend=weekend, contact_mail="cafe@boitron.example")
    household = WeekendHouseholdFactory(weekend=weekend)
    come_to_weekend(by=coordinator, household=household)

    [stay] = prepare_programmes(by=coordinator, weekend=weekend)
    assert prepare_programmes(by=coordinator, weekend=weekend) == []
    own_wish = wish_of(shared_step, title="Visite", starts_at=at(15), ends_at=at(16))
    add_step(by=coordinator, stay=stay, wish=own_wish)
    change_shared_step(
        by=coordinator, step=shared_step, wish=wish_of(shared_step, title="Pique-nique")
    )

    steps = stay.steps.order_by("period")
    assert [(step.title, step.contact_mail) for step in steps] == [
        ("Pique-nique", ""),
        ("Visite", "cafe@boitron.example"),
    ]
    remove_shared_step(by=coordinator, step=shared_step)
    assert list(stay.steps.exclude(status="called_off").values_list("title", flat=True)) == [
        "Visite"
    ]


def test_a_shared_moment_that_meets_one_of_a_household_changes_nothing(weekend, coordinator):
    household = WeekendHouseholdFactory(weekend=weekend)
    come_to_weekend(by=coordinator, household=household)
    [stay] = prepare_programmes(by=coordinator, weekend=weekend)
    step = WeekendStepFactory.build(kind="meal", title="Dîner", commune=weekend.commune)
    add_step(by=coordinator, stay=stay, wish=wish_of(step, starts_at=at(19), ends_at=at(20)))

    with pytest.raises(StepsOverlap):
        add_shared_step(
            by=coordinator, weekend=weekend, wish=wish_of(step, starts_at=at(18), ends_at=at(20))
        )
    assert (weekend.steps.count(), StayStep.objects.count()) == (0, 1)


def test_a_household_that_is_here_already_keeps_its_stay(weekend, coordinator):
    household = WeekendHouseholdFactory(weekend=weekend)
    come_to_weekend(by=coordinator, household=household)
    StayFactory(project=household.project)

    assert prepare_programmes(by=coordinator, weekend=weekend) == []
    assert Stay.objects.count() == 1


def test_a_household_that_comes_after_all_has_a_new_programme(weekend, coordinator):
    household = WeekendHouseholdFactory(weekend=weekend)
    come_to_weekend(by=coordinator, household=household)
    [first_stay] = prepare_programmes(by=coordinator, weekend=weekend)
    decline_weekend(by=coordinator, household=household)
    come_to_weekend(by=coordinator, household=household)
    assert overview_of(weekend).without_stay == [household]

    [second_stay] = prepare_programmes(by=coordinator, weekend=weekend)

    first_stay.refresh_from_db()
    household.refresh_from_db()
    assert (first_stay.status, second_stay.status, household.stay) == (
        "called_off",
        "draft",
        second_stay,
    )
    assert overview_of(weekend).without_stay == []
    assert prepare_programmes(by=coordinator, weekend=weekend) == []


def test_cars_and_hosts_are_limited_by_their_seats_and_beds(weekend, coordinator):
    change_weekend(by=coordinator, weekend=weekend, plan=weekend_plan(seats=3))
    car = WeekendCarFactory(weekend=weekend, seats=5)
    host = NightHostFactory(weekend=weekend, beds=4)
    first_household, second_household = WeekendHouseholdFactory.create_batch(2, weekend=weekend)
    with pytest.raises(NotComing):
        place_household(by=coordinator, household=first_household, car=car, host=None)
    for household in (first_household, second_household):
        come_to_weekend(by=coordinator, household=household)

    place_household(by=coordinator, household=first_household, car=car, host=host)
    with pytest.raises(CarFull):
        place_household(by=coordinator, household=second_household, car=car, host=None)
    with pytest.raises(NoBedLeft):
        place_household(by=coordinator, household=second_household, car=None, host=host)
    with pytest.raises(NoBedLeft):
        count_people(by=coordinator, household=first_household, people=5)
    with pytest.raises(OfAnotherWeekend):
        place_household(
            by=coordinator, household=second_household, car=WeekendCarFactory(), host=None
        )
    decline_weekend(by=coordinator, household=first_household)
    place_household(by=coordinator, household=second_household, car=car, host=host)
    remove_car(by=coordinator, car=car)

    second_household.refresh_from_db()
    assert (second_household.car, second_household.host) == (None, host)


def test_a_weekend_called_off_tells_each_household_once(weekend, coordinator, deliver_mails):
    change_weekend(by=coordinator, weekend=weekend, plan=weekend_plan(seats=2))
    open_weekend(by=coordinator, weekend=weekend)
    coming_household, invited_household = (
        invite_household(by=coordinator, weekend=weekend, project=ProjectFactory())
        for _ in range(2)
    )
    come_to_weekend(by=coordinator, household=coming_household)
    add_shared_step(
        by=coordinator,
        weekend=weekend,
        wish=wish_of(
            WeekendStepFactory.build(kind="meal", title="Dîner", commune=None),
            starts_at=at(18),
            ends_at=at(20),
        ),
    )
    [stay] = prepare_programmes(by=coordinator, weekend=weekend)
    confirm_stay(by=coordinator, stay=stay)
    mail_count = len(deliver_mails())

    call_off_weekend(by=coordinator, weekend=weekend, words="Neige")
    with pytest.raises(WeekendOver):
        call_off_weekend(by=coordinator, weekend=weekend)

    mails = {
        (mail.kind.rpartition(".")[2], mail.recipient) for mail in deliver_mails()[mail_count:]
    }
    assert mails == {
        ("WeekendOffMail", adult_of(coming_household).email),
        ("WeekendOffMail", adult_of(invited_household).email),
    }
    assert Stay.objects.get().status == "called_off"


def test_past_weekend_is_unchanged(weekend, coordinator):
    hold_weekend(by=None, weekend=weekend)
    hold_weekend(by=coordinator, weekend=weekend)

    with pytest.raises(WeekendOver):
        add_car(by=coordinator, weekend=weekend, offer=CarOffer(driver_name="Jean", seats=3))
    assert WeekendCar.objects.count() == 0
    assert WelcomeWeekend.objects.get().status == "held"
