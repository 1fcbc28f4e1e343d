"""The proofs in the API: each indicator with its definition, and the figures that are public.

A figure that is secret has its line, as in the open data, without any of its numbers.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from ninja import Query
from pydantic import Field

from bocage.evidence.figure_formatting import value_of
from bocage.evidence.models import IndicatorCell, Level, Span
from bocage.evidence.open_data.rows import public_indicators
from bocage.evidence.proofs.story import EVERYWHERE
from bocage.evidence.proofs.territories import territory_at
from bocage.evidence.public_figures import WHOLE, Scope, names_of, published_cells, published_text
from bocage.evidence.registry import Indicator, Theme, indicator_named, other_end
from bocage.evidence.views.public import public_indicator
from bocage.foundation.api.fields import FIRST_YEAR, LAST_YEAR, Answer
from bocage.foundation.api.paging import Page, Paging, page_of_results, page_of_rows
from bocage.foundation.api.problems import NothingHere
from bocage.foundation.api.router import RoomRouter

MAX_AGE_S = 3600
ORDER = ["indicator", "level", "code", "span", "starts_on", "id"]
LONGEST_CODE = 36

indicators = RoomRouter(tag="indicators")
figures = RoomRouter(tag="indicators")


class PublicLevel(StrEnum):
    """Levels of the territory whose figures are public."""

    INSTANCE = Level.INSTANCE.value
    DEPARTEMENT = Level.DEPARTEMENT.value
    EPCI = Level.EPCI.value
    COMMUNE = Level.COMMUNE.value


class Duration(StrEnum):
    """Length of a period, as written in addresses."""

    MONTH = "mois"
    YEAR = "annee"


SPANS = {Duration.MONTH: Span.MONTH, Duration.YEAR: Span.YEAR}


class IndicatorLine(Answer):
    """Indicator: its definition and its unit."""

    name: str = Field(examples=["settled_households"])
    theme: str = Field(examples=["settling"])
    label: str = Field(examples=["Ménages installés"])
    definition: str = Field(description="What is counted, for who has never heard of it.")
    unit: str = Field(description="count, percent, days, hours, euros or megabits.")
    kind: str = Field(
        description="flow: what happened within a period; stock: what there was at its end."
    )
    aggregate: str = Field(
        description="sum, share (`numerator` out of `denominator`), ratio (`numerator` for each of "
        "`denominator`) or median. A sum without a figure is zero."
    )
    levels: list[str] = Field(description="Of which parts of the territory there are figures.")
    page: str = Field(description="Its page in this site.")


class IndicatorWhole(IndicatorLine):
    """Indicator with its method, as on its page."""

    method: str
    source: str
    is_about_people: bool = Field(description="Whether small figures of it stay secret.")
    more_is_better: bool
    other_end: str | None = Field(description="The other end of its range, for an estimate.")


class IndicatorFigure(Answer):
    """Value of an indicator for a part of the territory and a period."""

    indicator: str
    level: str = Field(examples=["commune"])
    code: str = Field(
        description="INSEE code, or SIREN number; empty for the whole instance.",
        examples=["61464"],
    )
    name: str = Field(description="The name of this part of the territory.", examples=["Sées"])
    span: str = Field(description="month or year.")
    starts_on: date = Field(description="The first day of the period.")
    is_secret: bool = Field(
        description="It is small, or would give a small one away: its numbers are null."
    )
    value: float | None = Field(description="In the unit of the indicator.")
    numerator: float | None
    denominator: float | None
    text: str = Field(description="As people read it, with its unit.")
    known_since: date = Field(description="The night that counted it so.")


class IndicatorFilters(Paging):
    """Filters of the list of indicators."""

    theme: Theme | None = Field(None, description="The service that they are about.")


class FigureFilters(Paging):
    """Filters of a list of figures."""

    duree: Duration | None = Field(None, description="How long the periods are.")
    annee: int | None = Field(
        None, ge=FIRST_YEAR, le=LAST_YEAR, description="The year in which the periods begin."
    )


class IndicatorFigureFilters(FigureFilters):
    """Filters of the list of figures of an indicator."""

    echelle: PublicLevel | None = Field(None, description="The kind of parts of the territory.")
    code: str = Field("", max_length=LONGEST_CODE, description="The code of one of them.")


@indicators.read(
    "",
    Page[IndicatorLine],
    summary=_("Lister les indicateurs"),
    max_age_s=MAX_AGE_S,
    links={
        "read_indicator": {"name": "$response.body#/items/0/name"},
        "list_indicator_figures": {"name": "$response.body#/items/0/name"},
    },
)
def list_indicators(request: HttpRequest, filters: Query[IndicatorFilters]) -> Page[IndicatorLine]:
    """Lists the public indicators, theme by theme."""
    themed = [
        indicator
        for indicator in public_indicators()
        if filters.theme is None or indicator.theme is filters.theme
    ]
    results, cursor = page_of_results(themed, filters, of=f"indicators:{filters.theme or ''}")
    lines = [IndicatorLine(**_members(request, indicator)) for indicator in results]
    return Page[IndicatorLine].of(request, lines, cursor)


@indicators.read(
    "/{name}",
    IndicatorWhole,
    summary=_("Lire un indicateur et sa définition"),
    max_age_s=MAX_AGE_S,
    links={"list_indicator_figures": {"name": "$response.body#/name"}},
)
def read_indicator(request: HttpRequest, name: str) -> IndicatorWhole:
    """Returns an indicator with its definition, its method and its source."""
    indicator = public_indicator(name)
    range_end = other_end(indicator)
    return IndicatorWhole(
        **_members(request, indicator),
        method=str(indicator.method),
        source=str(indicator.source),
        is_about_people=indicator.is_about_people,
        more_is_better=indicator.more_is_better,
        other_end=range_end.name if range_end and range_end.is_public else None,
    )


@indicators.read(
    "/{name}/figures",
    Page[IndicatorFigure],
    summary=_("Lister les chiffres d’un indicateur"),
    max_age_s=MAX_AGE_S,
)
def list_indicator_figures(
    request: HttpRequest, name: str, filters: Query[IndicatorFigureFilters]
) -> Page[IndicatorFigure]:
    """Lists the public figures of an indicator, by level and by span, as the last night counted
    them. Monthly figures about people are public for départements and for the whole instance
    only.
    """
    cells = published_cells().filter(indicator=public_indicator(name).name)
    if filters.echelle:
        cells = cells.filter(level=filters.echelle.value)
    if filters.code:
        cells = cells.filter(code=filters.code)
    return _page_of(request, cells, filters)


@figures.read(
    "/{level}/{code}",
    Page[IndicatorFigure],
    summary=_("Lister les chiffres d’un territoire"),
    max_age_s=MAX_AGE_S,
)
def list_territory_figures(
    request: HttpRequest, level: PublicLevel, code: str, filters: Query[FigureFilters]
) -> Page[IndicatorFigure]:
    """Lists the public figures of a part of the territory, for all indicators. `instance/tout` is
    the whole instance.
    """
    is_whole = (level, code) == (PublicLevel.INSTANCE, EVERYWHERE)
    scope = WHOLE if is_whole else Scope(level.value, code)
    if territory_at(scope) is None:
        raise NothingHere
    return _page_of(request, published_cells().filter(level=scope.level, code=scope.code), filters)


def _page_of(
    request: HttpRequest, cells: QuerySet[IndicatorCell], filters: FigureFilters
) -> Page[IndicatorFigure]:
    if filters.duree:
        cells = cells.filter(span=SPANS[filters.duree])
    if filters.annee:
        first, after = date(filters.annee, 1, 1), date(filters.annee + 1, 1, 1)
        cells = cells.filter(starts_on__gte=first, starts_on__lt=after)
    results, cursor = page_of_rows(cells, filters, order=ORDER)
    return Page[IndicatorFigure].of(request, _figures(results), cursor)


def _figures(cells: Iterable[IndicatorCell]) -> list[IndicatorFigure]:
    """Converts cells to figures with the names of their scopes; three more statements at most."""
    cells = list(cells)
    names = names_of(Scope(cell.level, cell.code) for cell in cells)
    return [_figure(cell, names) for cell in cells]


def _figure(cell: IndicatorCell, names: Mapping[Scope, str]) -> IndicatorFigure:
    indicator = indicator_named(cell.indicator)
    numbers: dict[str, Decimal | None] = {"value": None, "numerator": None, "denominator": None}
    if not cell.is_secret:
        numbers = {
            "value": round(value_of(indicator, cell), 4),
            "numerator": cell.numerator,
            "denominator": cell.denominator,
        }
    return IndicatorFigure(
        indicator=indicator.name,
        level=cell.level,
        code=cell.code,
        name=names.get(Scope(cell.level, cell.code), cell.code),
        span=cell.span,
        starts_on=cell.starts_on,
        is_secret=cell.is_secret,
        text=published_text(indicator, cell),
        known_since=cell.known_from,
        **{name: None if number is None else float(number) for name, number in numbers.items()},
    )


def _members(request: HttpRequest, indicator: Indicator) -> dict[str, Any]:
    return {
        "name": indicator.name,
        "theme": indicator.theme,
        "label": str(indicator.label),
        "definition": str(indicator.definition),
        "unit": indicator.unit,
        "kind": indicator.kind,
        "aggregate": indicator.aggregate,
        "levels": list(indicator.levels),
        "page": request.build_absolute_uri(reverse("indicator_detail", args=[indicator.name])),
    }
