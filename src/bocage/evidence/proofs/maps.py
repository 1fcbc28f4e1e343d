"""Map of the communes coloured by one indicator, with an equivalent list."""

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from bocage.evidence.figure_formatting import format_value, value_of
from bocage.evidence.models import IndicatorCell, Level, Night, Span
from bocage.evidence.public_figures import published_cells, published_text
from bocage.evidence.registry import Indicator, indicators, upper_ends
from bocage.territory.models import Commune, Departement

CLASSES = 4
MAX_LISTED = 14
STRIPED = "secret"
"""Step of a secret figure, striped on the map."""
MAPPED_FIRST = ("settled_households", "homes_for_sale", "places_open")
"""Default indicators of the map, of which the first public one is shown."""


class Step(NamedTuple):
    """Colour of the legend: its number, from 1, and the range of figures that have it."""

    number: int
    text: str


class MappedCommune(NamedTuple):
    """A commune of the list."""

    code: str
    name: str
    text: str
    url: str


@dataclass(frozen=True, kw_only=True)
class FiguresMap:
    """Content of the map of an indicator and of the list beside it."""

    indicator: Indicator
    year: int
    departement: Departement
    steps: Sequence[Step]
    secrets: int
    listed: Sequence[MappedCommune]
    published_count: int
    """Number of communes with a figure; the list has only the first ones."""
    data: dict[str, Any]


def mapped_indicators() -> list[Indicator]:
    """Lists the public indicators that are counted by commune; a range counts as its lower end."""
    lower = [indicator for indicator in indicators() if indicator.name not in upper_ends()]
    return [
        indicator
        for indicator in lower
        if indicator.is_public and Level.COMMUNE in indicator.levels
    ]


def select_indicator(requested: str, public_names: Collection[str]) -> Indicator:
    """Returns the requested indicator, or else the first that is public for the whole instance."""
    named = {mapped_indicator.name: mapped_indicator for mapped_indicator in mapped_indicators()}
    first = [*(name for name in MAPPED_FIRST if name in public_names), *public_names, *MAPPED_FIRST]
    return named.get(requested) or next(named[name] for name in first if name in named)


def figures_map(indicator: Indicator, departement: Departement, night: Night) -> FiguresMap:
    """Returns the map of the current year's figures in each commune of a département; two
    queries."""
    communes = Commune.objects.current().filter(departement=departement)
    positions = {
        code: (name, longitude, latitude)
        for code, name, longitude, latitude in communes.values_list(
            "code", "name", "longitude", "latitude"
        )
    }
    names = {code: name for code, (name, _longitude, _latitude) in positions.items()}
    cells = published_cells().filter(
        indicator=indicator.name,
        level=Level.COMMUNE,
        span=Span.YEAR,
        starts_on__year=night.date.year,
    )
    cells_in_departement = [
        cell for cell in cells.filter(code__startswith=departement.pk) if cell.code in names
    ]
    published = [cell for cell in cells_in_departement if not cell.is_secret]
    published.sort(key=lambda cell: (-value_of(indicator, cell), names[cell.code]))
    bounds = _bounds([float(value_of(indicator, cell)) for cell in published])
    return FiguresMap(
        indicator=indicator,
        year=night.date.year,
        departement=departement,
        steps=_steps(indicator, bounds, published),
        secrets=len(cells_in_departement) - len(published),
        listed=[_listed(indicator, cell, names) for cell in published[:MAX_LISTED]],
        published_count=len(published),
        data={
            cell.code: {
                "step": STRIPED if cell.is_secret else _step(indicator, cell, bounds),
                "name": names[cell.code],
                "text": published_text(indicator, cell),
                "url": reverse("commune_evidence", args=[cell.code]),
                "at": positions[cell.code][1:],
            }
            for cell in cells_in_departement
        },
    )


def _bounds(values: Sequence[float]) -> list[float]:
    """Returns the lower bound of each colour after the first, with equal numbers of communes.

    Equal figures have one colour.
    """
    ordered = sorted(values)
    cuts = {ordered[len(ordered) * part // CLASSES] for part in range(1, CLASSES)} if values else {}
    return sorted(cut for cut in cuts if cut > ordered[0])


def _step(indicator: Indicator, cell: IndicatorCell, bounds: Sequence[float]) -> int:
    return 1 + bisect_right(bounds, float(value_of(indicator, cell)))


def _steps(
    indicator: Indicator, bounds: Sequence[float], published: Sequence[IndicatorCell]
) -> list[Step]:
    cells_by_step: dict[int, list[IndicatorCell]] = {}
    for cell in published:
        cells_by_step.setdefault(_step(indicator, cell, bounds), []).append(cell)
    return [
        Step(number, _range(indicator, cells_by_step[number])) for number in sorted(cells_by_step)
    ]


def _range(indicator: Indicator, cells: Sequence[IndicatorCell]) -> str:
    values = [value_of(indicator, cell) for cell in cells]
    lowest, highest = format_value(indicator, min(values)), format_value(indicator, max(values))
    return (
        lowest
        if lowest == highest
        else _("%(least)s à %(most)s") % {"least": lowest, "most": highest}
    )


def _listed(indicator: Indicator, cell: IndicatorCell, names: dict[str, str]) -> MappedCommune:
    url = reverse("commune_evidence", args=[cell.code])
    return MappedCommune(cell.code, names[cell.code], published_text(indicator, cell), url)
