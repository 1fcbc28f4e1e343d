"""Welcome weekends: who is invited, comes or waits, what is shared, who takes whom."""

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
def weekend(by):
    return WeekendFactory(prepared_by=by, seats=1)


def kinds(mails):
    return [mail.kind.rpartition(".")[2] for mail in mails]


def adult_of(household):
    return household.project.adults.get().person


def plan(**changes):
    values = {"name": "Week-end", "starts_at": at(8), "ends_at": at(20, days=12), "seats": 2}
    return WeekendPlan(**{**values, **changes})


def test_a_weekend_is_prepared_then_opened_and_invites_once(by, deliver_mails):
    commune = WeekendFactory().commune
    weekend = plan_weekend(by=by, departement=commune.departement, commune=commune, plan=plan())
    household = invite_household(by=by, weekend=weekend, project=ProjectFactory())
    assert (household.people, deliver_mails()) == (4, [])

    for _time in range(2):
        open_weekend(by=by, weekend=weekend)
        invite_household(by=by, weekend=weekend, project=household.project)

    assert kinds(deliver_mails()) == ["WeekendInvitationMail"]
    assert WeekendHousehold.objects.count() == 1


def test_who_does_not_coordinate_prepares_nothing(weekend):
    household = WeekendHouseholdFactory(weekend=weekend)
    for person in [PersonFactory(), adult_of(household)]:
        refused = {"by": person}
        with pytest.raises(NotAllowed):
            plan_weekend(departement=weekend.departement, plan=plan(), **refused)
        with pytest.raises(NotAllowed):
            open_weekend(weekend=weekend, **refused)
        with pytest.raises(NotAllowed):
            invite_household(weekend=weekend, project=ProjectFactory(), **refused)
        with pytest.raises(NotAllowed):
            place_household(household=household, car=None, host=None, **refused)
        with pytest.raises(NotAllowed):
            call_off_weekend(weekend=weekend, **refused)
    with pytest.raises(NotAllowed):
        come_to_weekend(by=PersonFactory(), household=household)


def test_the_last_seat_then_the_waiting_list_then_the_freed_seat(weekend, deliver_mails):
    first, second = WeekendHouseholdFactory.create_batch(2, weekend=weekend)

    for household in (first, second, second):
        come_to_weekend(by=adult_of(household), household=household)

    weekend.refresh_from_db()
    second.refresh_from_db()
    assert (weekend.status, second.status) == ("full", "waiting")
    decline_weekend(by=adult_of(first), household=first)
    second.refresh_from_db()
    weekend.refresh_from_db()
    assert (second.status, weekend.status) == ("coming", "full")
    assert kinds(deliver_mails()) == [
        "WeekendSeatMail",
        "WeekendWaitingMail",
        "WeekendLeftMail",
        "WeekendSeatMail",
        "HouseholdNotComingMail",
    ]


def test_seats_are_not_taken_away_from_those_who_come(weekend, by):
    change_weekend(by=by, weekend=weekend, plan=plan(seats=2))
    for household in WeekendHouseholdFactory.create_batch(2, weekend=weekend):
        come_to_weekend(by=by, household=household)

    with pytest.raises(TooFewSeats):
        change_weekend(by=by, weekend=weekend, plan=plan(seats=1))


def test_the_invitation_is_answered_in_one_click(client, weekend, by, deliver_mails):
    invite_household(by=by, weekend=weekend, project=ProjectFactory())
    [mail] = deliver_mails()
    come, decline = re.findall(r"https?://[^/]+(/reponse/\S+)", mail.text)

    assert client.get(come).status_code == 200
    assert WeekendHousehold.objects.get().status == "invited"
    for _time in range(2):
        assert "votre place est gardée" in client.post(come).text
    assert "vous ne venez pas" in client.post(decline).text
    hold_weekend(by=by, weekend=weekend)
    assert client.post(come).status_code == 410


def test_each_household_has_a_programme_made_from_what_is_shared(weekend, by):
    shared = WeekendStepFactory(weekend=weekend, contact_mail="cafe@boitron.example")
    household = WeekendHouseholdFactory(weekend=weekend)
    come_to_weekend(by=by, household=household)

    [stay] = prepare_programmes(by=by, weekend=weekend)
    assert prepare_programmes(by=by, weekend=weekend) == []
    own_wish = wish_of(shared, title="Visite", starts_at=at(15), ends_at=at(16))
    add_step(by=by, stay=stay, wish=own_wish)
    change_shared_step(by=by, step=shared, wish=wish_of(shared, title="Pique-nique"))

    steps = stay.steps.order_by("period")
    assert [(step.title, step.contact_mail) for step in steps] == [
        ("Pique-nique", ""),
        ("Visite", "cafe@boitron.example"),
    ]
    remove_shared_step(by=by, step=shared)
    assert list(stay.steps.exclude(status="called_off").values_list("title", flat=True)) == [
        "Visite"
    ]


