"""Offers to those who wait: the rest of what has begun, a desk for each, by the rules."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bocage.foundation.models import OutgoingMail
from bocage.people.models import Entitlement
from bocage.workspaces.booking_refusals.errors import ClubMembersOnly
from bocage.workspaces.bookings.errors import TooManyAttendees
from bocage.workspaces.bookings.operations.cancellations import cancel_booking
from bocage.workspaces.front_desk.operations.endings import release_unattended
from bocage.workspaces.front_desk.operations.presence import check_out, note_arrival
from bocage.workspaces.models import Booking, Charge, Hold, WaitlistEntry
from bocage.workspaces.waitlist.dashboard import offers_to_answer
from bocage.workspaces.waitlist.errors import StillFree
from bocage.workspaces.waitlist.operations.offers import offer_free_spaces, offer_next
from bocage.workspaces.waitlist.operations.wait_endings import expire_entries
from bocage.workspaces.waitlist.operations.waitlist import (
    accept_offer,
    decline_offer,
    join_waitlist,
    lapse_offers,
)
from bocage.workspaces.waitlist.selectors import waits_for
from tests.pages.page_text import text_of
from tests.people.factories import EntitlementFactory, PersonFactory
from tests.workspaces.factories import (
    BookingFactory,
    HostFactory,
    PlaceFactory,
    ResourceFactory,
    TariffFactory,
    WaitlistEntryFactory,
    afternoon,
    as_range,
    day_ahead,
    hours,
    morning,
)

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


@pytest.fixture
def clock(monkeypatch):
    """`clock(moment)` has it be that moment, for what reads the clock itself."""

    def set_to(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)
        return moment

    return set_to


@pytest.fixture
def tomorrow():
    """Tomorrow morning, 9:00–12:30."""
    return morning(day_ahead(1))


@pytest.fixture
def place():
    return PlaceFactory(rules={"release_after_minutes": 15})


@pytest.fixture
def desk(place):
    return ResourceFactory(place=place)


def offer():
    return Booking.objects.get(status=Booking.Status.OFFERED)


def offered_bookings():
    return Booking.objects.filter(status=Booking.Status.OFFERED)


def statuses(*entries):
    return [WaitlistEntry.objects.get(pk=entry.pk).status for entry in entries]


def leave_early(booking, ended_at):
    """Whoever booked comes on time, and leaves."""
    host = HostFactory(of=booking.place)
    note_arrival(by=host, booking=booking, now=booking.period.lower)
    check_out(by=booking.booked_for, booking=booking, now=ended_at)


# The rest of what has begun.


def test_what_is_released_goes_to_who_waited_for_it(desk, tomorrow, clock, deliver_mails):
    BookingFactory(resource=desk)
    entry = WaitlistEntryFactory(resource=desk)
    now = clock(tomorrow.start + 15 * MINUTE)

    assert expire_entries(now=now) == 0
    assert release_unattended(now=now) == 1
    deliver_mails()

    assert statuses(entry) == ["offered"]
    assert offer().booked_for == entry.person
    assert (offer().period, offer().lapses_at) == (as_range(tomorrow), now + 15 * MINUTE)


def test_who_leaves_early_leaves_the_rest_to_who_waited(desk, tomorrow, clock, deliver_mails):
    booking = BookingFactory(resource=desk)
    entry = WaitlistEntryFactory(resource=desk)
    now = clock(tomorrow.start + 100 * MINUTE)

    leave_early(booking, now)
    mails = deliver_mails()

    eleven = tomorrow.start + 120 * MINUTE
    assert offer().period == as_range((eleven, tomorrow.end))
    assert offer().lapses_at == eleven
    [mail] = [mail for mail in mails if mail.recipient == entry.person.email]
    assert "C’est ce qui reste du moment que vous attendiez." in mail.text
    assert "11 h – 12 h 30" in mail.text.replace("\u00a0", " ")


def test_the_rest_that_is_declined_goes_to_the_next(desk, tomorrow, clock, run_tasks):
    booking = BookingFactory(resource=desk)
    first, second = (WaitlistEntryFactory(resource=desk) for _number in range(2))
    now = clock(tomorrow.start + 100 * MINUTE)
    leave_early(booking, now)
    run_tasks()

    decline_offer(by=first.person, entry=first)
    run_tasks()

    assert statuses(first, second) == ["declined", "offered"]
    assert lapse_offers(now=offer().lapses_at) == 1
    assert statuses(first, second) == ["declined", "lapsed"]


def test_the_rest_that_is_taken_is_kept_for_the_time_to_come(desk, tomorrow):
    entry = WaitlistEntryFactory(resource=desk)
    now = tomorrow.start + 10 * MINUTE
    offer_next(place=desk.place, period=tomorrow, now=now)

    booking = accept_offer(by=entry.person, entry=entry, now=now + 5 * MINUTE)

    assert booking.status == Booking.Status.CONFIRMED
    assert release_unattended(now=now + 19 * MINUTE) == 0
    assert release_unattended(now=now + 20 * MINUTE) == 1


def test_the_rest_begins_when_the_place_opens_again(desk, tomorrow):
    day = day_ahead(1)
    WaitlistEntryFactory(resource=desk, period=as_range(hours(day, 9 * 60, 18 * 60)))

    offer_next(place=desk.place, period=tomorrow, now=hours(day, 12 * 60 + 15, 13 * 60).start)

    assert offer().period == as_range(afternoon(day))


@pytest.mark.parametrize(("minutes", "offers"), [(180, 1), (181, 0)])
def test_what_is_left_is_offered_while_it_lasts_half_an_hour(desk, tomorrow, minutes, offers):
    entry = WaitlistEntryFactory(resource=desk)

    offer_next(place=desk.place, period=tomorrow, now=tomorrow.start + minutes * MINUTE)

    assert offered_bookings().count() == offers
    assert statuses(entry) == ["offered" if offers else "waiting"]


def test_what_was_free_all_along_is_not_offered_once_it_has_begun(desk, tomorrow):
    ten_oclock = tomorrow.start + 60 * MINUTE
    BookingFactory(resource=desk, period=as_range((tomorrow.start, ten_oclock)))
    WaitlistEntryFactory(resource=desk)

    assert offer_free_spaces(now=ten_oclock) == 0


def test_a_host_is_not_asked_for_what_has_begun(place, tomorrow):
    room = ResourceFactory(place=place, meeting_room=True, rules={"needs_approval": True})
    entry = WaitlistEntryFactory(resource=room)

    assert offer_next(place=place, period=tomorrow, now=tomorrow.start + 10 * MINUTE) == []
    assert statuses(entry) == ["waiting"]
    [offer] = offer_next(place=place, period=tomorrow, now=tomorrow.start - 5 * MINUTE)
    assert offer.offer.lapses_at == tomorrow.start


def test_an_offer_leaves_a_quarter_of_an_hour_to_answer_even_near_the_start(desk, tomorrow):
    WaitlistEntryFactory(resource=desk)
    now = tomorrow.start - 5 * MINUTE

    offer_next(place=desk.place, period=tomorrow, now=now)

    assert offer().lapses_at == now + 15 * MINUTE


def test_who_waits_is_listed_until_the_end_with_what_is_offered(client, desk, tomorrow, clock):
    entry = WaitlistEntryFactory(resource=desk)
    now = clock(tomorrow.start + 100 * MINUTE)
    assert list(waits_for(desk.place, now)) == [entry]
    assert list(waits_for(desk.place, tomorrow.end)) == []

    offer_next(place=desk.place, period=tomorrow, now=now)

    client.force_login(entry.person)
    own_page = text_of(client.get(reverse("waitlist"))).replace("\u00a0", " ")
    client.force_login(HostFactory(of=desk.place))
    host_page = text_of(client.get(reverse("host_waitlist", args=[desk.place.slug])))
    assert "11 h – 12 h 30" in own_page
    assert "11 h – 12 h 30" in host_page.replace("\u00a0", " ")


# A desk for each.


@pytest.fixture
def busy_desks(desk):
    """Three desks of the place, all taken tomorrow morning."""
    desks = [desk, *ResourceFactory.create_batch(2, place=desk.place)]
    return [BookingFactory(resource=desk) for desk in desks]


def join(place, period, people=2, **details):
    person = details.pop("by", None) or PersonFactory()
    return join_waitlist(
        by=person, place=place, period=period, kind="desk", attendees=people, **details
    )


def test_two_people_wait_for_a_desk_each_and_are_offered_both_at_once(
    place, busy_desks, tomorrow, deliver_mails
):
    TariffFactory(place=place)
    entry = join(place, tomorrow)
    first, second, _third = busy_desks

    cancel_booking(by=first.booked_for, booking=first)
    deliver_mails()
    assert statuses(entry) == ["waiting"]
    cancel_booking(by=second.booked_for, booking=second)
    mails = deliver_mails()

    assert statuses(entry) == ["offered"]
    assert offer().holds.filter(is_holding=True).count() == 2
    [mail] = [mail for mail in mails if mail.recipient == entry.person.email]
    assert "2 places se sont libérées" in mail.subject
    assert "gardées ensemble" in mail.text
    booking = accept_offer(by=entry.person, entry=entry)
    assert (booking.status, booking.holds.count()) == (Booking.Status.CONFIRMED, 2)
    assert Charge.objects.get(booking=booking).amount_cents == 1600


@pytest.mark.parametrize("end", [decline_offer, lapse_offers])
def test_desks_that_are_offered_together_are_let_go_together(place, desk, tomorrow, end):
    ResourceFactory(place=place)
    entry = WaitlistEntryFactory(resource=None, place=place, kind="desk", attendees=2)
    offer_next(place=place, period=tomorrow)
    assert Hold.objects.filter(is_holding=True).count() == 2

    if end is lapse_offers:
        lapse_offers(now=offer().lapses_at)
    else:
        decline_offer(by=entry.person, entry=entry)

    assert not Hold.objects.filter(is_holding=True).exists()


def test_several_wait_while_too_few_desks_are_left(place, busy_desks, tomorrow):
    first, second, _third = busy_desks
    cancel_booking(by=first.booked_for, booking=first)
    join(place, tomorrow)

    cancel_booking(by=second.booked_for, booking=second)
    with pytest.raises(StillFree):
        join(place, tomorrow)
    with pytest.raises(TooManyAttendees):
        join(place, tomorrow, people=4)


def test_a_few_who_need_less_are_offered_it_before_those_who_need_more(place, busy_desks, tomorrow):
    pair, alone = join(place, tomorrow), join(place, tomorrow, people=1)
    cancel_booking(by=busy_desks[0].booked_for, booking=busy_desks[0])

    offer_next(place=place, period=tomorrow)

    assert statuses(pair, alone) == ["waiting", "offered"]


def test_several_join_from_the_page_and_take_their_desks_there(
    client, place, busy_desks, run_tasks
):
    first, second, _third = busy_desks
    cancel_booking(by=first.booked_for, booking=first)
    client.force_login(PersonFactory())
    wish = {"jour": day_ahead(1).isoformat(), "moment": "matin", "personnes": "2"}
    address = reverse("place_wait", args=[place.slug])

    page = client.get(address, wish)
    assert [choice.value for choice in page.context["taken"]] == ["poste"]
    assert client.post(address, {**wish, "espace": "poste"}).status_code == 302

    assert WaitlistEntry.objects.get().attendees == 2
    assert "pour 2 personnes" in text_of(client.get(reverse("waitlist")))
    cancel_booking(by=second.booked_for, booking=second)
    run_tasks()
    assert "Ces places sont gardées ensemble" in text_of(client.get(reverse("waitlist")))
    [task] = offers_to_answer(WaitlistEntry.objects.get().person)
    assert task.title.startswith("Des places se sont libérées")
    client.post(reverse("offer_take", args=[WaitlistEntry.objects.get().pk]))
    assert WaitlistEntry.objects.get().offer.status == Booking.Status.CONFIRMED


# Rules, desk by desk.


CLUB = {"audience": "club_members"}


def club_member():
    return EntitlementFactory(kind=Entitlement.Kind.CLUB_MEMBER).person


@pytest.fixture
def reserved(place):
    """The first desk of the place, for members of the club."""
    return ResourceFactory(place=place, position=0, rules=CLUB)


@pytest.fixture
def ordinary(place):
    return ResourceFactory(place=place, position=1)


def test_a_first_desk_for_some_keeps_nobody_from_waiting_for_the_others(
    place, reserved, ordinary, tomorrow
):
    BookingFactory(resource=reserved)
    BookingFactory(resource=ordinary)

    assert join(place, tomorrow, people=1).status == "waiting"
    with pytest.raises(TooManyAttendees):
        join(place, tomorrow, people=2)
    assert join(place, tomorrow, people=2, by=club_member()).status == "waiting"


def test_a_free_desk_that_one_may_not_have_is_nothing_free(
    place, reserved, ordinary, tomorrow, run_tasks
):
    BookingFactory(resource=ordinary)
    entry = join(place, tomorrow, people=1)
    run_tasks()

    assert statuses(entry) == ["waiting"]
    with pytest.raises(StillFree):
        join(place, tomorrow, people=1, by=club_member())


def test_person_without_a_right_to_any_desk_is_refused(place, reserved, tomorrow):
    BookingFactory(resource=reserved)

    with pytest.raises(ClubMembersOnly):
        join(place, tomorrow, people=1)


def test_the_page_lets_one_wait_for_what_one_may_have(client, place, reserved, ordinary):
    BookingFactory(resource=ordinary)
    client.force_login(PersonFactory())
    wish = {"jour": day_ahead(1).isoformat(), "moment": "matin"}
    address = reverse("place_wait", args=[place.slug])

    page = client.get(address, wish)

    assert [choice.value for choice in page.context["taken"]] == ["poste", str(ordinary.pk)]
    assert client.post(address, {**wish, "espace": "poste"}).status_code == 302
    assert OutgoingMail.objects.count() == 0


def test_who_may_have_a_reserved_desk_is_offered_an_ordinary_one_first(
    place, reserved, ordinary, tomorrow
):
    WaitlistEntryFactory(resource=None, place=place, kind="desk", person=club_member())

    offer_next(place=place, period=tomorrow)

    assert offer().resources.get() == ordinary
