"""Figures as the last night knows them."""

from datetime import date

from bocage.evidence.models import IndicatorCell

NIGHT = date(2026, 6, 20)
JUNE, YEAR = date(2026, 6, 1), date(2026, 1, 1)


def figure(indicator, level="instance", code="", *, span="month", starts_on=JUNE):
    """Numerator, denominator and what it rests on; None without a cell."""
    cell = (
        IndicatorCell.objects.known()
        .filter(indicator=indicator, level=level, code=code, span=span, starts_on=starts_on)
        .first()
    )
    if cell is None:
        return None
    denominator = None if cell.denominator is None else float(cell.denominator)
    return float(cell.numerator), denominator, cell.counted
