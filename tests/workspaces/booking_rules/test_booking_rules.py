"""Rules of a place and of its resources: inherited or overridden, respected or violated."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.people.models import Entitlement
from bocage.workspaces.booking_refusals.errors import (
    AccompaniedOnly,
    BeyondHorizon,
    ClubMembersOnly,
    HostsOnly,
    IntroductionNeeded,
    MembershipNeeded,
    OffTheStep,
    OutsideOpeningHours,
    RulesInvalid,
    Taken,
    TooLong,
    TooShort,
    TooSoon,
)
from bocage.workspaces.bookings.errors import AnswerTooLate, GuestsInvalid, TooManyAttendees
from bocage.workspaces.bookings.operations.bookings import book_any, book_resource
from bocage.workspaces.bookings.operations.cancellations import cancel_booking
from bocage.workspaces.bookings.operations.moves import move_booking
from bocage.workspaces.house_rules.operations.booking_rules import set_booking_rules
from bocage.workspaces.house_rules.operations.clearances import end_clearance, give_clearance
from bocage.workspaces.house_rules.operations.house_rules import publish_house_rules
from bocage.workspaces.models import Booking, Clearance, Hold
from bocage.workspaces.scheduling.alternatives import alternatives_to
from tests.people.factories import EntitlementFactory, PersonFactory
from tests.workspaces.factories import (
    HostFactory,
    PlaceFactory,
    ResourceFactory,
    as_range,
    day_ahead,
    hours,
)

pytestmark = pytest.mark.django_db

NINE, TEN, ELEVEN, NOON = 540, 600, 660, 720

TIMES = [
    # rule, the day, hours that keep it, hours that break it, and the refusal
    ({"step_minutes": 60}, 1, (NINE, TEN), (NINE + 30, TEN + 30), OffTheStep),
    ({"minimum_minutes": 120}, 1, (NINE, ELEVEN), (NINE, TEN), TooShort),
    ({"maximum_minutes": 60}, 1, (NINE, TEN), (NINE, ELEVEN), TooLong),
    ({"notice_minutes": 3 * 1440}, 4, (NINE, TEN), None, None),
    ({"notice_minutes": 3 * 1440}, 1, None, (NINE, TEN), TooSoon),
    ({"horizon_days": 5}, 5, (NINE, TEN), None, None),
    ({"horizon_days": 5}, 6, None, (NINE, TEN), BeyondHorizon),
]
"""Every rule on times; a day violates a rule by itself where one of the hours is None."""
LAXEST = {
    "step_minutes": 5,
    "minimum_minutes": 5,
    "maximum_minutes": 1500,
    "notice_minutes": 0,
    "horizon_days": 90,
}


def desk_with(rules, level):
    """A desk bound by rules: those of its place, its own, or its own against its place's."""
    match level:
        case "inherited":
            return ResourceFactory(place=PlaceFactory(rules=rules))
        case "its own":
            return ResourceFactory(rules=rules)
        case "overridden":
            return ResourceFactory(
                place=PlaceFactory(rules=rules), rules={name: LAXEST[name] for name in rules}
            )
    raise AssertionError(level)


@pytest.mark.parametrize("level", ["inherited", "its own", "overridden"])
@pytest.mark.parametrize("case", TIMES)
def test_a_rule_on_times(case, level):
    rules, day, allowed_minutes, refused_minutes, refusal = case
    desk, person = desk_with(rules, level), PersonFactory()

    if refused_minutes is not None and level != "overridden":
        with pytest.raises(refusal) as refusal_info:
            book_resource(by=person, resource=desk, period=hours(day_ahead(day), *refused_minutes))
        assert str(refusal_info.value.sentence).endswith(".")
        assert str(refusal_info.value.in_short)
        assert not Booking.objects.exists()
    for minutes in filter(
        None, [allowed_minutes, refused_minutes if level == "overridden" else None]
    ):
        booking = book_resource(by=person, resource=desk, period=hours(day_ahead(day), *minutes))
        assert booking.status == Booking.Status.CONFIRMED
        cancel_booking(by=person, booking=booking)


