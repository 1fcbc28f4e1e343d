"""Figures as people read them, in the language of the page."""

from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bocage.evidence.models import IndicatorCell
from bocage.evidence.registry import Aggregate, Indicator, Unit
from bocage.foundation.formatting.charts import format_percent
from bocage.foundation.formatting.money import whole_euros
from bocage.foundation.formatting.typography import NARROW_NO_BREAK, NO_BREAK

NOTHING = "—"


def value_of(indicator: Indicator, cell: IndicatorCell) -> Decimal:
    """Returns the value of a cell in the unit of the indicator: a share in percent, a ratio per
    unit.
    """
    return value_from(indicator, cell.numerator, cell.denominator)


def value_from(indicator: Indicator, numerator: Decimal, denominator: Decimal | None) -> Decimal:
    """Returns the value of a figure from its numerator and its denominator."""
    if indicator.aggregate is Aggregate.SHARE and denominator:
        return 100 * numerator / denominator
    if indicator.aggregate is Aggregate.RATIO and denominator:
        return numerator / denominator
    return numerator


def format_figure(indicator: Indicator, cell: IndicatorCell | None) -> str:
    """Formats a figure with its unit. Without a cell, a sum is zero and any other figure is
    blank."""
    if cell is None:
        return "0" if indicator.aggregate is Aggregate.SUM else NOTHING
    return format_value(indicator, value_of(indicator, cell))


def format_range(indicator: Indicator, low: IndicatorCell, high: IndicatorCell) -> str:
    """Formats both ends of an estimate: « de 120 000 € à 310 000 € »."""
    ends = {"low": format_figure(indicator, low), "high": format_figure(indicator, high)}
    return _("de %(low)s à %(high)s") % ends


def format_value(indicator: Indicator, value: Decimal) -> str:
    """Formats a value with the unit of its indicator."""
    rounded = int(value.quantize(Decimal(1), rounding=ROUND_HALF_UP))
    match indicator.unit:
        case Unit.PERCENT:
            return format_percent(float(value))
        case Unit.EUROS:
            return whole_euros(rounded)
        case Unit.HOURS:
            return f"{grouped(rounded)}{NO_BREAK}h"
        case Unit.DAYS:
            return f"{grouped(rounded)}{NO_BREAK}{_('j')}"
        case Unit.MEGABITS:
            return f"{grouped(rounded)}{NO_BREAK}{_('Mbit/s')}"
        case _:
            return grouped(rounded)


def secret_word() -> str:
    """Returns the word shown instead of a secret figure."""
    return _("secret")


def grouped(number: int) -> str:
    """Formats an integer with the thousands separator of the active language."""
    separator = NARROW_NO_BREAK if (get_language() or "fr").startswith("fr") else ","
    return f"{number:,}".replace(",", separator)


def format_labelled(label: str, figure: str) -> str:
    """Formats a label with its figure: « Logements à vendre : 4 »."""
    return _("%(label)s : %(figure)s") % {"label": label, "figure": figure}
