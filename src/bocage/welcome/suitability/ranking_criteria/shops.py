"""Criterion: a food shop within reach, then how many the commune itself has."""

from bocage.territory.fact_kinds import FactKind
from bocage.welcome.communes.signs_registry import Ramp
from bocage.welcome.suitability.commune_facts import CommuneFacts, nearest_fact, stored_fact
from bocage.welcome.suitability.fact_formatting import count_words
from bocage.welcome.suitability.ranking_criteria.registry import Measure, Part, ranking_criterion
from bocage.welcome.suitability.words import CountWords, Words

KILOMETRES = Ramp(0, 10)
SHOPS_IN_COMMUNE = Ramp(8, 0)
NEAREST_PERCENT = 60
"""Percentage of the mark for the nearest shop; the rest is for the shops of the commune."""


def _measure(commune: CommuneFacts) -> Measure | None:
    nearest = commune.nearest.get(FactKind.SHOPS)
    own_fact = commune.facts.get(FactKind.SHOPS)
    if nearest:
        count = round(own_fact.value) if own_fact else 0
        mark = round(
            (
                KILOMETRES.mark(nearest.kilometres) * NEAREST_PERCENT
                + SHOPS_IN_COMMUNE.mark(count) * (100 - NEAREST_PERCENT)
            )
            / 100
        )
        return Measure(mark, [nearest_fact(FactKind.SHOPS, nearest, commune)])
    return Measure(0, [stored_fact(FactKind.SHOPS, own_fact)]) if own_fact else None


ranking_criterion(
    name="shops",
    rank=50,
    label=Words(fr="Des commerces", en="Shops"),
    word="commerces",
    usual_weight=1,
    parts=[
        Part(
            name="shops",
            missing=Words(fr="les commerces", en="shops"),
            measure=_measure,
            nearest=FactKind.SHOPS,
            facts={
                FactKind.SHOPS: count_words(
                    CountWords(
                        fr=(
                            "%(count)s commerce d’alimentation",
                            "%(count)s commerces d’alimentation",
                        ),
                        en=("%(count)s food shop", "%(count)s food shops"),
                    )
                )
            },
        )
    ],
)
