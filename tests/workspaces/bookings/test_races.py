"""Many people at once, in real threads: the database alone decides."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from bocage.people.models import Person
from bocage.workspaces.billing.operations.prices import set_month_price
from bocage.workspaces.booking_refusals.errors import PlaceClosed, Taken
from bocage.workspaces.bookings.operations.bookings import book_any, book_resource
from bocage.workspaces.bookings.operations.cancellations import cancel_booking, restore_booking
from bocage.workspaces.hosting.operations.closures import close_place
from bocage.workspaces.hosting.operations.places import add_resource
from bocage.workspaces.house_rules.operations.clearances import give_clearance
from bocage.workspaces.house_rules.operations.house_rules import publish_house_rules
from bocage.workspaces.models import (
    Booking,
    Charge,
    Closure,
    Hold,
    Pass,
    PassProduct,
    Place,
    Resource,
)
from tests.people.factories import PersonFactory
from tests.workspaces.factories import (
    BookingFactory,
    HostFactory,
    PassFactory,
    PlaceFactory,
    ResourceFactory,
    TariffFactory,
    as_range,
    day_ahead,
    hours,
    morning,
)

pytestmark = pytest.mark.django_db(transaction=True)


def race(*runners: Callable[[], object]) -> list[object]:
    """Runs each in its own thread and connection, all let go at once.

    Returns what each returned, or the exception that it raised.
    """
    barrier = Barrier(len(runners))

    def run(runner: Callable[[], object]) -> object:
        try:
            connection.ensure_connection()
            barrier.wait(timeout=30)
            return runner()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(runners)) as threads:
        return list(threads.map(run, runners))


def outcomes(results: list[object]) -> Counter[str]:
    return Counter(type(result).__name__ for result in results)


def fresh(resource: Resource) -> Resource:
    """Returns the resource as another process would read it, with its own place."""
    return Resource.objects.select_related("place").get(pk=resource.pk)


def overlaps() -> int:
    """Pairs of holds that meet, counted without the constraint."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM workspaces_hold a JOIN workspaces_hold b"
            " ON a.resource_id = b.resource_id AND a.id < b.id AND a.period && b.period"
            " WHERE a.is_holding AND b.is_holding"
        )
        return cursor.fetchone()[0]


def test_fifty_people_and_one_desk():
    desk = ResourceFactory()
    people = PersonFactory.create_batch(50)
    period = morning(day_ahead(1))

    results = race(
        *[
            lambda person=person: book_resource(by=person, resource=fresh(desk), period=period)
            for person in people
        ]
    )

    assert outcomes(results) == {"Booking": 1, "Taken": 49}
    assert Booking.objects.count() == 1
    assert Hold.objects.count() == 1


def test_fifty_people_and_the_last_desk_of_any():
    """Nobody gets « full » while a desk is free: as many bookings as desks."""
    place = PlaceFactory()
    for _number in range(6):
        ResourceFactory(place=place)
    BookingFactory(resource=place.resources.first())
    people = PersonFactory.create_batch(50)
    period = morning(day_ahead(1))

    results = race(
        *[
            lambda person=person: book_any(
                by=person, place=Place.objects.get(pk=place.pk), period=period
            )
            for person in people
        ]
    )

    assert outcomes(results) == {"Booking": 5, "Taken": 45}
    assert Hold.objects.filter(is_holding=True).count() == 6
    assert overlaps() == 0


def test_the_whole_and_its_parts_at_once():
    room = ResourceFactory(meeting_room=True)
    parts = [ResourceFactory(place=room.place, parent=room) for _number in range(3)]
    people = PersonFactory.create_batch(24)
    requests = [room, *parts] * 6

    results = race(
        *[
            lambda person=person, resource=resource: book_resource(
                by=person, resource=fresh(resource), period=morning(day_ahead(1))
            )
            for person, resource in zip(people, requests, strict=True)
        ]
    )

    booked = outcomes(results)["Booking"]
    assert outcomes(results) == {"Booking": booked, "Taken": 24 - booked}
    holders = {hold.booking_id for hold in Hold.objects.filter(resource=room)}
    assert len(holders) == (1 if booked == 1 else 0) or booked == 3
    assert Hold.objects.filter(resource=room).count() in {0, 1}
    if Hold.objects.filter(resource=room).exists():
        assert booked == 1
    assert overlaps() == 0


def test_two_restore_and_book_the_same_desk():
    desk = ResourceFactory()
    booking = BookingFactory(resource=desk)
    holder = booking.booked_for
    cancel_booking(by=holder, booking=booking)
    people = PersonFactory.create_batch(8)

    results = race(
        lambda: restore_booking(by=holder, booking=booking),
        *[
            lambda person=person: book_resource(
                by=person, resource=fresh(desk), period=morning(day_ahead(1))
            )
            for person in people
        ],
    )

    assert outcomes(results) == {"Booking": 1, "Taken": 8}
    assert Hold.objects.filter(is_holding=True).count() == 1


