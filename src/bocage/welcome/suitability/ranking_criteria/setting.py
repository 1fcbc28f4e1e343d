"""Criterion: quietness, a village or a town, by the number of people."""

from django.utils.formats import number_format

from bocage.territory.fact_kinds import FactKind
from bocage.welcome.communes.signs_registry import Ramp
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.suitability.commune_facts import CommuneFacts, Fact, stored_fact
from bocage.welcome.suitability.fact_formatting import format_number
from bocage.welcome.suitability.household_weights import Setting, SuitabilityCriteria
from bocage.welcome.suitability.ranking_criteria.registry import (
    FactWords,
    Measure,
    Part,
    ranking_criterion,
)
from bocage.welcome.suitability.words import CountWords, Words

QUIET_DENSITY, QUIET_PEOPLE = Ramp(30, 150), Ramp(400, 2_500)
"""Inhabitants by square kilometre; of the commune, where the density is not known."""
VILLAGE_GROWS, VILLAGE_FADES = Ramp(800, 250), Ramp(3_000, 7_000)
"""Number of inhabitants: enough to meet some, few enough to know them."""
TOWN_PEOPLE = Ramp(10_000, 2_000)

POPULATION = Words(fr="la population", en="the population")
PEOPLE = CountWords(
    fr=("%(count)s habitant", "%(count)s habitants"),
    en=("%(count)s inhabitant", "%(count)s inhabitants"),
)
BY_KM2 = Words(fr="%(density)s habitants au km²", en="%(density)s inhabitants per km²")


def _quiet(commune: CommuneFacts) -> Measure | None:
    if density := commune.facts.get(FactKind.DENSITY):
        fact = stored_fact(FactKind.DENSITY, density)
        return Measure(QUIET_DENSITY.mark(density.value), [fact])
    return _by_population(commune, QUIET_PEOPLE)


def _village(commune: CommuneFacts) -> Measure | None:
    return _by_population(commune, VILLAGE_GROWS, VILLAGE_FADES)


def _town(commune: CommuneFacts) -> Measure | None:
    return _by_population(commune, TOWN_PEOPLE)


def _by_population(commune: CommuneFacts, *ramps: Ramp) -> Measure | None:
    if commune.population is None:
        return None
    fact = {"kind": "population", "value": commune.population, "year": commune.edition}
    return Measure(min(ramp.mark(commune.population) for ramp in ramps), [fact])


def _people_text(fact: Fact, _criteria: SuitabilityCriteria) -> str:
    return PEOPLE.of(fact["value"]) % {"count": number_format(fact["value"], force_grouping=True)}


def _density_text(fact: Fact, _criteria: SuitabilityCriteria) -> str:
    return BY_KM2 % {"density": format_number(fact["value"])}


def _project_weight(project: SettlementProject, _criteria: SuitabilityCriteria) -> int:
    return 2 if project.setting else 0


ranking_criterion(
    name="setting",
    rank=100,
    label=Words(fr="Le cadre de vie", en="The surroundings"),
    word="cadre",
    usual_weight=0,
    project_weight=_project_weight,
    selected_parts=lambda criteria: (criteria.setting,),
    parts=[
        Part(
            name=Setting.QUIET.value,
            missing=POPULATION,
            measure=_quiet,
            facts={
                FactKind.DENSITY: FactWords(_density_text),
                "population": FactWords(
                    _people_text,
                    Words(fr="INSEE, population municipale", en="INSEE, municipal population"),
                ),
            },
        ),
        Part(name=Setting.VILLAGE.value, missing=POPULATION, measure=_village),
        Part(name=Setting.TOWN.value, missing=POPULATION, measure=_town),
    ],
)
