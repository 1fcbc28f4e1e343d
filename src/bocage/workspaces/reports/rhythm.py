"""Occupancy of the spaces by weekday and hour of the local clock."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext as _

from bocage.workspaces.opening_hours.models import OpeningRule
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
    ),
    stretch AS (
        SELECT part, count(*) AS open_spaces, 0 AS held_spaces
        FROM space JOIN opened ON opened.number = space.number
        CROSS JOIN LATERAL unnest(opened.ranges) AS part
        GROUP BY part
        UNION ALL
        SELECT part, 0, count(*)
        FROM held
        JOIN space ON space.resource_id = held.resource_id
        JOIN opened ON opened.number = space.number
        CROSS JOIN LATERAL unnest(tstzmultirange(held.period) * opened.ranges) AS part
        GROUP BY part
    ),
    minutes AS (
        SELECT hour AT TIME ZONE 'Europe/Paris' AS clock, open_spaces, held_spaces,
            extract(epoch FROM least(upper(part), hour + interval '1 hour')
                - greatest(lower(part), hour)) / 60 AS length
        FROM stretch
        CROSS JOIN LATERAL generate_series(
            date_trunc('hour', lower(part)), upper(part) - interval '1 second', interval '1 hour'
        ) AS hour
    )
    SELECT extract(isodow FROM clock)::int - 1, extract(hour FROM clock)::int,
        sum(held_spaces * length)::bigint, sum(open_spaces * length)::bigint
    FROM minutes GROUP BY 1, 2 ORDER BY 1, 2
"""


@dataclass(frozen=True, slots=True)
class HourUse:
    """Hour of a weekday: minutes taken and minutes open, of all spaces together."""

    weekday: int
    hour: int
    held_minutes: int
    open_minutes: int

    @property
    def percent(self) -> float:
        return 100 * self.held_minutes / self.open_minutes if self.open_minutes else 0.0


def rhythm(opened: OpenTime) -> list[HourUse]:
    """Returns the use of each open hour of the week, in order; one query.

    Hours are in the time zone of Paris: the hour that occurs twice, when clocks go back, counts
    twice.
    """
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, opened.parameters(counted_only=True))
        return [HourUse(*row) for row in cursor.fetchall()]


def rhythm_table(hours: Sequence[HourUse]) -> ReportTable:
    names = dict(OpeningRule.Weekday.choices)
    return ReportTable(
        "rythme",
        _("Occupation par jour et par heure"),
        [
            _("Jour"),
            _("Heure"),
            _("Heures réservées"),
            _("Heures ouvertes"),
            _("Occupation (%)"),
        ],
        [
            (
                str(names[hour.weekday]),
                f"{hour.hour}\u00a0h",
                round(hour.held_minutes / 60, 1),
                round(hour.open_minutes / 60, 1),
                round(hour.percent, 1),
            )
            for hour in hours
        ],
    )
