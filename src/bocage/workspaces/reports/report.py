"""A whole report: every group of figures of some places over a period."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from bocage.workspaces.places.models import Place
from bocage.workspaces.reports.attendance import Attendance, attendance, attendance_table
from bocage.workspaces.reports.occupancy import Use, occupancy, occupancy_table, total_of
from bocage.workspaces.reports.open_time import open_time_of
from bocage.workspaces.reports.origins import Origin, origins, origins_table
from bocage.workspaces.reports.period import ReportPeriod
from bocage.workspaces.reports.rhythm import HourUse, rhythm, rhythm_table
from bocage.workspaces.reports.tables import ReportTable
from bocage.workspaces.reports.unmet import Unmet, unmet, unmet_table

TABLES = ("occupation", "rythme", "frequentation", "origine", "demandes-sans-reponse")
"""The keys of the tables, in the order of the page."""


@dataclass(frozen=True, slots=True)
class Report:
    """Figures; `by_place` where the lines of the occupancy are places."""

    period: ReportPeriod
    by_place: bool
    uses: Sequence[Use]
    total: Use
    hours: Sequence[HourUse]
    attendance: Attendance
    buckets: Sequence[Attendance]
    origins: Sequence[Origin]
    unmet: Sequence[Unmet]

    @property
    def is_empty(self) -> bool:
        """True if nothing happened in the period: no booking, no visit, no search or wait left
        without an answer.
        """
        return not (
            self.attendance.bookings or self.attendance.visits or self.unmet or self.total.bookings
        )

    def tables(self) -> list[ReportTable]:
        """Returns every table of the report, in the order of `TABLES`."""
        return [
            occupancy_table(self.uses, by_place=self.by_place),
            rhythm_table(self.hours),
            attendance_table(self.attendance, self.buckets, self.period.unit),
            origins_table(self.origins),
            unmet_table(self.unmet),
        ]


def report_of(
    places: Sequence[Place], period: ReportPeriod, *, by_place: bool, searches: Q | None = None
) -> Report:
    """Returns the report of places over a period: five queries, and those of plans that are not
    cached.

    `searches` adds the unmet wishes without a place: those near some communes.
    """
    keys = [place.pk for place in places]
    opened = open_time_of(places, period)
    uses = occupancy(opened, by_place=by_place)
    total, buckets = attendance(keys, period)
    about = Q(place__in=keys)
    return Report(
        period=period,
        by_place=by_place,
        uses=uses,
        total=total_of(uses),
        hours=rhythm(opened),
        attendance=total,
        buckets=buckets,
        origins=origins(keys, period),
        unmet=unmet(about if searches is None else about | searches, period),
    )
