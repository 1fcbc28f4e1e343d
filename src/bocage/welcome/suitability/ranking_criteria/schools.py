"""Criterion: the distance to the schools of the levels that a household needs."""

from bocage.territory.fact_kinds import FactKind
from bocage.welcome.communes.signs_registry import Ramp
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.suitability.fact_formatting import count_words
from bocage.welcome.suitability.household_weights import School, SuitabilityCriteria
from bocage.welcome.suitability.ranking_criteria.registry import (
    HEAVIEST,
    nearest_part,
    ranking_criterion,
)
from bocage.welcome.suitability.words import CountWords, Words


def _project_weight(project: SettlementProject, _criteria: SuitabilityCriteria) -> int:
    return HEAVIEST if project.schools else 0


def _levels(criteria: SuitabilityCriteria) -> tuple[str, ...]:
    return criteria.schools or (School.PRIMARY.value,)


ranking_criterion(
    name="schools",
    rank=30,
    label=Words(fr="Des écoles", en="Schools"),
    word="ecoles",
    usual_weight=1,
    project_weight=_project_weight,
    selected_parts=_levels,
    parts=[
        nearest_part(
            School.NURSERY.value,
            FactKind.NURSERIES,
            Ramp(0, 12),
            missing=Words(fr="les crèches", en="nurseries"),
            words=count_words(
                CountWords(
                    fr=("%(count)s crèche", "%(count)s crèches"),
                    en=("%(count)s nursery", "%(count)s nurseries"),
                )
            ),
        ),
        nearest_part(
            School.PRIMARY.value,
            FactKind.SCHOOLS,
            Ramp(0, 8),
            missing=Words(fr="les écoles", en="schools"),
            words=count_words(
                CountWords(
                    fr=("%(count)s école", "%(count)s écoles"),
                    en=("%(count)s school", "%(count)s schools"),
                )
            ),
        ),
        nearest_part(
            School.MIDDLE.value,
            FactKind.MIDDLE_SCHOOLS,
            Ramp(2, 20),
            missing=Words(fr="les collèges", en="lower secondary schools"),
            words=count_words(
                CountWords(
                    fr=("%(count)s collège", "%(count)s collèges"),
                    en=("%(count)s lower secondary school", "%(count)s lower secondary schools"),
                )
            ),
        ),
        nearest_part(
            School.HIGH.value,
            FactKind.HIGH_SCHOOLS,
            Ramp(5, 35),
            missing=Words(fr="les lycées", en="upper secondary schools"),
            words=count_words(
                CountWords(
                    fr=("%(count)s lycée", "%(count)s lycées"),
                    en=("%(count)s upper secondary school", "%(count)s upper secondary schools"),
                )
            ),
        ),
    ],
)
