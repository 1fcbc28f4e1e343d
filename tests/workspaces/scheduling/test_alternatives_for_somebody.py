"""Alternatives for whoever asks: what is reserved for some is offered to them alone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bocage.people.models import Entitlement
from bocage.workspaces.booking_refusals.errors import Taken
from bocage.workspaces.bookings.operations.bookings import book_resource
from bocage.workspaces.bookings.operations.moves import move_booking
from bocage.workspaces.hosting.operations.closures import close_place
from bocage.workspaces.house_rules.operations.clearances import give_clearance
from bocage.workspaces.models import Audience, Booking, Place
from bocage.workspaces.place_plans.plans import plan_of
from bocage.workspaces.scheduling.alternatives import alternatives_to
from bocage.workspaces.series.operations.series import book_series
from bocage.workspaces.series.preview import SeriesWish, preview_series
from tests.people.factories import EntitlementFactory, PersonFactory
from tests.workspaces.factories import (
    BookingFactory,
    HostFactory,
    PlaceFactory,
    ResourceFactory,
    afternoon,
    as_range,
    day_ahead,
    morning,
)
from tests.workspaces.series.test_series import day, hours_of, weekly

pytestmark = pytest.mark.django_db

NEAR = {"position_source": Place.PositionSource.CENSUS, "latitude": 48.6, "longitude": 0.27}


@pytest.fixture
def place():
    return PlaceFactory(boitron=True)


@pytest.fixture
def desk(place):
    return ResourceFactory(place=place, name="Poste 1")


@pytest.fixture
def member_desk(place):
    return ResourceFactory(place=place, name="Poste 2", rules={"requires_membership": True})


@pytest.fixture
def host(place):
    return HostFactory(of=place)


@pytest.fixture
def member(place, host):
    person = PersonFactory()
    give_clearance(by=host, place=place, person=person, kind="membership")
    return person


def offered_instead(refused, period):
    return [
        alternative.resource_id
        for alternative in alternatives_to(refused.value)
        if alternative.period == period
    ]


def alternatives_for(person, resource, period):
    with pytest.raises(Taken) as refusal:
        book_resource(by=person, resource=resource, period=period)
    return offered_instead(refusal, period)


def test_what_is_for_members_is_offered_to_members_alone(desk, member_desk, member):
    BookingFactory(resource=desk)
    period = morning(day_ahead(1))

    assert alternatives_for(member, desk, period) == [member_desk.pk]
    assert alternatives_for(PersonFactory(), desk, period) == []


def test_spaces_of_an_introduced_person_are_offered(place, desk, host):
    introduced, second_room = (
        ResourceFactory(place=place, rules={"requires_introduction": True}) for _number in range(2)
    )
    person = PersonFactory()
    give_clearance(by=host, place=place, person=person, kind="introduction", resource=introduced)
    BookingFactory(resource=desk)

    assert alternatives_for(person, desk, morning(day_ahead(1))) == [introduced.pk]
    assert second_room.is_active


def test_a_right_that_ends_before_the_day_opens_nothing(desk, member_desk, member):
    later = morning(day_ahead(30))
    BookingFactory(resource=desk, period=as_range(later))
    member.clearances.update(ends_on=day_ahead(30))

    assert alternatives_for(member, desk, later) == []


def test_a_place_around_offers_the_club_what_is_for_the_club(desk):
    near = PlaceFactory(**NEAR)
    for_the_club = ResourceFactory(place=near, rules={"audience": Audience.CLUB_MEMBERS})
    club_member = EntitlementFactory(kind=Entitlement.Kind.CLUB_MEMBER).person
    BookingFactory(resource=desk)
    period = morning(day_ahead(1))

    assert alternatives_for(club_member, desk, period) == [for_the_club.pk]
    assert alternatives_for(PersonFactory(), desk, period) == []


def test_who_runs_the_place_is_offered_what_it_keeps_for_itself(place, desk, host):
    own_desk = ResourceFactory(place=place, rules={"audience": Audience.HOSTS})
    on_request = ResourceFactory(place=place, rules={"needs_approval": True})
    BookingFactory(resource=desk)

    assert set(alternatives_for(host, desk, morning(day_ahead(1)))) == {own_desk.pk, on_request.pk}
    assert alternatives_for(PersonFactory(), desk, morning(day_ahead(1))) == []


def test_a_move_that_is_refused_offers_what_its_person_may_have(desk, member_desk, member):
    booking = book_resource(by=member, resource=desk, period=afternoon(day_ahead(1)))
    BookingFactory(resource=desk)
    period = morning(day_ahead(1))

    with pytest.raises(Taken) as refusal:
        move_booking(by=member, booking=booking, period=period)

    assert member_desk.pk in offered_instead(refusal, period)


def test_who_loses_a_booking_is_offered_what_they_may_have(
    place, desk, member_desk, member, deliver_mails
):
    second = ResourceFactory(place=place, name="Poste 3")
    booked = BookingFactory(resource=desk, booked_for=member)
    neighbour = BookingFactory(resource=second)
    host = HostFactory(of=place)

    for closed in (desk, second):
        close_place(by=host, place=place, period=as_range(day_ahead(1)), resource=closed)

    assert {booking.status for booking in Booking.objects.all()} == {Booking.Status.CANCELLED}
    texts = {mail.recipient: mail.text for mail in deliver_mails()}
    assert member_desk.name in texts[booked.booked_for.email]
    assert member_desk.name not in texts[neighbour.booked_for.email]


@pytest.mark.parametrize("desks", [1, 3])
def test_rights_are_read_in_two_queries_whatever_is_reserved(
    place, desk, member, desks, django_assert_num_queries
):
    for _number in range(desks):
        ResourceFactory(
            place=place,
            rules={"requires_membership": True, "audience": Audience.CLUB_MEMBERS},
        )
    BookingFactory(resource=desk)
    with pytest.raises(Taken) as refusal:
        book_resource(by=member, resource=desk, period=morning(day_ahead(1)))

    # Holds here, the two sorts of rights, the places around and their holds.
    with django_assert_num_queries(5):
        assert offered_instead(refusal, morning(day_ahead(1))) == []


def wish(space, person, **details):
    place = Place.objects.get(pk=space.place_id)
    plan = plan_of(place)
    return SeriesWish(
        place=place,
        plan=plan,
        space=plan.space(space.pk),
        recurrence=weekly(),
        person=person,
        now=timezone.now(),
        **details,
    )


def test_a_date_of_a_series_offers_what_its_person_may_have(desk, member_desk, member):
    BookingFactory(resource=desk, period=as_range(hours_of(1)))

    of_member, of_other = (
        [
            alternative.resource_id
            for alternative in preview_series(wish(desk, person))[1].alternatives
            if alternative.period == hours_of(1)
        ]
        for person in (member, PersonFactory())
    )

    assert of_member == [member_desk.pk]
    assert of_other == []


def test_a_date_of_a_series_finds_what_is_for_the_club_around(desk):
    near = PlaceFactory(**NEAR)
    for_the_club = ResourceFactory(place=near, rules={"audience": Audience.CLUB_MEMBERS})
    club_member = EntitlementFactory(
        kind=Entitlement.Kind.CLUB_MEMBER, ends_on=day(1) + timedelta(days=1)
    ).person
    for number in (1, 2):
        BookingFactory(resource=desk, period=as_range(hours_of(number)))

    alternatives = [
        [
            alternative.resource_id
            for alternative in date.alternatives
            if alternative.place_id == near.pk
        ]
        for date in preview_series(wish(desk, club_member))
    ]

    assert alternatives == [[], [for_the_club.pk], [], []]


@pytest.mark.parametrize("count", [3, 12])
def test_the_dates_of_a_series_for_members_read_their_rights_once(
    place, member_desk, member, count, django_assert_num_queries
):
    series_wish = wish(member_desk, member)
    with django_assert_num_queries(2):
        preview = preview_series(series_wish)
    assert all(date.fits for date in preview)

    series = book_series(
        by=member, place=place, resources=[member_desk.pk], recurrence=weekly(count)
    )
    assert series.bookings.count() == count