@pytest.mark.parametrize("level", ["inherited", "its own"])
@pytest.mark.parametrize(
    ("rules", "day", "refused_minutes"),
    [
        (rules, day, refused_minutes)
        for rules, day, _allowed_minutes, refused_minutes, _refusal in TIMES
        if refused_minutes
    ],
)
def test_who_runs_the_place_is_bound_by_its_hours_alone(rules, day, refused_minutes, level):
    desk = desk_with(rules, level)
    host = HostFactory(of=desk.place)

    booking = book_resource(by=host, resource=desk, period=hours(day_ahead(day), *refused_minutes))

    assert booking.status == Booking.Status.CONFIRMED
    with pytest.raises(OutsideOpeningHours):
        book_resource(by=host, resource=desk, period=hours(day_ahead(2), 0, NINE))


def club_member(_desk):
    return EntitlementFactory(kind=Entitlement.Kind.CLUB_MEMBER).person


def accompanied_person(_desk):
    return EntitlementFactory(kind=Entitlement.Kind.ACCOMPANIED).person


def clear_person(kind, *, of_resource=False):
    def person_for(desk):
        return give_clearance(
            by=HostFactory(of=desk.place),
            place=desk.place,
            person=PersonFactory(),
            kind=kind,
            resource=desk if of_resource else None,
        ).person

    return person_for


def host(desk):
    return HostFactory(of=desk.place)


ELIGIBILITY = [
    ({"audience": "club_members"}, club_member, ClubMembersOnly),
    ({"audience": "accompanied"}, accompanied_person, AccompaniedOnly),
    ({"audience": "hosts"}, host, HostsOnly),
    ({"requires_membership": True}, clear_person(Clearance.Kind.MEMBERSHIP), MembershipNeeded),
    (
        {"requires_introduction": True},
        clear_person(Clearance.Kind.INTRODUCTION),
        IntroductionNeeded,
    ),
    (
        {"requires_introduction": True},
        clear_person(Clearance.Kind.INTRODUCTION, of_resource=True),
        IntroductionNeeded,
    ),
]
OPEN_TO_ALL = {
    "audience": "everyone",
    "requires_membership": False,
    "requires_introduction": False,
}


@pytest.mark.parametrize("level", ["inherited", "its own", "overridden"])
@pytest.mark.parametrize(("rules", "make_person", "refusal"), ELIGIBILITY)
def test_a_rule_on_who_may_book(rules, make_person, refusal, level):
    if level == "inherited":
        desk = ResourceFactory(place=PlaceFactory(rules=rules))
    elif level == "its own":
        desk = ResourceFactory(rules=rules)
    else:
        own_rules = {name: OPEN_TO_ALL[name] for name in rules}
        desk = ResourceFactory(place=PlaceFactory(rules=rules), rules=own_rules)
    period = hours(day_ahead(1), NINE, TEN)

    if level != "overridden":
        for attempt in (
            book_resource,
            lambda resource, **details: book_any(place=resource.place, **details),
        ):
            with pytest.raises(refusal) as refusal_info:
                attempt(by=PersonFactory(), resource=desk, period=period)
            assert str(refusal_info.value.in_short)
        assert not Booking.objects.exists()
    booker = make_person(desk) if level != "overridden" else PersonFactory()
    assert book_resource(by=booker, resource=desk, period=period).booked_for == booker


