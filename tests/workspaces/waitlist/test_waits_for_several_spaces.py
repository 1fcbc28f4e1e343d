"""Waiting for one of several spaces that are named: the first that is free is offered."""

import pytest
from django.urls import reverse

from bocage.workspaces.booking_refusals.errors import ResourceUnknown
from bocage.workspaces.bookings.errors import TooManyAttendees
from bocage.workspaces.bookings.operations.cancellations import cancel_booking
from bocage.workspaces.hosting.operations.places import change_resource
from bocage.workspaces.models import Booking, Hold, Place, WaitedSpace, WaitlistEntry
from bocage.workspaces.waitlist.errors import AlreadyWaiting, StillFree
from bocage.workspaces.waitlist.operations.offers import offer_next
from bocage.workspaces.waitlist.operations.wait_endings import expire_entries
from bocage.workspaces.waitlist.operations.waitlist import (
    decline_offer,
    join_waitlist,
    leave_waitlist,
)
from bocage.workspaces.waitlist.selectors import waits_for, waits_of
from tests.pages.page_text import text_of
from tests.people.factories import PersonFactory
from tests.workspaces.bookings.test_races import outcomes, overlaps, race
from tests.workspaces.factories import (
    BookingFactory,
    HostFactory,
    PlaceFactory,
    ResourceFactory,
    WaitlistEntryFactory,
    afternoon,
    as_range,
    day_ahead,
    morning,
)
from tests.workspaces.scheduling.test_database_rules import broken_rule

pytestmark = pytest.mark.django_db

NAMES = ["Salle des Tilleuls", "Salle des Charmes", "Salle des Noyers"]


@pytest.fixture
def place():
    return PlaceFactory()


@pytest.fixture
def rooms(place):
    """Three rooms of eight seats, in this order."""
    return [
        ResourceFactory(place=place, meeting_room=True, name=name, position=number)
        for number, name in enumerate(NAMES)
    ]


@pytest.fixture
def bookings(rooms):
    """Returns the bookings of each of them tomorrow morning."""
    return [BookingFactory(resource=room) for room in rooms]


def tomorrow():
    return morning(day_ahead(1))


def wait(person, *resources, **wish):
    place = Place.objects.get(pk=resources[0].place_id)
    usual_fields = {"period": tomorrow(), "resources": [resource.pk for resource in resources]}
    return join_waitlist(by=person, place=place, **usual_fields | wish)


def offered_bookings():
    return Booking.objects.filter(status=Booking.Status.OFFERED)


def held_by(offer):
    return Hold.objects.get(booking=offer).resource


def status_of(entry):
    return WaitlistEntry.objects.get(pk=entry.pk).status


# Joining.


def test_one_waits_for_one_of_several_spaces(rooms, bookings, person):
    entry = wait(person, rooms[1], rooms[0], rooms[1])

    assert (entry.is_for_any, entry.kind) == (False, "meeting_room")
    assert list(entry.resources.all()) == rooms[:2]
    assert entry.space_words == "Salle des Tilleuls ou Salle des Charmes"


def test_spaces_of_several_kinds_are_waited_for_together(place, rooms, bookings, person):
    desk = ResourceFactory(place=place, name="Poste 1", position=9)
    BookingFactory(resource=desk)

    entry = wait(person, desk, rooms[0])

    assert list(entry.resources.all()) == [rooms[0], desk]


def test_nobody_waits_while_one_of_the_spaces_is_free(rooms, bookings, person):
    cancel_booking(by=bookings[1].booked_for, booking=bookings[1])

    with pytest.raises(StillFree):
        wait(person, rooms[0], rooms[1])
    assert wait(person, rooms[0], rooms[2])


@pytest.mark.parametrize(
    ("overrides", "people", "refusal"),
    [
        ({"place": None}, 1, ResourceUnknown),
        ({"is_active": False}, 1, ResourceUnknown),
        ({}, 2, TooManyAttendees),
    ],
    ids=["of another place", "put away", "too small"],
)
@pytest.mark.usefixtures("bookings")
def test_a_space_that_would_never_do_is_not_waited_for(rooms, overrides, people, refusal):
    fields = {"place": rooms[0].place} | overrides
    desk = ResourceFactory(**{name: value for name, value in fields.items() if value is not None})

    with pytest.raises(refusal):
        wait(PersonFactory(), rooms[0], desk, attendees=people)

    assert not WaitlistEntry.objects.exists()


def test_one_waits_once_for_a_space_at_a_moment(rooms, bookings, person):
    entry = wait(person, *rooms[:2])

    with pytest.raises(AlreadyWaiting):
        wait(person, *rooms[1:])
    assert WaitlistEntry.objects.count() == WaitedSpace.objects.count() - 1 == 1

    assert wait(person, rooms[2])
    assert wait(PersonFactory(), *rooms)
    leave_waitlist(by=person, entry=entry)
    assert wait(person, *rooms[:2])


# The offer.


