"""Fair use and series: what a preview says, what is booked, what a change may ask."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bocage.workspaces.booking_refusals.errors import QuotaReached
from bocage.workspaces.bookings.operations.bookings import book_resource
from bocage.workspaces.models import Booking, BookingSeries, Place
from bocage.workspaces.place_plans.plans import plan_of
from bocage.workspaces.series.operations.moves import change_series
from bocage.workspaces.series.operations.series import ChosenDate, book_series
from bocage.workspaces.series.preview import SeriesWish, preview_series
from tests.pages.page_text import text_of
from tests.people.factories import PersonFactory
from tests.workspaces.factories import (
    HostFactory,
    PlaceFactory,
    ResourceFactory,
    day_ahead,
    hours,
)
from tests.workspaces.scheduling.test_quotas import monday
from tests.workspaces.series.test_series import as_ruled, dates_of, day, weekly
from tests.workspaces.series.test_series_pages import address, chosen_in

pytestmark = pytest.mark.django_db

NINE, NOON = 9 * 60, 12 * 60


@pytest.fixture
def desk():
    """Four hours a week are for each; a date of `weekly` takes three."""
    return ResourceFactory(place=PlaceFactory(rules={"hours_per_week": 4}))


def wish(space, person, recurrence=None, **details):
    place = Place.objects.get(pk=space.place_id)
    plan = plan_of(place)
    return SeriesWish(
        place=place,
        plan=plan,
        space=plan.space(space.pk),
        recurrence=recurrence or weekly(),
        person=person,
        now=timezone.now(),
        **details,
    )


def dates_that_fit(series_wish):
    return [date.fits for date in preview_series(series_wish)]


def book(desk, person, recurrence=None, **details):
    return book_series(
        by=person,
        place=Place.objects.get(pk=desk.place_id),
        resources=[desk.pk],
        recurrence=recurrence or weekly(),
        **details,
    )


def take_two_hours(desk, person, number):
    """Two hours in the afternoon of a date of `weekly`, so that its week has too few left."""
    book_resource(by=person, resource=desk, period=hours(day(number), 14 * 60, 16 * 60))


def test_a_preview_says_which_dates_are_more_than_the_hours_of_each(desk, person):
    take_two_hours(desk, person, 1)

    preview = preview_series(wish(desk, person))

    assert [date.fits for date in preview] == [True, False, True, True]
    assert isinstance(preview[1].refusal, QuotaReached)
    assert "2 h" in str(preview[1].refusal.sentence)
    assert all(dates_that_fit(wish(desk, PersonFactory())))
    assert all(dates_that_fit(wish(desk, person, runs_place=True)))


def test_the_dates_of_a_series_count_together(person):
    desk = ResourceFactory(place=PlaceFactory(rules={"hours_per_month": 4}))
    rule = weekly(2, first_on=monday())

    assert dates_that_fit(wish(desk, person, rule)) == [True, False]
    with pytest.raises(QuotaReached):
        book(desk, person, rule)
    assert not Booking.objects.exists()
    assert not BookingSeries.objects.exists()

    book(desk, person, rule, dates=[ChosenDate(day=monday() + timedelta(days=7))])
    assert dates_that_fit(wish(desk, person, rule)) == [False, False]


def test_those_that_fit_are_booked_from_the_page(client, desk, person):
    client.force_login(person)
    take_two_hours(desk, person, 1)
    page = address(desk)

    response = client.get(page)
    data = chosen_in(response.text)
    answer = client.post(page, data)

    assert "au-delà de vos heures" in text_of(response)
    assert answer.status_code == 303
    assert dates_of(BookingSeries.objects.get()) == as_ruled(0, 2, 3)


def test_a_quota_of_another_space_does_not_bear_on_a_series(person):
    place = PlaceFactory()
    desk = ResourceFactory(place=place)
    ResourceFactory(place=place, rules={"hours_per_week": 1})

    assert all(dates_that_fit(wish(desk, person)))


@pytest.mark.parametrize("count", [3, 12])
def test_the_hours_booked_are_read_in_one_query_for_all_the_dates(
    desk, person, count, django_assert_num_queries
):
    series_wish = wish(desk, person, weekly(count))

    with django_assert_num_queries(2):
        preview_series(series_wish)


def test_a_series_that_changes_counts_its_own_hours_once(desk, person):
    series = book(desk, person)
    own_ids = frozenset(series.bookings.values_list("pk", flat=True))

    assert all(
        dates_that_fit(wish(desk, person, weekly(starts=8 * 60 + 60, ends=NOON), exclude=own_ids))
    )
    longer_rule = weekly(starts=NINE, ends=17 * 60)
    assert not any(dates_that_fit(wish(desk, person, longer_rule, exclude=own_ids)))


def test_a_series_does_not_change_beyond_the_hours_of_each(desk, person):
    series = book(desk, person)
    change = {"series": series, "resources": [desk.pk], "starts": NINE}

    with pytest.raises(QuotaReached):
        change_series(by=person, ends=17 * 60, **change)
    assert dates_of(series) == as_ruled(0, 1, 2, 3)

    shorter_series = change_series(by=person, ends=11 * 60, **change)
    assert dates_of(shorter_series) == as_ruled(0, 1, 2, 3, ends=11 * 60)
    host = HostFactory(of=desk.place)
    longer_series = change_series(by=host, ends=17 * 60, **change)
    assert dates_of(longer_series) == as_ruled(0, 1, 2, 3, ends=17 * 60)


def test_a_date_that_is_added_counts_too(desk, person):
    series = book(desk, person, weekly(2))
    take_two_hours(desk, person, 2)
    change = {
        "by": person,
        "series": series,
        "resources": [desk.pk],
        "starts": NINE,
        "ends": NOON,
        "until": day(3),
    }

    with pytest.raises(QuotaReached):
        change_series(**change)
    changed = change_series(**change, dates=[ChosenDate(day=day(number)) for number in (0, 1, 3)])

    assert dates_of(changed) == as_ruled(0, 1, 3)
    assert changed.skipped_on == [day(2)]
    assert day_ahead(1) == changed.first_on