@pytest.mark.parametrize(
    ("starts_in", "ends_in", "day", "is_allowed"),
    [(0, None, 1, True), (2, None, 1, False), (-5, 1, 1, False), (-5, 2, 1, True)],
)
def test_what_somebody_is_counts_on_the_day_of_the_booking(starts_in, ends_in, day, is_allowed):
    desk = ResourceFactory(rules={"audience": "club_members"})
    today = timezone.localdate()
    person = EntitlementFactory(
        kind=Entitlement.Kind.CLUB_MEMBER,
        starts_on=today + timedelta(days=starts_in),
        ends_on=None if ends_in is None else today + timedelta(days=ends_in),
    ).person

    try:
        book_resource(by=person, resource=desk, period=hours(day_ahead(day), NINE, TEN))
    except ClubMembersOnly:
        assert not is_allowed
    else:
        assert is_allowed


def test_a_clearance_of_another_place_or_another_room_opens_nothing():
    desk = ResourceFactory(rules={"requires_introduction": True})
    sibling = ResourceFactory(place=desk.place)
    foreign_desk = ResourceFactory()
    person = PersonFactory()
    clearance_fields = {"person": person, "kind": Clearance.Kind.INTRODUCTION}
    give_clearance(
        by=HostFactory(of=desk.place), place=desk.place, resource=sibling, **clearance_fields
    )
    give_clearance(
        by=HostFactory(of=foreign_desk.place), place=foreign_desk.place, **clearance_fields
    )

    with pytest.raises(IntroductionNeeded):
        book_resource(by=person, resource=desk, period=hours(day_ahead(1), NINE, TEN))


def test_any_desk_passes_over_what_is_reserved_and_what_is_on_request():
    reserved = ResourceFactory(position=1, rules={"audience": "hosts"})
    on_request = ResourceFactory(place=reserved.place, position=2, rules={"needs_approval": True})
    free = ResourceFactory(place=reserved.place, position=3)
    period = hours(day_ahead(1), NINE, TEN)
    place = reserved.place

    first = book_any(by=PersonFactory(), place=place, period=period)
    second = book_any(by=PersonFactory(), place=place, period=period)

    assert [hold.resource for hold in first.holds.all()] == [free]
    assert (first.status, second.status) == ("confirmed", "requested")
    assert [hold.resource for hold in second.holds.all()] == [on_request]


def test_the_holder_does_not_move_into_what_is_reserved():
    desk = ResourceFactory()
    room = ResourceFactory(place=desk.place, rules={"audience": "club_members"})
    person = PersonFactory()
    booking = book_resource(by=person, resource=desk, period=hours(day_ahead(1), NINE, TEN))

    with pytest.raises(ClubMembersOnly):
        move_booking(by=person, booking=booking, resources=[room.pk])


# Approval


def test_what_is_on_request_holds_nothing_and_lapses_before_it_starts():
    desk = ResourceFactory(rules={"needs_approval": True, "answer_within_hours": 24})
    people = PersonFactory.create_batch(2)
    now = timezone.now()
    next_period, later_period = hours(day_ahead(1), NINE, TEN), hours(day_ahead(5), NINE, TEN)
    now = next_period.start - timedelta(hours=2)

    bookings = [
        book_resource(by=person, resource=desk, period=next_period, now=now) for person in people
    ]
    later_booking = book_resource(by=people[0], resource=desk, period=later_period, now=now)

    assert [booking.status for booking in bookings] == ["requested"] * 2
    assert bookings[0].lapses_at == next_period.start
    assert later_booking.lapses_at == now + timedelta(hours=24)
    assert bookings[0].confirmed_at is None
    assert not Hold.objects.filter(is_holding=True).exists()


def test_the_host_and_who_is_booked_by_the_host_need_no_approval():
    desk = ResourceFactory(rules={"needs_approval": True})
    host = HostFactory(of=desk.place)
    period = hours(day_ahead(1), NINE, TEN)

    booking = book_resource(by=host, booked_for=PersonFactory(), resource=desk, period=period)

    assert booking.status == Booking.Status.CONFIRMED
    with pytest.raises(Taken):
        book_resource(by=PersonFactory(), resource=desk, period=period)


