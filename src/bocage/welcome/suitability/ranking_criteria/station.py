"""Criterion: the minutes by road to a station."""

from bocage.foundation.formatting.grammar import of_name
from bocage.territory.fact_kinds import FactKind
from bocage.territory.travel import road_minutes
from bocage.welcome.communes.signs_registry import Ramp
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.suitability.commune_facts import CommuneFacts, Fact, stored_fact
from bocage.welcome.suitability.fact_formatting import format_number, format_way, is_close
from bocage.welcome.suitability.household_weights import SuitabilityCriteria
from bocage.welcome.suitability.ranking_criteria.registry import (
    HEAVIEST,
    FactWords,
    Measure,
    Part,
    ranking_criterion,
)
from bocage.welcome.suitability.words import Words

MINUTES = Ramp(5, 35)
CLOSE = Words(fr="une gare tout près", en="a station very near")
WITH_NAME = Words(fr="la gare %(of_name)s %(way)s", en="%(of_name)s station %(way)s")
UNNAMED = Words(fr="une gare %(way)s", en="a station %(way)s")
BY_ROAD = Words(
    fr="une gare à %(minutes)s min par la route", en="a station %(minutes)s min away by road"
)


def _measure(commune: CommuneFacts) -> Measure | None:
    """Uses the published minutes, else an estimate from the distance."""
    if by_road := commune.facts.get(FactKind.STATION_MINUTES):
        fact = stored_fact(FactKind.STATION_MINUTES, by_road)
        return Measure(MINUTES.mark(by_road.value), [fact])
    if nearest := commune.facts.get(FactKind.NEAREST_STATION):
        fact = stored_fact(FactKind.NEAREST_STATION, nearest)
        return Measure(MINUTES.mark(road_minutes(nearest.value * 1_000)), [fact])
    return None


def _text(fact: Fact, _criteria: SuitabilityCriteria) -> str:
    name = fact.get("detail", "")
    if is_close(fact["value"]):
        return str(CLOSE)
    way = format_way(fact["value"])
    return WITH_NAME % {"of_name": of_name(name), "way": way} if name else UNNAMED % {"way": way}


def _text_by_road(fact: Fact, _criteria: SuitabilityCriteria) -> str:
    return BY_ROAD % {"minutes": format_number(fact["value"])}


def _project_weight(project: SettlementProject, _criteria: SuitabilityCriteria) -> int:
    return HEAVIEST if project.needs_station else 0


ranking_criterion(
    name="station",
    rank=60,
    label=Words(fr="Une gare", en="A station"),
    word="gare",
    usual_weight=1,
    project_weight=_project_weight,
    parts=[
        Part(
            name="station",
            missing=Words(fr="la gare la plus proche", en="the nearest station"),
            measure=_measure,
            facts={
                FactKind.NEAREST_STATION: FactWords(_text),
                FactKind.STATION_MINUTES: FactWords(_text_by_road),
            },
        )
    ],
)
