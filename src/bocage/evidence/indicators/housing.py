"""Indicators of housing: offers, homes known to town halls alone, time to find an occupant."""

from datetime import date
from functools import partial
from typing import Any

from django.db.models import DurationField, ExpressionWrapper, F, Q, QuerySet
from django.db.models.functions import Extract
from django.utils.translation import gettext_lazy as _

from bocage.evidence.models.scopes import Level
from bocage.evidence.observing import CountMoment, observed
from bocage.evidence.registry import Aggregate, Kind, Theme, Unit, indicator
from bocage.housing.models import Dwelling, Lead
from bocage.people.models import Role

SOURCE = _("Annonces et pistes suivies dans cette instance")
SECONDS_A_DAY = 86_400.0


def _days(later: Any, earlier: str) -> Any:
    span = ExpressionWrapper(later - F(earlier), output_field=DurationField())
    return Extract(span, "epoch") / SECONDS_A_DAY


def _on_the_market() -> QuerySet[Dwelling]:
    return Dwelling.objects.filter(is_on_the_market=True, commune__isnull=False)


housing_indicator = partial(indicator, theme=Theme.HOUSING, source=SOURCE, unit=Unit.COUNT)


@housing_indicator(
    label=_("Logements à vendre"),
    definition=_("Logements à vendre, chacun une fois, quel que soit le nombre d’annonces."),
    method=_("Logements sur le marché au dernier jour de la période."),
    kind=Kind.STOCK,
)
def homes_for_sale() -> QuerySet[Any, dict[str, Any]]:
    return observed(_on_the_market().filter(offer="sale"), commune="commune")


@housing_indicator(
    label=_("Logements à louer"),
    definition=_("Logements à louer, chacun une fois, quel que soit le nombre d’annonces."),
    method=_("Logements sur le marché au dernier jour de la période, autres qu’à vendre."),
    kind=Kind.STOCK,
)
def homes_to_rent() -> QuerySet[Any, dict[str, Any]]:
    return observed(_on_the_market().exclude(offer="sale"), commune="commune")


@housing_indicator(
    label=_("Logements du marché caché"),
    definition=_("Logements que seules les mairies connaissaient, signalés pendant la période."),
    method=_(
        "Une piste compte le jour où elle est signalée, dans sa commune ; celles qui l’ont été "
        "par erreur n’y sont pas."
    ),
    owner=Role.TOWN_HALL,
)
def hidden_homes_reported(first: date, until: date) -> QuerySet[Any, dict[str, Any]]:
    return observed(
        Lead.objects.exclude(close_reason=Lead.CloseReason.MISTAKE),
        days=(first, until),
        moment="reported_at",
        commune="commune",
    )


@housing_indicator(
    label=_("Temps passé sur le marché"),
    definition=_("Temps au-dessous duquel la moitié des logements ont trouvé preneur."),
    method=_(
        "Médiane, en jours, entre la première annonce d’un logement et la disparition de la "
        "dernière, parmi les logements partis pendant la période. Certains ont été retirés sans "
        "être vendus ni loués : les annonces ne le disent pas toutes."
    ),
    unit=Unit.DAYS,
    aggregate=Aggregate.MEDIAN,
    more_is_better=False,
)
def days_on_the_market(first: date, until: date) -> QuerySet[Any, dict[str, Any]]:
    return observed(
        Dwelling.objects.filter(is_on_the_market=False, commune__isnull=False),
        days=(first, until),
        moment="gone_at",
        commune="commune",
        numerator=_days(F("gone_at"), "first_seen_at"),
    )


@housing_indicator(
    label=_("Fraîcheur des annonces"),
    definition=_("Temps écoulé depuis la dernière confirmation de la moitié des logements."),
    method=_(
        "Médiane, en heures, depuis que la source d’un logement l’a confirmé, parmi les logements "
        "sur le marché au dernier jour de la période. Elle n’est pas comptée par commune, où elle "
        "ne dirait que l’heure de quelques annonces."
    ),
    unit=Unit.HOURS,
    kind=Kind.STOCK,
    aggregate=Aggregate.MEDIAN,
    levels=(Level.INSTANCE, Level.DEPARTEMENT, Level.EPCI),
    more_is_better=False,
)
def freshness_of_homes() -> QuerySet[Any, dict[str, Any]]:
    span = ExpressionWrapper(CountMoment() - F("confirmed_at"), output_field=DurationField())
    return observed(
        _on_the_market().filter(Q(confirmed_at__lte=CountMoment())),
        commune="commune",
        numerator=Extract(span, "epoch") / 3600.0,
    )
