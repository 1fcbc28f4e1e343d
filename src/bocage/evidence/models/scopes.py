"""Scope and period of a figure."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """Kind of scope for which figures are stored. The code of a scope is the INSEE code of a
    commune or a département, the SIREN of an intercommunalité, the identifier of a place, of a
    campaign or of a partner organisation, and empty for the whole instance.
    """

    INSTANCE = "instance", _("toute l’instance")
    DEPARTEMENT = "departement", _("département")
    EPCI = "epci", _("intercommunalité")
    COMMUNE = "commune", _("commune")
    PLACE = "place", _("lieu")
    CAMPAIGN = "campaign", _("campagne")
    PARTNER = "partner", _("organisme")


class Span(models.TextChoices):
    """Length of a period, which begins on the first day of a month or of a year, in Paris time."""

    MONTH = "month", _("mois")
    YEAR = "year", _("année")
