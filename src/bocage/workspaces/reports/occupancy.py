"""Occupancy of the spaces: minutes booked within opening hours, over minutes open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from bocage.foundation.formatting.charts import format_percent
from bocage.workspaces.reports.open_time import OpenTime
from bocage.workspaces.reports.tables import ReportTable

# Holds of the period are read first, each by the index of its booking (OFFSET 0): a join with the
# spaces would read all holds ever made. The open time is parsed once.
STATEMENT = """
    WITH opened AS MATERIALIZED (
        SELECT number, ranges::tstzmultirange AS ranges
        FROM unnest(%(ranges)s::text[]) WITH ORDINALITY AS one (ranges, number)
    ),
    space AS (
        SELECT * FROM unnest(%(resources)s::uuid[], %(numbers)s::int[]) AS one (resource_id, number)
    ),
    held AS MATERIALIZED (
        SELECT hold.resource_id, hold.is_implied, booking.id AS booking_id, booking.period
        FROM workspaces_booking booking CROSS JOIN LATERAL (
            SELECT resource_id, is_implied FROM workspaces_hold
            WHERE booking_id = booking.id OFFSET 0
        ) hold
        WHERE booking.place_id = ANY (%(places)s)
            AND booking.period && tstzrange(%(start)s, %(end)s)
            AND booking.status = ANY (%(taken)s)
    )
    SELECT held.resource_id,
        count(DISTINCT held.booking_id) FILTER (WHERE NOT held.is_implied),
        sum(extract(epoch FROM upper(part) - lower(part)) / 60)::int
    FROM held
    JOIN space ON space.resource_id = held.resource_id
    JOIN opened ON opened.number = space.number
    CROSS JOIN LATERAL unnest(tstzmultirange(held.period) * opened.ranges) AS part
    GROUP BY held.resource_id
"""

Counts = Mapping[UUID, tuple[int, int]]
"""Bookings and held minutes of each space that has any."""


@dataclass(frozen=True, slots=True)
class Use:
    """Use of a space of a place, or of a place among others. Minutes are clock minutes."""

    name: str
    detail: str
    bookings: int
    held_minutes: int
    open_minutes: int
    is_counted: bool = True

    @property
    def percent(self) -> float:
        """Returns the share of held over open time, in percent; 0 without open time."""
        return 100 * self.held_minutes / self.open_minutes if self.open_minutes else 0.0

    @property
    def words(self) -> str:
        return format_percent(self.percent) if self.open_minutes else "–"


def occupancy(opened: OpenTime, *, by_place: bool) -> list[Use]:
    """Returns the use of each space in the order of its place, or of each place; one query.

    Both minutes are those within the opening hours. A booking of a room that divides, or of the
    whole place, takes its parts too. Spaces that can no longer be booked are included if they were
    booked.
    """
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, opened.parameters(counted_only=False))
        counts = {pk: (count, minutes) for pk, count, minutes in cursor.fetchall()}
    return _by_place(opened, counts) if by_place else _by_space(opened, counts)


def _by_space(opened: OpenTime, counts: Counts) -> list[Use]:
    uses = []
    for space in opened.spaces:
        bookings, minutes = counts.get(space.space.pk, (0, 0))
        if space.space.is_active or minutes:
            kind = space.space.kind_label
            uses.append(
                Use(space.space.name, kind, bookings, minutes, space.minutes, space.is_counted)
            )
    return uses


def _by_place(opened: OpenTime, counts: Counts) -> list[Use]:
    """Returns one line per place: its counted spaces together, all the bookings of its spaces."""
    lines: dict[UUID, Use] = {}
    for space in opened.spaces:
        bookings, minutes = counts.get(space.space.pk, (0, 0))
        before = lines.get(space.place.pk) or Use(
            space.place.name, str(space.place.commune), 0, 0, 0
        )
        lines[space.place.pk] = Use(
            before.name,
            before.detail,
            before.bookings + bookings,
            before.held_minutes + minutes * space.is_counted,
            before.open_minutes + space.minutes * space.is_counted,
        )
    return list(lines.values())


def total_of(uses: Sequence[Use]) -> Use:
    """Returns the use of everything that is counted."""
    return Use(
        _("Ensemble"),
        "",
        sum(use.bookings for use in uses),
        sum(use.held_minutes for use in uses if use.is_counted),
        sum(use.open_minutes for use in uses if use.is_counted),
    )


def occupancy_table(uses: Sequence[Use], *, by_place: bool) -> ReportTable:
    return ReportTable(
        "occupation",
        _("Occupation par lieu") if by_place else _("Occupation par espace"),
        [
            _("Lieu") if by_place else _("Espace"),
            _("Commune") if by_place else _("Nature"),
            _("Réservations"),
            _("Heures réservées"),
            _("Heures ouvertes"),
            _("Occupation (%)"),
        ],
        [
            (
                use.name,
                use.detail,
                use.bookings,
                round(use.held_minutes / 60, 1),
                round(use.open_minutes / 60, 1),
                round(use.percent, 1),
            )
            for use in [*uses, total_of(uses)]
        ],
    )
