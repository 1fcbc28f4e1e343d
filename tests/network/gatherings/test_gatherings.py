"""Gatherings and their rooms: written together, moved together, and what places do with them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.network.gatherings.errors import GatheringInThePast, GatheringOver, SeatsTaken
from bocage.network.gatherings.operations.arrivals import arrive
from bocage.network.gatherings.operations.gatherings import change_gathering, plan_gathering
from bocage.network.gatherings.operations.room_changes import book_rooms_in_time
from bocage.network.gatherings.operations.series import end_series, extend_series, plan_series
from bocage.network.models import Gathering, Registration
from bocage.people.dashboard import tasks_of
from bocage.people.seams.meeting_rooms import RoomTaken
from bocage.registrations.operations.events import call_off_event, open_event
from bocage.workspaces.bookings.operations.cancellations import cancel_booking
from bocage.workspaces.bookings.operations.moves import move_booking
from bocage.workspaces.bookings.operations.requests import accept_request
from bocage.workspaces.models import Booking
from tests.network.gatherings.factories import RegistrationFactory, at, club_world
from tests.people.factories import PersonFactory
from tests.workspaces.factories import BookingFactory, HostFactory, ResourceFactory, as_range

pytestmark = pytest.mark.django_db
State = Registration.State


@pytest.fixture
def world():
    return club_world()


@pytest.fixture
def gathering(world):
    planned = plan_gathering(by=world.organiser, plan=world.plan())
    return open_event(by=world.organiser, event=planned)


def booking_of(gathering):
    return Booking.objects.get(pk=gathering.room_booking)


def calendar_of(mails, *, to):
    """Returns the method and version of the iCalendar file in the last mail to a person."""
    mail = [mail for mail in mails if mail.recipient == to][-1]
    [attached] = mail.attachments.all()
    content = bytes(attached.content).decode()
    version = content.partition("SEQUENCE:")[2].partition("\r\n")[0]
    return attached.method, int(version)


class TestTheRoom:
    def test_is_booked_in_the_same_act(self, world, gathering):
        booking = booking_of(gathering)

        assert (booking.status, booking.attendees) == (Booking.Status.CONFIRMED, 8)
        assert booking.period.lower == gathering.starts_at
        assert "Le jeudi du club" in booking.purpose
        assert gathering.room_state == Gathering.Room.HELD
        assert gathering.location.startswith("Salle de réunion, Télécentre de Boitron")
        assert gathering.commune == world.place.commune

    def test_that_another_has_is_refused_with_what_is_free_instead(self, world):
        period = as_range((at(7, 17), at(7, 19)))
        BookingFactory(resource=world.room, period=period)
        free_room = ResourceFactory(place=world.place, meeting_room=True, name="Salle du haut")

        with pytest.raises(RoomTaken) as refusal:
            plan_gathering(by=world.organiser, plan=world.plan())

        assert not Gathering.objects.exists()
        assert refusal.value.instead()[0].room_id == free_room.pk

    def test_moves_with_it_and_those_who_come_receive_a_mail(self, world, gathering, deliver_mails):
        registration = RegistrationFactory(event=gathering)
        booked = gathering.room_booking

        changed = change_gathering(by=world.organiser, gathering=gathering, plan=world.plan(days=9))

        assert changed.room_booking == booked
        assert booking_of(changed).period.lower == at(9, 18)
        assert changed.room_state == Gathering.Room.HELD
        mails = deliver_mails()
        assert calendar_of(mails, to=registration.person.email) == ("REQUEST", 1)

    def test_stays_where_the_new_one_is_taken(self, world, gathering):
        BookingFactory(resource=world.room, period=as_range((at(9, 17), at(9, 19))))

        with pytest.raises(RoomTaken):
            change_gathering(by=world.organiser, gathering=gathering, plan=world.plan(days=9))

        gathering.refresh_from_db()
        assert gathering.starts_at == at(7, 18)
        assert booking_of(gathering).period.lower == at(7, 18)

    def test_of_another_place_is_held_before_the_first_is_freed(self, world, gathering):
        other_room = ResourceFactory(
            place__commune=world.place.commune,
            place__hours={weekday: [(480, 1320)] for weekday in range(7)},
            meeting_room=True,
            capacity=10,
        )
        first_booking = booking_of(gathering)

        changed = change_gathering(
            by=world.organiser, gathering=gathering, plan=world.plan(room_id=other_room.pk)
        )

        first_booking.refresh_from_db()
        assert first_booking.status == Booking.Status.CANCELLED
        assert booking_of(changed).place == other_room.place
        roomless = change_gathering(
            by=world.organiser,
            gathering=changed,
            plan=world.plan(room_id=None, location="Café", commune=world.place.commune),
        )
        assert (roomless.room_state, roomless.location) == ("", "Café, Boitron")
        assert not Booking.objects.holding().exists()

    def test_falls_with_it(self, world, gathering, deliver_mails):
        registration = RegistrationFactory(event=gathering)
        booked = booking_of(gathering)

        cancelled = call_off_event(by=world.organiser, event=gathering, reason="Neige.")
        second_call = call_off_event(by=world.organiser, event=gathering)

        booked.refresh_from_db()
        registration.refresh_from_db()
        assert booked.status == Booking.Status.CANCELLED
        assert (second_call.status, cancelled.call_off_reason) == (
            Gathering.Status.CALLED_OFF,
            "Neige.",
        )
        assert registration.state == State.CANCELLED
        assert calendar_of(deliver_mails(), to=registration.person.email) == ("CANCEL", 1)
        with pytest.raises(GatheringOver):
            change_gathering(by=world.organiser, gathering=gathering, plan=world.plan())

    def test_taken_back_by_its_host_is_reported_and_replaced(self, world, gathering, deliver_mails):
        registration = RegistrationFactory(event=gathering)
        cancel_booking(
            by=HostFactory(of=world.place), booking=booking_of(gathering), note="Le toit fuit."
        )

        # One mail in all: neither that of the booking when it was made, nor that of its end.
        [mail] = deliver_mails()

        gathering.refresh_from_db()
        assert gathering.room_state == Gathering.Room.LOST
        assert mail.recipient == world.organiser.email != registration.person.email
        assert "n’est plus réservée" in mail.subject
        assert "Le toit fuit." in mail.text
        assert [task.urgency for task in tasks_of(world.organiser) if "salle" in str(task.title)]
        changed = change_gathering(by=world.organiser, gathering=gathering, plan=world.plan())
        assert changed.room_state == Gathering.Room.HELD
        assert changed.sequence == 0

    def test_moved_by_its_host_is_lost_or_followed(self, world, gathering, deliver_mails):
        host = HostFactory(of=world.place)
        registration = RegistrationFactory(event=gathering)
        other_room = ResourceFactory(
            place=world.place, meeting_room=True, name="Salle du haut", capacity=12
        )
        move_booking(by=host, booking=booking_of(gathering), resources=[other_room.pk])
        mails = deliver_mails()
        gathering.refresh_from_db()
        assert gathering.location.startswith("Salle du haut")
        assert calendar_of(mails, to=registration.person.email) == ("REQUEST", 1)
        [organiser_mail] = [mail for mail in mails if mail.recipient == world.organiser.email]
        assert "La salle change" in organiser_mail.subject
        assert "Salle de réunion, Télécentre de Boitron" in organiser_mail.text

        later = as_range((at(8, 18), at(8, 20)))
        move_booking(by=host, booking=booking_of(gathering), period=later)
        deliver_mails()
        gathering.refresh_from_db()
        assert gathering.room_state == Gathering.Room.LOST

    def test_that_its_place_decides_upon_is_asked_first(self, world, deliver_mails):
        room = ResourceFactory(
            place=world.place,
            meeting_room=True,
            name="Grande salle",
            capacity=30,
            rules={"needs_approval": True},
        )
        gathering = plan_gathering(by=world.organiser, plan=world.plan(room_id=room.pk))
        assert gathering.room_state == Gathering.Room.REQUESTED

        host = HostFactory(of=world.place)
        accept_request(by=host, booking=booking_of(gathering))

        to_the_preparer = [
            mail.kind.rpartition(".")[2]
            for mail in deliver_mails()
            if mail.recipient == world.organiser.email
        ]
        assert to_the_preparer == ["RoomIsAgreed"]

        gathering.refresh_from_db()
        assert gathering.room_state == Gathering.Room.HELD

    def test_is_in_use_once_somebody_came_and_is_not_released(self, gathering):
        registration = RegistrationFactory(event=gathering)

        arrive(gathering=gathering, by=registration.person, now=gathering.starts_at)
        arrive(gathering=gathering, name="Odile", now=gathering.starts_at)

        assert booking_of(gathering).status == Booking.Status.CHECKED_IN


class TestTheGathering:
    def test_is_planned_by_who_runs_the_club_and_not_in_the_past(self, world):
        with pytest.raises(NotAllowed):
            plan_gathering(by=PersonFactory(), plan=world.plan())
        with pytest.raises(GatheringInThePast):
            plan_gathering(by=world.organiser, plan=world.plan(days=-1))
        assert not Booking.objects.exists()

    def test_keeps_at_least_the_seats_that_are_taken(self, world, gathering):
        RegistrationFactory(event=gathering, people=3)

        with pytest.raises(SeatsTaken):
            change_gathering(by=world.organiser, gathering=gathering, plan=world.plan(capacity=2))

        assert booking_of(gathering).attendees == 8

    def test_gives_more_seats_to_those_who_wait(self, world, gathering, deliver_mails):
        RegistrationFactory(event=gathering, people=6)
        waiting = RegistrationFactory(event=gathering, people=4, state=State.WAITING)

        changed = change_gathering(
            by=world.organiser, gathering=gathering, plan=world.plan(capacity=10)
        )

        waiting.refresh_from_db()
        assert waiting.state == State.REGISTERED
        assert booking_of(changed).attendees == 10
        assert calendar_of(deliver_mails(), to=waiting.person.email) == ("REQUEST", 0)


class TestTheSeries:
    def test_books_a_room_each_month_says_where_it_cannot_and_falls_whole(self, world, run_tasks):
        first = timezone.localtime(at(3, 18)).date()
        series_plan = plan_series(by=world.organiser, plan=world.plan(days=3), dates=6)

        days = [gathering.occurs_on for gathering in series_plan.gatherings]
        assert days[0] == first
        assert {day.weekday() for day in days} == {first.weekday()}
        assert len({(day.year, day.month) for day in days}) == 6
        states = [gathering.room_state for gathering in series_plan.gatherings]
        assert states[:2] == ["held", "held"]
        # Ninety days ahead, the place takes no booking yet: the room is booked in time.
        assert states[-1] == "later"
        assert book_rooms_in_time(now=timezone.now()) == 0
        assert book_rooms_in_time(now=timezone.now() + timedelta(days=75)) >= 1
        run_tasks()

        extension = extend_series(by=world.organiser, series=series_plan.series, dates=2)
        assert extension.gatherings[0].occurs_on > days[-1]
        end_series(by=world.organiser, series=series_plan.series)
        assert not Booking.objects.holding().exists()
        assert set(Gathering.objects.values_list("status", flat=True)) == {"called_off"}

    def test_prepares_without_a_room_the_date_on_which_another_has_it(self, world):
        plan = world.plan(days=3)
        second = plan_series(by=world.organiser, plan=plan, dates=2).gatherings[1]
        end_series(by=world.organiser, series=second.series)
        BookingFactory(resource=world.room, period=as_range((second.starts_at, second.ends_at)))

        series_plan = plan_series(by=world.organiser, plan=plan, dates=2)

        [(roomless, reason)] = series_plan.without_room
        assert roomless.occurs_on == second.occurs_on
        assert roomless.room_state == ""
        assert "déjà pris" in reason
