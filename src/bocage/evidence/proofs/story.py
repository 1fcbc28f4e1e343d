"""Story of a year from its figures: changes, theme by theme."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.translation import gettext as _

from bocage.evidence.figure_formatting import NOTHING, format_range
from bocage.evidence.models import Night
from bocage.evidence.proofs.months import PublishedMonths, published_months
from bocage.evidence.proofs.parts import PublishedParts
from bocage.evidence.proofs.years import PublishedYears
from bocage.evidence.public_figures import Scope, published_text
from bocage.evidence.registry import (
    THEME_LABELS,
    Indicator,
    Theme,
    indicator_named,
    indicators,
    upper_ends,
)
from bocage.foundation.formatting.charts import format_percent
from bocage.foundation.formatting.dates import date_format
from bocage.foundation.formatting.findings import Chart
from bocage.foundation.instance import current_instance

HEADLINES = (
    "settled_households",
    "still_here_after_12_months",
    "settled_jobs",
    "welcoming_communes",
    "places_open",
    "first_answer_delay",
    "club_members",
    "bookings_kept",
    "homes_for_sale",
    "businesses_created",
)
"""Key figures of a page; the first published ones are shown first."""
MAX_HEADLINES = 4
MAX_FINDINGS = 4
EVERYWHERE = "tout"
"""Code of the whole instance in an address."""


class PublishedFigure(NamedTuple):
    """An indicator in one scope: this year and the year before, as the public reads them."""

    indicator: Indicator
    text: str
    before: str
    """Nothing where the year before was not counted."""
    finding: str
    is_secret: bool

    @property
    def label(self) -> str:
        """Label of the figure; common to both ends of a range."""
        return str(self.indicator.range_label or self.indicator.label)


@dataclass(frozen=True, kw_only=True)
class ThemeStory:
    """Story of a theme: its sentences, a chart where there is a trend, and all of its figures."""

    theme: Theme
    label: str | Promise
    findings: Sequence[PublishedFigure]
    chart: Chart | None
    figures: Sequence[PublishedFigure]
    secrets: Sequence[PublishedFigure]
    embed: str
    """HTML to embed the chart; empty without a chart."""


def source_of(night: Night) -> str:
    """Returns a sentence such as « Source : Bocage, compté dans la nuit qui a suivi le 27 novembre
    2026. ».
    """
    return _("Source : %(instance)s, compté dans la nuit qui a suivi le %(day)s.") % {
        "instance": current_instance().name,
        "day": date_format(night.date, "j F Y"),
    }


def published_figures(scope: Scope, years: PublishedYears) -> list[PublishedFigure]:
    """Lists the figures that a scope has for the current year or the previous one, in the order of
    the registry.
    """
    return list(_figures(scope, years))


def headlines(figures: Sequence[PublishedFigure]) -> list[PublishedFigure]:
    """Lists the main figures: public ones, the most significant first."""
    by_name = {
        figure.indicator.name: figure
        for figure in figures
        if not figure.is_secret and _counts(figure)
    }
    first = [by_name.pop(name) for name in HEADLINES if name in by_name]
    return [*first, *by_name.values()][:MAX_HEADLINES]


def stories(
    scope: Scope, night: Night, years: PublishedYears, parts: PublishedParts, site: str
) -> list[ThemeStory]:
    """Returns the story of each theme that has a figure; one query. `parts` are the areas within
    the scope, and `site` is the address that serves embedded charts.
    """
    months = published_months(scope, night.date)
    figures = published_figures(scope, years)
    return [
        _story(theme, theme_figures, _StorySources(scope, years, months, parts, night, site))
        for theme in Theme
        if (theme_figures := [figure for figure in figures if figure.indicator.theme == theme])
    ]


def _counts(figure: PublishedFigure) -> bool:
    return figure.text not in ("0", format_percent(0), NOTHING)


def _figures(scope: Scope, years: PublishedYears) -> Iterator[PublishedFigure]:
    year, uppers = years.night.year, upper_ends()
    for indicator in (candidate for candidate in indicators() if candidate.name not in uppers):
        now, before = years.year(indicator, scope, year), years.year(indicator, scope, year - 1)
        if now is None and before is None:
            continue
        has_before = years.first_years[indicator.name] < year
        text = _text(indicator, scope, years, year)
        yield PublishedFigure(
            indicator=indicator,
            text=text,
            before=_text(indicator, scope, years, year - 1) if has_before else "",
            finding=_range_finding(indicator, text, year)
            if indicator.up_to
            else years.finding(indicator, scope),
            is_secret=now is not None and now.is_secret,
        )


def _text(indicator: Indicator, scope: Scope, years: PublishedYears, year: int) -> str:
    """Formats a figure, or both ends of a range if both are published."""
    low = years.year(indicator, scope, year)
    high = years.year(indicator_named(indicator.up_to), scope, year) if indicator.up_to else None
    if low is None or high is None or low.is_secret or high.is_secret:
        return published_text(indicator, low)
    return format_range(indicator, low, high)


def _range_finding(indicator: Indicator, text: str, year: int) -> str:
    words = {"label": indicator.range_label, "range": text, "year": year}
    return _("%(label)s : %(range)s en %(year)s") % words


class _StorySources(NamedTuple):
    """Data of the stories of a scope."""

    scope: Scope
    years: PublishedYears
    months: PublishedMonths
    parts: PublishedParts
    night: Night
    site: str


def _story(theme: Theme, figures: Sequence[PublishedFigure], sources: _StorySources) -> ThemeStory:
    open_figures = [figure for figure in figures if not figure.is_secret]
    charted, chart = _chart(theme, open_figures, sources)
    chart_finding = chart.finding if chart else ""
    embed = embed_code(charted, sources.scope, chart_finding, sources.site) if charted else ""
    return ThemeStory(
        theme=theme,
        label=THEME_LABELS[theme],
        findings=[figure for figure in open_figures if figure.finding != chart_finding][
            :MAX_FINDINGS
        ],
        chart=chart,
        embed=embed,
        figures=figures,
        secrets=[figure for figure in figures if figure.is_secret],
    )


def _chart(
    theme: Theme, figures: Sequence[PublishedFigure], sources: _StorySources
) -> tuple[Indicator | None, Chart | None]:
    """Returns the chart of a theme: yearly, or else monthly, or else by part of the territory.

    Each is that of the first indicator that has several values.
    """
    name, source = f"graphique-{theme}", source_of(sources.night)
    chartable = [figure.indicator for figure in figures if not figure.indicator.up_to]
    for indicator in chartable:
        if sources.years.is_trend(indicator, sources.scope):
            return indicator, sources.years.chart(
                indicator, sources.scope, name=name, source=source
            )
    for indicator in chartable:
        if sources.months.is_trend(indicator):
            return indicator, sources.months.chart(indicator, name=name, source=source)
    for indicator in chartable:
        if sources.parts.is_comparison(indicator):
            return indicator, sources.parts.chart(indicator, name=name, source=source)
    return None, None


def embed_code(indicator: Indicator, scope: Scope, title: str, site: str) -> str:
    """Returns the HTML frame that shows the chart of an indicator in a scope on any site."""
    address = reverse("chart_embed", args=[indicator.name, scope.level, scope.code or EVERYWHERE])
    source = f"{site.rstrip('/')}{address}"
    return (
        f'<iframe src="{source}" title="{escape(title)}" height="520" loading="lazy"'
        ' style="border: 0; width: 100%"></iframe>'
    )
