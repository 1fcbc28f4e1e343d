"""Holds of a booking: the requested resources, their parts, and the race for them."""

from collections.abc import Collection, Sequence
from uuid import UUID

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from bocage.workspaces.opening_hours.availability import Interval
from bocage.workspaces.place_plans.plans import PlacePlan, Space
from bocage.workspaces.scheduling.models.bookings import Booking


def without_parts(spaces: Collection[Space], plan: PlacePlan) -> list[UUID]:
    """Returns the requested resources, except those held anyway with their whole, in the order of
    the locks.
    """
    held_anyway = set[UUID]().union(*(plan.held_with(space) - {space.pk} for space in spaces))
    return sorted({space.pk for space in spaces} - held_anyway)


def take_resources(booking: Booking, resource_ids: list[UUID], plan: PlacePlan) -> int:
    """Holds resources for a booking, with their buffers, and returns how many it got; see
    `take_for_all`."""
    return take_for_all([(booking, resource_id, plan) for resource_id in resource_ids])


def take_for_all(requests: Sequence[tuple[Booking, UUID, PlacePlan]]) -> int:
    """Holds each resource for its booking, with its buffers, and returns how many holds were
    written; one statement.

    ON CONFLICT waits for an uncommitted rival, then skips the lost rows; a plain INSERT would abort
    the transaction, and two of them could deadlock (docs/decisions/workspaces-holds.md). A whole of
    which a part is taken raises instead.
    """
    rows = ", ".join(["(%s, %s, %s, true, false)"] * len(requests))
    values = [
        value
        for booking, resource_id, plan in requests
        for value in (booking.pk, resource_id, _held_period(booking, resource_id, plan))
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO workspaces_hold"  # noqa: S608 - `rows` holds placeholders alone
            " (booking_id, resource_id, period, is_holding, is_implied)"
            f" VALUES {rows} ON CONFLICT ON CONSTRAINT workspaces_hold_no_overlap DO NOTHING",
            values,
        )
        return int(cursor.rowcount)


def _held_period(booking: Booking, resource_id: UUID, plan: PlacePlan) -> DateTimeTZRange:
    space = plan.space(resource_id)
    period = Interval(booking.period.lower, booking.period.upper)
    return DateTimeTZRange(*(space.rules.with_buffers(period) if space else period), "[)")
