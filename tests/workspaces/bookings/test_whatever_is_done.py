"""Stateful test of a place: whatever the order of operations, a space is never promised twice.

A state machine acts as people, hosts and clocks on a divisible room, the whole place, a desk with
its door and a room on request, with buffers; after each step the rules are checked in plain Python,
independently of the constraints of PostgreSQL.
"""

from collections.abc import Callable, Iterator
from itertools import combinations

import pytest
from django.db import connection
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bocage.foundation.errors import Refusal
from bocage.workspaces.bookings.operations.bookings import book_resources
from bocage.workspaces.bookings.operations.cancellations import cancel_booking, restore_booking
from bocage.workspaces.bookings.operations.moves import move_booking
from bocage.workspaces.bookings.operations.requests import accept_request
from bocage.workspaces.front_desk.operations.doors import book_at_the_door, end_at_the_door
from bocage.workspaces.front_desk.operations.shared_addresses import make_address
from bocage.workspaces.hosting.operations.closures import close_place, reopen_place
from bocage.workspaces.models import (
    Booking,
    BookingSeries,
    Closure,
    Place,
    Resource,
    SharedAddress,
    WaitlistEntry,
)
from bocage.workspaces.opening_hours.availability import Interval
from bocage.workspaces.place_plans.plans import plan_of
from bocage.workspaces.scheduling.recurrence import Recurrence
from bocage.workspaces.series.operations.moves import change_series
from bocage.workspaces.series.operations.series import book_series
from bocage.workspaces.waitlist.operations.offers import offer_next
from bocage.workspaces.waitlist.operations.waitlist import (
    accept_offer,
    decline_offer,
    join_waitlist,
)
from tests.people.factories import PersonFactory
from tests.workspaces.factories import HostFactory, PlaceFactory, ResourceFactory, day_ahead, hours

pytestmark = pytest.mark.django_db

FIRST_DAY = 8
"""The first of the days on which things happen: a week later, a series comes back."""

NUMBERS = st.integers(min_value=0, max_value=11)
DAYS = st.sampled_from([0, 7])
RHYTHMS = st.sampled_from([None, *BookingSeries.Frequency])
STARTS = st.sampled_from([9 * 60, 9 * 60 + 30, 10 * 60, 11 * 60, 14 * 60])
LENGTHS = st.sampled_from([30, 60, 90])


def day_of(number: int):
    return day_ahead(FIRST_DAY + number)


def slot(day: int, start: int, length: int) -> Interval:
    return hours(day_of(day), start, start + length)


