"""Monthly trend of a figure as a chart, with a sentence that summarises it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bocage.evidence.dashboards.sights import Sight
from bocage.evidence.figure_formatting import format_value
from bocage.evidence.models import IndicatorCell, Span
from bocage.evidence.periods import next_period
from bocage.evidence.registry import Aggregate, Indicator, Kind
from bocage.foundation.formatting.dates import date_format
from bocage.foundation.formatting.findings import Chart, Drawing, Point, Series

YEAR = 12
"""Months of one."""
MIN_MONTHS = 2
"""Minimum number of months of a trend."""


@dataclass(frozen=True)
class Month:
    """Month of an indicator, as a person sees it."""

    starts_on: date
    value: Decimal | None
    """None if it is secret, or if nothing was counted."""
    text: str
    is_secret: bool

    @property
    def label(self) -> str:
        """« juin 2026 »."""
        return date_format(self.starts_on, "F Y")


def month_of(sight: Sight, starts_on: date, cell: IndicatorCell | None) -> Month:
    """Returns a month of an indicator, from its cell."""
    last_day = next_period(Span.MONTH, starts_on) - timedelta(days=1)
    value, text = sight.value(cell, last_day), sight.text(cell, last_day)
    return Month(starts_on, value, text, sight.hides(cell))


def trend_of(indicator: Indicator, months: Sequence[Month], night: date) -> Chart | None:
    """Returns the chart of two years of months, the oldest first; None if fewer than two months
    have a figure, or if all are zero.
    """
    values = [month.value for month in months if month.value is not None]
    if len(values) < MIN_MONTHS or not any(values):
        return None
    return Chart(
        name=f"mois-{indicator.name.replace('_', '-')}",
        finding=_finding(indicator, months),
        drawing=Drawing.LINE,
        head=_("Mois"),
        unit=indicator.unit,
        series=[
            Series(
                name=str(indicator.label),
                points=[
                    Point(
                        label=month.label,
                        value=None if month.value is None else float(month.value),
                        text=month.text,
                        starts_on=month.starts_on,
                        is_provisional=next_period(Span.MONTH, month.starts_on) > night,
                    )
                    for month in months
                ],
            )
        ],
        source=_("%(source)s, au %(day)s")
        % {"source": indicator.source, "day": date_format(night, "j F Y")},
    )


def _finding(indicator: Indicator, months: Sequence[Month]) -> str:
    adds_up = indicator.aggregate is Aggregate.SUM and indicator.kind is Kind.FLOW
    if adds_up and not any(month.is_secret for month in months):
        return _of_twelve_months(indicator, months)
    return _of_the_last(indicator, months)


def _of_twelve_months(indicator: Indicator, months: Sequence[Month]) -> str:
    now, previous = _sum(months[-YEAR:]), _sum(months[-2 * YEAR : -YEAR])
    words = {
        "indicator": indicator.label,
        "now": format_value(indicator, now),
        "difference": format_value(indicator, abs(now - previous)),
    }
    if not previous:
        return _("%(indicator)s : %(now)s en douze mois") % words
    if now == previous:
        return _("%(indicator)s : %(now)s en douze mois, autant que les douze d’avant") % words
    higher = _(
        "%(indicator)s : %(now)s en douze mois, %(difference)s de plus que les douze d’avant"
    )
    lower = _(
        "%(indicator)s : %(now)s en douze mois, %(difference)s de moins que les douze d’avant"
    )
    return (higher if now > previous else lower) % words


def _of_the_last(indicator: Indicator, months: Sequence[Month]) -> str:
    """Formats the last month with a figure, compared with that of the year before."""
    place = max(number for number, month in enumerate(months) if month.value is not None)
    last = months[place]
    before = months[place - YEAR] if place >= YEAR else None
    words = {"indicator": indicator.label, "now": last.text, "month": last.label}
    if before is None or before.value is None:
        return pgettext("finding", "%(indicator)s : %(now)s en %(month)s") % words
    words |= {"then": before.text}
    return _("%(indicator)s : %(now)s en %(month)s, contre %(then)s un an avant") % words


def _sum(months: Sequence[Month]) -> Decimal:
    return sum((month.value or Decimal(0) for month in months), Decimal(0))
