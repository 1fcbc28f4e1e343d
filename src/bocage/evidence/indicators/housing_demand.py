"""Indicators of housing demand: searches, and those without any suitable home."""

from django.utils.translation import gettext_lazy as _

from bocage.evidence.observing import Written
from bocage.evidence.registry import Aggregate, Kind, Theme, Unit, indicator
from bocage.housing.demand.unmet_searches import SEARCHES_AND_WHETHER_THEY_ARE_MET

STATEMENT = f"""
    SELECT commune_id AS in_commune, (NOT is_met)::int AS numerator, 1 AS denominator
    FROM ({SEARCHES_AND_WHETHER_THEY_ARE_MET}) searches
"""  # noqa: S608 - made of names of our own


@indicator(
    theme=Theme.HOUSING,
    label=_("Demande sans offre"),
    definition=_(
        "Part des recherches de logement autour d’une commune auxquelles aucun bien sur le marché "
        "ne répond."
    ),
    method=_(
        "Recherches enregistrées et suivies au dernier jour de la période, dans la commune autour "
        "de laquelle on cherche ; aucun bien sur le marché n’a, ce jour-là, tout ce que demande "
        "une recherche sans offre. Les biens sous compromis et les pistes des mairies n’y "
        "répondent pas ; les recherches sans lieu ne comptent pas."
    ),
    source=_("Recherches enregistrées et annonces suivies dans cette instance"),
    unit=Unit.PERCENT,
    kind=Kind.STOCK,
    aggregate=Aggregate.SHARE,
    is_about_people=True,
    more_is_better=False,
)
def demand_without_supply() -> Written:
    return Written(STATEMENT, columns=frozenset({"in_commune", "numerator", "denominator"}))