def test_nothing_is_asked_for_that_has_begun():
    desk = ResourceFactory(rules={"needs_approval": True})
    period = hours(day_ahead(1), NINE, TEN)

    with pytest.raises(AnswerTooLate):
        book_resource(
            by=PersonFactory(),
            resource=desk,
            period=period,
            now=period.start + timedelta(minutes=5),
        )


# Buffers


@pytest.mark.parametrize("level", ["inherited", "its own"])
def test_buffers_are_held_and_keep_others_out(level):
    rules = {"buffer_before_minutes": 15, "buffer_after_minutes": 30, "step_minutes": 15}
    desk = (
        ResourceFactory(place=PlaceFactory(rules=rules))
        if level == "inherited"
        else ResourceFactory(rules=rules)
    )
    day, visitor = day_ahead(1), PersonFactory()

    booking = book_resource(by=visitor, resource=desk, period=hours(day, TEN, ELEVEN))

    assert booking.period == as_range(hours(day, TEN, ELEVEN))
    assert Hold.objects.get().period == as_range(hours(day, TEN - 15, ELEVEN + 30))
    for starts, ends in [(NINE, TEN), (NINE, TEN - 30), (ELEVEN + 30, NOON)]:
        with pytest.raises(Taken):
            book_resource(by=PersonFactory(), resource=desk, period=hours(day, starts, ends))
    book_resource(by=PersonFactory(), resource=desk, period=hours(day, NINE, TEN - 45))
    book_resource(by=PersonFactory(), resource=desk, period=hours(day, ELEVEN + 45, NOON))


def test_the_whole_keeps_its_buffers_from_its_parts():
    room = ResourceFactory(meeting_room=True, rules={"buffer_after_minutes": 60})
    part = ResourceFactory(place=room.place, parent=room)
    day = day_ahead(1)
    book_resource(by=PersonFactory(), resource=room, period=hours(day, NINE, TEN))

    with pytest.raises(Taken):
        book_resource(by=PersonFactory(), resource=part, period=hours(day, TEN, ELEVEN))

    book_resource(by=PersonFactory(), resource=part, period=hours(day, ELEVEN, NOON))


def test_two_rooms_of_different_buffers_in_one_booking():
    from bocage.workspaces.bookings.operations.bookings import book_resources

    plain = ResourceFactory()
    buffered = ResourceFactory(place=plain.place, rules={"buffer_after_minutes": 60})
    day = day_ahead(1)
    book_resource(by=PersonFactory(), resource=plain, period=hours(day, TEN, ELEVEN))

    booking = book_resources(
        by=PersonFactory(),
        place=plain.place,
        resources=[plain.pk, buffered.pk],
        period=hours(day, NINE, TEN),
    )

    assert {hold.resource: hold.period.upper for hold in booking.holds.all()} == {
        plain: hours(day, NINE, TEN).end,
        buffered: hours(day, NINE, ELEVEN).end,
    }


def test_a_move_takes_its_buffers_along():
    desk = ResourceFactory(rules={"buffer_after_minutes": 30})
    second_desk = ResourceFactory(place=desk.place, rules={"buffer_before_minutes": 30})
    person, day = PersonFactory(), day_ahead(1)
    booking = book_resource(by=person, resource=desk, period=hours(day, NINE, TEN))

    move_booking(by=person, booking=booking, period=hours(day, TEN, ELEVEN))
    assert Hold.objects.get().period == as_range(hours(day, TEN, ELEVEN + 30))

    move_booking(by=person, booking=booking, resources=[second_desk.pk])
    assert Hold.objects.get().period == as_range(hours(day, TEN - 30, ELEVEN))


