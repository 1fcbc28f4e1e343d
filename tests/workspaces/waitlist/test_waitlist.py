"""Waiting lists: in order, one offer at a time, held for a set time, and passed on."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bocage.foundation.errors import NotAllowed
from bocage.foundation.models import OutgoingMail
from bocage.workspaces.booking_refusals.errors import (
    AttendeesInvalid,
    InThePast,
    PeriodInvalid,
    PlaceNotOpen,
    ResourceUnknown,
)
from bocage.workspaces.bookings.errors import TooManyAttendees
from bocage.workspaces.bookings.history import history_of
from bocage.workspaces.bookings.operations.cancellations import cancel_booking
from bocage.workspaces.bookings.operations.moves import move_booking
from bocage.workspaces.hosting.operations.closures import close_place, reopen_place
from bocage.workspaces.models import Booking, Hold, Place, UnmetWish, WaitlistEntry
from bocage.workspaces.waitlist.errors import AlreadyWaiting, OfferGone, StillFree, TooManyWaits
from bocage.workspaces.waitlist.operations.offers import offer_free_spaces, offer_next
from bocage.workspaces.waitlist.operations.wait_endings import expire_entries
from bocage.workspaces.waitlist.operations.waitlist import (
    MAX_WAITS,
    accept_offer,
    decline_offer,
    join_waitlist,
    lapse_offers,
    leave_waitlist,
)
from tests.people.factories import PersonFactory
from tests.workspaces.bookings.test_races import outcomes, race
from tests.workspaces.factories import (
    BookingFactory,
    HostFactory,
    PlaceFactory,
    ResourceFactory,
    WaitlistEntryFactory,
    afternoon,
    as_range,
    day_ahead,
    hours,
    morning,
)

pytestmark = pytest.mark.django_db

Status = WaitlistEntry.Status


@pytest.fixture
def desk():
    return ResourceFactory()


@pytest.fixture
def rival(desk):
    """A booking that takes the desk tomorrow morning."""
    return BookingFactory(resource=desk)


def make_entries(desk, count):
    return [WaitlistEntryFactory(resource=desk) for _number in range(count)]


def statuses(entries):
    return [WaitlistEntry.objects.get(pk=entry.pk).status for entry in entries]


def offers():
    return Booking.objects.filter(status=Booking.Status.OFFERED)


def kinds_to(person):
    rows = OutgoingMail.objects.filter(recipient=person.email).order_by("id")
    return [row.kind.rsplit(".", 1)[1] for row in rows]


def test_one_joins_for_what_is_taken(desk, rival):
    person = PersonFactory()
    entry = join_waitlist(by=person, place=desk.place, period=rival.period, resources=[desk.pk])

    assert (entry.status, entry.kind, entry.person) == ("waiting", "desk", person)


def test_what_is_free_is_not_waited_for(desk):
    with pytest.raises(StillFree):
        join_waitlist(
            by=PersonFactory(), place=desk.place, period=morning(day_ahead(1)), resources=[desk.pk]
        )


def test_any_of_a_kind_is_waited_for_only_when_all_are_taken(desk, rival):
    person = PersonFactory()
    second = ResourceFactory(place=desk.place)
    with pytest.raises(StillFree):
        join_waitlist(by=person, place=desk.place, period=rival.period, kind="desk")
    BookingFactory(resource=second)
    entry = join_waitlist(by=person, place=desk.place, period=rival.period, kind="desk")
    assert entry.is_for_any


def test_one_waits_once(desk, rival):
    person = PersonFactory()
    join_waitlist(by=person, place=desk.place, period=rival.period, resources=[desk.pk])
    with pytest.raises(AlreadyWaiting):
        join_waitlist(by=person, place=desk.place, period=rival.period, resources=[desk.pk])


def test_nobody_waits_for_everything(desk, rival):
    person = PersonFactory()
    for number in range(MAX_WAITS):
        day = day_ahead(2 + number)
        WaitlistEntryFactory(resource=desk, person=person, period=as_range(morning(day)))
    with pytest.raises(TooManyWaits):
        join_waitlist(by=person, place=desk.place, period=rival.period, resources=[desk.pk])


@pytest.mark.django_db(transaction=True)
def test_the_last_wait_is_had_once_by_two_clicks(desk):
    person = PersonFactory()
    for number in range(1, MAX_WAITS):
        day = day_ahead(4 + number)
        WaitlistEntryFactory(resource=desk, person=person, period=as_range(morning(day)))
    bookings = [
        BookingFactory(resource=desk, period=as_range(morning(day_ahead(number))))
        for number in (1, 2, 3, 4)
    ]

    def wait(booking):
        return lambda: join_waitlist(
            by=person, place=desk.place, period=booking.period, resources=[desk.pk]
        )

    results = race(*map(wait, bookings))

    assert outcomes(results) == {"WaitlistEntry": 1, "TooManyWaits": 3}
    assert WaitlistEntry.objects.filter(person=person).count() == MAX_WAITS


def test_what_could_not_be_booked_is_not_waited_for(desk, rival):
    person, place = PersonFactory(), desk.place
    foreign_desk = ResourceFactory()
    tomorrow = morning(day_ahead(1))
    for refusal, wish in (
        (ResourceUnknown, {"resources": [foreign_desk.pk]}),
        (ResourceUnknown, {"kind": "meeting_room"}),
        (ResourceUnknown, {}),
        (TooManyAttendees, {"resources": [desk.pk], "attendees": 2}),
        (AttendeesInvalid, {"resources": [desk.pk], "attendees": 0}),
    ):
        with pytest.raises(refusal):
            join_waitlist(by=person, place=place, period=tomorrow, **wish)
    with pytest.raises(InThePast):
        join_waitlist(by=person, place=place, period=morning(day_ahead(-1)), resources=[desk.pk])
    with pytest.raises(PeriodInvalid):
        join_waitlist(
            by=person, place=place, period=(tomorrow.end, tomorrow.start), resources=[desk.pk]
        )


@pytest.mark.parametrize("status", [Place.Status.DRAFT, Place.Status.CLOSED])
def test_a_place_that_takes_nobody_has_no_list(rival, status):
    place = rival.place
    place.status = status
    place.save()
    with pytest.raises(PlaceNotOpen):
        join_waitlist(by=PersonFactory(), place=place, period=rival.period, kind="desk")


def test_a_cancellation_is_offered_to_the_first_in_the_list(desk, rival, deliver_mails):
    first, second = make_entries(desk, 2)

    cancel_booking(by=rival.booked_for, booking=rival)
    mails = deliver_mails()

    assert statuses([first, second]) == ["offered", "waiting"]
    [offer] = offers()
    assert (offer.booked_for, offer.period) == (first.person, first.period)
    assert Hold.objects.get(booking=offer).is_holding
    [mail] = [mail for mail in mails if mail.recipient == first.person.email]
    assert "workspaces.take_offer:" in mail.text
    assert "workspaces.decline_offer:" in mail.text
    assert list(mail.attachments.all()) == []


def test_an_offer_is_held_as_long_as_the_rules_say_and_never_past_the_start():
    place = PlaceFactory(rules={"offer_minutes": 60})
    desk = ResourceFactory(place=place)
    [entry] = make_entries(desk, 1)
    start = entry.period.lower

    now = start - timedelta(hours=5)
    offer_next(place=place, period=entry.period, now=now)
    [offer] = offers()
    assert offer.lapses_at == now + timedelta(minutes=60)

    decline_offer(by=entry.person, entry=entry, now=now)
    [later_entry] = make_entries(desk, 1)
    offer_next(place=place, period=later_entry.period, now=start - timedelta(minutes=20))
    assert offers().get().lapses_at == start


def test_taking_an_offer_books_it(desk, deliver_mails):
    [entry] = make_entries(desk, 1)
    offer_next(place=desk.place, period=entry.period)

    booking = accept_offer(by=entry.person, entry=entry)
    second_booking = accept_offer(by=entry.person, entry=entry)

    assert booking == second_booking
    booking.refresh_from_db()
    assert (booking.status, booking.lapses_at) == (Booking.Status.CONFIRMED, None)
    assert booking.confirmed_at is not None
    assert statuses([entry]) == ["booked"]
    deliver_mails()
    assert kinds_to(entry.person) == ["OfferMail", "BookingConfirmedMail"]


def test_taking_what_needs_an_agreement_makes_a_request():
    room = ResourceFactory(meeting_room=True, rules={"needs_approval": True})
    host = HostFactory(of=room.place)
    [entry] = make_entries(room, 1)
    offer_next(place=room.place, period=entry.period)

    booking = accept_offer(by=entry.person, entry=entry)

    booking.refresh_from_db()
    assert booking.status == Booking.Status.REQUESTED
    assert not Hold.objects.filter(is_holding=True).exists()
    assert kinds_to(entry.person) == ["OfferMail", "RequestReceivedMail"]
    assert kinds_to(host) == ["RequestToDecideMail"]


def test_a_declined_offer_goes_to_the_next(desk, run_tasks):
    first, second = make_entries(desk, 2)
    offer_next(place=desk.place, period=first.period)

    decline_offer(by=first.person, entry=first)
    decline_offer(by=first.person, entry=first)
    run_tasks()

    assert statuses([first, second]) == ["declined", "offered"]
    assert offers().get().booked_for == second.person
    with pytest.raises(OfferGone):
        accept_offer(by=first.person, entry=first)


def test_an_offer_that_is_not_answered_passes_on_until_nobody_is_left(desk, run_tasks):
    entries = make_entries(desk, 3)
    offer_next(place=desk.place, period=entries[0].period)

    for entry in entries:
        offer = offers().get()
        assert offer.booked_for == entry.person
        assert lapse_offers(now=offer.lapses_at - timedelta(seconds=1)) == 0
        assert lapse_offers(now=offer.lapses_at) == 1
        run_tasks()

    assert statuses(entries) == ["lapsed"] * 3
    assert not offers().exists()
    assert kinds_to(entries[0].person) == ["OfferMail", "OfferLapsedMail"]


def test_an_offer_that_is_due_cannot_be_taken_any_more(desk):
    [entry] = make_entries(desk, 1)
    offer_next(place=desk.place, period=entry.period)

    with pytest.raises(OfferGone):
        accept_offer(by=entry.person, entry=entry, now=offers().get().lapses_at)


def test_leaving_a_list_frees_what_was_offered(desk, run_tasks):
    first, second = make_entries(desk, 2)
    offer_next(place=desk.place, period=first.period)

    leave_waitlist(by=first.person, entry=first)
    leave_waitlist(by=first.person, entry=first)
    run_tasks()

    assert statuses([first, second]) == ["withdrawn", "offered"]


def test_nobody_answers_for_somebody_else(desk):
    [entry] = make_entries(desk, 1)
    offer_next(place=desk.place, period=entry.period)
    host = HostFactory(of=desk.place)
    for stranger in (PersonFactory(), host):
        for answer in (accept_offer, decline_offer, leave_waitlist):
            with pytest.raises(NotAllowed):
                answer(by=stranger, entry=entry)
    assert statuses([entry]) == ["offered"]


def test_who_cannot_have_what_is_free_keeps_their_rank(desk):
    whole_day = hours(day_ahead(1), 9 * 60, 18 * 60)
    BookingFactory(resource=desk, period=as_range(afternoon(day_ahead(1))))
    first = WaitlistEntryFactory(resource=desk, period=as_range(whole_day))
    second = WaitlistEntryFactory(resource=desk)

    offer_next(place=desk.place, period=morning(day_ahead(1)))

    assert statuses([first, second]) == ["waiting", "offered"]


def test_any_of_a_kind_gets_the_first_that_is_free(desk, rival):
    second = ResourceFactory(place=desk.place)
    entry = WaitlistEntryFactory(resource=None, place=desk.place, kind="desk")

    offer_next(place=desk.place, period=entry.period)

    assert Hold.objects.get(booking=offers().get()).resource == second


def test_an_account_that_is_closed_is_passed_over(desk):
    first = WaitlistEntryFactory(resource=desk, person=PersonFactory(is_active=False))
    [second] = make_entries(desk, 1)

    offer_next(place=desk.place, period=second.period)

    assert statuses([first, second]) == ["waiting", "offered"]


def test_a_move_and_a_closure_taken_away_reach_those_who_wait(desk, rival, run_tasks):
    host = HostFactory(of=desk.place)
    first, second = make_entries(desk, 2)
    move_booking(by=host, booking=rival, period=afternoon(day_ahead(1)))
    run_tasks()
    assert statuses([first, second]) == ["offered", "waiting"]

    leave_waitlist(by=first.person, entry=first)
    closure = close_place(by=host, place=desk.place, period=as_range(day_ahead(1)))
    run_tasks()
    assert statuses([second]) == ["waiting"]
    reopen_place(by=host, closure=closure)
    run_tasks()
    assert statuses([second]) == ["offered"]


def test_an_offer_that_falls_with_a_closure_waits_again(desk, run_tasks):
    host = HostFactory(of=desk.place)
    [entry] = make_entries(desk, 1)
    offer_next(place=desk.place, period=entry.period)

    close_place(by=host, place=desk.place, period=as_range(day_ahead(1)), reason="travaux")
    run_tasks()

    entry.refresh_from_db()
    assert (entry.status, entry.offer) == ("waiting", None)
    assert kinds_to(entry.person) == ["OfferMail", "BookingCancelledMail"]
    moments = history_of(Booking.objects.get(), reader=entry.person)
    assert moments[-1].label == "Annulée par une fermeture du lieu"


def test_what_was_freed_while_one_joined_is_offered(desk, rival, run_tasks):
    entry = join_waitlist(
        by=PersonFactory(), place=desk.place, period=rival.period, resources=[desk.pk]
    )
    Booking.objects.filter(pk=rival.pk).update(status=Booking.Status.COMPLETED)
    run_tasks()
    assert statuses([entry]) == ["offered"]


def test_free_space_without_an_event_is_found_within_a_minute(desk):
    entries = [*make_entries(desk, 1), WaitlistEntryFactory()]

    assert offer_free_spaces() == 2
    assert offer_free_spaces() == 0
    assert statuses(entries) == ["offered", "offered"]


def test_a_wish_without_an_answer_is_remembered_without_its_person(desk, rival):
    [entry] = make_entries(desk, 1)

    assert expire_entries(now=entry.period.upper - timedelta(seconds=1)) == 0
    assert expire_entries(now=entry.period.upper) == 1
    assert expire_entries(now=entry.period.upper) == 0

    assert statuses([entry]) == ["expired"]
    wish = UnmetWish.objects.get()
    assert (wish.place, wish.kind, wish.period, wish.reason) == (
        desk.place,
        "desk",
        entry.period,
        "waitlist",
    )
    assert kinds_to(entry.person) == []


def test_people_waiting_for_a_closed_place_receive_a_mail(desk, deliver_mails):
    [entry] = make_entries(desk, 1)
    Place.objects.filter(pk=desk.place_id).update(status=Place.Status.CLOSED)

    assert offer_next(place=desk.place, period=entry.period) == []
    assert expire_entries() == 1

    assert statuses([entry]) == ["expired"]
    [mail] = deliver_mails()
    assert "ne prend plus de réservation" in mail.text


def test_an_offer_of_a_place_that_closes_for_good_is_refused_with_the_reason(desk):
    [entry] = make_entries(desk, 1)
    offer_next(place=desk.place, period=entry.period)
    Place.objects.filter(pk=desk.place_id).update(status=Place.Status.CLOSED)

    with pytest.raises(PlaceNotOpen):
        accept_offer(by=entry.person, entry=entry)


def test_a_space_that_goes_takes_its_waits_with_it_and_lapses_its_offer(desk):
    [entry] = make_entries(desk, 1)
    offer_next(place=desk.place, period=entry.period)
    offer = offers().get()
    entry.delete()

    assert lapse_offers(now=offer.lapses_at) == 1
    assert not Hold.objects.filter(is_holding=True).exists()


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from(["offer", "take", "decline", "leave", "lapse", "sweep", "cancel"]),
            st.integers(0, 3),
        ),
        max_size=12,
    )
)
def test_an_offer_is_held_by_one_person_at_most(steps):
    desk = ResourceFactory()
    entries = make_entries(desk, 4)
    now = timezone.now()
    for step, number in steps:
        entry = entries[number]
        try:
            match step:
                case "offer":
                    offer_next(place=desk.place, period=entry.period, now=now)
                case "take":
                    accept_offer(by=entry.person, entry=entry, now=now)
                case "decline":
                    decline_offer(by=entry.person, entry=entry, now=now)
                case "leave":
                    leave_waitlist(by=entry.person, entry=entry, now=now)
                case "lapse":
                    now += timedelta(minutes=150)
                    lapse_offers(now=now)
                case "sweep":
                    offer_free_spaces(now=now)
                case "cancel":
                    booking = Booking.objects.holding().filter(booked_for=entry.person).first()
                    if booking:
                        cancel_booking(by=entry.person, booking=booking, now=now)
        except OfferGone:
            pass
        assert Hold.objects.filter(resource=desk, is_holding=True).count() <= 1
        offered_entries = WaitlistEntry.objects.filter(status="offered", place=desk.place)
        offered_bookings = offers().filter(place=desk.place)
        assert offered_entries.count() == offered_bookings.count() <= 1
        assert {offered_entry.offer_id for offered_entry in offered_entries} == {
            offer_.pk for offer_ in offered_bookings
        }
