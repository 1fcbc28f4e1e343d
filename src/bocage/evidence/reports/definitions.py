"""Definitions of the figures of a report, in the version of its night if recorded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from bocage.evidence.models import IndicatorDefinition
from bocage.evidence.registry import Indicator


@dataclass(frozen=True)
class DefinitionText:
    """An indicator in words."""

    label: str
    definition: str
    method: str
    source: str


def definitions_of(used: Sequence[Indicator], night: date) -> Mapping[str, DefinitionText]:
    """Returns the definitions of indicators; one query at most.

    In French, those in force on a night; in another language, the current ones, because past
    definitions are stored in French.
    """
    definitions = {
        indicator.name: DefinitionText(
            str(indicator.label),
            str(indicator.definition),
            str(indicator.method),
            str(indicator.source),
        )
        for indicator in used
    }
    if not (get_language() or "fr").startswith("fr"):
        return definitions
    rows = IndicatorDefinition.objects.filter(
        indicator__in=definitions, known_from__lte=night, is_counted=True
    )
    for row in rows.order_by("known_from"):
        definitions[row.indicator] = DefinitionText(
            row.label, row.definition, row.method, row.source
        )
    return definitions