@pytest.mark.parametrize("number", [0, 1])
def test_whichever_is_free_first_is_offered(rooms, bookings, person, number, deliver_mails):
    entry = wait(person, *rooms[:2])
    cancel_booking(by=bookings[2].booked_for, booking=bookings[2])
    deliver_mails()
    assert status_of(entry) == "waiting"

    cancel_booking(by=bookings[number].booked_for, booking=bookings[number])
    mails = deliver_mails()

    assert held_by(offered_bookings().get()) == rooms[number]
    [mail] = [mail for mail in mails if mail.recipient == person.email]
    assert "Salle des Tilleuls, Salle des Charmes." in mail.text


def test_who_named_more_comes_in_their_turn(rooms, bookings, run_tasks):
    first, second = wait(PersonFactory(), rooms[1]), wait(PersonFactory(), *rooms)

    cancel_booking(by=bookings[1].booked_for, booking=bookings[1])
    run_tasks()
    assert [status_of(first), status_of(second)] == ["offered", "waiting"]
    decline_offer(by=first.person, entry=first)
    run_tasks()

    assert status_of(second) == "offered"
    assert offered_bookings().get().booked_for == second.person


def test_the_first_in_the_order_of_the_place_is_offered_where_several_are_free(rooms, person):
    entry = WaitlistEntryFactory(resource=rooms[2], other_resources=rooms[:2], person=person)

    offer_next(place=entry.place, period=entry.period)

    assert held_by(offered_bookings().get()) == rooms[0]


def test_a_space_that_is_put_away_leaves_the_others_to_wait_for(rooms, bookings, person, run_tasks):
    host = HostFactory(of=rooms[0].place)
    entry = wait(person, *rooms[:2])
    change_resource(by=host, resource=rooms[0], is_active=False)

    assert expire_entries() == 0
    cancel_booking(by=bookings[1].booked_for, booking=bookings[1])
    run_tasks()

    assert held_by(offered_bookings().get()) == rooms[1]
    assert status_of(entry) == "offered"


def test_a_wait_ends_once_all_its_spaces_are_put_away(rooms, bookings, person, deliver_mails):
    host = HostFactory(of=rooms[0].place)
    entry = wait(person, *rooms[:2])
    for room in rooms[:2]:
        change_resource(by=host, resource=room, is_active=False)

    assert expire_entries() == 1

    assert status_of(entry) == "expired"
    [mail] = [mail for mail in deliver_mails() if mail.recipient == person.email]
    assert "Ces espaces ne se réservent plus (Salle des Tilleuls ou Salle des Charmes)" in mail.text


# The list.


def test_a_rank_counts_those_who_may_be_offered_the_same(place, rooms):
    WaitlistEntryFactory(resource=rooms[0])
    third = WaitlistEntryFactory(resource=rooms[2])
    entry_for_rooms = WaitlistEntryFactory(resource=rooms[0], other_resources=[rooms[1]])
    entry_for_any_room = WaitlistEntryFactory(resource=None, place=place, kind="meeting_room")
    last = WaitlistEntryFactory(resource=rooms[1])
    desk = WaitlistEntryFactory(resource=ResourceFactory(place=place))

    ranks = {wait.pk: wait.rank for wait in waits_for(place, tomorrow().start)}

    assert [
        ranks[entry.pk] for entry in (third, entry_for_rooms, entry_for_any_room, last, desk)
    ] == [1, 2, 4, 3, 1]


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_asks_as_often_for_one_wait_as_for_three(
    rooms, person, count, django_assert_num_queries
):
    for days in range(count):
        period = as_range(morning(day_ahead(1 + days)))
        WaitlistEntryFactory(
            resource=rooms[0], other_resources=rooms[1:], person=person, period=period
        )

    with django_assert_num_queries(2):
        words = [entry.space_words for entry in waits_of(person)]

    assert words == ["Salle des Tilleuls, Salle des Charmes ou Salle des Noyers"] * count


# Constraints of the database.


def name(entry, resource):
    WaitedSpace.objects.create(
        entry=entry, resource=resource, person=entry.person, period=entry.period
    )


def test_a_wait_names_spaces_of_its_place_alone(rooms):
    entry = WaitlistEntryFactory(resource=rooms[0])
    foreign_room = ResourceFactory()

    rule = broken_rule(lambda: name(entry, foreign_room))

    assert rule == "workspaces_waitedspace_in_the_place_waited_for"


def test_a_wait_for_any_names_no_space(rooms):
    entry = WaitlistEntryFactory(resource=None, place=rooms[0].place, kind="meeting_room")

    rule = broken_rule(lambda: name(entry, rooms[0]))

    assert rule == "workspaces_waitedspace_in_the_place_waited_for"


def test_a_wait_that_is_for_no_kind_names_a_space(rooms):
    any_room = {"resource": None, "place": rooms[0].place, "kind": "meeting_room"}

    rule = broken_rule(lambda: WaitlistEntryFactory(**any_room, is_for_any=False))

    assert rule == "workspaces_waitlistentry_names_a_space"