def test_cancelling_and_booking_at_once():
    desk = ResourceFactory()
    booking = BookingFactory(resource=desk)
    people = PersonFactory.create_batch(8)

    results = race(
        lambda: cancel_booking(by=booking.booked_for, booking=booking),
        *[
            lambda person=person: book_resource(
                by=person, resource=fresh(desk), period=morning(day_ahead(1))
            )
            for person in people
        ],
    )

    assert set(outcomes(results)) <= {"Booking", "Taken"}
    assert outcomes(results)["Booking"] in {1, 2}
    assert overlaps() == 0
    booking.refresh_from_db()
    assert booking.status == Booking.Status.CANCELLED


def test_a_double_click_is_one_booking():
    place = PlaceFactory()
    for _number in range(4):
        ResourceFactory(place=place)
    person = PersonFactory()

    results = race(
        *[
            lambda: book_any(
                by=person,
                place=Place.objects.get(pk=place.pk),
                period=morning(day_ahead(1)),
                idempotency_key="le-meme-clic",
            )
        ]
        * 6
    )

    assert outcomes(results) == {"Booking": 6}
    assert len({result.pk for result in results}) == 1
    assert Hold.objects.count() == 1


def test_closing_and_booking_at_once_leave_nobody_before_a_closed_door():
    desk = ResourceFactory()
    place = desk.place
    host = HostFactory(of=place)
    people = PersonFactory.create_batch(10)

    results = race(
        lambda: close_place(by=host, place=place, period=as_range(day_ahead(1)), reason="travaux"),
        *[
            lambda person=person: book_resource(
                by=person, resource=fresh(desk), period=morning(day_ahead(1))
            )
            for person in people
        ],
    )

    assert [type(result) for result in results[:1]] == [Closure]
    assert {type(result) for result in results[1:]} <= {Booking, Taken, PlaceClosed}
    assert not Booking.objects.holding().exists()
    assert not Hold.objects.filter(is_holding=True).exists()


def test_closing_a_room_and_booking_its_halves_at_once_leave_nobody_in_it():
    room = ResourceFactory(meeting_room=True)
    halves = [ResourceFactory(place=room.place, parent=room) for _number in range(2)]
    host = HostFactory(of=room.place)
    people = PersonFactory.create_batch(6)

    results = race(
        lambda: close_place(
            by=host, place=room.place, period=as_range(day_ahead(1)), resource=room
        ),
        *[
            lambda person=person, half=half: book_resource(
                by=person, resource=fresh(half), period=morning(day_ahead(1))
            )
            for person, half in zip(people, halves * 3, strict=True)
        ],
    )

    assert [type(result) for result in results[:1]] == [Closure]
    assert {type(result) for result in results[1:]} <= {Booking, Taken, PlaceClosed}
    assert not Hold.objects.filter(is_holding=True).exists()


def test_a_part_added_while_its_whole_is_booked_is_held():
    room = ResourceFactory(meeting_room=True)
    host = HostFactory(of=room.place)
    people = PersonFactory.create_batch(4)

    results = race(
        lambda: add_resource(by=host, place=room.place, kind="desk", name="Coin", parent=room),
        *[
            lambda person=person: book_resource(
                by=person, resource=fresh(room), period=morning(day_ahead(1))
            )
            for person in people
        ],
    )

    assert outcomes(results) == {"Resource": 1, "Booking": 1, "Taken": 3}
    assert Hold.objects.filter(resource__name="Coin", is_implied=True).count() == 1


def test_two_rooms_asked_in_either_order_never_wait_for_each_other():
    from bocage.workspaces.bookings.operations.bookings import book_resources

    first = ResourceFactory()
    second = ResourceFactory(place=first.place)
    people = PersonFactory.create_batch(12)
    orders = [[first.pk, second.pk], [second.pk, first.pk]] * 6

    results = race(
        *[
            lambda person=person, order=order: book_resources(
                by=person,
                place=Place.objects.get(pk=first.place_id),
                resources=order,
                period=morning(day_ahead(1)),
            )
            for person, order in zip(people, orders, strict=True)
        ]
    )

    assert outcomes(results) == {"Booking": 1, "Taken": 11}


def test_twenty_bookings_use_the_last_half_day_of_a_pass_once():
    place = PlaceFactory()
    desks = [ResourceFactory(place=place) for _number in range(20)]
    TariffFactory(place=place)
    person = PersonFactory()
    PassFactory(product__place=place, person=person, half_days_left=1)

    results = race(
        *[
            lambda desk=desk: book_resource(
                by=person, resource=fresh(desk), period=morning(day_ahead(1))
            )
            for desk in desks
        ]
    )

    assert outcomes(results) == {"Booking": 20}
    assert Pass.objects.get().half_days_left == 0
    assert Counter(Charge.objects.values_list("status", flat=True)) == {"covered": 1, "due": 19}


