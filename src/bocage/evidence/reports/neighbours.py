"""Communes around one, and the medians of their figures."""

from collections.abc import Sequence
from decimal import Decimal
from statistics import median

from bocage.evidence.models import Level
from bocage.evidence.public_figures import Scope
from bocage.evidence.registry import Indicator
from bocage.evidence.reports.figures import PublishedFigures
from bocage.evidence.reports.requests import ReportPeriod
from bocage.territory.models import Commune

NEAREST = 8
MIN_NEIGHBOURS = 3
"""Minimum number of published figures for a median, which otherwise reveals them."""


def neighbours_of(commune: Commune) -> list[Scope]:
    """Returns the scopes of the nearest current communes; one query.

    If the position is unknown, those of the intercommunalité.
    """
    candidates = Commune.objects.current().exclude(pk=commune.pk)
    if commune.latitude is not None and commune.longitude is not None:
        near = candidates.near(commune.latitude, commune.longitude)
    elif commune.epci_id:
        near = candidates.filter(epci=commune.epci_id).order_by("name", "code")
    else:
        return []
    return [Scope(Level.COMMUNE, code) for code in near.values_list("code", flat=True)[:NEAREST]]


def middle_of(
    published: PublishedFigures, indicator: Indicator, scopes: Sequence[Scope], period: ReportPeriod
) -> Decimal | None:
    """Returns the median of the figures that the reader sees in some scopes; None if too few are
    available.
    """
    values = [
        value
        for scope in scopes
        if (value := published.figure(indicator, scope, period).value) is not None
    ]
    return Decimal(median(values)) if len(values) >= MIN_NEIGHBOURS else None
