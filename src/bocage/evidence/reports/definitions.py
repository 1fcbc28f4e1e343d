"""How a report defines its figures: in the words of its night, where they were kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from bocage.evidence.models import IndicatorDefinition
from bocage.evidence.registry import Indicator


@dataclass(frozen=True)
class Defined:
    """An indicator in words."""

    label: str
    definition: str
    method: str
    source: str


def words_of_then(used: Sequence[Indicator], night: date) -> Mapping[str, Defined]:
    """Returns the definitions of indicators: in French, those in force on a night; in another
    language, the current ones, because past definitions are stored in French. One query at most.
    """
    words = {
        one.name: Defined(str(one.label), str(one.definition), str(one.method), str(one.source))
        for one in used
    }
    if not (get_language() or "fr").startswith("fr"):
        return words
    kept = IndicatorDefinition.objects.filter(
        indicator__in=words, known_from__lte=night, is_counted=True
    )
    for row in kept.order_by("known_from"):
        words[row.indicator] = Defined(row.label, row.definition, row.method, row.source)
    return words