def test_a_shared_moment_that_meets_one_of_a_household_changes_nothing(weekend, by):
    household = WeekendHouseholdFactory(weekend=weekend)
    come_to_weekend(by=by, household=household)
    [stay] = prepare_programmes(by=by, weekend=weekend)
    step = WeekendStepFactory.build(kind="meal", title="Dîner", commune=weekend.commune)
    add_step(by=by, stay=stay, wish=wish_of(step, starts_at=at(19), ends_at=at(20)))

    with pytest.raises(StepsOverlap):
        add_shared_step(
            by=by, weekend=weekend, wish=wish_of(step, starts_at=at(18), ends_at=at(20))
        )
    assert (weekend.steps.count(), StayStep.objects.count()) == (0, 1)


def test_a_household_that_is_here_already_keeps_its_stay(weekend, by):
    household = WeekendHouseholdFactory(weekend=weekend)
    come_to_weekend(by=by, household=household)
    StayFactory(project=household.project)

    assert prepare_programmes(by=by, weekend=weekend) == []
    assert Stay.objects.count() == 1


def test_a_household_that_comes_after_all_has_a_new_programme(weekend, by):
    household = WeekendHouseholdFactory(weekend=weekend)
    come_to_weekend(by=by, household=household)
    [first] = prepare_programmes(by=by, weekend=weekend)
    decline_weekend(by=by, household=household)
    come_to_weekend(by=by, household=household)
    assert overview_of(weekend).without_stay == [household]

    [second] = prepare_programmes(by=by, weekend=weekend)

    first.refresh_from_db()
    household.refresh_from_db()
    assert (first.status, second.status, household.stay) == ("called_off", "draft", second)
    assert overview_of(weekend).without_stay == []
    assert prepare_programmes(by=by, weekend=weekend) == []


def test_cars_and_beds_take_whom_they_have_room_for(weekend, by):
    change_weekend(by=by, weekend=weekend, plan=plan(seats=3))
    car = WeekendCarFactory(weekend=weekend, seats=5)
    host = NightHostFactory(weekend=weekend, beds=4)
    first, second = WeekendHouseholdFactory.create_batch(2, weekend=weekend)
    with pytest.raises(NotComing):
        place_household(by=by, household=first, car=car, host=None)
    for household in (first, second):
        come_to_weekend(by=by, household=household)

    place_household(by=by, household=first, car=car, host=host)
    with pytest.raises(CarFull):
        place_household(by=by, household=second, car=car, host=None)
    with pytest.raises(NoBedLeft):
        place_household(by=by, household=second, car=None, host=host)
    with pytest.raises(NoBedLeft):
        count_people(by=by, household=first, people=5)
    with pytest.raises(OfAnotherWeekend):
        place_household(by=by, household=second, car=WeekendCarFactory(), host=None)
    decline_weekend(by=by, household=first)
    place_household(by=by, household=second, car=car, host=host)
    remove_car(by=by, car=car)

    second.refresh_from_db()
    assert (second.car, second.host) == (None, host)


def test_a_weekend_called_off_tells_each_household_once(weekend, by, deliver_mails):
    change_weekend(by=by, weekend=weekend, plan=plan(seats=2))
    open_weekend(by=by, weekend=weekend)
    coming, invited = (
        invite_household(by=by, weekend=weekend, project=ProjectFactory()) for _ in range(2)
    )
    come_to_weekend(by=by, household=coming)
    add_shared_step(
        by=by,
        weekend=weekend,
        wish=wish_of(
            WeekendStepFactory.build(kind="meal", title="Dîner", commune=None),
            starts_at=at(18),
            ends_at=at(20),
        ),
    )
    [stay] = prepare_programmes(by=by, weekend=weekend)
    confirm_stay(by=by, stay=stay)
    before = len(deliver_mails())

    call_off_weekend(by=by, weekend=weekend, words="Neige")
    with pytest.raises(WeekendOver):
        call_off_weekend(by=by, weekend=weekend)

    mails = {(mail.kind.rpartition(".")[2], mail.recipient) for mail in deliver_mails()[before:]}
    assert mails == {
        ("WeekendOffMail", adult_of(coming).email),
        ("WeekendOffMail", adult_of(invited).email),
    }
    assert Stay.objects.get().status == "called_off"


def test_what_is_over_does_not_change(weekend, by):
    hold_weekend(by=None, weekend=weekend)
    hold_weekend(by=by, weekend=weekend)

    with pytest.raises(WeekendOver):
        add_car(by=by, weekend=weekend, offer=CarOffer(driver_name="Jean", seats=3))
    assert WeekendCar.objects.count() == 0
    assert WelcomeWeekend.objects.get().status == "held"
