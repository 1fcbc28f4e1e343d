"""Arriving and leaving, with or without a booking, and what the clock does to who did not come."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.workspaces.booking_refusals.errors import PlaceNotOpen
from bocage.workspaces.bookings.operations.cancellations import cancel_booking, restore_booking
from bocage.workspaces.bookings.operations.moves import move_booking
from bocage.workspaces.front_desk.arrivals import absences_at, find_address, visits_on
from bocage.workspaces.front_desk.errors import (
    AddressRevoked,
    CodeOfAnotherPlace,
    HeldBySomebodyElse,
    NotToCheckIn,
    PeopleInvalid,
    ReleasedAndTaken,
    TooEarlyToCheckIn,
    TooLateToCheckIn,
)
from bocage.workspaces.front_desk.operations import endings
from bocage.workspaces.front_desk.operations.endings import (
    complete_past_bookings,
    release_unattended,
)
from bocage.workspaces.front_desk.operations.presence import (
    check_in,
    check_out,
    count_walk_in,
    note_arrival,
    undo_arrival,
)
from bocage.workspaces.front_desk.operations.shared_addresses import replace_address, revoke_address
from bocage.workspaces.models import Booking, Hold, Place, Visit
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory
from tests.workspaces.factories import (
    BookingFactory,
    HostFactory,
    PlaceFactory,
    ResourceFactory,
    SharedAddressFactory,
    afternoon,
    as_range,
    day_ahead,
    morning,
)

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)
Status = Booking.Status


@pytest.fixture
def booking(today):
    """Returns a booking of this morning, 9:00–12:30, in a place with a code."""
    return BookingFactory(period=as_range(today))


@pytest.fixture
def code(booking):
    return SharedAddressFactory(place=booking.place)


def arrive(booking, code, at=None, by=None):
    now = at or booking.period.lower
    return check_in(by=by or booking.booked_for, booking=booking, at=code, now=now)


def test_who_scans_the_code_has_come_and_is_counted(booking, code, today):
    arrived = arrive(booking, code, today.start + 2 * MINUTE)

    assert (arrived.status, arrived.checked_in_at) == (Status.CHECKED_IN, today.start + 2 * MINUTE)
    visit = Visit.objects.get()
    assert (visit.booking, visit.person, visit.is_walk_in) == (booking, booking.booked_for, False)
    assert visit.resource == booking.holds.get().resource
    assert (visit.people, visit.arrived_at) == (1, today.start + 2 * MINUTE)


def test_scanning_twice_is_harmless(booking, code, today):
    arrive(booking, code)
    second_arrival = arrive(booking, code, today.start + 30 * MINUTE)

    assert second_arrival.checked_in_at == today.start
    assert Visit.objects.count() == 1


@pytest.mark.parametrize(
    ("at", "refusal"),
    [
        (lambda today: today.start - 31 * MINUTE, TooEarlyToCheckIn),
        (lambda today: today.end, TooLateToCheckIn),
        (lambda today: today.end + timedelta(days=3), TooLateToCheckIn),
    ],
    ids=["too early", "over", "days later"],
)
def test_an_arrival_has_its_time(booking, code, at, refusal, today):
    with pytest.raises(refusal) as refusal_info:
        arrive(booking, code, at(today))

    assert "h" in str(refusal_info.value)
    booking.refresh_from_db()
    assert booking.status == Status.CONFIRMED
    assert not Visit.objects.exists()


def test_half_an_hour_early_and_the_last_minute_are_in_time(booking, code, today):
    assert arrive(booking, code, today.start - 30 * MINUTE).status == Status.CHECKED_IN

    second_booking = BookingFactory(period=as_range(today), resource__place=booking.place)
    assert arrive(second_booking, code, today.end - MINUTE).status == Status.CHECKED_IN


@pytest.mark.parametrize("status", [Status.REQUESTED, Status.REFUSED, Status.CANCELLED])
def test_what_does_not_stand_waits_for_nobody(code, status, today):
    dates = {
        Status.REQUESTED: {"lapses_at": today.end},
        Status.CANCELLED: {"cancelled_at": today.start, "cancelled_because": "holder"},
    }
    booking = BookingFactory(
        period=as_range(today),
        resource__place=code.place,
        status=status,
        **dates.get(status, {}),
    )

    with pytest.raises(NotToCheckIn):
        arrive(booking, code)


def test_the_code_of_another_place_says_where_one_has_booked(booking):
    foreign_code = SharedAddressFactory()

    with pytest.raises(CodeOfAnotherPlace, match=booking.place.name):
        arrive(booking, foreign_code)


def test_a_revoked_code_and_the_address_of_a_screen_note_nothing(booking, code):
    host = HostFactory(of=booking.place)
    revoke_address(by=host, address=code)
    screen = SharedAddressFactory(door=True, resource=booking.holds.get().resource)

    for address in (code, screen):
        with pytest.raises(AddressRevoked):
            arrive(booking, address)
    with pytest.raises(AddressRevoked):
        find_address("check_in", code.token)


def test_a_replaced_code_opens_the_same_under_another_address(booking, code):
    fresh = replace_address(by=HostFactory(of=booking.place), address=code)

    assert fresh.token != code.token
    assert len(fresh.token) == 43
    assert arrive(booking, fresh).status == Status.CHECKED_IN


@pytest.mark.parametrize("role", ["somebody", "host_elsewhere"])
def test_nobody_else_arrives_in_ones_place(booking, code, role):
    person = PersonFactory() if role == "somebody" else HostFactory(of=PlaceFactory())

    with pytest.raises(NotAllowed):
        arrive(booking, code, by=person)


def test_the_host_notes_an_arrival_by_hand_and_takes_it_back(booking, today):
    host = HostFactory(of=booking.place)

    noted = note_arrival(by=host, booking=booking, now=today.start)
    assert noted.status == Status.CHECKED_IN
    assert undo_arrival(by=host, booking=booking, now=today.start + MINUTE).status == (
        Status.CONFIRMED
    )
    assert not Visit.objects.exists()
    with pytest.raises(NotAllowed):
        note_arrival(by=booking.booked_for, booking=booking, now=today.start)
    with pytest.raises(NotAllowed):
        undo_arrival(by=booking.booked_for, booking=booking, now=today.start)


def test_a_host_corrects_an_absence_within_a_week(booking, today):
    host = HostFactory(of=booking.place)
    booking.status = Status.NO_SHOW
    booking.save()

    with pytest.raises(TooLateToCheckIn):
        note_arrival(by=host, booking=booking, now=today.end + timedelta(days=8))
    corrected = note_arrival(by=host, booking=booking, now=today.end + timedelta(days=2))

    assert (corrected.status, corrected.checked_in_at) == (Status.COMPLETED, today.start)
    visit = Visit.objects.get()
    assert (visit.arrived_at, visit.left_at) == (today.start, today.end)


def test_a_host_does_not_note_the_arrival_of_another_day(booking, today):
    host = HostFactory(of=booking.place)

    with pytest.raises(TooEarlyToCheckIn):
        note_arrival(by=host, booking=booking, now=today.start - timedelta(days=1))


def test_who_leaves_early_frees_what_is_left(booking, code, today):
    arrive(booking, code)

    left_early = check_out(by=booking.booked_for, booking=booking, now=today.start + 60 * MINUTE)

    assert (left_early.status, left_early.ended_at) == (Status.COMPLETED, today.start + 60 * MINUTE)
    assert not Hold.objects.filter(is_holding=True).exists()
    assert Visit.objects.get().left_at == today.start + 60 * MINUTE
    assert check_out(by=booking.booked_for, booking=booking).ended_at == left_early.ended_at


def test_nobody_leaves_who_has_not_come(booking, today):
    with pytest.raises(NotToCheckIn):
        check_out(by=booking.booked_for, booking=booking, now=today.start)


# Walk-ins


def test_a_walk_in_is_counted_without_an_account(code, today):
    commune = CommuneFactory()

    visit = count_walk_in(by=None, at=code, people=3, origin=commune, now=today.start)

    assert (visit.place, visit.person, visit.people, visit.origin) == (code.place, None, 3, commune)
    assert visit.is_walk_in
    code.refresh_from_db()
    assert code.last_used_at == today.start


def test_a_double_tap_counts_once_and_a_person_once_a_day(code, today):
    first = count_walk_in(by=None, at=code, idempotency_key="k", now=today.start)
    assert count_walk_in(by=None, at=code, idempotency_key="k", now=today.start) == first

    person = PersonFactory()
    visit = count_walk_in(by=person, at=code, now=today.start)
    assert count_walk_in(by=person, at=code, now=today.end) == visit
    later = count_walk_in(by=person, at=code, now=today.end + timedelta(days=1))
    assert later != visit


@pytest.mark.parametrize("people", [-1, 0, 51, 10**9])
def test_a_walk_in_is_of_one_to_fifty_people(code, people):
    with pytest.raises(PeopleInvalid):
        count_walk_in(by=None, at=code, people=people)


def test_a_place_that_is_not_shown_counts_nobody(code):
    Place.objects.update(status=Place.Status.DRAFT)
    code.place.refresh_from_db()

    with pytest.raises(PlaceNotOpen):
        count_walk_in(by=None, at=code)


def test_a_room_that_another_has_booked_counts_nobody_and_says_until_when(booking, today):
    room_code = SharedAddressFactory(resource=booking.holds.get().resource)

    with pytest.raises(HeldBySomebodyElse, match="12\xa0h\xa030"):
        count_walk_in(by=None, at=room_code, now=today.start)
    with pytest.raises(HeldBySomebodyElse):
        count_walk_in(by=PersonFactory(), at=room_code, now=today.end - MINUTE)
    assert count_walk_in(by=None, at=room_code, now=today.end).resource == room_code.resource


def test_a_room_whose_whole_is_booked_counts_nobody(today):
    whole_room = ResourceFactory(meeting_room=True)
    half = ResourceFactory(place=whole_room.place, parent=whole_room, name="Moitié")
    BookingFactory(resource=whole_room, period=as_range(today))

    with pytest.raises(HeldBySomebodyElse):
        count_walk_in(by=None, at=SharedAddressFactory(resource=half), now=today.start)


# Released, completed, absent


def make_released_desk(**rules):
    return ResourceFactory(
        place=PlaceFactory(rules={"release_after_minutes": 15, **rules}), name="Poste 1"
    )


def test_unused_desk_is_released_after_the_delay_and_the_person_receives_a_mail(
    deliver_mails, today
):
    desk = make_released_desk()
    booking = BookingFactory(resource=desk, period=as_range(today))

    assert release_unattended(now=today.start + 14 * MINUTE) == 0
    assert release_unattended(now=today.start + 15 * MINUTE) == 1
    assert release_unattended(now=today.start + 15 * MINUTE) == 0

    booking.refresh_from_db()
    assert (booking.status, booking.ended_at) == (Status.NO_SHOW, today.start + 15 * MINUTE)
    assert not Hold.objects.get().is_holding
    assert [mail.recipient for mail in deliver_mails()] == [booking.booked_for.email]


def test_who_has_come_and_where_nothing_is_released_keeps_their_place(booking, today):
    present = BookingFactory(resource=make_released_desk(), period=as_range(today))
    arrive(present, SharedAddressFactory(place=present.place))

    assert release_unattended(now=today.end - MINUTE) == 0
    booking.refresh_from_db()
    assert booking.status == Status.CONFIRMED


def test_the_delay_of_what_was_booked_late_runs_from_its_confirmation(today):
    moment = today.start + 30 * MINUTE
    BookingFactory(resource=make_released_desk(), period=as_range(today), confirmed_at=moment)

    assert release_unattended(now=moment + 14 * MINUTE) == 0
    assert release_unattended(now=moment + 15 * MINUTE) == 1


def test_the_delay_of_what_was_moved_late_runs_from_the_move():
    desk = make_released_desk()
    tomorrow = morning(day_ahead(1))
    booking = BookingFactory(resource=desk, period=as_range(afternoon(day_ahead(1))))
    moment = tomorrow.start + 30 * MINUTE
    move_booking(by=HostFactory(of=desk.place), booking=booking, period=tomorrow, now=moment)

    assert release_unattended(now=moment + 14 * MINUTE) == 0
    assert release_unattended(now=moment + 15 * MINUTE) == 1


def test_the_delay_of_what_was_restored_late_runs_from_then():
    desk = make_released_desk()
    tomorrow = morning(day_ahead(1))
    booking = BookingFactory(resource=desk, period=as_range(tomorrow))
    host = HostFactory(of=desk.place)
    moment = tomorrow.start + 14 * MINUTE
    cancel_booking(by=host, booking=booking, now=moment)
    restore_booking(by=host, booking=booking, now=moment + 2 * MINUTE)

    assert release_unattended(now=moment + 16 * MINUTE) == 0
    assert release_unattended(now=moment + 17 * MINUTE) == 1


def test_what_is_moved_while_the_round_looks_is_not_released(monkeypatch):
    desk = make_released_desk()
    tomorrow = morning(day_ahead(1))
    booking = BookingFactory(resource=desk, period=as_range(tomorrow))
    host, now = HostFactory(of=desk.place), tomorrow.start + 20 * MINUTE
    read = endings.plans_of

    def moved_meanwhile(places):
        move_booking(by=host, booking=booking, period=afternoon(day_ahead(1)), now=now)
        return read(places)

    monkeypatch.setattr(endings, "plans_of", moved_meanwhile)

    assert release_unattended(now=now) == 0
    booking.refresh_from_db()
    assert booking.status == Status.CONFIRMED


def test_what_was_taken_at_the_door_is_not_released(today):
    BookingFactory(resource=make_released_desk(), period=as_range(today), at_the_door=True)

    assert release_unattended(now=today.end - MINUTE) == 0


def test_who_comes_late_has_their_place_again_unless_somebody_took_it(today):
    desk = make_released_desk()
    booking = BookingFactory(resource=desk, period=as_range(today))
    code = SharedAddressFactory(place=desk.place)
    release_unattended(now=today.start + 20 * MINUTE)

    second_arrival = arrive(booking, code, today.start + 25 * MINUTE)
    assert second_arrival.status == Status.CHECKED_IN
    assert Hold.objects.get().is_holding

    late_booking = BookingFactory(resource=make_released_desk(), period=as_range(today))
    release_unattended(now=today.start + 20 * MINUTE)
    rival = BookingFactory(resource=late_booking.holds.get().resource, period=as_range(today))
    with pytest.raises(ReleasedAndTaken):
        arrive(
            late_booking, SharedAddressFactory(place=late_booking.place), today.start + 25 * MINUTE
        )
    late_booking.refresh_from_db()
    rival.refresh_from_db()
    assert (late_booking.status, rival.status) == (Status.NO_SHOW, Status.CONFIRMED)
    assert not Visit.objects.filter(booking=late_booking).exists()


def test_the_past_is_done_where_nobody_notes_who_comes(booking, today):
    totals = complete_past_bookings(now=today.end)

    booking.refresh_from_db()
    assert (totals.completed, totals.no_shows) == (1, 0)
    assert (booking.status, booking.ended_at) == (Status.COMPLETED, today.end)
    visit = Visit.objects.get()
    assert (visit.arrived_at, visit.left_at, visit.is_walk_in) == (today.start, today.end, False)
    assert complete_past_bookings(now=today.end).completed == 0
    assert Visit.objects.count() == 1


def test_who_was_not_seen_is_absent_where_arrivals_are_noted(booking, code, today):
    present = BookingFactory(resource__place=booking.place, period=as_range(today))
    arrive(present, code)

    assert complete_past_bookings(now=today.end - MINUTE).completed == 0
    totals = complete_past_bookings(now=today.end)

    booking.refresh_from_db()
    present.refresh_from_db()
    assert (totals.completed, totals.no_shows) == (1, 1)
    assert (booking.status, present.status) == (Status.NO_SHOW, Status.COMPLETED)
    assert [visit.left_at for visit in Visit.objects.all()] == [today.end]


def test_a_code_that_nobody_has_scanned_for_a_month_makes_nobody_absent(booking, code, today):
    code.last_used_at = today.start - timedelta(days=31)
    code.save()

    assert complete_past_bookings(now=today.end).no_shows == 0


def test_the_queries_do_not_grow_with_what_is_over(django_assert_num_queries, today):
    desk = ResourceFactory()
    for number in range(3):
        period = morning(day_ahead(-number))
        BookingFactory(resource=desk, period=as_range(period))

    with django_assert_num_queries(9):
        assert complete_past_bookings(now=today.end).completed == 3


def test_repeated_absences_are_counted_by_person_for_six_months():
    place = PlaceFactory()
    regular = PersonFactory(name="Ada")
    shy = PersonFactory(name="Zoé Discrète", shows_name_to_hosts=False)
    for person, days in ((regular, 2), (regular, 40), (shy, 3), (regular, 200)):
        BookingFactory(
            resource__place=place,
            booked_for=person,
            status=Status.NO_SHOW,
            period=as_range(morning(day_ahead(-days))),
        )
    BookingFactory(
        booked_for=regular, status=Status.NO_SHOW, period=as_range(morning(day_ahead(-2)))
    )

    absences = absences_at(place, timezone.now())

    assert [(absence.name, absence.count, absence.last_on) for absence in absences] == [
        ("Ada", 2, day_ahead(-2)),
        ("", 1, day_ahead(-3)),
    ]


def test_the_visits_of_a_day_are_those_of_the_place(code, today):
    visit = count_walk_in(by=None, at=code, now=today.start)
    count_walk_in(by=None, at=SharedAddressFactory(), now=today.start)
    count_walk_in(by=None, at=code, now=today.start - timedelta(days=1))

    assert visits_on(code.place, day_ahead(0)) == [visit]
