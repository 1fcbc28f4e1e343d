"""Indicators of workspaces: places, visitors, and searches without result."""

from datetime import date
from functools import partial
from typing import Any

from django.db.models import DateField, DecimalField, F, Func, QuerySet
from django.utils.translation import gettext_lazy as _

from bocage.evidence.models.scopes import Level
from bocage.evidence.observing import observed
from bocage.evidence.registry import TERRITORIES, Aggregate, Kind, Theme, Unit, indicator
from bocage.people.models import Role
from bocage.workspaces.models import Booking, Hold, Place, Resource, ResourceKind, UnmetWish, Visit

WITH_PLACES = (*TERRITORIES, Level.PLACE)
SOURCE = _("Lieux de travail tenus dans cette instance")
ATTENDED = (Booking.Status.CHECKED_IN, Booking.Status.COMPLETED, Booking.Status.CONFIRMED)


class HoursOf(Func):
    """SQL expression of the length of a period of time, in hours."""

    template = "(extract(epoch FROM upper(%(expressions)s) - lower(%(expressions)s)) / 3600.0)"
    output_field = DecimalField()


class BeginningOf(Func):
    """The day in Paris on which a period begins."""

    template = "(lower(%(expressions)s) AT TIME ZONE 'Europe/Paris')::date"
    output_field = DateField()


def _published() -> QuerySet[Place]:
    return Place.objects.filter(status=Place.Status.PUBLISHED)


workspaces_indicator = partial(
    indicator, theme=Theme.WORKSPACES, source=SOURCE, unit=Unit.COUNT, owner=Role.HOST
)


@workspaces_indicator(
    label=_("Lieux ouverts"),
    definition=_("Espaces et tiers-lieux où l’on peut réserver une place pour travailler."),
    method=_("Lieux publiés au dernier jour de la période."),
    kind=Kind.STOCK,
)
def places_open() -> QuerySet[Any, dict[str, Any]]:
    return observed(_published(), commune="commune")


@workspaces_indicator(
    label=_("Postes de travail"),
    definition=_("Postes et bureaux fermés que l’on peut réserver dans les lieux ouverts."),
    method=_(
        "Places des postes et des bureaux réservables des lieux publiés, au dernier jour de la "
        "période ; les salles n’y sont pas."
    ),
    kind=Kind.STOCK,
    levels=WITH_PLACES,
)
def seats() -> QuerySet[Any, dict[str, Any]]:
    return observed(
        Resource.objects.filter(
            is_active=True,
            kind__in=[ResourceKind.DESK, ResourceKind.CLOSED_OFFICE],
            place__status=Place.Status.PUBLISHED,
        ),
        commune="place__commune",
        place="place",
        numerator="capacity",
    )


@workspaces_indicator(
    label=_("Débit descendant mesuré"),
    definition=_("Débit au-dessous duquel se trouvent la moitié des lieux mesurés."),
    method=_(
        "Médiane des débits descendants que les animateurs ont mesurés et notés, en mégabits par "
        "seconde, au dernier jour de la période."
    ),
    unit=Unit.MEGABITS,
    kind=Kind.STOCK,
    aggregate=Aggregate.MEDIAN,
    levels=WITH_PLACES,
)
def download_speed() -> QuerySet[Any, dict[str, Any]]:
    return observed(
        _published().filter(download_mbps__isnull=False),
        commune="commune",
        place="pk",
        numerator="download_mbps",
    )


@workspaces_indicator(
    label=_("Réservations honorées"),
    definition=_("Réservations d’un poste, d’un bureau ou d’une salle qui ont eu lieu."),
    method=_(
        "Réservations confirmées, arrivées ou terminées, comptées le jour où elles commencent ; "
        "les absences et les annulations n’y sont pas."
    ),
    levels=WITH_PLACES,
)
def bookings_kept(first: date, until: date) -> QuerySet[Any, dict[str, Any]]:
    return observed(
        Booking.objects.filter(status__in=ATTENDED),
        days=(first, until),
        day=BeginningOf(F("period")),
        commune="place__commune",
        place="place",
    )


@workspaces_indicator(
    label=_("Heures occupées"),
    definition=_("Heures pendant lesquelles un poste, un bureau ou une salle a été occupé."),
    method=_(
        "Durée des réservations honorées, espace par espace, comptée le jour où elles commencent. "
        "Un espace tenu par un autre qui le contient n’est pas compté deux fois."
    ),
    unit=Unit.HOURS,
    levels=WITH_PLACES,
)
def hours_taken(first: date, until: date) -> QuerySet[Any, dict[str, Any]]:
    return observed(
        Hold.objects.filter(is_implied=False, booking__status__in=ATTENDED),
        days=(first, until),
        day=BeginningOf(F("period")),
        commune="booking__place__commune",
        place="booking__place",
        numerator=HoursOf(F("period")),
        counted=1,
    )


@workspaces_indicator(
    label=_("Visites"),
    definition=_("Personnes venues travailler dans un lieu, avec ou sans réservation."),
    method=_("Arrivées notées à la porte ou par l’animateur, en nombre de personnes, le jour dit."),
    levels=WITH_PLACES,
)
def visits(first: date, until: date) -> QuerySet[Any, dict[str, Any]]:
    return observed(
        Visit.objects.all(),
        days=(first, until),
        moment="arrived_at",
        commune="place__commune",
        place="place",
        numerator="people",
        counted="people",
    )


@workspaces_indicator(
    label=_("Demandes restées sans place"),
    definition=_("Recherches d’une place, et attentes, auxquelles aucun lieu n’a pu répondre."),
    method=_("Une demande compte le jour où elle a été faite, dans la commune où l’on cherchait."),
    more_is_better=False,
)
def unmet_demand(first: date, until: date) -> QuerySet[Any, dict[str, Any]]:
    return observed(
        UnmetWish.objects.filter(commune__isnull=False),
        days=(first, until),
        moment="requested_at",
        commune="commune",
    )
