"""Subject of a report: whole months, a part of the territory, and a night."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from bocage.evidence.models import ClosedPeriod, Night, Span
from bocage.evidence.periods import next_period
from bocage.evidence.public_figures import WHOLE, Scope
from bocage.foundation.formatting.dates import date_format

MAX_MONTHS = 60
"""The longest period of a report."""
FIRST_YEAR = 2000
LAST_YEAR = 2199
MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)


@dataclass(frozen=True, order=True)
class Piece:
    """A month or a year of a period, as cells have it."""

    starts_on: date
    span: Span

    def __str__(self) -> str:
        """Formats the piece in the active language: « 2025 », « mars 2025 »."""
        if self.span == Span.YEAR:
            return str(self.starts_on.year)
        return date_format(self.starts_on, "F Y")


@dataclass(frozen=True)
class ReportPeriod:
    """Whole months, from the first day of one until the first day of another (excluded)."""

    first: date
    until: date

    @property
    def months(self) -> int:
        """Number of months in the period."""
        return 12 * (self.until.year - self.first.year) + self.until.month - self.first.month

    @property
    def is_year(self) -> bool:
        """True if the period is one calendar year."""
        return self.months == 12 and self.first.month == 1

    @property
    def last_month(self) -> date:
        """The first day of its last month."""
        return _months_from(self.until, -1)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Whole calendar years of the period, and the months that belong to no whole year, in
        order.
        """
        pieces, at = [], self.first
        while at < self.until:
            year_ends = next_period(Span.YEAR, at.replace(month=1))
            span = Span.YEAR if at.month == 1 and year_ends <= self.until else Span.MONTH
            pieces.append(Piece(at, span))
            at = next_period(span, at)
        return tuple(pieces)

    @property
    def before(self) -> ReportPeriod:
        """Period of the same months, one year earlier."""
        return ReportPeriod(_months_from(self.first, -12), _months_from(self.until, -12))

    def __str__(self) -> str:
        """Formats the period in the active language: « 2025 », « janvier – juin 2025 »."""
        if self.is_year:
            return str(self.first.year)
        last = self.last_month
        if self.months == 1:
            return date_format(last, "F Y")
        form = "F" if self.first.year == last.year else "F Y"
        return f"{date_format(self.first, form)} – {date_format(last, 'F Y')}"


@dataclass(frozen=True)
class ReportRequest:
    """A report: which period, which part of the territory, as which night knew it."""

    period: ReportPeriod
    scope: Scope
    night: date
    is_last_night: bool
    """True if no night has been counted since."""


def year_period(year: int) -> ReportPeriod:
    """Returns the report period of a year."""
    return ReportPeriod(date(year, 1, 1), date(year + 1, 1, 1))


def month_of(words: str) -> date | None:
    """Parses a month (« 2025-03 ») to its first day; None if it is invalid, or outside the range of
    reports.
    """
    match = MONTH.fullmatch(words.strip()) if len(words) < 20 else None
    if match is None or not FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
        return None
    return date(int(match[1]), int(match[2]), 1)


def night_known_on(day: date | None) -> Night | None:
    """Returns the last count on or before a day whose secrets are recorded; None if there is none.

    Without a day, the last of all.
    """
    nights = Night.objects.filter(is_confidential=True)
    if day is not None:
        nights = nights.filter(date__lte=day)
    return nights.order_by("-date").first()


def is_closed(period: ReportPeriod, night: date) -> bool:
    """Checks whether every part of a period was closed on a night, so that its figures no longer
    change.
    """
    closed = set(ClosedPeriod.objects.filter(closed_on__lte=night).values_list("starts_on", "span"))
    return all((piece.starts_on, piece.span) in closed for piece in period.pieces)


def report_of(
    period: ReportPeriod, scope: Scope = WHOLE, day: date | None = None
) -> ReportRequest | None:
    """Returns the report of a period as it was known on a day; None if no night was counted by
    then.
    """
    night = night_known_on(day)
    if night is None:
        return None
    is_last = not Night.objects.filter(date__gt=night.date).exists()
    return ReportRequest(period, scope, night.date, is_last)


def format_closing(report: ReportRequest) -> str:
    """Returns the notice that figures are provisional, for the cover; empty once the period is
    closed.
    """
    if is_closed(report.period, report.night):
        return ""
    if report.night < report.period.until:
        return _("Période en cours : chiffres provisoires")
    return _("Période pas encore close : chiffres provisoires")


def _months_from(day: date, months: int) -> date:
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)
