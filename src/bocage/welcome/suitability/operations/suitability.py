"""Ranking and comparison of the communes that suit a household, and its wishes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from django.db import connection, transaction

from bocage.people.models import Person
from bocage.territory.models import Commune
from bocage.welcome.homes.operations.saved_search_sync import sync_saved_searches
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.operations.locking import lock_project
from bocage.welcome.suitability.commune_facts import Fact
from bocage.welcome.suitability.household_weights import Offer, Setting, SuitabilityCriteria
from bocage.welcome.suitability.models.suitability import SuitabilityEvidence
from bocage.welcome.suitability.ranking_criteria.registry import (
    HEAVIEST,
    Criterion,
    Part,
    RankedPosition,
    SqlMark,
    ranking_criteria,
)

PRECISION = 1_000
"""Factor that makes weighted marks integers (thousandths), which add up faster than fractions."""
NO_SCORE = -1
"""Score of a commune without any known mark that matters: it is ranked after all others."""
PRIOR = 50
"""Mark assumed for unknown parts of a commune…"""
PRIOR_SHARE = Fraction(1, 2)
"""… and the share of its weight that it then has."""
OFFER_OF_WISH = {
    SettlementProject.HomeWish.RENT.value: Offer.RENTAL,
    SettlementProject.HomeWish.RENT_THEN_BUY.value: Offer.BOTH,
}
"""Offers by the answer of a household; it buys if it gave none."""

# The inner query is fenced (OFFSET 0), so that its sums are added once and not wherever they are
# named.
RANKING = """
    SELECT {marks}ranked.score,
        commune.code, commune.name, commune.slug, commune.latitude, commune.longitude,
        commune.population, commune.edition, epci.name, departement.name
    FROM (
        SELECT commune_id, {score} AS score
        FROM (
            SELECT commune_id, {known_marks} AS marks, {known_weights} AS weight
            FROM welcome_suitabilityrow WHERE {where} OFFSET 0
        ) AS weighed
        ORDER BY score DESC, commune_id LIMIT %(limit)s OFFSET %(skip)s
    ) AS ranked
    JOIN welcome_suitabilityrow AS marked USING (commune_id)
    JOIN territory_commune AS commune ON commune.code = commune_id
    JOIN territory_departement AS departement ON departement.code = commune.departement_id
    LEFT JOIN territory_epci AS epci ON epci.siren = commune.epci_id
    ORDER BY ranked.score DESC, commune_id
