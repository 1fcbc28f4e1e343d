"""Indicators of the use of workspaces, and of the people who live near one."""

import math
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Exists, F, Func, OuterRef, QuerySet, Value, When
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from bocage.evidence.models.scopes import Level
from bocage.evidence.observing import Written, observed
from bocage.evidence.registry import TERRITORIES, Aggregate, Kind, Theme, Unit, indicator
from bocage.people.models import Role
from bocage.territory.geography import EARTH_RADIUS_M, EarthPoint, StraightLine, Within
from bocage.territory.models import Commune
from bocage.territory.travel import metres_within
from bocage.workspaces.models import Place
from bocage.workspaces.reports.monthly_use import MONTHLY_USE, monthly_use_parameters

SOURCE = _("Lieux de travail tenus dans cette instance")
WITH_PLACES = (*TERRITORIES, Level.PLACE)
MINUTES = 20
CHORD = 2 * math.sin(metres_within(MINUTES) / (2 * EARTH_RADIUS_M))
"""Straight-line distance of twenty minutes, in Earth radii."""
USE = f"""
    SELECT place.commune_id AS in_commune, place.id AS in_place, use.month AS on_day,
           use.held_hours AS numerator, use.open_hours AS denominator, 1 AS counted
    FROM ({MONTHLY_USE}) use JOIN workspaces_place place ON place.id = use.place_id
    WHERE use.open_hours > 0
"""  # noqa: S608 - made of names of our own
USE_COLUMNS = frozenset({"in_commune", "in_place", "on_day", "numerator", "denominator", "counted"})


@indicator(
    theme=Theme.WORKSPACES,
    label=_("Occupation des lieux"),
    definition=_("Part des heures ouvertes pendant lesquelles un espace a été réservé."),
    method=_(
        "Heures réservées pendant les heures d’ouverture, sur les heures d’ouverture de tous les "
        "espaces réservables des lieux publiés ; une salle qui se divise compte par ses parties. "
        "Une absence a gardé l’espace : elle compte. Les horaires et les fermetures sont ceux que "
        "le lieu donne aujourd’hui, depuis le jour où il est entré ici."
    ),
    source=SOURCE,
    unit=Unit.PERCENT,
    aggregate=Aggregate.SHARE,
    levels=WITH_PLACES,
    owner=Role.HOST,
)
def occupancy(first: date, until: date) -> Written:
    return Written(
        USE, monthly_use_parameters(first, until - timedelta(days=1)), columns=USE_COLUMNS
    )


@indicator(
    theme=Theme.WORKSPACES,
    label=_("Débit montant mesuré"),
    definition=_("Débit d’envoi au-dessous duquel se trouvent la moitié des lieux mesurés."),
    method=_(
        "Médiane des débits montants que les animateurs ont mesurés et notés, en mégabits par "
        "seconde, au dernier jour de la période."
    ),
    source=SOURCE,
    unit=Unit.MEGABITS,
    kind=Kind.STOCK,
    aggregate=Aggregate.MEDIAN,
    levels=WITH_PLACES,
    owner=Role.HOST,
)
def upload_speed() -> QuerySet[Any, dict[str, Any]]:
    return observed(
        Place.objects.filter(status=Place.Status.PUBLISHED, upload_mbps__isnull=False),
        commune="commune",
        place="pk",
        numerator="upload_mbps",
    )


@indicator(
    theme=Theme.WORKSPACES,
    label=_("Habitants à vingt minutes d’un lieu de travail"),
    definition=_(
        "Part des habitants dont la commune est à vingt minutes au plus, en voiture, d’un lieu où "
        "l’on peut réserver une place."
    ),
    method=_(
        "Population municipale des communes dont le centre est à vingt minutes d’un lieu publié "
        "au dernier jour de la période, sur celle de toutes les communes dont la position est "
        "connue. Le temps est estimé du vol d’oiseau, allongé de 30 % : les deux premiers "
        "kilomètres à 30 km/h, les suivants à 60, soit 13,8 km à vol d’oiseau. Un lieu sans "
        "position compte au centre de sa commune."
    ),
    source=_("Insee (populations légales), et lieux de travail tenus dans cette instance"),
    unit=Unit.PERCENT,
    kind=Kind.STOCK,
    aggregate=Aggregate.SHARE,
    levels=(Level.INSTANCE, Level.DEPARTEMENT, Level.EPCI),
)
def inhabitants_within_20_minutes() -> QuerySet[Any, dict[str, Any]]:
    places = Place.objects.filter(status=Place.Status.PUBLISHED)
    commune_point = EarthPoint(OuterRef("latitude"), OuterRef("longitude"))
    place_point = EarthPoint(F("latitude"), F("longitude"))
    around = Func(commune_point, Value(CHORD), Value(3), function="cube_enlarge")
    near = places.filter(
        Within(place_point, around),
        LessThanOrEqual(StraightLine(place_point, commune_point), Value(CHORD)),
    )
    is_near = Exists(near) | Exists(places.filter(latitude=None, commune=OuterRef("pk")))
    return observed(
        Commune.objects.current().filter(population__gt=0, latitude__isnull=False),
        commune="code",
        numerator=Case(When(is_near, then=F("population")), default=0),
        denominator="population",
        counted=1,
    )
