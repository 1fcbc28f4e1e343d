"""Contribution of settled households to the local economy: an estimate, shown as a range.

The two ends of the range are two indicators, so that each is counted, stored, hidden, charted and
published as any other figure; the lower one names the upper one (`up_to`).
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from django.db.models import DecimalField, ExpressionWrapper, F, QuerySet, Value
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bocage.evidence.observing import observed
from bocage.evidence.registry import Theme, Unit, indicator
from bocage.foundation.formatting.money import whole_euros
from bocage.foundation.formatting.typography import NO_BREAK
from bocage.foundation.instance import Instance, current_instance
from bocage.welcome.models import ARRIVED, SettlementProject

WORKING = ("employee", "public_agent", "independent", "director", "founder")
SOURCE = _(
    "Projets d’installation suivis dans cette instance, et hypothèses de ses réglages. Celles que "
    "Bocage propose : les salaires nets médian et moyen du secteur privé en équivalent temps "
    "plein, 2 183 et 2 735 € par mois en 2023 (Insee Première n° 2020, octobre 2024). La part "
    "dépensée ici, de 30 à 50 %, n’a pas de source publique : c’est au territoire de la dire."
)


def _lazy_words(words: Callable[[Instance], str]) -> Any:
    """Words that hold the assumptions of the moment at which they are read."""
    return lazy(lambda: words(current_instance()), str)()


def _yearly(euros: int, percent: int) -> dict[str, str]:
    return {"income": whole_euros(euros), "share": f"{percent}{NO_BREAK}%"}


def _low_method(instance: Instance) -> str:
    return gettext(
        "Ménages installés pendant la période dont la personne qui a porté le projet travaille, "
        "un seul actif par ménage, multipliés par %(income)s nets par an et par actif, dont "
        "%(share)s dépensés sur le territoire. Une année pleine après l’emménagement, sans "
        "compter les départs. Ces hypothèses se changent dans les réglages de l’instance ; une "
        "période close garde celles qu’elle avait."
    ) % _yearly(instance.income_low_eur, instance.local_share_low)


def _high_method(instance: Instance) -> str:
    return gettext(
        "Ménages installés pendant la période dont la personne qui a porté le projet travaille, "
        "tous les adultes du ménage comptés comme actifs, multipliés par %(income)s nets par an "
        "et par actif, dont %(share)s dépensés sur le territoire. Une année pleine après "
        "l’emménagement, sans compter les départs. Ces hypothèses se changent dans les réglages "
        "de l’instance ; une période close garde celles qu’elle avait."
    ) % _yearly(instance.income_high_eur, instance.local_share_high)


def _income_rows(
    first: date, until: date, *, actives: F | Value, income: int, percent: int
) -> QuerySet[Any, dict[str, Any]]:
    local_income = Value(Decimal(income) * percent / 100, output_field=DecimalField())
    joined = SettlementProject.CloseReason.MERGED
    working = SettlementProject.objects.filter(stage__in=ARRIVED, work__in=WORKING)
    return observed(
        working.exclude(close_reason=joined),
        days=(first, until),
        day="moved_in_on",
        commune="commune",
        numerator=ExpressionWrapper(actives * local_income, output_field=DecimalField()),
        counted=1,
    )


economy_indicator = partial(
    indicator, theme=Theme.ECONOMY, source=SOURCE, unit=Unit.EUROS, is_about_people=True
)


@economy_indicator(
    label=_("Revenus dépensés ici, estimation basse"),
    definition=_(
        "Ce que les ménages installés pendant la période dépensent au moins sur le territoire en "
        "une année, d’après leurs revenus du travail. C’est une estimation : la vérité est entre "
        "elle et l’estimation haute."
    ),
    method=_lazy_words(_low_method),
    up_to="local_income_high",
    range_label=_("Revenus dépensés ici"),
)
def local_income_low(first: date, until: date) -> QuerySet[Any, dict[str, Any]]:
    assumed = current_instance()
    return _income_rows(
        first,
        until,
        actives=Value(1),
        income=assumed.income_low_eur,
        percent=assumed.local_share_low,
    )


@economy_indicator(
    label=_("Revenus dépensés ici, estimation haute"),
    definition=_(
        "Ce que les ménages installés pendant la période dépensent au plus sur le territoire en "
        "une année, d’après leurs revenus du travail. C’est une estimation : la vérité est entre "
        "l’estimation basse et elle."
    ),
    method=_lazy_words(_high_method),
)
def local_income_high(first: date, until: date) -> QuerySet[Any, dict[str, Any]]:
    assumed = current_instance()
    return _income_rows(
        first,
        until,
        actives=F("adults_count"),
        income=assumed.income_high_eur,
        percent=assumed.local_share_high,
    )
