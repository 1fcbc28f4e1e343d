"""Indicators of welcome: answers, support and reception of newcomers."""

from datetime import date
from functools import partial
from typing import Any

from django.db.models import Case, DurationField, ExpressionWrapper, F, Q, QuerySet, When
from django.db.models.functions import Extract
from django.utils.translation import gettext_lazy as _

from bocage.evidence.models.scopes import Level
from bocage.evidence.observing import CountMoment, observed
from bocage.evidence.registry import TERRITORIES, Aggregate, Kind, Theme, Unit, indicator
from bocage.people.models import Role
from bocage.welcome.models import (
    AwarenessMeeting,
    Ceremony,
    CeremonyGuest,
    Relay,
    SettlementProject,
    Sponsorship,
    WelcomeCharter,
)

BY_DEPARTEMENT = (Level.INSTANCE, Level.DEPARTEMENT)


def _hours(later: str, earlier: str) -> Extract | Any:
    span = ExpressionWrapper(F(later) - F(earlier), output_field=DurationField())
    return Extract(span, "epoch") / 3600.0


def _projects() -> QuerySet[SettlementProject]:
    return SettlementProject.objects.exclude(close_reason=SettlementProject.CloseReason.MERGED)


welcome_indicator = partial(indicator, theme=Theme.WELCOME, unit=Unit.COUNT)


@welcome_indicator(
    label=_("Projets reçus"),
    definition=_("Ménages qui ont envoyé un projet d’installation pendant la période."),
    method=_(
        "Un projet compte le jour où l’adresse de la personne qui l’a envoyé a été confirmée. "
        "Deux projets réunis comptent une fois."
    ),
    source=_("Projets d’installation suivis dans cette instance"),
    levels=BY_DEPARTEMENT,
    is_about_people=True,
)
def projects_received(first: date, until: date) -> QuerySet[Any, dict[str, Any]]:
    return observed(_projects(), days=(first, until), moment="sent_at", departement="departement")


@welcome_indicator(
    label=_("Délai de la première réponse"),
    definition=_(
        "Temps au-dessous duquel la moitié des ménages ont reçu une première réponse d’une "
        "personne."
    ),
    method=_(
        "Médiane, en heures de calendrier, entre la réception du projet et la première réponse, "
        "parmi les projets reçus pendant la période et déjà répondus."
    ),
    source=_("Projets d’installation suivis dans cette instance"),
    unit=Unit.HOURS,
    aggregate=Aggregate.MEDIAN,
    levels=BY_DEPARTEMENT,
    is_about_people=True,
    more_is_better=False,
)
def first_answer_delay(first: date, until: date) -> QuerySet[Any, dict[str, Any]]:
    return observed(
        _projects().filter(answered_at__isnull=False),
        days=(first, until),
        moment="sent_at",
        departement="departement",
        numerator=_hours("answered_at", "sent_at"),
    )


def _relays() -> QuerySet[Relay]:
    return Relay.objects.exclude(status=Relay.Status.WITHDRAWN)


@welcome_indicator(
    label=_("Mairies qui répondent"),
    definition=_(
        "Part des questions posées à une mairie au sujet d’un ménage qui ont reçu une réponse, "
        "quelle qu’elle soit."
    ),
    method=_(
        "Questions envoyées pendant la période, hors celles qui ont été retirées et celles dont "
        "l’échéance n’est pas passée et qui attendent encore."
    ),
    source=_("Mises en relation suivies dans cette instance"),
    unit=Unit.PERCENT,
    aggregate=Aggregate.SHARE,
    owner=Role.COORDINATOR,
)
def relays_answered(first: date, until: date) -> QuerySet[Any, dict[str, Any]]:
    return observed(
        _relays().filter(Q(answered_at__isnull=False) | Q(due_at__lte=CountMoment())),
        days=(first, until),
        moment="sent_at",
        commune="commune",
        numerator=Case(When(answered_at__isnull=False, then=1), default=0),
        denominator=1,
    )


