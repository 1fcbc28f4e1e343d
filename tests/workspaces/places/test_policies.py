"""Rights: each with the people who have it, and those who nearly do."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from bocage.people.models import Role
from bocage.people.operations.scopes import scope_of
from bocage.workspaces.models import Place
from bocage.workspaces.places.policies import places_run_by
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory
from tests.territory.factories import CommuneFactory, DepartementFactory
from tests.workspaces.factories import (
    BookingFactory,
    PlaceFactory,
    WaitlistEntryFactory,
    as_range,
    day_ahead,
    hours,
)

pytestmark = pytest.mark.django_db

CAST = [
    "anonymous",
    "somebody",
    "holder",
    "host",
    "host_elsewhere",
    "host_no_more",
    "host_not_yet",
    "coordinator",
    "coordinator_of_the_neighbour",
    "mayor",
    "administrator",
    "closed_account",
]
EVERYBODY_SIGNED_IN = set(CAST) - {"anonymous", "closed_account"}
RUN_IT = {"host", "coordinator", "administrator"}


@pytest.fixture
def booking():
    return BookingFactory(resource__place__boitron=True)


def give_mandate(role, scope, **dates):
    return MandateFactory(role=role, scope=scope, **dates).person


def person_called(name, booking):  # noqa: PLR0911 - a line for each person
    place = booking.place
    today = timezone.localdate()
    match name:
        case "anonymous":
            return AnonymousUser()
        case "somebody":
            return PersonFactory()
        case "holder":
            return booking.booked_for
        case "host":
            return give_mandate(Role.HOST, place.scope)
        case "host_elsewhere":
            return give_mandate(Role.HOST, PlaceFactory().scope)
        case "host_no_more":
            return give_mandate(Role.HOST, place.scope, ends_on=today)
        case "host_not_yet":
            return give_mandate(Role.HOST, place.scope, starts_on=today + timedelta(days=1))
        case "coordinator":
            return give_mandate(Role.COORDINATOR, scope_of(place.commune.departement))
        case "coordinator_of_the_neighbour":
            return give_mandate(Role.COORDINATOR, scope_of(DepartementFactory(sarthe=True)))
        case "mayor":
            return give_mandate(Role.ELECTED, scope_of(place.commune))
        case "administrator":
            return give_mandate(Role.ADMIN, ScopeFactory())
        case "closed_account":
            return PersonFactory(is_active=False)
    raise AssertionError(name)


ON_PLACE = {
    "workspaces.see_place": set(CAST) - {"closed_account"},
    "workspaces.book": EVERYBODY_SIGNED_IN,
    "workspaces.book_for_somebody_else": RUN_IT,
    "workspaces.wait": EVERYBODY_SIGNED_IN,
    "workspaces.see_waitlist": RUN_IT,
    "workspaces.see_day": RUN_IT,
    "workspaces.clear_people": RUN_IT,
    "workspaces.write_to_visitors": RUN_IT,
    "workspaces.change_place": RUN_IT,
    "workspaces.set_prices": RUN_IT,
    "workspaces.manage_accounts": RUN_IT,
    "workspaces.see_report": RUN_IT,
}
ON_DRAFT = {
    "workspaces.see_place": RUN_IT,
    "workspaces.book": set(),
    "workspaces.change_place": RUN_IT,
}
ON_BOOKING = {
    "workspaces.see_booking": {*RUN_IT, "holder"},
    "workspaces.cancel_booking": {*RUN_IT, "holder"},
    "workspaces.move_booking": {*RUN_IT, "holder"},
    "workspaces.change_guests": {*RUN_IT, "holder"},
    "workspaces.restore_booking": {*RUN_IT, "holder"},
    "workspaces.choose_how_to_pay": {*RUN_IT, "holder"},
    "workspaces.note_booking": RUN_IT,
    "workspaces.answer_request": RUN_IT,
    "workspaces.answer_question": {"holder"},
}


def _people_with(permission, target, booking):
    people = {name: person_called(name, booking) for name in CAST}
    return {name for name, person in people.items() if person_may(person, permission, target)}


def person_may(person, permission, target):
    import rules

    if isinstance(person, AnonymousUser):
        return rules.has_perm(permission, person, target)
    return person.has_perm(permission, target)


@pytest.mark.parametrize("permission", ON_PLACE)
def test_rights_on_a_published_place(permission, booking):
    assert _people_with(permission, booking.place, booking) == ON_PLACE[permission]


@pytest.mark.parametrize("permission", ON_DRAFT)
def test_rights_on_a_place_in_preparation(permission, booking):
    Place.objects.update(status=Place.Status.DRAFT)
    booking.place.refresh_from_db()

    assert _people_with(permission, booking.place, booking) == ON_DRAFT[permission]


@pytest.mark.parametrize("permission", ON_BOOKING)
def test_rights_on_a_booking(permission, booking):
    assert _people_with(permission, booking, booking) == ON_BOOKING[permission]


def test_an_offer_is_answered_by_the_one_who_waits_alone(booking):
    entry = WaitlistEntryFactory(resource__place=booking.place, person=booking.booked_for)

    assert _people_with("workspaces.answer_offer", entry, booking) == {"holder"}


def test_whoever_made_a_booking_for_another_may_cancel_it():
    assistant = PersonFactory()
    booking = BookingFactory(created_by=assistant)

    assert assistant.has_perm("workspaces.cancel_booking", booking)


def test_the_holder_does_not_cancel_what_has_begun_but_the_host_does():
    begun_booking = BookingFactory(period=as_range(hours(day_ahead(-1), 0, 24 * 60)))

    assert not begun_booking.booked_for.has_perm("workspaces.cancel_booking", begun_booking)
    assert person_called("host", begun_booking).has_perm("workspaces.cancel_booking", begun_booking)


def test_a_place_is_opened_by_who_coordinates_its_commune(booking):
    commune = booking.place.commune
    people = {name: person_called(name, booking) for name in CAST if name != "anonymous"}

    assert {
        name for name, person in people.items() if person.has_perm("workspaces.open_place", commune)
    } == {"coordinator", "administrator"}


def test_the_report_of_a_territory_is_for_who_coordinates_one(booking):
    people = {name: person_called(name, booking) for name in CAST}

    assert {
        name
        for name, person in people.items()
        if person_may(person, "workspaces.see_territory_report", None)
    } == {"coordinator", "coordinator_of_the_neighbour", "administrator"}


@pytest.mark.parametrize("name", [name for name in CAST if name != "anonymous"])
def test_the_list_of_places_tells_as_the_right_on_each_does(name, booking):
    near_place = PlaceFactory(commune=CommuneFactory(sees=True))
    far_place = PlaceFactory(
        commune=CommuneFactory(code="72181", departement=DepartementFactory(sarthe=True))
    )
    person = person_called(name, booking)
    places = [booking.place, near_place, far_place]

    listed = places_run_by(person)

    matching = (
        set() if listed is None else set(listed.filter(pk__in=[place.pk for place in places]))
    )
    assert matching == {
        place for place in places if person.has_perm("workspaces.change_place", place)
    }
