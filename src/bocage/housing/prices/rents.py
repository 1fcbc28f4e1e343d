"""Asking rents, computed from listings: there is no open file of rents by village, as DVF is for
sales.

The median of the monthly asking rents per square metre, of the houses and flats that a source
offered over the last two years, including those let since. A commune with fewer homes has no
figure: one flat is not representative. Rents are as announced, some with charges.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Aggregate, Count, F, FloatField
from django.db.models.functions import Cast

from bocage.housing.criteria.kinds import HOMES, Offer
from bocage.housing.market.models.dwellings import Dwelling

MONTHS = 24
SEEN_WITHIN = timedelta(days=730)
MIN_HOMES = 5
SMALLEST_M2, LARGEST_M2 = 9, 600
LOWEST_EUR_M2, HIGHEST_EUR_M2 = 2, 60
"""Bounds outside which a price or a surface was mistyped, or is not a monthly rent."""


@dataclass(frozen=True, slots=True)
class AskingRent:
    """Median rent of a commune, in euros a month by square metre, and of how many homes."""

    eur_m2: float
    homes: int


class _Median(Aggregate):
    """Value that as many lie under as over."""

    template = "percentile_cont(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()


def asking_rents(codes: Sequence[str], today: date) -> dict[str, AskingRent]:
    """Returns the median asking rent (euros per m²) of each of these communes with enough homes;
    one query.
    """
    rows = (
        Dwelling.objects.filter(
            commune__in=codes,
            offer=Offer.RENTAL,
            kind__in=HOMES,
            surface_m2__range=(SMALLEST_M2, LARGEST_M2),
            confirmed_at__date__gt=today - SEEN_WITHIN,
        )
        .annotate(eur_m2=Cast(F("price_eur"), FloatField()) / F("surface_m2"))
        .filter(eur_m2__range=(LOWEST_EUR_M2, HIGHEST_EUR_M2))
        .order_by()
        .values_list("commune")
        .annotate(median=_Median(F("eur_m2")), homes=Count("pk"))
        .filter(homes__gte=MIN_HOMES)
    )
    return {str(code): AskingRent(round(median, 1), homes) for code, median, homes in rows}
