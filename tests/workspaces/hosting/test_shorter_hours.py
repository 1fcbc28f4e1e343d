"""Hours that become shorter: the host reads what no longer fits, and decides of it."""

import pytest
from django.urls import reverse

from bocage.workspaces.hosting.errors import HoursLeaveMore
from bocage.workspaces.hosting.operations.opening_hours import (
    LeftOutside,
    bookings_outside,
    hours_of_a_date,
    set_exceptional_hours,
    set_weekly_hours,
    weekly_hours,
)
from bocage.workspaces.models import Booking, OpeningException, OpeningRule
from bocage.workspaces.place_plans.plans import plan_of
from bocage.workspaces.scheduling.recurrence import Recurrence
from bocage.workspaces.series.operations.series import book_series
from tests.pages.page_text import text_of
from tests.people.factories import PersonFactory
from tests.workspaces.factories import (
    BookingFactory,
    HostFactory,
    PlaceFactory,
    ResourceFactory,
    afternoon,
    as_range,
    day_ahead,
    hours,
)

pytestmark = pytest.mark.django_db

Status = Booking.Status
MORNINGS = {weekday: [(9 * 60, 12 * 60 + 30)] for weekday in range(7)}
MORNINGS_SENT = {
    f"{end}_{weekday}_0": clock
    for weekday in range(7)
    for end, clock in (("opens", "09:00"), ("closes", "12:30"))
}


@pytest.fixture
def place():
    return PlaceFactory()


@pytest.fixture
def desk(place):
    return ResourceFactory(place=place)


@pytest.fixture
def host(place):
    return HostFactory(of=place)


def book_afternoon(resource, **fields):
    return BookingFactory(resource=resource, period=as_range(afternoon(day_ahead(1))), **fields)


def status_of(booking):
    return Booking.objects.get(pk=booking.pk).status


def test_what_new_hours_leave_outside_is_what_the_hours_of_before_took_in(place, desk):
    BookingFactory(resource=desk)
    left_outside = book_afternoon(desk)
    request = book_afternoon(ResourceFactory(place=place), requested=True)
    BookingFactory(resource=desk, period=as_range(hours(day_ahead(1), 20 * 60, 21 * 60)))
    book_afternoon(ResourceFactory())
    over_midday = BookingFactory(
        resource=ResourceFactory(place=place), period=as_range(hours(day_ahead(2), 600, 900))
    )

    bookings = bookings_outside(place=place, hours=weekly_hours(plan_of(place).hours, MORNINGS))

    assert [booking.pk for booking in bookings[:2]] == sorted([left_outside.pk, request.pk])
    assert bookings[2:] == [over_midday]


def test_what_has_hours_of_its_own_minds_no_hours_of_the_week(place, desk, host):
    set_exceptional_hours(by=host, place=place, day=day_ahead(1), ranges=[(540, 1080)])
    book_afternoon(desk)
    old_hours = plan_of(place).hours

    assert bookings_outside(place=place, hours=weekly_hours(old_hours, MORNINGS)) == []
    shorter_hours = hours_of_a_date(old_hours, day_ahead(1), [(540, 900)])
    assert len(bookings_outside(place=place, hours=shorter_hours)) == 1


def test_hours_of_a_date_that_go_leave_outside_what_they_alone_took_in(place, desk, host):
    set_exceptional_hours(by=host, place=place, day=day_ahead(1), ranges=[(540, 1320)])
    evening_booking = BookingFactory(
        resource=desk, period=as_range(hours(day_ahead(1), 1200, 1260))
    )

    bookings = bookings_outside(
        place=place, hours=hours_of_a_date(plan_of(place).hours, day_ahead(1), [])
    )

    assert bookings == [evening_booking]


def test_shorter_hours_are_saved_once_the_host_has_decided(host_client, place, desk):
    booking = book_afternoon(desk)
    address = reverse("host_hours", args=[place.slug])

    page = host_client.post(address, MORNINGS_SENT)
    assert page.status_code == 200
    assert page.context["outside"].affected.bookings == [booking]
    assert "Rien n’est encore enregistré." in text_of(page)
    assert OpeningRule.objects.filter(place=place).count() == 14

    seen_ids = {"seen": page.context["outside"].affected.seen_ids}
    refusal = host_client.post(address, {**MORNINGS_SENT, **seen_ids})
    assert refusal.status_code == 422
    assert OpeningRule.objects.filter(place=place).count() == 14

    response = host_client.post(address, {**MORNINGS_SENT, **seen_ids, "outside": "kept"})
    assert response.status_code == 302
    assert OpeningRule.objects.filter(place=place).count() == 7
    assert status_of(booking) == Status.CONFIRMED


