"""Yearly series of a commune as a sentence, a chart and a table."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bocage.foundation.formatting.charts import Bar, BarChart, format_percent
from bocage.territory.fact_kinds import SeriesKind
from bocage.territory.models import Commune, YearlyFigure

MAX_YEARS = 8
"""Maximum number of years in a chart: the first, the last, and others at even intervals."""


@dataclass(frozen=True)
class Trend:
    """Series of a commune, from its first year to its last; it has at least one year."""

    kind: SeriesKind
    figures: Sequence[YearlyFigure]

    @property
    def title(self) -> str:
        if self.kind == SeriesKind.PUPILS:
            return _("Élèves, de rentrée en rentrée")
        return _("Habitants, année par année")

    @property
    def sentence(self) -> str:
        """« De 2013 à 2023 : de 372 à 349 habitants (− 6 %) » and its like."""
        first, last = self.figures[0], self.figures[-1]
        words = {
            "first": first.year,
            "last": last.year,
            "before": grouped(first.value),
            "after": grouped(last.value),
        }
        if len(self.figures) == 1:
            return self._sentence_of_one() % words
        if first.value == last.value:
            return self._sentence_of_the_same() % words
        change = _change(first.value, last.value)
        sentence = self._sentence() % words
        return f"{sentence} ({change})" if change else sentence

    @property
    def charted_figures(self) -> list[YearlyFigure]:
        """The years of the chart."""
        last = len(self.figures) - 1
        if last < MAX_YEARS:
            return list(self.figures)
        return [self.figures[round(rank * last / (MAX_YEARS - 1))] for rank in range(MAX_YEARS)]

    @property
    def chart(self) -> BarChart:
        bars = [
            Bar(str(figure.year), figure.value, grouped(figure.value))
            for figure in self.charted_figures
        ]
        return BarChart(self.title, bars)

    @property
    def sources(self) -> list[YearlyFigure]:
        """Lists one figure of each source, which has its name and page."""
        return list({(figure.source, figure.address): figure for figure in self.figures}.values())

    def _sentence(self) -> str:
        if self.kind == SeriesKind.PUPILS:
            return ngettext(
                "De la rentrée %(first)s à la rentrée %(last)s : de %(before)s à %(after)s élève",
                "De la rentrée %(first)s à la rentrée %(last)s : de %(before)s à %(after)s élèves",
                self.figures[-1].value,
            )
        return ngettext(
            "De %(first)s à %(last)s : de %(before)s à %(after)s habitant",
            "De %(first)s à %(last)s : de %(before)s à %(after)s habitants",
            self.figures[-1].value,
        )

    def _sentence_of_one(self) -> str:
        if self.kind == SeriesKind.PUPILS:
            return _("À la rentrée %(last)s, élèves : %(after)s")
        return _("En %(last)s, habitants : %(after)s")

    def _sentence_of_the_same(self) -> str:
        if self.kind == SeriesKind.PUPILS:
            return _("Élèves à la rentrée %(last)s, comme à la rentrée %(first)s : %(after)s")
        return _("Habitants en %(last)s, comme en %(first)s : %(after)s")


def trends_of(commune: Commune) -> list[Trend]:
    """Returns the series of a commune, in the order of their kinds; one query."""
    figures: dict[str, list[YearlyFigure]] = defaultdict(list)
    for figure in YearlyFigure.objects.filter(commune=commune).order_by("kind", "year"):
        figures[figure.kind].append(figure)
    return [Trend(kind, figures[kind]) for kind in SeriesKind if kind in figures]


def grouped(value: int) -> str:
    """Formats « 25 490 », as the language groups digits."""
    return number_format(value, use_l10n=True, force_grouping=True)


def _change(before: int, after: int) -> str:
    """Formats « + 6 % » or « − 6 % »; empty from zero, or if it rounds to nothing."""
    percent = round((after - before) * 100 / before) if before else 0
    if not percent:
        return ""
    return f"{'+' if percent > 0 else '−'}{format_percent(abs(percent))}"
