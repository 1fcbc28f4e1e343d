"""Registry of the criteria of the ranking of communes, which the modules beside this one declare.

    ranking_criterion(
        name="bakery",
        rank=55,
        label=Words(fr="Une boulangerie", en="A bakery"),
        word="boulangerie",
        usual_weight=1,
        parts=[…],
    )

Forms, query strings, rows, the statement of the ranking, cards and comparisons read the registry.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from bocage.foundation.registry import Registry
from bocage.foundation.subjects import import_all
from bocage.territory.fact_kinds import FactKind
from bocage.welcome.communes.signs_registry import Ramp
from bocage.welcome.suitability.commune_facts import (
    CommuneFacts,
    Fact,
    nearest_fact,
    stored_fact,
)
from bocage.welcome.suitability.words import Words

if TYPE_CHECKING:
    from bocage.territory.models import Commune
    from bocage.welcome.projects.models.projects import SettlementProject
    from bocage.welcome.suitability.household_weights import SuitabilityCriteria

HEAVIEST = 3
"""Largest weight of a criterion."""

BatchReader = Callable[["Sequence[Commune]"], Mapping[str, Any]]
"""Function from a batch of communes to the values read for each, by code."""


@dataclass(frozen=True, slots=True)
class Measure:
    """Mark from 0 to 100 and the facts behind it. Without a mark, the facts alone are stored."""

    mark: int | None
    facts: Sequence[Fact]


@dataclass(frozen=True, slots=True)
class SqlMark:
    """Mark that the statement of the ranking computes, since it depends on the household.

    `mark` is an expression over a row of `SuitabilityRow`: an integer from 0 to 100, NULL if
    unknown. `value` is a number that the `fact` of the part reads.
    """

    mark: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    value: str = ""


@dataclass(frozen=True, slots=True)
class StoredNumber:
    """Column of `SuitabilityRow` that a `SqlMark` reads: a whole number of at least 1, or NULL."""

    column: str
    of: Callable[[CommuneFacts], int | None]


@dataclass(frozen=True, slots=True)
class FactWords:
    """Wording of the facts of a kind, and their source unless each fact stores its own."""

    text: Callable[[Fact, SuitabilityCriteria], str]
    source: Words | None = None


@dataclass(frozen=True, slots=True)
class RankedPosition:
    """Commune of a ranking, as far as the `fact` of a part reads it."""

    code: str
    value: float
    """Value of the `SqlMark`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Part of a criterion, with a mark of its own. The mark of a criterion is their mean."""

    name: str
    """Column of `SuitabilityRow` if `is_stored`, and key of the stored facts."""
    missing: Words
    """Words after « pas connu : »."""
    measure: Callable[[CommuneFacts], Measure | None] | None = None
    """Rule of the stored mark; returns None if unknown."""
    sql: Callable[[SuitabilityCriteria], SqlMark | None] | None = None
    """Rule of a mark that depends on the household; None to use the stored mark."""
    is_stored: bool = True
    number: StoredNumber | None = None
    nearest: FactKind | None = None
    """Kind of fact to find in the nearest commune that has one (`CommuneFacts.nearest`)."""
    facts: Mapping[str, FactWords] = field(default_factory=dict)
    """Words of the part's facts, by kind."""
    fact: Callable[[SuitabilityCriteria, RankedPosition], Fact] | None = None
    """Fact made of the `value` of the `SqlMark`."""


def _always(_criteria: SuitabilityCriteria) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """Criterion of the ranking of communes."""

    name: str
    """Key of the weights that households save."""
    rank: int
    """Position in the form and on the cards, smallest first."""
    label: Words
    word: str
    """Parameter of the query string that holds its weight."""
    usual_weight: int
    """Weight from 0 to 3 for a reader without a project."""
    parts: Sequence[Part]
    project_weight: Callable[[SettlementProject, SuitabilityCriteria], int] | None = None
    """Weight from the answers of a household; the usual one without it. The criteria hold the
    answers, but no weights."""
    selected_parts: Callable[[SuitabilityCriteria], Sequence[str]] | None = None
    """Names of the parts that matter to a household; all of them without it."""
    is_applicable: Callable[[SuitabilityCriteria], bool] = _always
    reader: Callable[[date], BatchReader] | None = None
    """Reader of data other than territory facts, created once per refresh, called once per
    batch.
    """

    def __str__(self) -> str:
        return str(self.label)

    def parts_of(self, criteria: SuitabilityCriteria) -> list[Part]:
        """Returns the parts that matter to a household, in the order of its choice."""
        if self.selected_parts is None:
            return list(self.parts)
        parts = {part.name: part for part in self.parts}
        return [parts[name] for name in self.selected_parts(criteria)]


_criteria = Registry[Criterion](order=attrgetter("rank", "name"))

ranking_criterion = _criteria.declaring(Criterion)
"""Registers a criterion of the ranking."""


@cache
def ranking_criteria() -> tuple[Criterion, ...]:
    """Returns all criteria in order, after reading the modules of `ranking_criteria`."""
    import_all("bocage.welcome.suitability.ranking_criteria")
    return tuple(_criteria)


def find_criterion(name: str) -> Criterion:
    """Returns a criterion by its name.

    Raises:
        KeyError: there is none.
    """
    ranking_criteria()
    return _criteria[name]


@cache
def all_parts() -> Mapping[str, Part]:
    """Maps the names of all parts to the parts."""
    return {part.name: part for criterion in ranking_criteria() for part in criterion.parts}


@cache
def stored_parts() -> tuple[str, ...]:
    """Returns the names of the parts whose marks are columns of `SuitabilityRow`."""
    return tuple(part.name for part in all_parts().values() if part.is_stored)


@cache
def stored_numbers() -> tuple[StoredNumber, ...]:
    """Returns the numbers that rows store beside the marks."""
    return tuple(part.number for part in all_parts().values() if part.number)


@cache
def fact_words() -> Mapping[str, FactWords]:
    """Maps kinds of facts to their words."""
    return {kind: words for part in all_parts().values() for kind, words in part.facts.items()}


def usual_weights() -> dict[str, int]:
    """Returns the weights for a reader without a project, by criterion."""
    return {criterion.name: criterion.usual_weight for criterion in ranking_criteria()}


# Measures that several criteria share.


def nearest_part(
    name: str, kind: FactKind, ramp: Ramp, *, missing: Words, words: FactWords
) -> Part:
    """Returns a part whose mark is the distance in kilometres to the nearest commune that has a
    fact of a kind.
    """

    def measure(commune: CommuneFacts) -> Measure | None:
        nearest, own_fact = commune.nearest.get(kind), commune.facts.get(kind)
        if nearest:
            return Measure(ramp.mark(nearest.kilometres), [nearest_fact(kind, nearest, commune)])
        if own_fact:  # None in the commune, and none within reach.
            return Measure(0, [stored_fact(kind, own_fact)])
        return None

    return Part(
        name=name, missing=missing, measure=measure, nearest=kind, facts={kind.value: words}
    )
