"""Recording of the figures that are hidden from the public."""

from datetime import date
from itertools import batched

from django.db.models import Q
from django.db.models.functions import ExtractYear

from bocage.evidence.models import HiddenFigure, IndicatorCell
from bocage.evidence.publication import (
    PUBLIC_LEVELS,
    CommuneAreas,
    Place,
    commune_areas,
    secret_figures,
)
from bocage.evidence.registry import Indicator, indicators

BATCH = 2000


def hide_small_figures(night: date) -> int:
    """Recomputes the secret figures, for each year of which a night has changed a figure.

    Called within the transaction of the night. Returns how many figures are secret in these years.
    """
    of_people = {
        indicator.name: indicator for indicator in indicators() if indicator.is_about_people
    }
    changed = (
        IndicatorCell.objects.filter(
            Q(known_from=night) | Q(known_until=night), indicator__in=of_people
        )
        .order_by()
        .values_list("indicator", ExtractYear("starts_on"))
        .distinct()
    )
    where = commune_areas()
    return sum(_hide(of_people[name], year, where, night) for name, year in changed)


def _hide(indicator: Indicator, year: int, where: CommuneAreas, night: date) -> int:
    """Ends the secrets that are over, and starts the new ones."""
    of_year = {"indicator": indicator.name, "starts_on__year": year}
    cells = (
        IndicatorCell.objects.known()
        .filter(level__in=PUBLIC_LEVELS, **of_year)
        .order_by()
        .only(*Place._fields, "numerator", "denominator", "counted")
    )
    secret = secret_figures(indicator, cells.iterator(BATCH), where)
    current = HiddenFigure.objects.known().filter(**of_year).order_by()
    before = {
        Place(*place): pk
        for pk, *place in current.values_list("pk", *Place._fields).iterator(BATCH)
    }
    for over in batched((key for place, key in before.items() if place not in secret), BATCH):
        HiddenFigure.objects.filter(pk__in=over).update(known_until=night)
    for new in batched(sorted(secret - before.keys()), BATCH):
        HiddenFigure.objects.bulk_create(
            HiddenFigure(indicator=indicator.name, known_from=night, **place._asdict())
            for place in new
        )
    return len(secret)
