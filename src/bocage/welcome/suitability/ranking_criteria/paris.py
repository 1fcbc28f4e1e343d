"""Criterion: the minutes by train to Paris."""

from bocage.foundation.formatting.grammar import of_name
from bocage.territory.fact_kinds import FactKind
from bocage.welcome.communes.signs_registry import Ramp
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.suitability.commune_facts import CommuneFacts, Fact, stored_fact
from bocage.welcome.suitability.fact_formatting import format_number
from bocage.welcome.suitability.household_weights import SuitabilityCriteria
from bocage.welcome.suitability.ranking_criteria.registry import (
    FactWords,
    Measure,
    Part,
    ranking_criterion,
)
from bocage.welcome.suitability.words import Words

MINUTES = Ramp(60, 210)
FROM_STATION = Words(
    fr="Paris à %(minutes)s min de train %(of_name)s",
    en="Paris %(minutes)s min by train from %(of_name)s",
)
BY_TRAIN = Words(fr="Paris à %(minutes)s min de train", en="Paris %(minutes)s min away by train")


def _measure(commune: CommuneFacts) -> Measure | None:
    paris = commune.facts.get(FactKind.PARIS_MINUTES)
    if paris is None:
        return None
    return Measure(MINUTES.mark(paris.value), [stored_fact(FactKind.PARIS_MINUTES, paris)])


def _text(fact: Fact, _criteria: SuitabilityCriteria) -> str:
    minutes, name = format_number(fact["value"]), fact.get("detail", "")
    if name:
        return FROM_STATION % {"minutes": minutes, "of_name": of_name(name)}
    return BY_TRAIN % {"minutes": minutes}


def _project_weight(project: SettlementProject, _criteria: SuitabilityCriteria) -> int:
    return 2 if project.needs_station else 0


ranking_criterion(
    name="paris",
    rank=70,
    label=Words(fr="Paris pas trop loin en train", en="Paris not too far by train"),
    word="paris",
    usual_weight=0,
    project_weight=_project_weight,
    parts=[
        Part(
            name="paris",
            missing=Words(fr="le temps de train jusqu’à Paris", en="the time by train to Paris"),
            measure=_measure,
            facts={FactKind.PARIS_MINUTES: FactWords(_text)},
        )
    ],
)
