"""Kinds of facts about communes, their units, and which direction is better."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class FactKind(models.TextChoices):
    """The kinds that the product reads; any other indicator is `OTHER`, under its own name."""

    FIBRE = "fibre", _("logements raccordables à la fibre")
    NURSERIES = "nurseries", _("crèches")
    SCHOOLS = "schools", _("écoles")
    NEAREST_SCHOOL = "nearest_school", _("école la plus proche")
    MIDDLE_SCHOOLS = "middle_schools", _("collèges")
    HIGH_SCHOOLS = "high_schools", _("lycées")
    DOCTORS = "doctors", _("médecins généralistes")
    PHARMACIES = "pharmacies", _("pharmacies")
    SHOPS = "shops", _("commerces d’alimentation")
    BAKERIES = "bakeries", _("boulangeries")
    SUPERMARKETS = "supermarkets", _("supermarchés et supérettes")
    NEAREST_STATION = "nearest_station", _("gare la plus proche")
    STATION_MINUTES = "station_minutes", _("gare, par la route")
    PARIS_MINUTES = "paris_minutes", _("Paris, en train")
    DENSITY = "density", _("habitants au km²")
    VACANT_HOMES = "vacant_homes", _("logements vacants")
    OTHER = "other", _("autre indicateur")


FIRST_YEAR, LAST_YEAR = 1790, 2100
"""Between which a year of a series lies: France has counted its communes since 1793."""


class SeriesKind(models.TextChoices):
    """Kind of yearly series, which is read as a trend."""

    POPULATION = "population", _("habitants")
    PUPILS = "pupils", _("élèves")


class FactUnit(models.TextChoices):
    """Unit of a fact; a count by default."""

    COUNT = "count", ""
    KILOMETRES = "km", _("km")
    PERCENT = "percent", _("%")
    MINUTES = "minutes", _("min")


class Better(models.TextChoices):
    """Direction in which a figure is better for a person who chooses a commune."""

    MORE = "more", _("plus il y en a, mieux c’est")
    LESS = "less", _("moins il y en a, mieux c’est")
    DEPENDS = "depends", _("chacun en juge")


@dataclass(frozen=True, slots=True)
class FactMeasure:
    """Measure of a kind of fact: its unit, and which direction is better.

    `adds_up` is True if the figure of a merged commune is the sum of those of its former communes.
    """

    unit: FactUnit
    better: Better
    adds_up: bool = False


def _count(better: Better = Better.MORE) -> FactMeasure:
    return FactMeasure(FactUnit.COUNT, better, adds_up=True)


FACT_MEASURES: dict[str, FactMeasure] = {
    FactKind.FIBRE: FactMeasure(FactUnit.PERCENT, Better.MORE),
    FactKind.NURSERIES: _count(),
    FactKind.SCHOOLS: _count(),
    FactKind.NEAREST_SCHOOL: FactMeasure(FactUnit.KILOMETRES, Better.LESS),
    FactKind.MIDDLE_SCHOOLS: _count(),
    FactKind.HIGH_SCHOOLS: _count(),
    FactKind.DOCTORS: _count(),
    FactKind.PHARMACIES: _count(),
    FactKind.SHOPS: _count(),
    FactKind.BAKERIES: _count(),
    FactKind.SUPERMARKETS: _count(),
    FactKind.NEAREST_STATION: FactMeasure(FactUnit.KILOMETRES, Better.LESS),
    FactKind.STATION_MINUTES: FactMeasure(FactUnit.MINUTES, Better.LESS),
    FactKind.PARIS_MINUTES: FactMeasure(FactUnit.MINUTES, Better.LESS),
    FactKind.DENSITY: FactMeasure(FactUnit.COUNT, Better.DEPENDS),
    FactKind.VACANT_HOMES: FactMeasure(FactUnit.PERCENT, Better.DEPENDS),
    FactKind.OTHER: FactMeasure(FactUnit.COUNT, Better.DEPENDS),
}

PERCENTS = tuple(
    str(kind) for kind, measure in FACT_MEASURES.items() if measure.unit == FactUnit.PERCENT
)