def test_alternatives_keep_the_buffers():
    desk = ResourceFactory(rules={"buffer_after_minutes": 60})
    day = day_ahead(1)
    book_resource(by=PersonFactory(), resource=desk, period=hours(day, NINE, TEN))

    with pytest.raises(Taken) as refused:
        book_resource(by=PersonFactory(), resource=desk, period=hours(day, TEN, ELEVEN))

    periods = [alternative.period for alternative in alternatives_to(refused.value)]
    assert periods[0] == hours(day, ELEVEN, NOON)
    for period in periods:
        booked = book_resource(by=PersonFactory(), resource=desk, period=period)
        cancel_booking(by=booked.booked_for, booking=booked)


def test_alternatives_leave_out_what_is_reserved_or_on_request():
    desk = ResourceFactory()
    ResourceFactory(place=desk.place, rules={"audience": "club_members"})
    ResourceFactory(place=desk.place, rules={"needs_approval": True})
    free = ResourceFactory(place=desk.place)
    period = hours(day_ahead(1), NINE, TEN)
    book_resource(by=PersonFactory(), resource=desk, period=period)

    with pytest.raises(Taken) as refused:
        book_resource(by=PersonFactory(), resource=desk, period=period)

    resource_ids = {
        alternative.resource_id
        for alternative in alternatives_to(refused.value)
        if alternative.period == period
    }
    assert resource_ids == {free.pk}


# Fair use


def test_guests_count_and_keep_their_names():
    room = ResourceFactory(meeting_room=True)

    booking = book_resource(
        by=PersonFactory(),
        resource=room,
        period=hours(day_ahead(1), NINE, TEN),
        guests=["  Ada   Morel ", "", "Élie Nguyễn"],
        is_private=True,
    )

    booking.refresh_from_db()
    assert booking.guests == ["Ada Morel", "Élie Nguyễn"]
    assert (booking.attendees, booking.is_private) == (3, True)


@pytest.mark.parametrize(
    ("guests", "refusal"),
    [
        (["x" * 121], GuestsInvalid),
        (["nul \0"], GuestsInvalid),
        (["Ada"] * 8, TooManyAttendees),
        (["Ada"] * 500, TooManyAttendees),
    ],
)
def test_guests_that_cannot_be(guests, refusal):
    room = ResourceFactory(meeting_room=True)

    with pytest.raises(refusal):
        book_resource(
            by=PersonFactory(), resource=room, period=hours(day_ahead(1), NINE, TEN), guests=guests
        )


@pytest.mark.parametrize(
    "values",
    [
        {"step_minutes": 7},
        {"minimum_minutes": 120, "maximum_minutes": 60},
        {"maximum_minutes": 1501},
        {"horizon_days": 0},
        {"horizon_days": 731},
        {"buffer_before_minutes": 241},
        {"answer_within_hours": 0},
        {"offer_minutes": 4},
    ],
)
def test_rules_that_make_no_sense_are_refused(values):
    place = PlaceFactory()

    with pytest.raises(RulesInvalid):
        set_booking_rules(by=HostFactory(of=place), place=place, **values)


def test_only_who_runs_the_place_decides():
    desk = ResourceFactory()
    visitor, place = PersonFactory(), desk.place
    clearance = give_clearance(
        by=HostFactory(of=place), place=place, person=visitor, kind="membership"
    )

    for attempt in (
        lambda: set_booking_rules(by=visitor, place=place, step_minutes=60),
        lambda: publish_house_rules(by=visitor, place=place, text="À moi."),
        lambda: give_clearance(by=visitor, place=place, person=visitor, kind="introduction"),
        lambda: end_clearance(by=visitor, clearance=clearance),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_an_ordinary_booking_reads_nothing_of_the_person(django_assert_num_queries):
    desk, person = ResourceFactory(), PersonFactory()
    book_resource(by=person, resource=desk, period=hours(day_ahead(1), NINE, TEN))
    from tests.workspaces.bookings.test_mails import BOOKING_STATEMENTS

    with django_assert_num_queries(BOOKING_STATEMENTS):
        book_resource(by=person, resource=desk, period=hours(day_ahead(1), TEN, ELEVEN))
