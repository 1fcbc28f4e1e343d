"""Prices of sales of homes, by commune and year."""

from array import array
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from statistics import quantiles

from django.db import transaction
from django.utils import timezone

from bocage.foundation.db.statistics import analyze_after_commit
from bocage.housing.prices.imports import Sale
from bocage.housing.prices.models import CommunePrice
from bocage.territory.models import Commune, FormerCommune

BATCH = 1_000


@dataclass
class PricesReport:
    """Counts of the rows written by an import. `groups` are communes × kinds × years."""

    sales: int = 0
    unknown_communes: int = 0
    """Sales in communes that the instance does not know."""
    groups: int = 0


def write_market_prices(sales: Iterable[Sale], *, now: datetime | None = None) -> PricesReport:
    """Writes the median and the quartiles of each commune, kind and year; all or nothing.

    An imported year replaces its previous figures. Sales of a merged commune count for the current
    commune. Memory holds four bytes for each sale. No permission is checked: only a management
    command calls it.
    """
    now = now or timezone.now()
    report = PricesReport()
    current = set(Commune.objects.current().values_list("code", flat=True))
    former = dict(FormerCommune.objects.values_list("code", "commune"))
    groups: dict[tuple[str, str, int], array[int]] = defaultdict(lambda: array("i"))
    for sale in sales:
        code = sale.commune if sale.commune in current else former.get(sale.commune)
        if code is None:
            report.unknown_communes += 1
            continue
        groups[code, sale.kind.value, sale.year].append(sale.eur_m2)
        report.sales += 1
    report.groups = len(groups)
    prices = [_price(*group, values, now) for group, values in groups.items()]
    with transaction.atomic():
        analyze_after_commit()
        CommunePrice.objects.bulk_create(
            prices,
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["commune", "kind", "year"],
            update_fields=["sales", "median_eur_m2", "low_eur_m2", "high_eur_m2", "imported_at"],
        )
    return report


def _price(code: str, kind: str, year: int, values: array[int], now: datetime) -> CommunePrice:
    low, median, high = (
        quantiles(values, n=4, method="inclusive") if len(values) > 1 else [values[0]] * 3
    )
    return CommunePrice(
        commune_id=code,
        kind=kind,
        year=year,
        sales=len(values),
        low_eur_m2=round(low),
        median_eur_m2=round(median),
        high_eur_m2=round(high),
        imported_at=now,
    )
