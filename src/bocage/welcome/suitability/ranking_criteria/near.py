"""Criterion: the distance to the communes that a household wishes for."""

from bocage.territory.geography import ground_distance
from bocage.territory.models import Commune
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.suitability.commune_facts import Fact
from bocage.welcome.suitability.fact_formatting import format_way
from bocage.welcome.suitability.household_weights import SuitabilityCriteria
from bocage.welcome.suitability.positions import point_on_sphere
from bocage.welcome.suitability.ranking_criteria.registry import (
    FactWords,
    Part,
    RankedPosition,
    SqlMark,
    ranking_criterion,
)
from bocage.welcome.suitability.words import Words

FARTHEST_KM = 40
"""Distance in kilometres that is worth 0; a wished commune itself is worth 100."""
WISHED = Words(fr="l’une des communes souhaitées", en="one of the preferred communes")
AWAY = Words(fr="une commune souhaitée %(way)s", en="a preferred commune, %(way)s")


def _sql(criteria: SuitabilityCriteria) -> SqlMark:
    """Measures the straight line to the nearest wished commune, in Earth radii; one query."""
    located = Commune.objects.filter(code__in=criteria.wished, latitude__isnull=False)
    products: list[str] = []
    parameters: dict[str, float] = {
        "near": 100 * ground_distance(1e-3) / 1e-3 / (FARTHEST_KM * 1_000)
    }
    for rank, (latitude, longitude) in enumerate(located.values_list("latitude", "longitude")):
        if latitude is None or longitude is None:
            continue
        names = [f"{axis}{rank}" for axis in "xyz"]
        products.append(
            " + ".join(f"{axis} * %({name})s" for axis, name in zip("xyz", names, strict=True))
        )
        parameters |= zip(names, point_on_sphere(latitude, longitude), strict=True)
    if not products:
        return SqlMark("NULL::integer", value="NULL::float8")
    line = f"sqrt(greatest(0, 2 - 2 * (greatest({', '.join(products)}))))"
    mark = f"CASE WHEN x IS NOT NULL THEN greatest(0, 100 - {line} * %(near)s)::integer END"
    return SqlMark(mark, parameters, value=line)


def _fact(criteria: SuitabilityCriteria, commune: RankedPosition) -> Fact:
    return {
        "kind": "near",
        "km": round(ground_distance(commune.value) / 1_000, 1),
        "is_wished": commune.code in criteria.wished,
    }


def _text(fact: Fact, _criteria: SuitabilityCriteria) -> str:
    if fact["is_wished"]:
        return str(WISHED)
    return AWAY % {"way": format_way(fact["km"])}


def _project_weight(_project: SettlementProject, criteria: SuitabilityCriteria) -> int:
    return 2 if criteria.wished else 0


ranking_criterion(
    name="near",
    rank=110,
    label=Words(fr="Près des communes qui nous plaisent", en="Near the communes that we like"),
    word="proximite",
    usual_weight=0,
    project_weight=_project_weight,
    is_applicable=lambda criteria: bool(criteria.wished),
    parts=[
        Part(
            name="near",
            missing=Words(fr="sa position", en="its position"),
            is_stored=False,
            sql=_sql,
            fact=_fact,
            facts={
                "near": FactWords(
                    _text,
                    Words(
                        fr="à vol d’oiseau, temps estimé",
                        en="as the crow flies, estimated time",
                    ),
                )
            },
        )
    ],
)
