"""Indicators of the club: members, gatherings, mutual help."""

from datetime import date
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from bocage.evidence.models.scopes import Level
from bocage.evidence.observing import observed
from bocage.evidence.registry import Kind, Theme, Unit, indicator
from bocage.network.models import Gathering, HelpPostThanks, Member, Pair, Registration, Session
from bocage.people.models import Role

BY_DEPARTEMENT = (Level.INSTANCE, Level.DEPARTEMENT)
SOURCE = _("Vie du club tenue dans cette instance")


network_indicator = partial(
    indicator, theme=Theme.NETWORK, source=SOURCE, unit=Unit.COUNT, owner=Role.CLUB_ORGANISER
)


@network_indicator(
    label=_("Membres du club"),
    definition=_("Personnes dont l’adhésion au club professionnel est en cours."),
    method=_(
        "Membres au dernier jour de la période, dans la commune que chacun indique ; les invités "
        "et les demandes sans réponse n’y sont pas."
    ),
    kind=Kind.STOCK,
    is_about_people=True,
)
def club_members() -> QuerySet[Any, dict[str, Any]]:
    return observed(Member.objects.filter(status=Member.Status.ACTIVE), commune="commune")


@network_indicator(
    label=_("Rencontres tenues"),
    definition=_("Rencontres du club qui ont eu lieu."),
    method=_("Rencontres dont la tenue est notée, comptées le jour où elles commencent."),
)
def gatherings_held(first: date, until: date) -> QuerySet[Any, dict[str, Any]]:
    return observed(
        Gathering.objects.filter(status=Gathering.Status.HELD),
        days=(first, until),
        moment="starts_at",
        commune="commune",
    )


@network_indicator(
    label=_("Venues aux rencontres"),
    definition=_("Personnes venues à une rencontre du club ; qui vient à deux compte deux fois."),
    method=_("Inscriptions dont l’arrivée a été notée, le jour de la rencontre."),
    is_about_people=True,
)
def gathering_arrivals(first: date, until: date) -> QuerySet[Any, dict[str, Any]]:
    return observed(
        Registration.objects.filter(arrived_at__isnull=False, event__isnull=False),
        days=(first, until),
        moment="arrived_at",
        commune="event__commune",
    )


@network_indicator(
    label=_("Ateliers de l’École du Web"),
    definition=_("Ateliers que des habitants ont donnés les uns aux autres."),
    method=_("Ateliers au programme d’une édition tenue, comptés au premier jour de l’édition."),
    levels=BY_DEPARTEMENT,
)
def web_school_sessions(first: date, until: date) -> QuerySet[Any, dict[str, Any]]:
    return observed(
        Session.objects.filter(edition__status__in=["held", "archived"]),
        days=(first, until),
        day="edition__starts_on",
        departement="edition__departement",
    )


@network_indicator(
    label=_("Mises en contact"),
    definition=_("Membres présentés l’un à l’autre par « Deux par deux »."),
    method=_("Paires formées, comptées le jour où les deux membres ont été présentés."),
    levels=BY_DEPARTEMENT,
    is_about_people=True,
)
def introductions(first: date, until: date) -> QuerySet[Any, dict[str, Any]]:
    return observed(
        Pair.objects.all(),
        days=(first, until),
        moment="introduced_at",
        departement="round__departement",
    )


@network_indicator(
    label=_("Coups de main"),
    definition=_("Mercis adressés à un membre pour l’aide qu’il a donnée."),
    method=_("Un merci compte le jour où il est dit, dans la commune de l’annonce."),
)
def help_given(first: date, until: date) -> QuerySet[Any, dict[str, Any]]:
    return observed(
        HelpPostThanks.objects.all(),
        days=(first, until),
        moment="thanked_at",
        commune="help_post__commune",
    )
