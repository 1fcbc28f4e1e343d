"""Offers of free spaces to waiting people, first come, first served.

An offer is a booking of status `offered`, which holds its spaces: PostgreSQL lets one person at
most have it. Several desks requested together are one offer, held and released at once. Offers of
one place are serialised (its row is locked).
"""

from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Q
from django.utils import timezone

from bocage.foundation.db.constraints import giving_way, refusing
from bocage.foundation.db.retries import retry_on_conflict
from bocage.foundation.db.row_locks import lock_rows
from bocage.foundation.events import publish
from bocage.people.models import Person
from bocage.workspaces.booking_refusals.bookers import booker_of
from bocage.workspaces.booking_refusals.errors import (
    BookingRefused,
    InThePast,
    QuotaReached,
    ResourceUnknown,
)
from bocage.workspaces.booking_refusals.periods import as_interval, check_period
from bocage.workspaces.bookings.errors import AnswerTooLate, TooManyAttendees
from bocage.workspaces.bookings.guests import too_many
from bocage.workspaces.bookings.together import desks_needed
from bocage.workspaces.opening_hours.availability import Interval, is_free, local_day, remaining
from bocage.workspaces.place_plans.plans import PlacePlan, Space, plan_of
from bocage.workspaces.places.models import Place, ResourceKind
from bocage.workspaces.scheduling.models.bookings import Booking
from bocage.workspaces.scheduling.operations.holds import take_resources, without_parts
from bocage.workspaces.scheduling.operations.quotas import check_quotas, lock_person_under_quota
from bocage.workspaces.scheduling.queries import Busy, busy_intervals
from bocage.workspaces.scheduling.space_selection import (
    filter_bookable,
    pick_disjoint,
    prefer_unrestricted,
)
from bocage.workspaces.waitlist import notifications
from bocage.workspaces.waitlist.errors import RULES
from bocage.workspaces.waitlist.events import OfferMade
from bocage.workspaces.waitlist.models import WaitlistEntry

TIME_TO_ANSWER = timedelta(minutes=15)
"""Least time to answer an offer whose start is nearer, or past."""
LEFT_AT_LEAST = timedelta(minutes=30)
"""Least remaining time of a started period that is offered."""

Status = WaitlistEntry.Status


def offer_next(*, place: Place, period: object, now: datetime | None = None) -> list[WaitlistEntry]:
    """Offers the spaces freed in a period of a place to the people who wait for it, in order.

    For a started period, the rest is offered. A person whose wish does not fit the free spaces
    stays at their rank, and the next one is tried. No permission is checked: it runs when something
    is freed. Returns the entries that got an offer.
    """
    now = now or timezone.now()
    freed = Q(period__overlap=DateTimeTZRange(*as_interval(period), "[)"), period__endswith__gt=now)
    return _offer_to(freed, place, now)


def offer_free_spaces(*, now: datetime | None = None) -> int:
    """Offers the free spaces in every place with a waiting list, so that changes without an event
    (new hours, a place that reopens) reach waiting people within a minute. Returns how many offers
    were made.

    Only periods to come are offered here: a started period is only offered by the event that frees
    it, so that nobody is offered the rest of a morning that they declined at its start.
    """
    now = now or timezone.now()
    to_come = Q(period__startswith__gt=now)
    waiting = WaitlistEntry.objects.filter(to_come, status=Status.WAITING)
    places = Place.objects.filter(pk__in=waiting.order_by().values("place")).order_by("pk")
    return sum(len(_offer_to(to_come, place, now)) for place in places)


@dataclass(frozen=True, kw_only=True)
class Wish:
    """Wish of a person on the waiting list: a number of spaces, all together, over a period. The
    spaces are named, or are all those of a kind.
    """

    person: Person
    place: Place
    plan: PlacePlan
    spaces: list[Space]
    count: int
    period: Interval
    now: datetime
    is_for_named: bool = False

    def bookable_spaces(self) -> list[Space]:
        """Returns the spaces that the person could book if they were free, ordinary ones first.

        Raises:
            BookingRefused: with the sentence why, where they could not book so many of them.
        """
        day = local_day(self.period.start)
        booker = booker_of(self.person, self.place, self.spaces, day)

        def check(space: Space) -> None:
            check_period(self.period, plan=self.plan, spaces=[space], now=self.now)
            refusal = booker.refusal(space)
            if refusal is not None:
                raise refusal
            if space.rules.needs_approval and self.period.start <= self.now:
                raise AnswerTooLate

        reachable = filter_bookable(self.spaces, plan=self.plan, period=self.period, check=check)
        if len(pick_disjoint(self.plan, reachable, self.count)) < self.count:
            raise TooManyAttendees(too_many(self.spaces))
        return prefer_unrestricted(reachable)

    def free_together(self, spaces: list[Space]) -> Iterator[list[Space]]:
        """Yields each combination of free spaces that fulfils the wish, the preferred one first;
        one query.
        """
        busy = _busy(self.plan, spaces, self.period)
        free = [space for space in spaces if _is_free(self.plan, space, self.period, busy)]
        for first in range(len(free)):
            selection = pick_disjoint(self.plan, free[first:], self.count)
            if len(selection) == self.count:
                yield selection


def wanted_spaces(
    plan: PlacePlan, resource_ids: Collection[UUID], kind: str, attendees: int
) -> tuple[list[Space], int]:
    """Returns the spaces that would suit, and how many of them: one of the named resources that are
    large enough, one of the kind that is, or a desk for each person, as in the booking of any
    desk.

    Raises:
        ResourceUnknown, TooManyAttendees: nothing would do, were it free.
    """
    spaces = _active(plan, resource_ids) if resource_ids else plan.bookable(kind) if kind else []
    if not spaces:
        raise ResourceUnknown
    if not resource_ids and kind == ResourceKind.DESK:
        fitting, count = spaces, desks_needed([], attendees)
    else:
        fitting, count = [space for space in spaces if space.capacity >= attendees], 1
    if len(pick_disjoint(plan, fitting, count)) < count:
        raise TooManyAttendees(too_many(spaces))
    return fitting, count


