"""A series before it is booked: what collides, and what is free instead."""

import pytest
from django.utils import timezone

from bocage.workspaces.booking_refusals.errors import (
    BeyondHorizon,
    PlaceClosed,
    SeriesTooLong,
    Taken,
)
from bocage.workspaces.house_rules.operations.house_rules import (
    accept_house_rules,
    publish_house_rules,
)
from bocage.workspaces.models import Place
from bocage.workspaces.place_plans.plans import plan_of
from bocage.workspaces.series.preview import SeriesWish, most_free, preview_series
from tests.people.factories import PersonFactory
from tests.workspaces.factories import (
    BookingFactory,
    ClosureFactory,
    HostFactory,
    PlaceFactory,
    ResourceFactory,
    as_range,
    day_ahead,
    hours,
)
from tests.workspaces.series.test_series import day, hours_of, weekly

pytestmark = pytest.mark.django_db

NINE, NOON = 9 * 60, 12 * 60


@pytest.fixture
def desk():
    return ResourceFactory(name="Poste 1")


def wish(space, recurrence=None, **details):
    place = Place.objects.get(pk=space.place_id)
    plan = plan_of(place)
    return SeriesWish(
        place=place,
        plan=plan,
        space=plan.space(space.pk),
        recurrence=recurrence or weekly(),
        now=timezone.now(),
        **details,
    )


def test_a_preview_names_the_date_that_collides_and_what_is_free_instead(desk):
    BookingFactory(resource=desk, period=as_range(hours(day(1), NINE, NINE + 60)))
    second = ResourceFactory(place=desk.place, name="Poste 2")

    preview = preview_series(wish(desk))

    assert [(date.day, date.fits) for date in preview] == [
        (day(0), True),
        (day(1), False),
        (day(2), True),
        (day(3), True),
    ]
    assert isinstance(preview[1].refusal, Taken)
    assert [
        (alternative.resource_name, alternative.period) for alternative in preview[1].alternatives
    ] == [
        ("Poste 2", hours_of(1)),
        ("Poste 1", hours(day(1), 14 * 60, 17 * 60)),
        ("Poste 1", hours(day(1), 14 * 60 + 30, 17 * 60 + 30)),
        ("Poste 1", hours(day(1), NINE + 60, NOON)),
    ]
    assert second.pk == preview[1].alternatives[0].resource_id


def test_the_nearest_place_is_offered_too():
    desk = ResourceFactory(place=PlaceFactory(boitron=True))
    location = {"position_source": Place.PositionSource.CENSUS, "longitude": 0.27}
    near = ResourceFactory(place=PlaceFactory(latitude=48.6, **location), name="Là-bas")
    ResourceFactory(place=PlaceFactory(latitude=48.7, **location))
    BookingFactory(resource=desk, period=as_range(hours(day(1), NINE, 18 * 60)))

    [last] = preview_series(wish(desk))[1].alternatives

    assert (last.resource_id, last.period, last.place_id) == (near.pk, hours_of(1), near.place_id)
    assert 0 < last.distance_m < 6_000


def test_a_place_whose_house_rules_wait_for_the_person_is_not_offered():
    desk = ResourceFactory(place=PlaceFactory(boitron=True))
    location = {"position_source": Place.PositionSource.CENSUS, "longitude": 0.27}
    near, far = (
        ResourceFactory(place=PlaceFactory(latitude=latitude, **location))
        for latitude in (48.6, 48.7)
    )
    BookingFactory(resource=desk, period=as_range(hours(day(1), NINE, 18 * 60)))
    house_rules = publish_house_rules(by=HostFactory(of=near.place), place=near.place, text="Non.")
    person = PersonFactory()

    def offered():
        return preview_series(wish(desk, person=person))[1].alternatives[-1].resource_id

    assert offered() == far.pk
    accept_house_rules(by=person, house_rules=house_rules)
    assert offered() == near.pk


def test_a_preview_tells_closures_and_what_is_too_far(desk):
    ClosureFactory(place=desk.place, period=as_range(day(1)))

    preview = preview_series(wish(desk, weekly(20)))

    assert isinstance(preview[1].refusal, PlaceClosed)
    assert [type(date.refusal) for date in preview if date.day > day_ahead(90)] == [
        BeyondHorizon
    ] * 7
    assert all(date.fits for date in preview_series(wish(desk, weekly(20), runs_place=True))[2:])


@pytest.mark.parametrize("count", [3, 120])
def test_a_preview_takes_one_query_whatever_the_dates(desk, count, django_assert_num_queries):
    series_wish = wish(desk, weekly(count), runs_place=True)

    with django_assert_num_queries(1):
        preview_series(series_wish)


def test_a_preview_of_five_hundred_says_how_far_it_may_go(desk):
    with pytest.raises(SeriesTooLong):
        preview_series(wish(desk, weekly(500)))


def test_among_spaces_that_would_do_the_most_free_is_taken(desk):
    second = ResourceFactory(place=desk.place, name="Poste 2")
    BookingFactory(resource=desk, period=as_range(hours_of(2)))
    series_wish = wish(desk)

    spaces = [series_wish.plan.space(pk) for pk in (desk.pk, second.pk)]

    assert most_free(series_wish, spaces).pk == second.pk
