"""Criterion: the share of homes that fibre reaches."""

from bocage.territory.fact_kinds import FactKind
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.suitability.commune_facts import CommuneFacts, Fact, stored_fact
from bocage.welcome.suitability.fact_formatting import format_number
from bocage.welcome.suitability.household_weights import SuitabilityCriteria
from bocage.welcome.suitability.ranking_criteria.registry import (
    HEAVIEST,
    FactWords,
    Measure,
    Part,
    ranking_criterion,
)
from bocage.welcome.suitability.words import Words

USUAL_WEIGHT = 2
SHARE = Words(
    fr="%(percent)s\u00a0%% des logements raccordables à la fibre",
    en="fibre reaches %(percent)s%% of the homes",
)


def _measure(commune: CommuneFacts) -> Measure | None:
    fibre = commune.facts.get(FactKind.FIBRE)
    if fibre is None:
        return None
    return Measure(round(fibre.value), [stored_fact(FactKind.FIBRE, fibre)])


def _text(fact: Fact, _criteria: SuitabilityCriteria) -> str:
    return SHARE % {"percent": format_number(fact["value"])}


def _project_weight(project: SettlementProject, _criteria: SuitabilityCriteria) -> int:
    return HEAVIEST if project.needs_fibre else USUAL_WEIGHT


ranking_criterion(
    name="fibre",
    rank=10,
    label=Words(fr="La fibre", en="Fibre"),
    word="fibre",
    usual_weight=USUAL_WEIGHT,
    project_weight=_project_weight,
    parts=[
        Part(
            name="fibre",
            missing=Words(
                fr="la part des logements que la fibre atteint",
                en="the share of homes that fibre reaches",
            ),
            measure=_measure,
            facts={FactKind.FIBRE: FactWords(_text)},
        )
    ],
)