def _active(plan: PlacePlan, resource_ids: Collection[UUID]) -> list[Space]:
    """Returns the active ones of some resources, in the order of the place."""
    return [space for space in plan.spaces if space.pk in resource_ids and space.is_active]


@retry_on_conflict
def _offer_to(entries: Q, place: Place, now: datetime) -> list[WaitlistEntry]:
    """Offers the free spaces to some of the people who wait for a place, in order."""
    with refusing(RULES):
        locked = (
            lock_rows(Place.objects.all())
            .select_related("commune")
            .filter(pk=place.pk, status=Place.Status.PUBLISHED)
            .first()
        )
        if locked is None:
            return []
        plan = plan_of(locked)
        waiting = list(
            lock_rows(WaitlistEntry.objects.all())
            .select_related("person")
            .prefetch_related("resources")
            .filter(entries, place=locked, status=Status.WAITING, person__is_active=True)
            .order_by("created_at", "pk")
        )
        return [entry for entry in waiting if _offer(entry, locked, plan, now)]


def _offer(entry: WaitlistEntry, place: Place, plan: PlacePlan, now: datetime) -> bool:
    """Holds the first suitable free spaces for the person; returns False if there are none."""
    try:
        resource_ids = (
            [] if entry.is_for_any else [resource.pk for resource in entry.resources.all()]
        )
        spaces, count = wanted_spaces(plan, resource_ids, entry.kind, entry.attendees)
        wish = Wish(
            person=entry.person,
            place=place,
            plan=plan,
            spaces=spaces,
            count=count,
            period=_left_of(Interval(entry.period.lower, entry.period.upper), plan, spaces, now),
            now=now,
            is_for_named=not entry.is_for_any,
        )
        within = wish.bookable_spaces()
    except BookingRefused:
        return False
    for selection in wish.free_together(within):
        booking = _hold_for(entry, wish, selection)
        if booking is not None:
            entry.status, entry.offer = Status.OFFERED, booking
            entry.save(update_fields=["status", "offer"])
            publish(OfferMade(entry_id=entry.pk, place_id=place.pk, person_id=entry.person_id))
            notifications.notify_offer(booking, entry)
            return True
    return False


def _left_of(period: Interval, plan: PlacePlan, spaces: list[Space], now: datetime) -> Interval:
    """Returns a future period whole; of a started one, the part that is still bookable and open.

    Raises:
        InThePast: too little of it is left.
    """
    if period.start > now:
        return period
    rest_of_it = remaining(period, now, max(space.rules.step for space in spaces))
    if rest_of_it is None:
        raise InThePast
    parts = plan.open_day(local_day(rest_of_it.start)).intervals
    opens = (max(rest_of_it.start, part.start) for part in parts if part.end > rest_of_it.start)
    start = next(opens, rest_of_it.end)
    if rest_of_it.end - max(start, now) < LEFT_AT_LEAST:
        raise InThePast
    return Interval(start, rest_of_it.end)


def _hold_for(entry: WaitlistEntry, wish: Wish, spaces: list[Space]) -> Booking | None:
    """Writes the offer; None where somebody has just taken some of it, or the person has had
    their share of it."""
    resource_ids = without_parts(spaces, wish.plan)
    with suppress(_JustTaken, QuotaReached), giving_way(*RULES):
        if any(space.rules.has_quota for space in spaces):
            lock_person_under_quota(entry.person)
        booking = Booking.objects.create(
            place=wish.place,
            booked_for=entry.person,
            created_by=entry.person,
            status=Booking.Status.OFFERED,
            period=DateTimeTZRange(*wish.period, "[)"),
            attendees=entry.attendees,
            purpose=entry.purpose,
            guests=entry.guests,
            is_private=entry.is_private,
            lapses_at=_held_until(wish, spaces),
        )
        if take_resources(booking, resource_ids, wish.plan) < len(resource_ids):
            raise _JustTaken
        check_quotas(person=entry.person, plan=wish.plan, spaces=spaces, booking=booking)
        return booking
    return None


def _held_until(wish: Wish, spaces: list[Space]) -> datetime:
    """Returns the expiry of an offer: as the rules state, and before its start unless that leaves
    no time to answer.

    An approval of a host is requested before the start, or not at all.
    """
    until = wish.now + timedelta(minutes=min(space.rules.offer_minutes for space in spaces))
    if any(space.rules.needs_approval for space in spaces):
        return min(until, wish.period.start)
    latest = max(wish.period.start, wish.now + TIME_TO_ANSWER)
    return min(until, latest, wish.period.end)


def _busy(plan: PlacePlan, spaces: list[Space], window: Interval) -> Busy:
    resources = set[UUID]().union(*(plan.held_with(space) for space in spaces))
    periods = [space.rules.with_buffers(window) for space in spaces]
    return busy_intervals(
        resources,
        Interval(min(period.start for period in periods), max(period.end for period in periods)),
    )


def _is_free(plan: PlacePlan, space: Space, period: Interval, busy: Busy) -> bool:
    busy_intervals = [interval for pk in plan.held_with(space) for interval in busy.get(pk, ())]
    return is_free(space.rules.with_buffers(period), busy_intervals)


class _JustTaken(Exception):
    """Raised when part of it was booked between the check and the hold."""