def test_what_stays_outside_may_end_with_a_word_to_each(host_client, place, desk, deliver_mails):
    booking = book_afternoon(desk)
    request = book_afternoon(ResourceFactory(place=place), requested=True)
    morning_booking = BookingFactory(resource=desk)
    address = reverse("host_exception", args=[place.slug])
    data = {"day": day_ahead(1), "opens": "09:00", "closes": "12:30"}

    page = host_client.post(address, data)
    ended = {"outside": "ended", "reason": "conseil municipal"}
    response = host_client.post(
        address, {**data, **ended, "seen": page.context["outside"].affected.seen_ids}, follow=True
    )

    assert "2 personnes sont prévenues." in text_of(response)
    assert [
        status_of(affected_booking) for affected_booking in (booking, request, morning_booking)
    ] == [
        Status.CANCELLED,
        Status.REFUSED,
        Status.CONFIRMED,
    ]
    texts = {mail.recipient: mail.text for mail in deliver_mails()}
    assert set(texts) == {booking.booked_for.email, request.booked_for.email}
    assert all("conseil municipal" in body for body in texts.values())


def test_who_books_meanwhile_is_shown_before_the_hours_are_saved(place, desk, host):
    first = book_afternoon(desk)
    second = book_afternoon(ResourceFactory(place=place))

    with pytest.raises(HoursLeaveMore):
        set_weekly_hours(
            by=host,
            place=place,
            hours=MORNINGS,
            outside=LeftOutside(seen_ids=[first.pk], ended=[first.pk]),
        )

    assert OpeningRule.objects.filter(place=place).count() == 14
    assert {status_of(first), status_of(second)} == {Status.CONFIRMED}


def test_dates_of_a_series_cancelled_with_the_hours_are_in_one_mail(
    place, desk, host, deliver_mails
):
    holder = PersonFactory()
    rule = Recurrence(
        frequency="weekly", first_on=day_ahead(1), starts=14 * 60, ends=17 * 60, count=3
    )
    series = book_series(by=holder, place=place, resources=[desk.pk], recurrence=rule)
    dates = list(series.bookings.values_list("pk", flat=True))

    set_weekly_hours(
        by=host, place=place, hours=MORNINGS, outside=LeftOutside(seen_ids=dates, ended=dates)
    )

    assert {booking.status for booking in series.bookings.all()} == {Status.CANCELLED}
    assert [mail.recipient for mail in deliver_mails()] == [holder.email] * 2


@pytest.mark.parametrize(
    "data",
    [
        {"seen": "zz,,", "outside": "ended"},
        {"seen": "a" * 9_000},
        {"outside": "burn", "reason": "x" * 5_000},
    ],
)
def test_what_a_form_sends_of_it_decides_of_nothing_unread(host_client, place, desk, data):
    booking = book_afternoon(desk)

    answer = host_client.post(reverse("host_hours", args=[place.slug]), {**MORNINGS_SENT, **data})

    assert answer.status_code == 200
    assert OpeningException.objects.count() == 0
    assert OpeningRule.objects.filter(place=place).count() == 14
    assert status_of(booking) == Status.CONFIRMED


def test_longer_hours_are_saved_at_once(host_client, place, desk):
    book_afternoon(desk)
    longer_hours = {
        f"{end}_{weekday}_0": clock
        for weekday in range(7)
        for end, clock in (("opens", "08:00"), ("closes", "19:00"))
    }

    assert (
        host_client.post(reverse("host_hours", args=[place.slug]), longer_hours).status_code == 302
    )


@pytest.mark.parametrize("bookings", [1, 3])
def test_what_stays_outside_is_read_in_as_many_queries_for_one_as_for_three(
    place, desk, bookings, django_assert_num_queries
):
    for _number in range(bookings):
        book_afternoon(ResourceFactory(place=place))
    shorter_hours = weekly_hours(plan_of(place).hours, MORNINGS)

    with django_assert_num_queries(2):
        bookings_left_out = bookings_outside(place=place, hours=shorter_hours)

    assert len(bookings_left_out) == bookings
