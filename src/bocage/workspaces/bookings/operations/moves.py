"""Moving a booking: another period, a longer or shorter one, or other spaces of its place."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone

from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.retries import retry_on_conflict
from bocage.foundation.errors import NotAllowed
from bocage.foundation.events import publish
from bocage.people.models import Person
from bocage.workspaces.billing.errors import RULES
from bocage.workspaces.billing.operations.charges import change_charge
from bocage.workspaces.booking_refusals.bookers import check_booker
from bocage.workspaces.booking_refusals.eligibility import Eligibility
from bocage.workspaces.booking_refusals.errors import InThePast, ResourceUnknown, Taken
from bocage.workspaces.booking_refusals.periods import as_interval, check_opening, check_period
from bocage.workspaces.bookings import notifications
from bocage.workspaces.bookings.errors import (
    AnswerTooLate,
    ChangedMeanwhile,
    MoveNeedsApproval,
    NotMovable,
    TooManyAttendees,
)
from bocage.workspaces.bookings.events import BookingMoved
from bocage.workspaces.opening_hours.availability import Interval, local_day
from bocage.workspaces.place_plans.plans import PlacePlan, Space, plan_of
from bocage.workspaces.scheduling.alternatives import RefusedBooking, refusal_of_all
from bocage.workspaces.scheduling.models.bookings import Booking, Hold
from bocage.workspaces.scheduling.operations.holds import take_resources, without_parts
from bocage.workspaces.scheduling.operations.quotas import check_quotas, lock_person_under_quota
from bocage.workspaces.scheduling.operations.transactions import locked_booking

MOVABLE = (Booking.Status.REQUESTED, Booking.Status.CONFIRMED, Booking.Status.CHECKED_IN)


@dataclass(frozen=True, kw_only=True)
class _Move:
    """Move of a booking from its current holds to the requested ones."""

    by: Person
    booking: Booking
    plan: PlacePlan
    old_period: Interval
    old_ids: list[UUID]
    period: Interval
    spaces: list[Space]
    now: datetime

    @property
    def resource_ids(self) -> list[UUID]:
        return without_parts(self.spaces, self.plan)

    @property
    def changes_nothing(self) -> bool:
        return self.period == self.old_period and set(self.resource_ids) == set(self.old_ids)

    @property
    def only_shrinks(self) -> bool:
        """Checks whether the move requests nothing that the booking does not have already."""
        return self.old_period.contains(self.period) and set(self.resource_ids) <= set(self.old_ids)

    @property
    def is_counted(self) -> bool:
        """Checks whether quotas apply: a move that shrinks, and the place, are free of them."""
        return (
            any(space.rules.has_quota for space in self.spaces)
            and not self.only_shrinks
            and not self.by.has_perm("workspaces.book_for_somebody_else", self.booking.place)
        )


@retry_on_conflict
def move_booking(
    *,
    by: Person,
    booking: Booking,
    period: Any = None,
    resources: Iterable[UUID] | None = None,
    expected_sequence: int | None = None,
    now: datetime | None = None,
) -> Booking:
    """Moves a booking to another period, other resources of its place, or both.

    Omitted values stay. The old period is never free for others before the new one is held: both
    happen in one transaction, and a refusal changes nothing. A move to the current values changes
    nothing. `expected_sequence` is the `sequence` seen by the editor.

    Hosts are only bound by opening hours and closures; the holder by all rules, and until the
    booking begins.

    Raises:
        NotAllowed: `by` neither holds the booking nor runs the place.
        NotMovable: it has begun (for its holder), is over, or is not active.
        ChangedMeanwhile: its `sequence` is not `expected_sequence`.
        MoveNeedsApproval: the holder asks for more than the place has approved.
        Taken: another booking holds it; the refusal has the nearest alternatives.
        BookingRefused: with the sentence on the violated rule.
    """
    now = now or timezone.now()
    with refusing(RULES):
        locked = locked_booking(booking)
        _check_movable(by, locked, now)
        if expected_sequence is not None and locked.sequence != expected_sequence:
            raise ChangedMeanwhile
        move = _read_move(by, locked, period, resources, now)
        if not move.changes_nothing:
            _check_rules(move)
            if move.is_counted:
                lock_person_under_quota(locked.booked_for)
            _hold_instead(move)
            change_charge(locked)
            if move.is_counted:
                check_quotas(
                    person=locked.booked_for, plan=move.plan, spaces=move.spaces, booking=locked
                )
            _notify(move)
    return locked


def _check_movable(by: Person, booking: Booking, now: datetime) -> None:
    may_move = by.has_perm("workspaces.move_booking", booking)
    if not may_move and not by.has_perm("workspaces.see_booking", booking):
        raise NotAllowed
    if not may_move or booking.status not in MOVABLE or booking.period.upper <= now:
        raise NotMovable


def _read_move(
    by: Person,
    booking: Booking,
    period: Any,
    resources: Iterable[UUID] | None,
    now: datetime,
) -> _Move:
    plan = plan_of(booking.place)
    old_ids = list(
        Hold.objects.filter(booking=booking, is_implied=False)
        .order_by("resource_id")
        .values_list("resource_id", flat=True)
    )
    old_period = Interval(booking.period.lower, booking.period.upper)
    return _Move(
        by=by,
        booking=booking,
        plan=plan,
        old_period=old_period,
        old_ids=old_ids,
        period=old_period if period is None else as_interval(period),
        spaces=_spaces(plan, old_ids if resources is None else resources, old_ids),
        now=now,
    )


def _spaces(plan: PlacePlan, resource_ids: Iterable[UUID], old_ids: list[UUID]) -> list[Space]:
    """Returns the requested spaces: of this place, and bookable or already held."""
    candidates = [plan.space(resource_id) for resource_id in dict.fromkeys(resource_ids)]
    spaces = [space for space in candidates if space and (space.is_active or space.pk in old_ids)]
    if not spaces or len(spaces) < len(candidates):
        raise ResourceUnknown
    return spaces


def _check_rules(move: _Move) -> None:
    if move.booking.attendees > sum(space.capacity for space in move.spaces):
        raise TooManyAttendees
    is_request = move.booking.status == Booking.Status.REQUESTED
    if is_request and move.period.start <= move.now < move.period.end:
        raise AnswerTooLate
    if move.by.has_perm("workspaces.book_for_somebody_else", move.booking.place):
        if move.period.end <= move.now:
            raise InThePast
        check_opening(move.period, plan=move.plan, spaces=move.spaces)
        return
    check_period(move.period, plan=move.plan, spaces=move.spaces, now=move.now)
    check_booker(
        move.booking.booked_for, move.booking.place, move.spaces, local_day(move.period.start)
    )
    if (
        move.booking.is_holding
        and not move.only_shrinks
        and any(space.rules.needs_approval for space in move.spaces)
    ):
        raise MoveNeedsApproval


def _hold_instead(move: _Move) -> None:
    """Replaces the old holds by the new period and resources, or raises a refusal with
    alternatives.
    """
    try:
        with refusing(RULES):
            hold_instead(
                move.booking,
                plan=move.plan,
                old_ids=move.old_ids,
                spaces=move.spaces,
                period=move.period,
                now=move.now,
            )
    except Taken as refusal:
        refused = RefusedBooking(
            place=move.booking.place,
            plan=move.plan,
            spaces=move.spaces,
            period=move.period,
            attendees=move.booking.attendees,
            now=move.now,
            exclude=[move.booking.pk],
            eligibility=Eligibility(move.booking.booked_for, by=move.by),
        )
        raise refusal_of_all(refused) from refusal


def hold_instead(
    booking: Booking,
    *,
    plan: PlacePlan,
    old_ids: Collection[UUID],
    spaces: list[Space],
    period: Interval,
    now: datetime,
) -> None:
    """Moves a booking that the transaction holds, without a check of permissions.

    Triggers move the remaining holds with the period of their booking. Released holds are deleted
    first, so that a booking never conflicts with itself; until the commit, rivals wait for it.

    Raises:
        Taken: it may come from a constraint of the database, which aborts the transaction.
    """
    resource_ids = without_parts(spaces, plan)
    stay = [space for space in spaces if space.pk in {*resource_ids} & {*old_ids}]
    stay_held = set[UUID]().union(*(plan.held_with(space) for space in stay))
    new_ids = [resource_id for resource_id in resource_ids if resource_id not in stay_held]
    Hold.objects.filter(booking=booking).exclude(resource__in=stay_held).delete()
    booking.period = DateTimeTZRange(*period, "[)")
    booking.sequence += 1
    booking.moved_at, booking.reminded_at = now, None
    booking.lapses_at = _answered_by(booking, spaces, period)
    booking.save(update_fields=["period", "sequence", "moved_at", "reminded_at", "lapses_at"])
    if new_ids and take_resources(booking, new_ids, plan) < len(new_ids):
        raise Taken


def _answered_by(booking: Booking, spaces: list[Space], period: Interval) -> datetime | None:
    """Returns the deadline of a request that moves: unchanged since it was made, and at the latest
    its new start. The dates of a series are answered together, and never get more time.
    """
    due = booking.lapses_at
    if due is None:
        return None
    within = [space.rules.answer_within_hours for space in spaces if space.rules.needs_approval]
    if within and booking.series_id is None:
        due = max(due, booking.created_at + timedelta(hours=min(within)))
    return min(due, period.start)


def _notify(move: _Move) -> None:
    booking = move.booking
    publish(
        BookingMoved(
            booking_id=booking.pk,
            place_id=booking.place_id,
            booked_for_id=booking.booked_for_id,
            left_starts_at=move.old_period.start,
            left_ends_at=move.old_period.end,
        )
    )
    notifications.notify_moved(
        booking,
        spaces=move.plan.names(move.resource_ids),
        commune_name=move.plan.commune_name,
        old_period=move.old_period,
        left_spaces=move.plan.names(move.old_ids),
        by=move.by,
        now=move.now,
    )
