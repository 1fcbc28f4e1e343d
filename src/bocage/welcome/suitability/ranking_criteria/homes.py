"""Criterion: the number of homes on the market."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from django.db.models import Count

from bocage.housing.models import Dwelling
from bocage.territory.models import Commune
from bocage.welcome.communes.signs_registry import Ramp
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.suitability.commune_facts import CommuneFacts
from bocage.welcome.suitability.fact_formatting import count_words
from bocage.welcome.suitability.household_weights import Offer, SuitabilityCriteria
from bocage.welcome.suitability.ranking_criteria.registry import (
    BatchReader,
    Measure,
    Part,
    ranking_criterion,
)
from bocage.welcome.suitability.words import CountWords, Words

COUNT = Ramp(6, 0)
SOURCE = Words(fr="annonces suivies ici", en="listings followed here")
PARTS_OF_OFFER: dict[Offer, tuple[str, ...]] = {
    Offer.SALE: ("sale",),
    Offer.RENTAL: ("rental",),
    Offer.BOTH: ("rental", "sale"),
}


def _reader(_today: date) -> BatchReader:
    """Reads the homes on the market by offer, in the départements where some source has any."""
    departements = set(
        Dwelling.objects.on_the_market()
        .filter(commune__isnull=False)
        .order_by()
        .values_list("commune__departement", flat=True)
        .distinct()
    )

    def read(communes: Sequence[Commune]) -> Mapping[str, Mapping[str, int]]:
        counts = _counts([commune.code for commune in communes])
        return {
            commune.code: counts[commune.code]
            for commune in communes
            if commune.departement_id in departements
        }

    return read


def _counts(codes: Sequence[str]) -> dict[str, dict[str, int]]:
    counts_by_commune: dict[str, dict[str, int]] = defaultdict(dict)
    rows = (
        Dwelling.objects.on_the_market()
        .filter(commune__in=codes, is_under_offer=False)
        .order_by()
        .values_list("commune", "offer")
        .annotate(count=Count("pk"))
    )
    for code, offer, count in rows:
        counts_by_commune[str(code)][offer] = count
    return counts_by_commune


def _measure_of(offer: str) -> Callable[[CommuneFacts], Measure | None]:
    def measure(commune: CommuneFacts) -> Measure | None:
        homes: Mapping[str, int] | None = commune.measures.get("homes")
        if homes is None:
            return None
        count = homes.get(offer, 0)
        fact = {"kind": f"homes_{offer}", "value": count, "on": commune.today.isoformat()}
        return Measure(COUNT.mark(count), [fact])

    return measure


def _project_weight(project: SettlementProject, _criteria: SuitabilityCriteria) -> int:
    return 0 if project.home_wish == SettlementProject.HomeWish.HAS_ONE else 1


ranking_criterion(
    name="homes",
    rank=90,
    label=Words(fr="Des logements disponibles", en="Homes available"),
    word="logements",
    usual_weight=1,
    project_weight=_project_weight,
    selected_parts=lambda criteria: PARTS_OF_OFFER[Offer(criteria.offer)],
    reader=_reader,
    parts=[
        Part(
            name="sale",
            missing=Words(fr="les logements à vendre", en="homes for sale"),
            measure=_measure_of("sale"),
            facts={
                "homes_sale": count_words(
                    CountWords(
                        fr=("%(count)s logement à vendre", "%(count)s logements à vendre"),
                        en=("%(count)s home for sale", "%(count)s homes for sale"),
                    ),
                    SOURCE,
                )
            },
        ),
        Part(
            name="rental",
            missing=Words(fr="les logements à louer", en="homes to rent"),
            measure=_measure_of("rental"),
            facts={
                "homes_rental": count_words(
                    CountWords(
                        fr=("%(count)s logement à louer", "%(count)s logements à louer"),
                        en=("%(count)s home to rent", "%(count)s homes to rent"),
                    ),
                    SOURCE,
                )
            },
        ),
    ],
)