def test_the_spaces_of_a_wait_follow_it_whatever_the_update(rooms, person):
    entry = WaitlistEntryFactory(resource=rooms[0], other_resources=[rooms[1]])
    later = as_range(afternoon(day_ahead(2)))

    WaitlistEntry.objects.filter(pk=entry.pk).update(
        status="withdrawn", period=later, person=person
    )

    rows = {(space.is_open, space.period, space.person) for space in WaitedSpace.objects.all()}
    assert rows == {(False, later, person)}


def test_a_space_that_is_waited_for_is_named_by_who_waits_whatever_is_written(rooms, person):
    entry = WaitlistEntryFactory(resource=rooms[0])
    other_period = as_range(afternoon(day_ahead(5)))

    WaitedSpace.objects.create(entry=entry, resource=rooms[1], person=person, period=other_period)

    rows = {(space.person, space.period) for space in WaitedSpace.objects.all()}
    assert rows == {(entry.person, entry.period)}


# Concurrency.


@pytest.mark.django_db(transaction=True)
def test_somebody_who_joins_twice_at_once_waits_once_for_each_space(person):
    place = PlaceFactory()
    desks = [ResourceFactory(place=place) for _number in range(3)]
    for desk in desks:
        BookingFactory(resource=desk)

    results = race(*[lambda: wait(person, *desks[:2]), lambda: wait(person, *desks[1:])] * 3)

    assert outcomes(results) == {"WaitlistEntry": 1, "AlreadyWaiting": 5}
    assert WaitlistEntry.objects.count() == 1
    assert WaitedSpace.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_spaces_that_are_freed_at_once_are_offered_to_one_person_each():
    place = PlaceFactory()
    desks = [ResourceFactory(place=place) for _number in range(2)]
    entries = [
        WaitlistEntryFactory(resource=desks[0], other_resources=[desks[1]]) for _number in range(4)
    ]

    race(*[lambda: offer_next(place=Place.objects.get(pk=place.pk), period=entries[0].period)] * 4)

    assert [status_of(entry) for entry in entries] == ["offered", "offered", "waiting", "waiting"]
    assert {held_by(booking) for booking in offered_bookings()} == set(desks)
    assert overlaps() == 0


# The page.


@pytest.fixture
def page(client, person, place):
    client.force_login(person)
    return reverse("place_wait", args=[place.slug])


@pytest.fixture
def wish():
    return {"jour": day_ahead(1).isoformat(), "moment": "matin"}


def test_several_spaces_are_ticked_on_the_page(client, page, wish, rooms, bookings):
    response = client.get(page, wish)
    assert "Cochez tout ce qui vous irait" in text_of(response)
    assert " checked" not in response.text

    answer = client.post(page, {**wish, "espace": [str(room.pk) for room in rooms[:2]]})

    assert answer.status_code == 302
    entry = WaitlistEntry.objects.get()
    assert list(entry.resources.all()) == rooms[:2]
    own_page = text_of(client.get(reverse("waitlist")))
    assert "Salle des Tilleuls ou Salle des Charmes" in own_page


def test_the_host_reads_the_spaces_that_are_waited_for(client, rooms):
    WaitlistEntryFactory(resource=rooms[0], other_resources=[rooms[1]])
    client.force_login(HostFactory(of=rooms[0].place))

    host_page = text_of(client.get(reverse("host_waitlist", args=[rooms[0].place.slug])))

    assert "Salle des Tilleuls ou Salle des Charmes" in host_page


@pytest.fixture
def desks(place):
    desks = [ResourceFactory(place=place, name=f"Poste {number}") for number in (1, 2)]
    for desk in desks:
        BookingFactory(resource=desk)
    return desks


def test_any_desk_is_all_the_desks(client, page, wish, desks):
    client.post(page, {**wish, "espace": ["poste", str(desks[0].pk)]})

    entry = WaitlistEntry.objects.get()
    assert (entry.is_for_any, entry.kind) == (True, "desk")


@pytest.mark.usefixtures("bookings", "desks")
def test_any_desk_and_a_room_are_two_waits(client, page, wish, rooms):
    data = {**wish, "espace": ["poste", str(rooms[0].pk)], "mot": "Près d’une fenêtre"}

    answer = client.post(page, data)

    assert answer.status_code == 400
    assert "pas les deux" in text_of(answer)
    assert "Près d’une fenêtre" in answer.text
    assert answer.text.count(" checked") == 2
    assert not WaitlistEntry.objects.exists()


@pytest.mark.parametrize(
    "spaces",
    [[], [""], ["zz"], ["\x00"], ["x" * 5_000], ["0199b7a4-0000-7000-8000-000000000004"] * 30],
    ids=["nothing", "empty", "nonsense", "a null", "huge", "too many"],
)
@pytest.mark.usefixtures("bookings")
def test_invalid_wish_is_refused_and_waits_for_nothing(client, page, wish, spaces):
    answer = client.post(page, {**wish, "espace": spaces})

    assert answer.status_code in {400, 404, 422}
    assert not WaitlistEntry.objects.exists()
