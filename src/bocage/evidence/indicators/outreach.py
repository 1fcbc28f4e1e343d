"""Indicators of outreach: candidates met at events elsewhere, and costs."""

from datetime import date
from functools import partial
from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from bocage.evidence.models.scopes import Level
from bocage.evidence.observing import observed
from bocage.evidence.registry import Theme, Unit, indicator
from bocage.outreach.models import CampaignExpense, LinkDay, Prospect, Touch

SOURCE = _("Campagnes suivies dans cette instance")
BY_DEPARTEMENT = (Level.INSTANCE, Level.DEPARTEMENT)
WITH_CAMPAIGNS = (*BY_DEPARTEMENT, Level.CAMPAIGN)


outreach_indicator = partial(indicator, theme=Theme.OUTREACH, source=SOURCE, unit=Unit.COUNT)


@outreach_indicator(
    label=_("Prospects rencontrés"),
    definition=_("Personnes intéressées par le territoire, rencontrées pour la première fois."),
    method=_(
        "Une personne compte une fois, le jour où elle a été rencontrée ; deux fiches réunies "
        "comptent une fois, une fiche effacée reste comptée."
    ),
    levels=BY_DEPARTEMENT,
    is_about_people=True,
)
def prospects_met(first: date, until: date) -> QuerySet[Any, dict[str, Any]]:
    return observed(
        Prospect.objects.filter(merged_into=None),
        days=(first, until),
        moment="captured_at",
        departement="departement",
    )


@outreach_indicator(
    label=_("Échanges dus aux campagnes"),
    definition=_("Formulaires, stands, soirées et lettres par lesquels une campagne a touché."),
    method=_("Un échange compte le jour où il a lieu, pour la campagne qui l’a amené."),
    levels=WITH_CAMPAIGNS,
    is_about_people=True,
    is_public=False,
)
def campaign_touches(first: date, until: date) -> QuerySet[Any, dict[str, Any]]:
    return observed(
        Touch.objects.filter(campaign__isnull=False),
        days=(first, until),
        moment="at",
        departement="campaign__departement",
        campaign="campaign",
    )


@outreach_indicator(
    label=_("Visites des liens de campagne"),
    definition=_("Fois où quelqu’un a suivi le lien ou le code d’une campagne."),
    method=_("Comptées par jour et sans témoin de connexion ; les robots connus n’y sont pas."),
    levels=WITH_CAMPAIGNS,
)
def campaign_clicks(first: date, until: date) -> QuerySet[Any, dict[str, Any]]:
    return observed(
        LinkDay.objects.all(),
        days=(first, until),
        day="day",
        departement="link__campaign__departement",
        campaign="link__campaign",
        numerator="clicks",
        counted="clicks",
    )


@outreach_indicator(
    label=_("Dépenses des campagnes"),
    definition=_("Ce que les campagnes ont coûté, en euros."),
    method=_("Dépenses notées, comptées le jour où elles ont été faites."),
    unit=Unit.EUROS,
    levels=WITH_CAMPAIGNS,
    more_is_better=False,
)
def campaign_spending(first: date, until: date) -> QuerySet[Any, dict[str, Any]]:
    return observed(
        CampaignExpense.objects.all(),
        days=(first, until),
        day="spent_on",
        departement="campaign__departement",
        campaign="campaign",
        numerator=F("amount_cents") / 100.0,
        counted=1,
    )
