"""Criterion: the distance to a doctor and to a pharmacy."""

from bocage.territory.fact_kinds import FactKind
from bocage.welcome.communes.signs_registry import Ramp
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.suitability.fact_formatting import count_words
from bocage.welcome.suitability.household_weights import SuitabilityCriteria
from bocage.welcome.suitability.ranking_criteria.registry import (
    HEAVIEST,
    nearest_part,
    ranking_criterion,
)
from bocage.welcome.suitability.words import CountWords, Words


def _project_weight(project: SettlementProject, _criteria: SuitabilityCriteria) -> int:
    return HEAVIEST if project.needs_health else 1


ranking_criterion(
    name="health",
    rank=40,
    label=Words(fr="Un médecin et une pharmacie", en="A doctor and a pharmacy"),
    word="sante",
    usual_weight=1,
    project_weight=_project_weight,
    parts=[
        nearest_part(
            "doctor",
            FactKind.DOCTORS,
            Ramp(0, 15),
            missing=Words(fr="les médecins", en="doctors"),
            words=count_words(
                CountWords(
                    fr=("%(count)s médecin généraliste", "%(count)s médecins généralistes"),
                    en=("%(count)s general practitioner", "%(count)s general practitioners"),
                )
            ),
        ),
        nearest_part(
            "pharmacy",
            FactKind.PHARMACIES,
            Ramp(0, 15),
            missing=Words(fr="les pharmacies", en="pharmacies"),
            words=count_words(
                CountWords(
                    fr=("%(count)s pharmacie", "%(count)s pharmacies"),
                    en=("%(count)s pharmacy", "%(count)s pharmacies"),
                )
            ),
        ),
    ],
)
