"""Nightly records beside the figures: changed definitions, merged communes, and the late facts that
may be published.
"""

from datetime import date
from hashlib import sha256
from typing import Any

from django.utils.translation import override

from bocage.evidence.merged_communes import communes_of_today
from bocage.evidence.models import IndicatorCell, IndicatorDefinition, LateFact, NotedMerger
from bocage.evidence.operations.hiding import hide_small_figures
from bocage.evidence.publication import (
    CommuneAreas,
    Place,
    commune_areas,
    public_condition,
    secret_figures,
)
from bocage.evidence.registry import Indicator, indicators
from bocage.territory.models import Commune

SEPARATOR = "\x1f"


def note_night(night: date) -> None:
    """Records the changed definitions, the merged communes and the late facts that can be
    published, after hiding small figures. Must be called within the transaction of the night.
    """
    hide_small_figures(night)
    note_definitions(night)
    note_mergers(night)
    publish_late_facts(night)


def note_definitions(night: date) -> int:
    """Records the definition of each indicator that differs from the previous one, and the
    indicators that are no longer counted. Returns the number of definitions written.

    A night that is counted again records its definitions anew.
    """
    IndicatorDefinition.objects.filter(known_from=night).delete()
    latest = IndicatorDefinition.objects.order_by("indicator", "-known_from").distinct("indicator")
    last = {definition.indicator: definition for definition in latest}
    with override("fr"):
        current = {indicator.name: _definition(indicator, night) for indicator in indicators()}
    definitions = [
        definition
        for name, definition in current.items()
        if name not in last
        or not last[name].is_counted
        or last[name].fingerprint != definition.fingerprint
    ]
    definitions += [
        _ended(definition, night)
        for name, definition in last.items()
        if name not in current and definition.is_counted
    ]
    IndicatorDefinition.objects.bulk_create(definitions)
    return len(definitions)


def _definition(indicator: Indicator, night: date) -> IndicatorDefinition:
    fields: dict[str, Any] = {
        "label": str(indicator.label),
        "definition": str(indicator.definition),
        "method": str(indicator.method),
        "source": str(indicator.source),
        "unit": str(indicator.unit),
        "kind": str(indicator.kind),
        "aggregate": str(indicator.aggregate),
        "levels": [str(level) for level in indicator.levels],
    }
    text = SEPARATOR.join(str(value) for value in fields.values())
    fingerprint = sha256(text.encode()).hexdigest()
    return IndicatorDefinition(
        indicator=indicator.name, known_from=night, fingerprint=fingerprint, **fields
    )


def _ended(last: IndicatorDefinition, night: date) -> IndicatorDefinition:
    last.pk, last.known_from, last.is_counted = None, night, False
    return last


def note_mergers(night: date) -> int:
    """Records the communes that have newly merged, with the current commune of each. Returns their
    number.
    """
    merged = {code: into for code, into in communes_of_today().items() if code != into}
    new = set(merged) - set(NotedMerger.objects.values_list("code", flat=True))
    names = dict(
        Commune.objects.filter(code__in=new | {merged[code] for code in new}).values_list(
            "code", "name"
        )
    )
    NotedMerger.objects.bulk_create(
        NotedMerger(
            code=code,
            name=names[code],
            into=merged[code],
            into_name=names[merged[code]],
            noted_on=night,
        )
        for code in sorted(new)
    )
    return len(new)


def publish_late_facts(night: date) -> None:
    """Marks the late facts of a night that can be published.

    Together they form a table that is not published: closed figures with the facts that came since.
    The same secrecy rules apply to it, and a fact is published if neither table hides it.
    """
    facts = list(LateFact.objects.filter(public_condition(), night=night))
    where = commune_areas() if facts else None
    of_people = {
        indicator.name: indicator for indicator in indicators() if indicator.is_about_people
    }
    secret: dict[tuple[str, int], frozenset[Place]] = {}
    for fact in facts:
        table = fact.indicator, fact.starts_on.year
        if fact.indicator in of_people and where and table not in secret:
            secret[table] = _secret_with_late_facts(of_people[fact.indicator], table[1], where)
        fact.is_reported = _place(fact) not in secret.get(table, frozenset())
    LateFact.objects.bulk_update(facts, ["is_reported"], batch_size=2000)


def _secret_with_late_facts(
    indicator: Indicator, year: int, where: CommuneAreas
) -> frozenset[Place]:
    of_year = {"indicator": indicator.name, "starts_on__year": year}
    cells: dict[Place, Any] = {
        _place(cell): cell
        for cell in IndicatorCell.objects.known().filter(public_condition(), **of_year)
    }
    for fact in LateFact.objects.filter(public_condition(), **of_year).order_by("night_id"):
        cells[_place(fact)] = fact
    present = [cell for cell in cells.values() if cell.numerator is not None]
    return secret_figures(indicator, present, where)


def _place(row: Any) -> Place:
    return Place(row.level, row.code, row.span, row.starts_on)
