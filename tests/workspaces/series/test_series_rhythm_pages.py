"""The page of a series that comes back at another rhythm."""

import pytest
from django.urls import reverse

from bocage.workspaces.bookings.operations.moves import move_booking
from bocage.workspaces.models import Booking, BookingSeries
from tests.pages.page_text import text_of
from tests.workspaces.bookings.test_races import overlaps
from tests.workspaces.factories import BookingFactory, ResourceFactory, as_range, hours
from tests.workspaces.series.test_series import as_ruled, dates_of, day, hours_of, weekly
from tests.workspaces.series.test_series_pages import chosen_in
from tests.workspaces.series.test_series_rhythm_changes import FIVE, TWO, book, fortnightly, move

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return ResourceFactory(name="Poste 1")


def address(series, desk, **changes):
    usual_fields = {"de": "09:00", "a": "12:00", "espace": str(desk.pk)}
    page = reverse("series_change", args=[series.pk])
    return (
        page + "?" + "&".join(f"{name}={value}" for name, value in (usual_fields | changes).items())
    )


def test_a_rhythm_is_changed_from_the_page_once_its_dates_are_read(client, desk, person):
    client.force_login(person)
    series = book(desk, person)
    move(series, 3)
    page = address(series, desk, rythme="fortnightly")

    response = client.get(page)

    assert "1 date n’est plus dans ce rythme et sera annulée" in text_of(response)
    assert "1 date changée à part n’est plus dans ce rythme" in text_of(response)
    assert client.post(page, chosen_in(response.text)).status_code == 303
    assert dates_of(BookingSeries.objects.get()) == as_ruled(0, 2, 4)
    remaining = Booking.objects.filter(series=None, status=Booking.Status.CONFIRMED)
    assert [booking.period for booking in remaining] == [as_range(hours(day(3), TWO, FIVE))]


def test_the_page_proposes_what_is_free_for_a_new_date_that_is_taken(client, desk, person):
    client.force_login(person)
    series = book(desk, person, fortnightly())
    BookingFactory(resource=desk, period=as_range(hours_of(1)))
    page = address(series, desk, rythme="weekly")

    response = client.get(page)
    client.post(page, chosen_in(response.text))

    assert text_of(response).count("nouvelle date") == 2
    assert [occurs_on for occurs_on, _period in dates_of(series)] == [
        day(number) for number in range(5)
    ]
    assert overlaps() == 0


def test_the_page_says_that_a_new_date_meets_one_that_stays_apart(client, desk, person):
    """Moved to the day of another, a date that leaves the series keeps what it holds."""
    client.force_login(person)
    series = book(desk, person, weekly(4))
    booking = series.bookings.get(occurs_on=day(1))
    move_booking(by=person, booking=booking, period=hours_of(4))
    page = address(series, desk, **{"rythme": "fortnightly", "jusqu-au": str(day(4))})

    answer = client.post(page, chosen_in(client.get(page).text))

    assert answer.status_code == 303
    assert overlaps() == 0


def test_the_page_opens_with_the_rhythm_of_the_series(client, desk, person):
    client.force_login(person)
    series = book(desk, person, fortnightly())

    response = client.get(reverse("series_change", args=[series.pk]))

    assert '<option value="fortnightly" selected>' in response.text


@pytest.mark.parametrize("value", ["zz", "%00", "x" * 5_000, "MONTHLY"])
def test_invalid_rhythm_is_refused(client, desk, person, value):
    client.force_login(person)
    series = book(desk, person)

    answer = client.get(address(series, desk, rythme=value))

    assert answer.status_code in {400, 422}
    assert dates_of(series) == as_ruled(0, 1, 2, 3, 4)
