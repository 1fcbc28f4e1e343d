"""A place that opens no more on public holidays: the host reads what falls on them first."""

from datetime import timedelta

import pytest
from django.urls import reverse

from bocage.territory.public_holidays import public_holiday
from bocage.workspaces.hosting.errors import HoursLeaveMore
from bocage.workspaces.hosting.operations.opening_hours import LeftOutside, set_exceptional_hours
from bocage.workspaces.hosting.operations.places import change_place
from bocage.workspaces.models import Booking, Place
from tests.pages.page_text import text_of
from tests.workspaces.factories import (
    BookingFactory,
    HostFactory,
    PlaceFactory,
    ResourceFactory,
    as_range,
    day_ahead,
    morning,
)

pytestmark = pytest.mark.django_db

Status = Booking.Status


def next_holiday():
    """A holiday to come: France has one a quarter at least."""
    return next(day_ahead(days) for days in range(1, 120) if public_holiday(day_ahead(days)))


@pytest.fixture
def place():
    return PlaceFactory(observes_public_holidays=False)


@pytest.fixture
def desk(place):
    return ResourceFactory(place=place)


@pytest.fixture
def host(place):
    return HostFactory(of=place)


@pytest.fixture
def send(client, host, place):
    """Posts the form of the place, closed on public holidays, with the other fields."""
    client.force_login(host)
    usual_fields = {"name": place.name, "kind": place.kind, "observes_public_holidays": "on"}
    address = reverse("host_describe", args=[place.slug])

    def send_it(follow=False, **changes):
        return client.post(address, usual_fields | changes, follow=follow)

    return send_it


def book_holiday(resource, **fields):
    return BookingFactory(resource=resource, period=as_range(morning(next_holiday())), **fields)


def status_of(booking):
    return Booking.objects.get(pk=booking.pk).status


def observes_holidays(place):
    return Place.objects.get(pk=place.pk).observes_public_holidays


def test_what_falls_on_a_holiday_is_read_before_anything_is_saved(send, place, desk):
    booking = book_holiday(desk)
    day_before = next_holiday() - timedelta(days=1)
    if not public_holiday(day_before):
        BookingFactory(resource=desk, period=as_range(morning(day_before)))

    page = send(description="Au calme")

    assert page.status_code == 200
    assert page.context["outside"].affected.bookings == [booking]
    assert "Ce qui tombe un jour férié" in text_of(page)
    assert "Rien n’est encore enregistré." in text_of(page)
    assert not observes_holidays(place)
    seen_ids = {"seen": page.context["outside"].affected.seen_ids}
    refusal = send(**seen_ids)
    assert refusal.status_code == 422
    assert not observes_holidays(place)


def test_what_falls_on_a_holiday_may_stay(send, place, desk):
    booking = book_holiday(desk)
    seen_ids = send().context["outside"].affected.seen_ids

    response = send(seen=seen_ids, outside="kept", description="Calme")

    assert response.status_code == 302
    assert observes_holidays(place)
    assert Place.objects.get(pk=place.pk).description == "Calme"
    assert status_of(booking) == Status.CONFIRMED


def test_what_falls_on_a_holiday_may_end_with_a_word_to_each(send, place, desk, deliver_mails):
    booking = book_holiday(desk)
    request = book_holiday(ResourceFactory(place=place), requested=True)
    seen_ids = send().context["outside"].affected.seen_ids
    decided = {"seen": seen_ids, "outside": "ended", "reason": "nous fermons les jours fériés"}

    response = send(follow=True, **decided)

    assert "2 personnes sont prévenues." in text_of(response)
    assert (status_of(booking), status_of(request)) == (Status.CANCELLED, Status.REFUSED)
    texts = {mail.recipient: mail.text for mail in deliver_mails()}
    assert set(texts) == {booking.booked_for.email, request.booked_for.email}
    assert all("nous fermons les jours fériés" in body for body in texts.values())


def test_a_holiday_with_hours_of_its_own_minds_no_holiday(send, place, desk, host):
    set_exceptional_hours(by=host, place=place, day=next_holiday(), ranges=[(540, 1080)])
    booking = book_holiday(desk)

    assert send().status_code == 302

    assert observes_holidays(place)
    assert status_of(booking) == Status.CONFIRMED


def test_who_books_a_holiday_meanwhile_is_shown_before_it_is_saved(place, desk, host):
    first = book_holiday(desk)
    second = book_holiday(ResourceFactory(place=place))

    with pytest.raises(HoursLeaveMore):
        change_place(
            by=host,
            place=place,
            observes_public_holidays=True,
            outside=LeftOutside(seen_ids=[first.pk], ended=[first.pk]),
        )

    assert not observes_holidays(place)
    assert {status_of(first), status_of(second)} == {Status.CONFIRMED}


@pytest.mark.parametrize("was_closed", [True, False])
def test_a_place_that_closes_no_more_on_holidays_is_saved_at_once(client, was_closed):
    place = PlaceFactory(observes_public_holidays=was_closed)
    client.force_login(HostFactory(of=place))
    book_holiday(ResourceFactory(place=place))

    data = {"name": place.name, "kind": place.kind}
    response = client.post(reverse("host_describe", args=[place.slug]), data)

    assert response.status_code == 302
    assert not observes_holidays(place)


@pytest.mark.parametrize("seen_ids", ["zz,,", "a" * 9_000, ""], ids=["nonsense", "huge", "nothing"])
def test_what_a_form_says_that_it_has_seen_decides_of_nothing_unread(send, place, desk, seen_ids):
    booking = book_holiday(desk)

    answer = send(seen=seen_ids, outside="ended")

    assert answer.status_code == 200
    assert not observes_holidays(place)
    assert status_of(booking) == Status.CONFIRMED
