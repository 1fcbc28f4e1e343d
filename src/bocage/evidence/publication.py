"""Publication rules of indicators: which figures are public at all, and which of them are secret.

Figures about people are published by year for each part of the territory, and by month for a
département and for the whole. These are two trees under the year of a département: its
intercommunalités with their communes, and its months.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q

from bocage.evidence.confidentiality import Quantities, hidden_figures, is_small
from bocage.evidence.models import IndicatorCell, LateFact, Level, Span
from bocage.evidence.registry import Aggregate, Indicator, Kind, indicators
from bocage.territory.models import Commune

PUBLIC_LEVELS = (Level.INSTANCE, Level.DEPARTEMENT, Level.EPCI, Level.COMMUNE)
BY_MONTH_OF_PEOPLE = (Level.INSTANCE, Level.DEPARTEMENT)


class Place(NamedTuple):
    """Position of a figure in the tables of one indicator."""

    level: str
    code: str
    span: str
    starts_on: date


@dataclass(frozen=True)
class CommuneAreas:
    """Map of communes to their département and intercommunalité."""

    departement: Mapping[str, str]
    epci: Mapping[str, str | None]
    departements_of_epci: Mapping[str, frozenset[str]]


def commune_areas() -> CommuneAreas:
    """Returns the département and the intercommunalité of all communes, merged ones included; one
    query.
    """
    rows = list(Commune.objects.values_list("code", "departement_id", "epci_id"))
    lies_in: defaultdict[str, set[str]] = defaultdict(set)
    for _code, departement, epci in rows:
        if epci:
            lies_in[epci].add(departement)
    return CommuneAreas(
        {code: departement for code, departement, _epci in rows},
        {code: epci for code, _departement, epci in rows},
        {epci: frozenset(departements) for epci, departements in lies_in.items()},
    )


def public_condition() -> Q:
    """Returns the condition that a cell can be published, unless it is secret."""
    public = [indicator for indicator in indicators() if indicator.is_public]
    of_people = [indicator.name for indicator in public if indicator.is_about_people]
    fine_months = Q(indicator__in=of_people, span=Span.MONTH) & ~Q(level__in=BY_MONTH_OF_PEOPLE)
    return (
        Q(indicator__in=[indicator.name for indicator in public], level__in=PUBLIC_LEVELS)
        & ~fine_months
    )


def quantities_of(indicator: Indicator, cell: IndicatorCell) -> Quantities:
    """Returns the numbers that a cell reveals."""
    if indicator.aggregate is Aggregate.SHARE and cell.denominator is not None:
        whole, part = int(cell.denominator), int(cell.numerator)
        return whole, part, whole - part
    if indicator.aggregate is Aggregate.RATIO and cell.denominator is not None:
        return (int(cell.denominator),)
    return (cell.counted,)


def is_gap_published(
    indicator: Indicator,
    level: str,
    cell: IndicatorCell | None,
    fact: LateFact,
) -> bool:
    """Checks whether the value of a closed figure (`cell`) with late facts can be published.

    For an indicator about people, only for the whole instance, if it is not a median and none of
    its numbers is small or changed by fewer than five: otherwise the differences of several scopes,
    or of households and of people, could be subtracted.
    """
    if not indicator.is_about_people:
        return True
    before, after = _numbers(indicator, cell), _numbers(indicator, fact)
    gaps = [abs(now - old) for old, now in zip(before, after, strict=True)]
    is_median = indicator.aggregate is Aggregate.MEDIAN
    return level == Level.INSTANCE and not is_median and not any(map(is_small, [*gaps, *after]))


def _numbers(indicator: Indicator, row: Any) -> list[int]:
    if row is None or row.numerator is None:
        return [0, 0, 0] if indicator.aggregate is Aggregate.SHARE else [0]
    return list(quantities_of(indicator, row))


def secret_figures(
    indicator: Indicator, cells: Iterable[IndicatorCell], areas: CommuneAreas
) -> frozenset[Place]:
    """Returns the places of the cells of one indicator and one year that are secret.

    `cells` are those of the year and of its months, at every public level.
    """
    if not indicator.is_about_people:
        return frozenset()
    quantities: dict[Place, Quantities] = {}
    small: set[Place] = set()
    for cell in cells:
        place = Place(cell.level, cell.code, cell.span, cell.starts_on)
        numbers = quantities_of(indicator, cell)
        if any(map(is_small, numbers)):
            small.add(place)
        if cell.span == Span.YEAR or cell.level in BY_MONTH_OF_PEOPLE:
            # The other months are not published: none of their sums can be read.
            quantities[place] = numbers
    if indicator.aggregate is Aggregate.MEDIAN:
        return frozenset(small)
    years = {place: amounts for place, amounts in quantities.items() if place.span == Span.YEAR}
    secret = set(small) | _secret_years(years, areas)
    return frozenset(secret | _secret_months(indicator, quantities, secret))


def _secret_years(quantities: Mapping[Place, Quantities], areas: CommuneAreas) -> set[Place]:
    below: defaultdict[Place, list[Place]] = defaultdict(list)
    for place in quantities:
        if place.level == Level.DEPARTEMENT:
            below[place._replace(level=Level.INSTANCE, code="")].append(place)
        elif place.level == Level.COMMUNE:
            above = _above(place, areas)
            below[above].append(place)
    for place in [node for node in below if node.level == Level.EPCI]:
        (departement,) = areas.departements_of_epci[place.code]
        below[place._replace(level=Level.DEPARTEMENT, code=departement)].append(place)
    roots = [place for place in below if place.level == Level.INSTANCE]
    roots = roots or [place for place in below if place.level == Level.DEPARTEMENT]
    secret = set(hidden_figures(roots, below, quantities))
    return secret | _of_several_departements(quantities, secret, areas)


def _above(commune: Place, areas: CommuneAreas) -> Place:
    epci = areas.epci.get(commune.code)
    if epci and len(areas.departements_of_epci[epci]) == 1:
        return commune._replace(level=Level.EPCI, code=epci)
    return commune._replace(level=Level.DEPARTEMENT, code=areas.departement[commune.code])


def _of_several_departements(
    quantities: Mapping[Place, Quantities], secret: set[Place], areas: CommuneAreas
) -> set[Place]:
    """Returns the intercommunalités of several départements to hide: those with a secret commune.

    Its sum would cut across those of the départements.
    """
    holds_secrets = {areas.epci.get(place.code) for place in secret if place.level == Level.COMMUNE}
    return {
        place
        for place in quantities
        if place.level == Level.EPCI
        and place.code in holds_secrets
        and len(areas.departements_of_epci[place.code]) > 1
    }


def _secret_months(
    indicator: Indicator, quantities: Mapping[Place, Quantities], secret: set[Place]
) -> set[Place]:
    secret_months: set[Place] = set()
    below: defaultdict[Place, list[Place]] = defaultdict(list)
    for place in quantities:
        if place.span == Span.MONTH and place.level in BY_MONTH_OF_PEOPLE:
            year = place._replace(span=Span.YEAR, starts_on=place.starts_on.replace(month=1))
            below[year].append(place)
    for year, months in below.items():
        if year in secret:
            secret_months |= set(months)
        elif indicator.kind is Kind.FLOW:
            # The months of a stock make no sum.
            secret_months |= hidden_figures([year], {year: months}, quantities) - {year}
    departements = {place.starts_on for place in secret_months if place.level == Level.DEPARTEMENT}
    return secret_months | {
        place
        for place in quantities
        if place.span == Span.MONTH
        and place.level == Level.INSTANCE
        and place.starts_on in departements
    }
