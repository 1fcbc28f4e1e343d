"""Criterion: the minutes by road to the nearest shared office."""

from collections.abc import Mapping, Sequence
from datetime import date

from bocage.territory.landmarks import landmark_kind
from bocage.territory.models import Commune
from bocage.territory.travel import road_minutes
from bocage.welcome.communes.signs_registry import Ramp
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.suitability.commune_facts import CommuneFacts, Fact
from bocage.welcome.suitability.fact_formatting import format_way, is_close
from bocage.welcome.suitability.household_weights import SuitabilityCriteria
from bocage.welcome.suitability.ranking_criteria.registry import (
    HEAVIEST,
    BatchReader,
    FactWords,
    Measure,
    Part,
    ranking_criterion,
)
from bocage.welcome.suitability.words import Words

LANDMARK = "workspace"
MINUTES = Ramp(5, 40)
CLOSE = Words(fr="un bureau partagé tout près", en="a shared office very near")
AWAY = Words(fr="un bureau partagé %(way)s", en="a shared office %(way)s")


def _reader(_today: date) -> BatchReader:
    return _kilometres


def _kilometres(communes: Sequence[Commune]) -> Mapping[str, float]:
    """Maps communes to the kilometres to the nearest shared office, as the crow flies."""
    kind = landmark_kind(LANDMARK)
    located = [
        (commune.code, (commune.latitude, commune.longitude))
        for commune in communes
        if commune.latitude is not None and commune.longitude is not None
    ]
    if kind is None or not located:
        return {}
    distances = kind.distances([position for _code, position in located])
    return {
        code: round(metres / 1_000, 1)
        for (code, _position), metres in zip(located, distances, strict=True)
        if metres is not None
    }


def _measure(commune: CommuneFacts) -> Measure | None:
    kilometres = commune.measures.get("workspace")
    if kilometres is None:
        return None
    fact = {"kind": "workspace", "km": kilometres, "on": commune.today.isoformat()}
    return Measure(MINUTES.mark(road_minutes(kilometres * 1_000)), [fact])


def _text(fact: Fact, _criteria: SuitabilityCriteria) -> str:
    if is_close(fact["km"]):
        return str(CLOSE)
    return AWAY % {"way": format_way(fact["km"])}


def _project_weight(project: SettlementProject, _criteria: SuitabilityCriteria) -> int:
    return min(HEAVIEST, project.workspace_days)


ranking_criterion(
    name="workspace",
    rank=20,
    label=Words(fr="Un bureau partagé tout près", en="A shared office close by"),
    word="bureau",
    usual_weight=2,
    project_weight=_project_weight,
    reader=_reader,
    parts=[
        Part(
            name="workspace",
            missing=Words(fr="le bureau partagé le plus proche", en="the nearest shared office"),
            measure=_measure,
            facts={
                "workspace": FactWords(
                    _text,
                    Words(
                        fr="lieux ouverts ici, temps estimé", en="places open here, estimated time"
                    ),
                )
            },
        )
    ],
)
