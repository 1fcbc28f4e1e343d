"""The communes that suit a household: ranked, compared, and wished."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db import connection, transaction

from bocage.people.models import Person
from bocage.territory.geography import ground_distance
from bocage.territory.models import Commune
from bocage.welcome.homes.operations.saved_search_sync import keep_search_in_step
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.operations.locking import lock_project
from bocage.welcome.suitability.criteria import (
    HEAVIEST,
    USUAL_WEIGHTS,
    Criterion,
    Offer,
    Setting,
    SuitabilityCriteria,
)
from bocage.welcome.suitability.models.suitability import PARTS, SuitabilityEvidence
from bocage.welcome.suitability.rules import (
    CHEAP_EUR_M2,
    DEAR_EUR_M2,
    NEAR_KM,
    PRIOR,
    PRIOR_SHARE,
    SURFACE_HALF,
)

PRECISION = 1_000
"""Whole numbers add up faster than fractions: marks are weighed in thousandths."""
NO_SCORE = -1
"""Of a commune of which nothing that is asked is known: it comes after all others."""
NOWHERE = "NULL::float8"
"""The straight line to no commune."""
RENT = "rent"
"""The part of the price that is paid a month."""
ASKED_PARTS = (Criterion.PRICE.value, Criterion.NEAR.value)
"""What a commune has no stored mark for: it depends on who asks."""
OFFER_OF_WISH = {
    SettlementProject.HomeWish.RENT.value: Offer.RENTAL,
    SettlementProject.HomeWish.RENT_THEN_BUY.value: Offer.BOTH,
}
"""Whoever says nothing of it buys."""

# The inner query is fenced (OFFSET 0), so that its sums are added once and not wherever they are
# named.
RANKING = """
    SELECT {marks}, {line}, ranked.score,
        commune.code, commune.name, commune.slug, commune.latitude, commune.longitude,
        commune.population, commune.edition, commune.position_is_approximate, epci.name,
        departement.name
    FROM (
        SELECT commune_id, {score} AS score
        FROM (
            SELECT commune_id, {known_marks} AS marks, {known_weights} AS weight
            FROM welcome_suitabilityrow WHERE {where} OFFSET 0
        ) AS weighed
        ORDER BY score DESC, commune_id LIMIT %(most)s OFFSET %(skip)s
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
    is_rough: bool
    """Whether its position is approximate."""
    epci: str
    departement: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Result of a commune for one criterion: its weight, the mark, and the facts.

    `mark` is None where nothing is known of any of its parts; `missing` names those.
    """

    criterion: Criterion
    weight: int
    mark: int | None
    missing: tuple[str, ...]
    facts: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class RankedCommune:
    """Commune with its score from 0 to 100, and all its reasons. The score is None where nothing is
    known about the criteria. What is not known weighs less than what is, and counts as neither
    good nor bad: see `_score`.
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
    """Ranks the communes that suit best, without the first `skip`; two queries, and one more where
    communes are wished for.
    """
    return _ranked(
        criteria,
        _where_of(criteria),
        {"most": limit, "skip": skip},
        wished=_positions(criteria),
    )


def compare_communes(
    criteria: SuitabilityCriteria, communes: Sequence[Commune]
) -> list[RankedCommune]:
    """Ranks the given communes by the criteria, and returns them in the given order."""
    codes = [commune.code for commune in communes]
    ranked = _ranked(
        criteria,
        "commune_id = ANY (%(codes)s)",
        {"most": len(codes), "skip": 0, "codes": codes},
        wished=_positions(criteria),
    )
    return sorted(ranked, key=lambda suitability: codes.index(suitability.place.code))


def _where_of(criteria: SuitabilityCriteria) -> str:
    # The code is letters and digits: see `addresses`; it is a parameter all the same.
    return "departement_code = %(departement)s" if criteria.departement else "true"


def _ranked(
    criteria: SuitabilityCriteria,
    where: str,
    parameters: dict[str, Any],
    *,
    wished: Sequence[tuple[float, float, float]],
) -> list[RankedCommune]:
    line, line_parameters = _line(wished)
    marks = {part: _mark(part, criteria, line) for part in (*PARTS, *ASKED_PARTS)}
    weights = _weights_of_parts(criteria)
    statement = RANKING.format(
        marks=", ".join(marks.values()),
        known_marks=_sum(f"coalesce({marks[part]}, 0) * {each}" for part, each in weights),
        known_weights=_sum(
            f"({marks[part]} IS NOT NULL)::integer * {each}" for part, each in weights
        ),
        score=_score(sum(each for _part, each in weights)),
        line=line,
        where=where,
    )
    with connection.cursor() as cursor:
        cursor.execute(
            statement,
            parameters
            | line_parameters
            | {"departement": criteria.departement}
            | _price_parameters(criteria),
        )
        rows = cursor.fetchall()
    places = [_place(row[-len(RankedPlace.__slots__) :]) for row in rows]
    evidence = dict(
        SuitabilityEvidence.objects.filter(
            commune__in=[place.code for place in places]
        ).values_list("commune", "facts")
    )
    return [
        _told(criteria, row, place, evidence.get(place.code, {}))
        for row, place in zip(rows, places, strict=True)
    ]


def _place(told: Sequence[Any]) -> RankedPlace:
    code, name, slug, latitude, longitude, *known, epci, departement = told
    population, edition, is_rough = known
    return RankedPlace(
        code=code,
        name=name,
        slug=slug,
        latitude=latitude,
        longitude=longitude,
        population=population,
        edition=edition,
        is_rough=is_rough,
        epci=epci or "",
        departement=departement,
    )


# The statement.


def _sum(terms: Iterable[str]) -> str:
    return " + ".join(terms) or "0"


def _weights_of_parts(criteria: SuitabilityCriteria) -> list[tuple[str, int]]:
    """What each part weighs, in thousandths of the whole."""
    weights = []
    for criterion in criteria.asked:
        parts = criteria.parts(criterion)
        each = round(PRECISION * criteria.weight(criterion) / criteria.total / len(parts))
        weights += [(part, each) for part in parts]
    return weights


def _score(whole: int) -> str:
    """Average the known `marks`, in thousandths, drawn to the middle by what is not known.

    `whole` is what all that is asked weighs; `weight` is that of what is known.
    """
    if not whole:
        return "0"
    share = Fraction(PRIOR_SHARE)
    guessed = f"{share.numerator} * ({whole} - weight)"
    mean = (
        f"({share.denominator} * marks + {PRIOR} * {guessed}) * {PRECISION}"
        f" / ({share.denominator} * weight + {guessed})"
    )
    return f"CASE WHEN weight = 0 THEN {NO_SCORE} ELSE {mean} END"


def _mark(part: str, criteria: SuitabilityCriteria, line: str) -> str:
    """Give the mark of a part of a row, from 0 to 100, NULL where it is not known.

    Stored, but for those that depend on who asks: what a budget pays of the surface, a month or
    to buy, how cheap it is without one, and how near the communes are that it wished for.
    """
    if part == Criterion.NEAR:
        if line == NOWHERE:
            return "NULL::integer"
        return f"CASE WHEN x IS NOT NULL THEN greatest(0, 100 - {line} * %(near)s)::integer END"
    if part == RENT and criteria.rent_eur is not None:
        paid = "least(100, greatest(0, %(rents)s / rent_cents_m2 - 100))"
        return f"CASE WHEN rent_cents_m2 IS NOT NULL THEN {paid} END"
    if part != Criterion.PRICE:
        return f'"{part}"'
    worth = (
        "(%(dear)s - price_eur_m2) * 100 / %(span)s"
        if criteria.budget_eur is None
        else "%(pays)s / price_eur_m2 - 100"
    )
    return f"CASE WHEN price_eur_m2 IS NOT NULL THEN least(100, greatest(0, {worth})) END"


def _price_parameters(criteria: SuitabilityCriteria) -> dict[str, Any]:
    by_m2 = 100 / SURFACE_HALF / criteria.surface_m2
    return {
        "dear": DEAR_EUR_M2,
        "span": DEAR_EUR_M2 - CHEAP_EUR_M2,
        "pays": round((criteria.budget_eur or 0) * by_m2),
        "rents": round((criteria.rent_eur or 0) * 100 * by_m2),
        "near": 100 * ground_distance(1e-3) / 1e-3 / (NEAR_KM * 1_000),
    }


def _line(wished: Sequence[tuple[float, float, float]]) -> tuple[str, dict[str, Any]]:
    """The straight line to the nearest wished commune, in Earth radii; NULL where there is none."""
    if not wished:
        return NOWHERE, {}
    products: list[str] = []
    parameters: dict[str, Any] = {}
    for rank, point in enumerate(wished):
        names = [f"{axis}{rank}" for axis in "xyz"]
        products.append(
            " + ".join(f"{axis} * %({name})s" for axis, name in zip("xyz", names, strict=True))
        )
        parameters |= dict(zip(names, point, strict=True))
    nearest = f"greatest({', '.join(products)})"
    return f"sqrt(greatest(0, 2 - 2 * ({nearest})))", parameters


def _positions(criteria: SuitabilityCriteria) -> list[tuple[float, float, float]]:
    if not criteria.wished:
        return []
    located = Commune.objects.filter(code__in=criteria.wished, latitude__isnull=False)
    return [
        on_the_sphere(latitude, longitude)
        for latitude, longitude in located.values_list("latitude", "longitude")
        if latitude is not None and longitude is not None
    ]


def on_the_sphere(latitude: float, longitude: float) -> tuple[float, float, float]:
    """Converts a position in degrees to a point of the unit sphere."""
    phi, theta = math.radians(latitude), math.radians(longitude)
    return (
        math.cos(phi) * math.cos(theta),
        math.cos(phi) * math.sin(theta),
        math.sin(phi),
    )


# What is told of a row.


def _told(
    criteria: SuitabilityCriteria,
    row: Sequence[Any],
    place: RankedPlace,
    evidence: dict[str, list[dict[str, Any]]],
) -> RankedCommune:
    parts = (*PARTS, *ASKED_PARTS)
    marks: dict[str, int | None] = dict(zip(parts, row, strict=False))
    line, score = row[len(parts) : len(parts) + 2]
    facts = dict(evidence)
    if marks[Criterion.NEAR] is not None:
        kilometres = ground_distance(line) / 1_000
        is_wished = place.code in criteria.wished
        facts[Criterion.NEAR] = [
            {
                "kind": "near",
                "km": round(kilometres, 1),
                "is_wished": is_wished,
                "is_rough": place.is_rough,
            }
        ]
    reasons = tuple(_reason(criteria, criterion, marks, facts) for criterion in criteria.asked)
    return RankedCommune(
        place=place,
        score=None if score < 0 else round(score / PRECISION),
        reasons=reasons,
    )


def _reason(
    criteria: SuitabilityCriteria,
    criterion: Criterion,
    marks: dict[str, int | None],
    facts: dict[str, list[dict[str, Any]]],
) -> Reason:
    parts = criteria.parts(criterion)
    known = [mark for part in parts if (mark := marks.get(part)) is not None]
    return Reason(
        criterion=criterion,
        weight=criteria.weight(criterion),
        mark=round(sum(known) / len(known)) if known else None,
        missing=tuple(part for part in parts if marks.get(part) is None),
        facts=tuple(fact for part in parts for fact in facts.get(part, [])),
    )


# From a household, and back to it.


def criteria_of_project(project: SettlementProject) -> SuitabilityCriteria:
    """Returns the criteria of a project from the answers of its household, with the usual weights
    otherwise. The weights that the household saved take precedence over those of its answers.
    """
    offer = OFFER_OF_WISH.get(project.home_wish, Offer.SALE)
    wished = tuple(project.communes.order_by("code").values_list("code", flat=True))
    weights = dict(USUAL_WEIGHTS) | {
        Criterion.FIBRE: HEAVIEST if project.needs_fibre else USUAL_WEIGHTS[Criterion.FIBRE],
        Criterion.WORKSPACE: min(HEAVIEST, project.workspace_days),
        Criterion.SCHOOLS: HEAVIEST if project.schools else 0,
        Criterion.HEALTH: HEAVIEST if project.needs_health else 1,
        Criterion.STATION: HEAVIEST if project.needs_station else 0,
        Criterion.PARIS: 2 if project.needs_station else 0,
        Criterion.PRICE: _weight_of_price(project, offer),
        Criterion.HOMES: 0 if project.home_wish == SettlementProject.HomeWish.HAS_ONE else 1,
        Criterion.SETTING: 2 if project.setting else 0,
        Criterion.NEAR: 2 if wished else 0,
    }
    weights |= {name: weight for name, weight in project.weights.items() if name in Criterion}
    return SuitabilityCriteria(
        weights=weights,
        schools=tuple(project.schools),
        offer=offer.value,
        budget_eur=project.budget_eur if offer.buys else None,
        rent_eur=project.rent_eur if offer.rents else None,
        setting=project.setting or Setting.QUIET.value,
        wished=wished,
        departement=project.departement_id,
    )


def _weight_of_price(project: SettlementProject, offer: Offer) -> int:
    """A budget that is said matters; without one, rents do as usual to who rents."""
    if (offer.buys and project.budget_eur) or (offer.rents and project.rent_eur):
        return 2
    return USUAL_WEIGHTS[Criterion.PRICE] if offer.rents else 0


def keep_weights(
    *, by: Person, project: SettlementProject, weights: Mapping[str, int]
) -> SettlementProject:
    """Saves the weights of a household's criteria, for its page, its file and its next ranking.
    Missing criteria weigh 0; an empty mapping restores the weights of its answers.

    Raises:
        NotAllowed: the person is not of the household.
        ProjectErased: the project is gone.
    """
    by.require("welcome.see_own_project", project)
    told = {
        criterion.value: min(HEAVIEST, max(0, weights.get(criterion.value, 0)))
        for criterion in Criterion
        if weights
    }
    with transaction.atomic():
        locked = lock_project(project)
        locked.weights = told
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
    keep_search_in_step(project=project)


@transaction.atomic
def unwish_commune(*, by: Person, project: SettlementProject, commune: Commune) -> None:
    """Removes a commune from those that the household wishes for.

    Raises:
        NotAllowed: the person is not of the household.
    """
    by.require("welcome.see_own_project", project)
    project.communes.remove(commune)
    keep_search_in_step(project=project)


def open_projects_of(person: Any) -> Iterable[SettlementProject]:
    """Returns the open projects of a person's household, the newest first."""
    if not person.is_authenticated:
        return []
    return SettlementProject.objects.of_household(person).open().order_by("-sent_at")