def test_bookings_at_once_go_on_to_the_next_pass():
    place = PlaceFactory()
    desks = [ResourceFactory(place=place) for _number in range(8)]
    TariffFactory(place=place)
    person = PersonFactory()
    for days in (10, 20, 30):
        PassFactory(product__place=place, person=person, half_days_left=2, ends_on=day_ahead(days))

    results = race(
        *[
            lambda desk=desk: book_resource(
                by=person, resource=fresh(desk), period=morning(day_ahead(1))
            )
            for desk in desks
        ]
    )

    assert outcomes(results) == {"Booking": 8}
    assert list(Pass.objects.values_list("half_days_left", flat=True)) == [0, 0, 0]
    assert Counter(Charge.objects.values_list("status", flat=True)) == {"covered": 6, "due": 2}


def test_a_desk_and_a_room_at_once_use_the_last_half_day_of_a_pass_once():
    place = PlaceFactory()
    spaces = [ResourceFactory(place=place) for _number in range(6)]
    spaces += [
        ResourceFactory(place=place, meeting_room=True, name=f"Salle {number}")
        for number in range(6)
    ]
    TariffFactory(place=place)
    TariffFactory(place=place, kind="meeting_room")
    person = PersonFactory()
    PassFactory(
        product__place=place,
        product__space_kinds=["desk", "meeting_room"],
        person=person,
        half_days_left=1,
    )

    results = race(
        *[
            lambda space=space: book_resource(
                by=person, resource=fresh(space), period=morning(day_ahead(1))
            )
            for space in spaces
        ]
    )

    assert outcomes(results) == {"Booking": 12}
    assert Pass.objects.get().half_days_left == 0
    assert Counter(Charge.objects.values_list("status", flat=True)) == {"covered": 1, "due": 11}


def test_the_price_of_a_month_set_by_eight_hosts_at_once_is_one_price():
    place = PlaceFactory()
    hosts = [HostFactory(of=place) for _number in range(8)]

    results = race(
        *[
            lambda host=host, cents=cents: set_month_price(
                by=host,
                place=Place.objects.get(pk=place.pk),
                kind="desk",
                amount_cents=cents,
                name="Un mois de poste",
            )
            for cents, host in enumerate(hosts, start=10_000)
        ]
    )

    assert outcomes(results) == {"PassProduct": 8}
    assert PassProduct.objects.get().amount_cents in range(10_000, 10_008)


def test_one_person_at_eight_desks_never_passes_the_quota():
    place = PlaceFactory(rules={"hours_per_week": 7, "horizon_days": 30})
    desks = [ResourceFactory(place=place) for _number in range(8)]
    person = PersonFactory()

    results = race(
        *[
            lambda desk=desk: book_resource(
                by=Person.objects.get(pk=person.pk),
                resource=fresh(desk),
                period=morning(day_ahead(1)),
            )
            for desk in desks
        ]
    )

    assert outcomes(results) == {"Booking": 2, "QuotaReached": 6}
    assert Booking.objects.count() == 2


def test_neighbours_in_time_race_for_a_buffer():
    desk = ResourceFactory(rules={"buffer_after_minutes": 30, "buffer_before_minutes": 30})
    people = PersonFactory.create_batch(10)
    day = day_ahead(1)
    requests = [hours(day, 540, 600), hours(day, 600, 660)] * 5

    results = race(
        *[
            lambda person=person, period=period: book_resource(
                by=person, resource=fresh(desk), period=period
            )
            for person, period in zip(people, requests, strict=True)
        ]
    )

    assert outcomes(results) == {"Booking": 1, "Taken": 9}
    assert overlaps() == 0


def test_two_hosts_publish_house_rules_at_once():
    place = PlaceFactory()
    host = HostFactory(of=place)

    results = race(
        *[
            lambda number=number: publish_house_rules(
                by=Person.objects.get(pk=host.pk),
                place=Place.objects.select_related("scope").get(pk=place.pk),
                text=f"Version de {number}",
            )
            for number in range(6)
        ]
    )

    assert outcomes(results) == {"HouseRules": 6}
    assert sorted(result.version for result in results) == [1, 2, 3, 4, 5, 6]


def test_one_clearance_is_ticked_twice_at_once():
    place = PlaceFactory()
    host, person = HostFactory(of=place), PersonFactory()

    results = race(
        *[
            lambda: give_clearance(
                by=Person.objects.get(pk=host.pk),
                place=Place.objects.select_related("scope").get(pk=place.pk),
                person=person,
                kind="membership",
            )
        ]
        * 4
    )

    assert outcomes(results) == {"Clearance": 1, "ClearanceGiven": 3}