"""


@dataclass(frozen=True, slots=True)
class RankedPlace:
    """Place of a commune, as a ranking shows it."""

    code: str
    name: str
    slug: str
    latitude: float | None
    longitude: float | None
    population: int | None
    edition: int
    epci: str
    departement: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Result of a commune for one criterion: its weight, the mark, and the facts.

    `mark` is None if all of its parts are unknown; `missing` names the unknown parts.
    """

    criterion: Criterion
    weight: int
    mark: int | None
    missing: tuple[str, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class RankedCommune:
    """Commune with its score from 0 to 100, and all its reasons. The score is None if no criterion
    is known. Unknown marks weigh less than known ones, and count as neither good nor bad: see
    `_score`.
    """

    place: RankedPlace
    score: int | None
    reasons: tuple[Reason, ...]

    @property
    def known(self) -> int:
        """Number of criteria about which something is known."""
        return sum(reason.mark is not None for reason in self.reasons)

    @property
    def is_whole(self) -> bool:
        """True if every part of the criteria is known."""
        return not any(reason.missing for reason in self.reasons)


def rank_communes(
    criteria: SuitabilityCriteria, *, limit: int, skip: int = 0
) -> list[RankedCommune]:
    """Ranks the communes that suit best, without the first `skip`; two queries, and one more if
    nearness to wished communes matters.
    """
    condition = "departement_code = %(departement)s" if criteria.departement else "true"
    parameters = {"limit": limit, "skip": skip, "departement": criteria.departement}
    return _ranked(criteria, condition, parameters)


def compare_communes(
    criteria: SuitabilityCriteria, communes: Sequence[Commune]
) -> list[RankedCommune]:
    """Ranks the given communes by the criteria, and returns them in the given order."""
    codes = [commune.code for commune in communes]
    parameters = {"limit": len(codes), "skip": 0, "codes": codes}
    ranked = _ranked(criteria, "commune_id = ANY (%(codes)s)", parameters)
    return sorted(ranked, key=lambda suitability: codes.index(suitability.place.code))


@dataclass(frozen=True, slots=True)
class _WeightedPart:
    """Part in the statement: its weight in thousandths of the whole, and its mark."""

    part: Part
    weight: int
    sql: SqlMark

    @property
    def columns(self) -> list[str]:
        return [self.sql.mark, self.sql.value] if self.sql.value else [self.sql.mark]


def _ranked(
    criteria: SuitabilityCriteria, condition: str, parameters: dict[str, Any]
) -> list[RankedCommune]:
    parts = _weighted_parts(criteria)
    statement = RANKING.format(
        marks="".join(f"{column}, " for weighted_part in parts for column in weighted_part.columns),
        known_marks=_sum(
            f"coalesce({weighted_part.sql.mark}, 0) * {weighted_part.weight}"
            for weighted_part in parts
        ),
        known_weights=_sum(
            f"({weighted_part.sql.mark} IS NOT NULL)::integer * {weighted_part.weight}"
            for weighted_part in parts
        ),
        score=_score(sum(weighted_part.weight for weighted_part in parts)),
        where=condition,
    )
    for weighted_part in parts:
        parameters |= weighted_part.sql.parameters
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        rows = cursor.fetchall()
    places = [_place(row[-len(RankedPlace.__slots__) :]) for row in rows]
    evidence = dict(
        SuitabilityEvidence.objects.filter(
            commune__in=[place.code for place in places]
        ).values_list("commune", "facts")
    )
    return [
        _ranked_commune(criteria, parts, row, place, evidence.get(place.code, {}))
        for row, place in zip(rows, places, strict=True)
    ]


def _place(columns: Sequence[Any]) -> RankedPlace:
    code, name, slug, latitude, longitude, population, edition, epci, departement = columns
    return RankedPlace(
        code=code,
        name=name,
        slug=slug,
        latitude=latitude,
        longitude=longitude,
        population=population,
        edition=edition,
        epci=epci or "",
        departement=departement,
    )


# The statement.


def _sum(terms: Iterable[str]) -> str:
    return " + ".join(terms) or "0"


def _weighted_parts(criteria: SuitabilityCriteria) -> list[_WeightedPart]:
    total = criteria.total
    weighted = []
    for criterion in criteria.weighted:
        parts = criterion.parts_of(criteria)
        weight = round(PRECISION * criteria.weight(criterion.name) / total / len(parts))
        for part in parts:
            sql = part.sql(criteria) if part.sql else None
            weighted.append(_WeightedPart(part, weight, sql or SqlMark(f'"{part.name}"')))
    return weighted


def _score(whole: int) -> str:
    """Returns the expression of the mean of the known `marks`, in thousandths, drawn to the middle
    by the unknown marks.

    `whole` is the weight of all parts; `weight` that of the known ones.
    """
    if not whole:
        return "0"
    numerator, denominator = PRIOR_SHARE.as_integer_ratio()
    unknown = f"{numerator} * ({whole} - weight)"
    mean = (
        f"({denominator} * marks + {PRIOR} * {unknown}) * {PRECISION}"
        f" / ({denominator} * weight + {unknown})"
    )
    return f"CASE WHEN weight = 0 THEN {NO_SCORE} ELSE {mean} END"


# The result.


def _ranked_commune(
    criteria: SuitabilityCriteria,
    parts: Sequence[_WeightedPart],
    row: Sequence[Any],
    place: RankedPlace,
    evidence: Mapping[str, list[Fact]],
) -> RankedCommune:
    columns = iter(row)
    marks: dict[str, int | None] = {}
    facts = dict(evidence)
    for weighted_part in parts:
        mark = marks[weighted_part.part.name] = next(columns)
        value = next(columns) if weighted_part.sql.value else None
        if weighted_part.part.fact and mark is not None and value is not None:
            position = RankedPosition(place.code, value)
            facts[weighted_part.part.name] = [weighted_part.part.fact(criteria, position)]
    score = next(columns)
    return RankedCommune(
        place=place,
        score=None if score < 0 else round(score / PRECISION),
        reasons=tuple(
            _reason(criteria, criterion, marks, facts) for criterion in criteria.weighted
        ),
    )


def _reason(
    criteria: SuitabilityCriteria,
    criterion: Criterion,
    marks: Mapping[str, int | None],
    facts: Mapping[str, list[Fact]],
) -> Reason:
    parts = [part.name for part in criterion.parts_of(criteria)]
    known_marks = [mark for part in parts if (mark := marks[part]) is not None]
    return Reason(
        criterion=criterion,
        weight=criteria.weight(criterion.name),
        mark=round(sum(known_marks) / len(known_marks)) if known_marks else None,
        missing=tuple(part for part in parts if marks[part] is None),
        facts=tuple(fact for part in parts for fact in facts.get(part, [])),
    )


# Criteria of a household.


def criteria_of_project(project: SettlementProject) -> SuitabilityCriteria:
    """Returns the criteria of a project from the answers of its household, with the usual weights
    otherwise. The weights that the household saved take precedence over those of its answers.
    """
    offer = OFFER_OF_WISH.get(project.home_wish, Offer.SALE)
    answers = SuitabilityCriteria(
        weights={},
        schools=tuple(project.schools),
        offer=offer.value,
        budget_eur=project.budget_eur if offer.buys else None,
        rent_eur=project.rent_eur if offer.rents else None,
        setting=project.setting or Setting.QUIET.value,
        wished=tuple(project.communes.order_by("code").values_list("code", flat=True)),
        departement=project.departement_id,
    )
    weights = {
        criterion.name: criterion.project_weight(project, answers)
        if criterion.project_weight
        else criterion.usual_weight
        for criterion in ranking_criteria()
    }
    weights |= {name: weight for name, weight in project.weights.items() if name in weights}
    return replace(answers, weights=weights)


def save_weights(
    *, by: Person, project: SettlementProject, weights: Mapping[str, int]
) -> SettlementProject:
    """Saves the weights of a household's criteria, for its page, its file and its next ranking.
    Missing criteria weigh 0; an empty mapping restores the weights of its answers.

    Raises:
        NotAllowed: the person is not of the household.
        ProjectErased: the project is erased.
    """
    by.require("welcome.see_own_project", project)
    bounded = {
        criterion.name: min(HEAVIEST, max(0, weights.get(criterion.name, 0)))
        for criterion in ranking_criteria()
        if weights
    }
    with transaction.atomic():
        locked = lock_project(project)
        locked.weights = bounded
        locked.save(update_fields=["weights"])
    return locked


@transaction.atomic
def wish_commune(*, by: Person, project: SettlementProject, commune: Commune) -> None:
    """Adds a commune to those that the household wishes for. Idempotent.

    Raises:
        NotAllowed: the person is not of the household.
    """
    by.require("welcome.see_own_project", project)
    project.communes.add(commune)
    sync_saved_searches(project=project)


@transaction.atomic
def unwish_commune(*, by: Person, project: SettlementProject, commune: Commune) -> None:
    """Removes a commune from those that the household wishes for.

    Raises:
        NotAllowed: the person is not of the household.
    """
    by.require("welcome.see_own_project", project)
    project.communes.remove(commune)
    sync_saved_searches(project=project)


def open_projects_of(person: Any) -> Iterable[SettlementProject]:
    """Returns the open projects of a person's household, the newest first."""
    if not person.is_authenticated:
        return []
    return SettlementProject.objects.of_household(person).open().order_by("-sent_at")
