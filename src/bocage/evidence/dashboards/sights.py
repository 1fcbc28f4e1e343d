"""Access of a person to the figures of an indicator."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bocage.evidence.figure_formatting import NOTHING, format_figure, secret_word, value_of
from bocage.evidence.models import IndicatorCell, Span
from bocage.evidence.publication import BY_MONTH_OF_PEOPLE, PUBLIC_LEVELS
from bocage.evidence.registry import Aggregate, Indicator, Kind


@dataclass(frozen=True)
class Sight:
    """Visibility of an indicator at a level for a person: all of it, or only its public part."""

    indicator: Indicator
    level: str
    is_whole: bool
    first_night: date

    def shows(self, span: str) -> bool:
        """Checks whether figures of this span (months or years) are shown at all."""
        if self.is_whole:
            return True
        indicator = self.indicator
        if not indicator.is_public or self.level not in PUBLIC_LEVELS:
            return False
        return not (
            indicator.is_about_people
            and span == Span.MONTH
            and self.level not in BY_MONTH_OF_PEOPLE
        )

    def hides(self, cell: IndicatorCell | None) -> bool:
        """Checks whether a figure is hidden because it is secret."""
        return cell is not None and not self.is_whole and cell.is_secret

    def value(self, cell: IndicatorCell | None, last_day: date) -> Decimal | None:
        """Returns the figure of a period that ends on a day; None if it is hidden, or if there is
        none. A sum is zero if nothing happened, and if a night found nothing.
        """
        if self.hides(cell):
            return None
        if cell is not None:
            return value_of(self.indicator, cell)
        return Decimal(0) if self._found_nothing(last_day) else None

    def text(self, cell: IndicatorCell | None, last_day: date) -> str:
        """Returns the displayed figure: « secret » if it is hidden."""
        if self.hides(cell):
            return secret_word()
        if cell is None and not self._found_nothing(last_day):
            return NOTHING
        return format_figure(self.indicator, cell)

    def _found_nothing(self, last_day: date) -> bool:
        """Checks whether a missing figure of a period is zero: a stock has none before the first
        night.
        """
        indicator = self.indicator
        is_counted = indicator.kind is Kind.FLOW or last_day >= self.first_night
        return indicator.aggregate is Aggregate.SUM and is_counted
