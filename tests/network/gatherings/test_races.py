"""People at once at one gathering, in real threads: one seat is one seat, one room is one room."""

import pytest

from bocage.network.gatherings.operations.gatherings import change_gathering, plan_gathering
from bocage.network.gatherings.operations.registrations import register
from bocage.network.models import Gathering, Registration
from bocage.registrations.operations.events import open_event
from bocage.registrations.operations.registrations import leave_event
from bocage.workspaces.models import Booking
from tests.network.gatherings.factories import GatheringFactory, RegistrationFactory, club_world
from tests.people.factories import PersonFactory
from tests.workspaces.bookings.test_races import outcomes, race

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_last_seat_goes_to_one_and_the_others_wait():
    gathering = GatheringFactory(capacity=1)
    people = PersonFactory.create_batch(5)

    race(*[lambda by=by: register(by=by, gathering=gathering) for by in (*people, people[0])])

    gathering.refresh_from_db()
    states = sorted(Registration.objects.values_list("state", flat=True))
    assert states == ["registered", *["waiting"] * 4]
    assert (gathering.seats_taken, gathering.status) == (1, Gathering.Status.FULL)


def test_a_seat_that_is_freed_while_another_registers_is_given_once():
    gathering = GatheringFactory(capacity=1)
    leaving = RegistrationFactory(event=gathering)
    RegistrationFactory(event=gathering, state=Registration.State.WAITING)

    race(
        lambda: leave_event(by=leaving.person, registration=leaving),
        lambda: register(by=PersonFactory(), gathering=gathering),
        lambda: register(by=PersonFactory(), gathering=gathering),
    )

    gathering.refresh_from_db()
    assert gathering.seats_taken == 1
    assert Registration.objects.filter(state="registered").count() == 1


def test_a_room_that_two_gatherings_want_is_one_gatherings():
    world = club_world()

    results = race(
        *[
            lambda title=title: plan_gathering(by=world.organiser, plan=world.plan(title=title))
            for title in ("Jeudi", "Atelier", "Déjeuner")
        ]
    )

    assert outcomes(results) == {"Gathering": 1, "RoomTaken": 2}
    assert Gathering.objects.get().room_booking == Booking.objects.holding().get().pk


def test_who_registers_while_it_moves_comes_to_what_they_read():
    world = club_world()
    planned = plan_gathering(by=world.organiser, plan=world.plan())
    gathering = open_event(by=world.organiser, event=planned)
    nadia = PersonFactory()

    results = race(
        lambda: change_gathering(by=world.organiser, gathering=gathering, plan=world.plan(days=9)),
        lambda: register(by=nadia, gathering=gathering, seen_sequence=0),
    )

    was_told_of_the_move = "GatheringMoved" in outcomes(results)
    assert Registration.objects.exists() != was_told_of_the_move
    gathering_now = Gathering.objects.get()
    assert Booking.objects.holding().get().period.lower == gathering_now.starts_at
