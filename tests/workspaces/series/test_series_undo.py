"""A cancellation of dates of a series is taken back: all of them, or none."""

from datetime import timedelta
from functools import partial

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from bocage.foundation.errors import NotAllowed
from bocage.workspaces.booking_refusals.errors import QuotaReached
from bocage.workspaces.bookings.errors import NotRestorable
from bocage.workspaces.bookings.operations.bookings import book_resource
from bocage.workspaces.bookings.operations.cancellations import cancel_booking
from bocage.workspaces.models import Booking, BookingSeries, Charge, ResourceKind
from bocage.workspaces.series.errors import OccurrencesTaken
from bocage.workspaces.series.operations.changes import cancel_series, restore_series
from tests.pages.page_text import text_of
from tests.people.factories import PersonFactory
from tests.workspaces.bookings.test_races import outcomes, overlaps, race
from tests.workspaces.factories import (
    BookingFactory,
    HostFactory,
    PlaceFactory,
    ResourceFactory,
    TariffFactory,
    as_range,
)
from tests.workspaces.series.test_series import (
    as_ruled,
    book,
    calendar_now,
    dates_of,
    day,
    hours_of,
    periods_of,
    periods_shown,
    weekly,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return ResourceFactory(name="Poste 1")


def test_all_dates_are_restored_with_one_mail(desk, person, deliver_mails):
    series = book(desk, by=person)
    cancel_series(by=person, series=series)
    restore_series(by=person, series=series)
    assert dates_of(series) == as_ruled(0, 1, 2, 3)
    *_before, mail = deliver_mails()
    content = bytes(mail.attachments.get().content)
    assert str(Calendar.from_ical(content)["METHOD"]) == "REQUEST"
    assert periods_shown(content) == periods_of(series)
    assert "Votre annulation est reprise" in mail.text


def test_what_followed_a_date_is_back_and_what_was_left_out_stays_out(desk, person):
    rule = weekly(6)
    booked = [occurrence for number, occurrence in enumerate(rule.days()) if number != 4]
    series = book(desk, by=person, recurrence=weekly(6, skipped=frozenset({day(4)})))
    assert [occurrence for occurrence, _period in dates_of(series)] == booked
    cancel_series(by=person, series=series, from_day=day(2))
    restored = restore_series(by=person, series=series)
    assert dates_of(series) == as_ruled(0, 1, 2, 3, 5)
    assert (restored.until, restored.count, restored.skipped_on) == (day(5), None, [day(4)])
    assert periods_shown(calendar_now(series)) == periods_of(series)


def test_a_date_cancelled_before_stays_cancelled(desk, person):
    series = book(desk, by=person)
    cancel_booking(by=person, booking=series.bookings.get(occurs_on=day(1)))
    cancel_series(by=person, series=series)
    restore_series(by=person, series=series)
    assert dates_of(series) == as_ruled(0, 2, 3)
    assert periods_shown(calendar_now(series)) == periods_of(series)


def test_done_twice_it_is_harmless(desk, person):
    series = book(desk, by=person)
    cancel_series(by=person, series=series)
    first = restore_series(by=person, series=series)
    assert restore_series(by=person, series=series).sequence == first.sequence


def test_one_date_lost_meanwhile_leaves_all_cancelled(desk, person):
    series = book(desk, by=person)
    cancel_series(by=person, series=series)
    BookingFactory(resource=desk, period=as_range(hours_of(2)))
    with pytest.raises(OccurrencesTaken):
        restore_series(by=person, series=series)
    assert dates_of(series) == []


def test_after_ten_minutes_or_by_somebody_else_it_stays_cancelled(desk, person):
    series = book(desk, by=person)
    cancel_series(by=person, series=series)
    with pytest.raises(NotRestorable):
        restore_series(
            by=person, series=series, now=timezone.now() + timedelta(minutes=10, seconds=1)
        )
    with pytest.raises(NotRestorable):
        restore_series(by=HostFactory(of=series.place), series=series)
    with pytest.raises(NotAllowed):
        restore_series(by=PersonFactory(), series=series)


def test_what_is_due_is_due_again(person):
    place = PlaceFactory()
    room = ResourceFactory(place=place, meeting_room=True)
    TariffFactory(place=place, kind=ResourceKind.MEETING_ROOM, amount_cents=4000)
    series = book(room, by=person)
    cancel_series(by=person, series=series)
    assert set(Charge.objects.values_list("status", flat=True)) == {Charge.Status.VOID}
    restore_series(by=person, series=series)
    assert list(Charge.objects.values_list("status", flat=True)) == [Charge.Status.DUE] * 4


def test_hours_used_elsewhere_meanwhile_count(person):
    desk = ResourceFactory(place=PlaceFactory(rules={"hours_per_week": 3}))
    series = book(desk, by=person)
    cancel_series(by=person, series=series)
    second_desk = ResourceFactory(place=desk.place)
    book_resource(by=person, resource=second_desk, period=hours_of(1))
    with pytest.raises(QuotaReached):
        restore_series(by=person, series=series)
    assert dates_of(series) == []


def test_undoing_takes_as_many_statements_for_few_dates_as_for_many_but_for_events(
    desk, person, django_assert_max_num_queries
):
    series = book(desk, by=person, recurrence=weekly(12))
    cancel_series(by=person, series=series)
    with django_assert_max_num_queries(40):
        restore_series(by=person, series=series)


@pytest.mark.django_db(transaction=True)
def test_whoever_books_a_date_at_that_moment_has_it_or_the_series_does():
    desk, person = ResourceFactory(), PersonFactory()
    series = book(desk, by=person)
    cancel_series(by=person, series=series)
    rival = PersonFactory()
    results = race(
        partial(restore_series, by=person, series=BookingSeries.objects.get(pk=series.pk)),
        partial(book_resource, by=rival, resource=desk, period=hours_of(1)),
    )
    winners = outcomes(results)
    assert winners["BookingSeries"] + winners["Booking"] == 1
    assert overlaps() == 0
    assert Booking.objects.filter(status=Booking.Status.CONFIRMED).count() in {1, 4}


# ---- On the page


def test_cancelling_offers_the_way_back(client, desk, person):
    client.force_login(person)
    series = book(desk, by=person)
    cancel = reverse("series_cancel", args=[series.pk])
    answer = client.post(f"{cancel}?des={day(2)}", follow=True)
    undo = reverse("series_restore", args=[series.pk])
    assert f'action="{undo}"' in answer.content.decode()
    answer = client.post(undo, follow=True)
    assert "Ces dates tiennent à nouveau." in text_of(answer)
    assert dates_of(series) == as_ruled(0, 1, 2, 3)


def test_lost_date_is_refused_with_a_sentence(client, desk, person):
    client.force_login(person)
    series = book(desk, by=person)
    cancel_series(by=person, series=series)
    BookingFactory(resource=desk, period=as_range(hours_of(0)))
    answer = client.post(reverse("series_restore", args=[series.pk]))
    assert answer.status_code == 409
    assert "Quelqu’un vient de réserver une de ces dates." in text_of(answer)


def test_others_cannot_undo(client, desk, person):
    series = book(desk, by=person)
    cancel_series(by=person, series=series)
    client.force_login(PersonFactory())
    assert client.post(reverse("series_restore", args=[series.pk])).status_code == 404
    assert dates_of(series) == []
