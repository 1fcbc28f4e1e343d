"""Marks of a commune by part, and the facts behind each of them; no query.

An unknown part has neither a mark nor facts.
"""

from dataclasses import dataclass, field

from bocage.welcome.suitability.commune_facts import CommuneFacts, Fact
from bocage.welcome.suitability.ranking_criteria.registry import all_parts


@dataclass(slots=True)
class Assessment:
    """Marks of a commune by part, and the facts behind them."""

    marks: dict[str, int] = field(default_factory=dict)
    facts: dict[str, list[Fact]] = field(default_factory=dict)


def assess(commune: CommuneFacts) -> Assessment:
    """Computes the marks of a commune, with their facts."""
    assessment = Assessment()
    for part in all_parts().values():
        measure = part.measure(commune) if part.measure else None
        if measure is None:
            continue
        if measure.mark is not None:
            assessment.marks[part.name] = measure.mark
        assessment.facts[part.name] = list(measure.facts)
    return assessment
