"""Sentence that summarises the figures of an indicator: the title of its chart.

An unfinished year is never compared as if it were whole: « 42 ménages installés en 2026, à ce jour,
contre 33 sur toute l’année 2025 ».
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bocage.evidence.figure_formatting import format_figure, format_value, value_of
from bocage.evidence.models import IndicatorCell
from bocage.evidence.registry import Aggregate, Indicator, Kind, Unit

PLURAL_FROM = 2


@dataclass(frozen=True, kw_only=True)
class TwoYears:
    """Figures of a year and of the previous one, as the public sees them."""

    year: int
    goes_on: bool
    """True if the year is not over."""
    now: IndicatorCell | None
    before: IndicatorCell | None
    has_before: bool
    """True if the year before was counted: only then is a missing cell zero."""


def year_finding(indicator: Indicator, years: TwoYears) -> str:
    """Returns a sentence such as « 42 ménages installés en 2026, 9 de plus qu’en 2025 »."""
    words = {
        "what": _figure_phrase(indicator, years.now),
        "year": years.year,
        "before": years.year - 1,
    }
    if years.now is not None and years.now.is_secret:
        return _("%(label)s : gardé secret en %(year)s, car il porte sur peu de ménages") % {
            "label": indicator.label,
            "year": years.year,
        }
    if indicator.kind is Kind.FLOW and years.goes_on:
        sentence = _("%(what)s en %(year)s, à ce jour") % words
    else:
        sentence = _("%(what)s en %(year)s") % words
    return sentence + _comparison_clause(indicator, years)


def _figure_phrase(indicator: Indicator, cell: IndicatorCell | None) -> str:
    """Formats a figure: « 42 ménages installés », or « Toujours ici après 12 mois : 82 % »."""
    label, text = str(indicator.label), format_figure(indicator, cell)
    if (
        indicator.unit is Unit.COUNT
        and cell is not None
        and value_of(indicator, cell) >= PLURAL_FROM
    ):
        return _("%(figure)s %(things)s") % {"figure": text, "things": within_sentence(label)}
    return _("%(label)s : %(figure)s") % {"label": label, "figure": text}


def within_sentence(label: str) -> str:
    """Returns a label in the form that it has within a sentence; one that begins with an acronym is
    unchanged.
    """
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def _comparison_clause(indicator: Indicator, years: TwoYears) -> str:
    """Returns the comparison with the year before; empty if it is unknown or secret."""
    is_sum = indicator.aggregate is Aggregate.SUM
    if years.before is not None and years.before.is_secret:
        return ""
    if not years.has_before or ((years.before is None or years.now is None) and not is_sum):
        return ""
    now, before = (
        Decimal(0) if cell is None else value_of(indicator, cell)
        for cell in (years.now, years.before)
    )
    words = {
        "before": years.year - 1,
        "figure": format_figure(indicator, years.before),
        "difference": _difference(indicator, abs(now - before)),
    }
    if indicator.kind is Kind.FLOW and years.goes_on:
        is_more = is_sum and now > before
        return (_more_already() if is_more else _against()) % words
    return _than_before(_rounded(now) - _rounded(before)) % words


def _more_already() -> str:
    return _(", déjà %(difference)s de plus que sur toute l’année %(before)s")


def _against() -> str:
    return _(", contre %(figure)s sur toute l’année %(before)s")


def _than_before(change: int) -> str:
    if not change:
        return _(", autant qu’en %(before)s")
    if change > 0:
        return _(", %(difference)s de plus qu’en %(before)s")
    return _(", %(difference)s de moins qu’en %(before)s")


def _difference(indicator: Indicator, value: Decimal) -> str:
    if indicator.unit is Unit.PERCENT:
        points = _rounded(value)
        return ngettext("%(points)d point", "%(points)d points", points) % {"points": points}
    return format_value(indicator, value)


def _rounded(value: Decimal) -> int:
    return int(value.quantize(Decimal(1), rounding=ROUND_HALF_UP))