class PlaceMachine(RuleBasedStateMachine):
    """A place, three people and its host."""

    def __init__(self) -> None:
        super().__init__()
        self.place = PlaceFactory()
        self.host = HostFactory(of=self.place)
        self.people = PersonFactory.create_batch(3)
        room = self._resource(meeting_room=True, rules={"buffer_after_minutes": 30})
        halves = [self._resource(parent=room) for _number in range(2)]
        whole_place = self._resource(kind="whole_place", name="Tout", capacity=20)
        self.desk = self._resource(rules={"buffer_before_minutes": 30})
        on_request = self._resource(rules={"needs_approval": True})
        self.resources = [room, *halves, whole_place, self.desk, on_request]
        self.door = make_address(
            by=self.host, kind=SharedAddress.Kind.DOOR, place=self.place, resource=self.desk
        )
        self.place.refresh_from_db()

    def _resource(self, **fields) -> Resource:
        return ResourceFactory(place=self.place, **fields)

    def _person(self, number: int):
        return self.people[number % len(self.people)]

    def _spaces(self, number: int) -> list[Resource]:
        """Returns one of the resources, or two of them together."""
        resource = self.resources[number % len(self.resources)]
        return [resource] if number < len(self.resources) else [resource, self.resources[-2]]

    def _booking(self, number: int) -> Booking:
        bookings = Booking.objects.filter(place=self.place).order_by("created_at", "pk")
        return bookings[number % bookings.count()]

    def _read_place(self) -> Place:
        self.place.refresh_from_db()
        return self.place

    def _has_bookings(self) -> bool:
        return Booking.objects.filter(place=self.place).exists()

    @staticmethod
    def _try(operation: Callable[[], object]) -> None:
        """Runs an operation; a refusal changes nothing and is ignored."""
        try:
            operation()
        except Refusal:
            return

    @rule(person=NUMBERS, space_number=NUMBERS, day=DAYS, start=STARTS, length=LENGTHS)
    def book(self, person, space_number, day, start, length):
        spaces = {space.pk for space in self._spaces(space_number)}
        self._try(
            lambda: book_resources(
                by=self._person(person),
                place=self._read_place(),
                resources=spaces,
                period=slot(day, start, length),
            )
        )

    @precondition(_has_bookings)
    @rule(number=NUMBERS, space_number=NUMBERS, day=DAYS, start=STARTS, length=LENGTHS)
    def move(self, number, space_number, day, start, length):
        self._try(
            lambda: move_booking(
                by=self.host,
                booking=self._booking(number),
                period=slot(day, start, length),
                resources=[space.pk for space in self._spaces(space_number)],
            )
        )

    @precondition(_has_bookings)
    @rule(number=NUMBERS)
    def cancel(self, number):
        booking = self._booking(number)
        by = booking.booked_for or self.host
        self._try(lambda: cancel_booking(by=by, booking=booking))

    @precondition(_has_bookings)
    @rule(number=NUMBERS)
    def restore(self, number):
        booking = self._booking(number)
        by = booking.booked_for or self.host
        self._try(lambda: restore_booking(by=by, booking=booking))

    @precondition(_has_bookings)
    @rule(number=NUMBERS)
    def accept(self, number):
        self._try(lambda: accept_request(by=self.host, booking=self._booking(number)))

    @rule(person=NUMBERS, space_number=NUMBERS, start=STARTS, length=LENGTHS)
    def book_a_series(self, person, space_number, start, length):
        days = Recurrence(
            frequency=BookingSeries.Frequency.WEEKLY,
            first_on=day_of(0),
            starts=start,
            ends=start + length,
            count=2,
        )
        self._try(
            lambda: book_series(
                by=self._person(person),
                place=self._read_place(),
                resources=[self._spaces(space_number)[0].pk],
                recurrence=days,
            )
        )

    @precondition(lambda self: BookingSeries.objects.filter(place=self.place).exists())
    @rule(number=NUMBERS, space_number=NUMBERS, start=STARTS, length=LENGTHS, rhythm=RHYTHMS)
    def change_a_series(self, number, space_number, start, length, rhythm):
        all_series = BookingSeries.objects.filter(place=self.place).order_by("created_at", "pk")
        series = all_series[number % all_series.count()]
        self._try(
            lambda: change_series(
                by=series.booked_for,
                series=series,
                starts=start,
                ends=start + length,
                resources=[self._spaces(space_number)[0].pk],
                frequency=rhythm,
            )
        )

    @rule(person=NUMBERS, space_number=NUMBERS, day=DAYS, start=STARTS, length=LENGTHS)
    def wait(self, person, space_number, day, start, length):
        resource_ids = [space.pk for space in self._spaces(space_number)]
        self._try(
            lambda: join_waitlist(
                by=self._person(person),
                place=self._read_place(),
                resources=resource_ids,
                period=slot(day, start, length),
            )
        )

    @rule(day=DAYS)
    def offer(self, day):
        offer_next(place=self._read_place(), period=slot(day, 9 * 60, 9 * 60))

    @precondition(lambda self: self._offered_entries().exists())
    @rule(number=NUMBERS, takes=st.booleans())
    def answer_an_offer(self, number, takes):
        entries = self._offered_entries()
        entry = entries[number % entries.count()]
        answer = accept_offer if takes else decline_offer
        self._try(lambda: answer(by=entry.person, entry=entry))

    def _offered_entries(self):
        return WaitlistEntry.objects.filter(
            place=self.place, status=WaitlistEntry.Status.OFFERED
        ).order_by("created_at", "pk")

    @rule(day=DAYS, start=STARTS)
    def take_at_the_door(self, day, start):
        now = slot(day, start, 60).start
        self._try(
            lambda: book_at_the_door(
                door=self.door, minutes=30, idempotency_key=f"{day}-{start}", now=now
            )
        )

    @rule(day=DAYS, start=STARTS)
    def give_back_at_the_door(self, day, start):
        self._try(lambda: end_at_the_door(door=self.door, now=slot(day, start + 10, 60).start))

    @rule(space_number=NUMBERS, day=DAYS, start=STARTS, length=LENGTHS)
    def close(self, space_number, day, start, length):
        resources = [None, *self.resources]
        self._try(
            lambda: close_place(
                by=self.host,
                place=self._read_place(),
                resource=resources[space_number % len(resources)],
                period=slot(day, start, length),
            )
        )

    @precondition(lambda self: Closure.objects.filter(place=self.place).exists())
    @rule(number=NUMBERS)
    def reopen(self, number):
        closures = Closure.objects.filter(place=self.place).order_by("created_at", "pk")
        reopen_place(by=self.host, closure=closures[number % closures.count()])

    # Invariants checked after each step.

    @invariant()
    def the_database_keeps_its_own_rules(self):
        connection.check_constraints()

    @invariant()
    def nobody_is_promised_what_somebody_else_has(self):
        promised = list(self._promises())
        for (booking, held_ids, blocked), (
            other_booking,
            other_held,
            other_blocked,
        ) in combinations(promised, 2):
            if booking != other_booking and held_ids & other_held:
                for resource in held_ids & other_held:
                    assert not blocked[resource].meets(other_blocked[resource])

    @invariant()
    def nobody_is_promised_what_is_closed(self):
        closures = [
            (closure, Interval(closure.period.lower, closure.period.upper))
            for closure in Closure.objects.filter(place=self.place)
        ]
        plan = plan_of(self._read_place())
        for booking, held_ids, _blocked in self._promises():
            period = Interval(booking.period.lower, booking.period.upper)
            for closure, closed in closures:
                space = closure.resource_id and plan.space(closure.resource_id)
                closed_ids = plan.held_with(space) if space else {space.pk for space in plan.spaces}
                assert not (closed.meets(period) and closed_ids & held_ids)

    def _promises(self) -> Iterator[tuple[Booking, set, dict]]:
        """Yields each booking that holds, its resources with their parts, and the end of each
        hold.
        """
        plan = plan_of(self._read_place())
        holding = Booking.objects.filter(place=self.place, status__in=Booking.HOLDING)
        for booking in holding.prefetch_related("holds"):
            period = Interval(booking.period.lower, booking.period.upper)
            blocked: dict = {}
            for hold in booking.holds.all():
                if hold.is_implied:
                    continue
                space = plan.space(hold.resource_id)
                for resource in plan.held_with(space):
                    blocked[resource] = space.rules.with_buffers(period)
            assert blocked, "a booking that holds nothing"
            yield booking, set(blocked), blocked


def test_nobody_is_promised_what_somebody_else_has_or_what_is_closed():
    run_state_machine_as_test(
        PlaceMachine,
        settings=settings(
            max_examples=6,
            stateful_step_count=12,
            deadline=None,
            phases=[Phase.explicit, Phase.generate, Phase.shrink],
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        ),
    )