@welcome_indicator(
    label=_("Délai de réponse des mairies"),
    definition=_(
        "Temps au-dessous duquel la moitié des questions ont reçu la réponse de la mairie."
    ),
    method=_(
        "Médiane, en heures de calendrier, entre l’envoi de la question et la réponse, parmi les "
        "questions envoyées pendant la période et répondues."
    ),
    source=_("Mises en relation suivies dans cette instance"),
    unit=Unit.HOURS,
    aggregate=Aggregate.MEDIAN,
    more_is_better=False,
)
def relay_delay(first: date, until: date) -> QuerySet[Any, dict[str, Any]]:
    return observed(
        _relays().filter(answered_at__isnull=False),
        days=(first, until),
        moment="sent_at",
        commune="commune",
        numerator=_hours("answered_at", "sent_at"),
    )


@welcome_indicator(
    label=_("Parrainages acceptés"),
    definition=_("Parrains et marraines qui ont accepté d’accompagner un ménage."),
    method=_("Un parrainage compte le jour où la personne sollicitée a dit oui."),
    source=_("Parrainages suivis dans cette instance"),
    levels=BY_DEPARTEMENT,
    is_about_people=True,
)
def sponsorships_accepted(first: date, until: date) -> QuerySet[Any, dict[str, Any]]:
    return observed(
        Sponsorship.objects.filter(status__in=["active", "ended"]),
        days=(first, until),
        moment="answered_at",
        departement="project__departement",
    )


@welcome_indicator(
    label=_("Cérémonies d’accueil"),
    definition=_("Cérémonies où une commune a présenté officiellement des nouveaux habitants."),
    method=_("Cérémonies dont la commune a confirmé la tenue, comptées le jour où elles ont lieu."),
    source=_("Cérémonies annoncées dans cette instance"),
    owner=Role.TOWN_HALL,
)
def ceremonies_held(first: date, until: date) -> QuerySet[Any, dict[str, Any]]:
    return observed(
        Ceremony.objects.filter(status=Ceremony.Status.HELD),
        days=(first, until),
        moment="starts_at",
        commune="commune",
    )


@welcome_indicator(
    label=_("Ménages présentés"),
    definition=_("Ménages dont la présence à une cérémonie d’accueil a été notée."),
    method=_("Un ménage compte le jour de la cérémonie, dans la commune qui l’a tenue."),
    source=_("Cérémonies annoncées dans cette instance"),
    owner=Role.TOWN_HALL,
    is_about_people=True,
)
def households_presented(first: date, until: date) -> QuerySet[Any, dict[str, Any]]:
    return observed(
        CeremonyGuest.objects.filter(has_come=True, ceremony__status=Ceremony.Status.HELD),
        days=(first, until),
        moment="ceremony__starts_at",
        commune="ceremony__commune",
    )


@welcome_indicator(
    label=_("Communes accueillantes"),
    definition=_("Communes dont la charte d’accueil est signée et en vigueur."),
    method=_("Chartes signées et non reprises, au dernier jour de la période."),
    source=_("Chartes d’accueil signées dans cette instance"),
    kind=Kind.STOCK,
    owner=Role.ELECTED,
)
def welcoming_communes() -> QuerySet[Any, dict[str, Any]]:
    return observed(WelcomeCharter.objects.filter(ended_at=None), commune="commune")


@welcome_indicator(
    label=_("Chartes signées"),
    definition=_("Chartes d’accueil que des communes ont signées pendant la période."),
    method=_("Une charte compte le jour de sa signature, même reprise depuis."),
    source=_("Chartes d’accueil signées dans cette instance"),
    owner=Role.ELECTED,
)
def charters_signed(first: date, until: date) -> QuerySet[Any, dict[str, Any]]:
    return observed(
        WelcomeCharter.objects.all(), days=(first, until), moment="signed_at", commune="commune"
    )


@welcome_indicator(
    label=_("Réunions de sensibilisation"),
    definition=_("Réunions où la stratégie d’accueil a été expliquée aux maires et aux élus."),
    method=_("Réunions dont la tenue a été notée, comptées le jour où elles ont lieu."),
    source=_("Réunions organisées dans cette instance"),
    levels=TERRITORIES[:2],
)
def awareness_meetings(first: date, until: date) -> QuerySet[Any, dict[str, Any]]:
    return observed(
        AwarenessMeeting.objects.filter(status=AwarenessMeeting.Status.HELD),
        days=(first, until),
        moment="starts_at",
        departement="departement",
    )
