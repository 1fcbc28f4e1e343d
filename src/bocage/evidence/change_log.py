"""Daily log of changes in the figures, for its followers."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bocage.evidence.figure_formatting import NOTHING, format_value, value_from
from bocage.evidence.models import (
    ClosedPeriod,
    HiddenFigure,
    IndicatorCell,
    IndicatorDefinition,
    LateFact,
    Level,
    Night,
    NotedMerger,
    Span,
    Target,
)
from bocage.evidence.observing import PARIS
from bocage.evidence.public_figures import Scope, names_of
from bocage.evidence.publication import PUBLIC_LEVELS, is_gap_published
from bocage.evidence.registry import Aggregate, Indicator, indicators
from bocage.foundation.formatting.dates import date_format
from bocage.foundation.formatting.grammar import of_name

WHOLES = (Level.INSTANCE, Level.DEPARTEMENT)
"""Levels whose late facts are listed on the page: they include those of communes."""
LATE_FACTS_LIMIT = 400
KEY = ("indicator", "level", "code", "span", "starts_on")


@dataclass(frozen=True)
class Change:
    """Change in the figures, described by a sentence."""

    kind: str
    sentence: str
    address: str = ""
    before: str = ""
    after: str = ""
    """Definition of an indicator before and after the change."""


@dataclass(frozen=True)
class DayOfChanges:
    """Changes of one day, or of the night that followed it."""

    day: date
    changes: list[Change]


def years_of_changes() -> list[int]:
    """Lists the years in which figures were counted, the last one first; one query."""
    return [day.year for day in Night.objects.dates("date", "year", order="DESC")]


def changes_of(year: int) -> list[DayOfChanges]:
    """Returns the changes of a year by day, the last day first; a dozen queries at most."""
    public = {indicator.name: indicator for indicator in indicators() if indicator.is_public}
    days: defaultdict[date, list[Change]] = defaultdict(list)
    for entries in (
        _closed(year),
        _late(year, public),
        _defined(year, public),
        _merged(year),
        _targets(year, public),
    ):
        for day, change in entries:
            days[day].append(change)
    return [DayOfChanges(day, days[day]) for day in sorted(days, reverse=True)]


def period_in_words(span: str, starts_on: date) -> str:
    """Formats a period: « mai 2026 », or « 2026 »."""
    return str(starts_on.year) if span == Span.YEAR else date_format(starts_on, "F Y")


def _closed(year: int) -> Iterator[tuple[date, Change]]:
    for period_closed in ClosedPeriod.objects.filter(closed_on__year=year):
        period = period_in_words(period_closed.span, period_closed.starts_on)
        sentence = (
            _("L’année %(period)s est close : ses chiffres ne changent plus.")
            if period_closed.span == Span.YEAR
            else _("%(period)s : ce mois est clos, ses chiffres ne changent plus.")
        )
        yield period_closed.closed_on, Change("closed", sentence % {"period": capfirst(period)})


def _late(year: int, public: dict[str, Indicator]) -> Iterator[tuple[date, Change]]:
    hidden = HiddenFigure.objects.known().filter(**{name: OuterRef(name) for name in KEY})
    facts = list(
        LateFact.objects.filter(
            ~Exists(hidden),
            night__date__year=year,
            is_reported=True,
            level__in=WHOLES,
            indicator__in=public,
        ).order_by("-night_id", "-starts_on", "indicator", "level", "code")[:LATE_FACTS_LIMIT]
    )
    closed_cells = IndicatorCell.objects.known().filter(
        indicator__in={fact.indicator for fact in facts},
        level__in=WHOLES,
        starts_on__in={fact.starts_on for fact in facts},
    )
    figures = {tuple(getattr(cell, name) for name in KEY): cell for cell in closed_cells}
    names = names_of(Scope(fact.level, fact.code) for fact in facts)
    for fact in facts:
        indicator = public[fact.indicator]
        cell = figures.get(tuple(getattr(fact, name) for name in KEY))
        words = {
            "label": indicator.label,
            "where": names.get(Scope(fact.level, fact.code), fact.code),
            "period": period_in_words(fact.span, fact.starts_on),
            "kept": _format_figure(indicator, cell),
            "late": _format_figure(indicator, fact),
        }
        sentence = (
            _(
                "« %(label)s », %(where)s, %(period)s : %(kept)s à la clôture, %(late)s avec "
                "ce qui est arrivé depuis."
            )
            if is_gap_published(indicator, fact.level, cell, fact)
            else _(
                "« %(label)s », %(where)s, %(period)s : %(kept)s à la clôture, changé depuis "
                "sans que l’écart soit dit."
            )
        )
        yield fact.night_id, Change("late", sentence % words, _page_url(indicator.name))


def _format_figure(indicator: Indicator, row: IndicatorCell | LateFact | None) -> str:
    if row is None or row.numerator is None:
        return "0" if indicator.aggregate is Aggregate.SUM else NOTHING
    return format_value(indicator, value_from(indicator, row.numerator, row.denominator))


def _defined(year: int, public: dict[str, Indicator]) -> Iterator[tuple[date, Change]]:
    """Yields the indicators that were added, changed or removed after the first night."""
    first = Night.objects.order_by("date").values_list("date", flat=True).first()
    last: dict[str, IndicatorDefinition] = {}
    for definition in IndicatorDefinition.objects.order_by("indicator", "known_from"):
        before = last.get(definition.indicator)
        last[definition.indicator] = definition
        is_public = definition.indicator in public or not definition.is_counted
        if definition.known_from.year == year and definition.known_from != first and is_public:
            yield definition.known_from, _definition_change(definition, before)


def _definition_change(
    definition: IndicatorDefinition, before: IndicatorDefinition | None
) -> Change:
    words = {"label": definition.label}
    if not definition.is_counted:
        return Change("definition", _("« %(label)s » n’est plus compté.") % words)
    address = _page_url(definition.indicator)
    if before is None or not before.is_counted:
        sentence = _("« %(label)s » est un nouvel indicateur.") % words
        return Change(
            "definition", sentence, address, after=f"{definition.definition} {definition.method}"
        )
    return Change(
        "definition",
        _("« %(label)s » est défini autrement.") % words,
        address,
        before=f"{before.definition} {before.method}",
        after=f"{definition.definition} {definition.method}",
    )


def _merged(year: int) -> Iterator[tuple[date, Change]]:
    for merger in NotedMerger.objects.filter(noted_on__year=year):
        sentence = _("%(before)s et %(after)s ne font plus qu’une commune, %(after)s.")
        words = {"before": merger.name, "after": merger.into_name}
        address = reverse("commune_by_code", args=[merger.into])
        yield merger.noted_on, Change("merged", sentence % words, address)


def _targets(year: int, public: dict[str, Indicator]) -> Iterator[tuple[date, Change]]:
    last: dict[tuple[str, ...], Target] = {}
    targets = Target.objects.filter(indicator__in=public, level__in=PUBLIC_LEVELS)
    targets = targets.exclude(ends_on=F("starts_on"))  # Changed before it began.
    in_order = list(targets.order_by("starts_on", "set_at"))
    names = names_of(Scope(target.level, target.code) for target in in_order)
    for target in in_order:
        series = target.indicator, target.level, target.code, target.span
        before, last[series] = last.get(series), target
        day = target.set_at.astimezone(PARIS).date()
        if day.year == year:
            indicator = public[target.indicator]
            scope_name = names.get(Scope(target.level, target.code), target.code)
            yield day, Change("target", _target_sentence(indicator, scope_name, target, before))


def _target_sentence(
    indicator: Indicator, scope_name: str, target: Target, before: Target | None
) -> str:
    words = {
        "label": indicator.label,
        "where": scope_name,
        "of_start": of_name(date_format(target.starts_on, "F Y")),
        "value": format_value(indicator, target.value),
        "each": pgettext("un objectif", "par an")
        if target.span == Span.YEAR
        else pgettext("un objectif", "par mois"),
    }
    if before is None:
        return (
            _("« %(label)s », %(where)s : objectif de %(value)s %(each)s à partir %(of_start)s.")
            % words
        )
    words["before"] = format_value(indicator, before.value)
    return (
        _(
            "« %(label)s », %(where)s : l’objectif passe de %(before)s à %(value)s %(each)s à "
            "partir %(of_start)s."
        )
        % words
    )


def _page_url(name: str) -> str:
    return reverse("indicator_detail", args=[name])
