"""Comparison of a part of the territory with those that contain it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from bocage.evidence.models import Night
from bocage.evidence.proofs.story import source_of
from bocage.evidence.proofs.territories import Territory
from bocage.evidence.proofs.years import PublishedYears, drawn_value
from bocage.evidence.public_figures import published_text
from bocage.evidence.registry import Indicator, indicator_named, indicators
from bocage.foundation.formatting.findings import Chart, Drawing, Point, Series

COMPARED_INDICATOR = "settled_households"
FOR_PEOPLE = 1000


class ComparedRow(NamedTuple):
    """An indicator, and its figure of this year in each territory."""

    indicator: Indicator
    texts: Sequence[tuple[str, str]]
    """The name of the territory and the figure."""


def compared_rows(territories: Sequence[Territory], years: PublishedYears) -> Iterator[ComparedRow]:
    """Yields the indicators counted in the first territory, with the figure of each territory."""
    year = years.night.year
    for indicator in indicators():
        cells = [years.year(indicator, territory.scope, year) for territory in territories]
        if cells[0] is not None:
            texts = [published_text(indicator, cell) for cell in cells]
            names = [territory.name for territory in territories]
            yield ComparedRow(indicator, list(zip(names, texts, strict=True)))


def settled_for_people(
    territories: Sequence[Territory], years: PublishedYears, night: Night
) -> Chart | None:
    """Returns the chart of households settled for 1,000 inhabitants over all public years.

    It compares an area with those that contain it; None if a figure is secret or zero here, or a
    population unknown.
    """
    points = list(_points(territories, years))
    if len(points) < len(territories) or not points[0].value:
        return None
    territory = territories[0]
    rank = sum(1 for point in points if (point.value or 0) > points[0].value)
    words = {"name": territory.name, "figure": points[0].text, "first": _first_year(years)}
    finding = (
        _("%(name)s : %(figure)s ménages installés pour 1 000 habitants depuis %(first)s")
        if rank
        else _(
            "%(name)s accueille plus que ce qui l’entoure : %(figure)s ménages installés pour "
            "1 000 habitants depuis %(first)s"
        )
    )
    return Chart(
        name="graphique-comparaison",
        finding=finding % words,
        drawing=Drawing.BARS,
        series=[Series(_("Ménages installés pour 1 000 habitants"), points)],
        head=_("Où"),
        source=source_of(night),
    )


def _points(territories: Sequence[Territory], years: PublishedYears) -> Iterator[Point]:
    indicator = indicator_named(COMPARED_INDICATOR)
    for number, territory in enumerate(territories):
        values = [
            drawn_value(indicator, years.year(indicator, territory.scope, year))
            for year in range(_first_year(years), years.night.year + 1)
        ]
        if None in values or not territory.population:
            return
        value = FOR_PEOPLE * sum(values) / territory.population  # type: ignore[arg-type] # no None
        label = f"{territory.name} ({territory.kind})"
        text = number_format(value, decimal_pos=1, use_l10n=True)
        yield Point(label, round(value, 2), text, is_marked=number == 0)


def _first_year(years: PublishedYears) -> int:
    return years.first_years.get(COMPARED_INDICATOR, years.night.year)
