"""Attendance: bookings, visits with and without one, absences, and how many people that is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from bocage.foundation.formatting.times import format_date
from bocage.workspaces.reports.open_time import OCCUPYING_STATUSES
from bocage.workspaces.reports.period import ReportPeriod
from bocage.workspaces.reports.tables import ReportTable
from bocage.workspaces.scheduling.models.bookings import Booking

STATEMENT = """
    WITH presence AS (
        SELECT lower(period) AS moment, booked_for_id AS person_id, attendees AS people,
            'booking' AS kind, status = %(no_show)s AS is_missed
        FROM workspaces_booking
        WHERE place_id = ANY (%(places)s)
            AND period && tstzrange(%(start)s, %(end)s) AND lower(period) >= %(start)s
            AND status = ANY (%(taken)s)
        UNION ALL
        SELECT arrived_at, person_id, people,
            CASE WHEN is_walk_in THEN 'walk_in' ELSE 'visit' END, false
        FROM workspaces_visit
        WHERE place_id = ANY (%(places)s)
            AND arrived_at >= %(start)s AND arrived_at < %(end)s
    )
    SELECT date_trunc(%(unit)s, moment AT TIME ZONE 'Europe/Paris')::date AS bucket,
        count(*) FILTER (WHERE kind = 'booking'),
        count(*) FILTER (WHERE is_missed),
        coalesce(sum(people) FILTER (WHERE kind = 'visit'), 0),
        coalesce(sum(people) FILTER (WHERE kind = 'walk_in'), 0),
        count(DISTINCT person_id) FILTER (WHERE NOT is_missed)
    FROM presence GROUP BY GROUPING SETS ((bucket), ())
"""


@dataclass(frozen=True, slots=True)
class Attendance:
    """A week or a month (`starts_on`), or the whole period (None).

    `bookings` begin then and were not cancelled; `no_shows` are those to which nobody came.
    `booked_visits` and `walk_ins` count everybody who came, with others or alone; `people`
    counts accounts, each once.
    """

    starts_on: date | None
    bookings: int = 0
    no_shows: int = 0
    booked_visits: int = 0
    walk_ins: int = 0
    people: int = 0

    @property
    def visits(self) -> int:
        return self.booked_visits + self.walk_ins

    @property
    def no_show_percent(self) -> float:
        return 100 * self.no_shows / self.bookings if self.bookings else 0.0


def attendance(places: Sequence[UUID], period: ReportPeriod) -> tuple[Attendance, list[Attendance]]:
    """Returns the attendance of the whole period, then of each of its weeks or months in order; one
    query.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            STATEMENT,
            {
                "places": list(places),
                "start": period.interval.start,
                "end": period.interval.end,
                "taken": list(OCCUPYING_STATUSES),
                "no_show": Booking.Status.NO_SHOW,
                "unit": period.unit,
            },
        )
        by_start = {row[0]: Attendance(*row) for row in cursor.fetchall()}
    total = by_start.get(None, Attendance(None))
    return total, [by_start.get(start, Attendance(start)) for start in period.buckets()]


def bucket_words(start: date, unit: str) -> str:
    """Returns the name of a week or a month in words."""
    if unit == "week":
        monday = format_date(start, with_year=False, with_weekday=False)
        return _("semaine du %(monday)s") % {"monday": monday}
    return format_date(start, with_year=True, with_weekday=False).split(" ", 1)[-1]


def attendance_table(total: Attendance, buckets: Sequence[Attendance], unit: str) -> ReportTable:
    return ReportTable(
        "frequentation",
        _("Fréquentation"),
        [
            _("Semaine") if unit == "week" else _("Mois"),
            _("Réservations"),
            _("Absences"),
            _("Passages réservés"),
            _("Passages sans réservation"),
            _("Personnes différentes"),
        ],
        [
            (
                bucket_words(bucket.starts_on, unit) if bucket.starts_on else _("Ensemble"),
                bucket.bookings,
                bucket.no_shows,
                bucket.booked_visits,
                bucket.walk_ins,
                bucket.people,
            )
            for bucket in [*buckets, total]
        ],
    )
