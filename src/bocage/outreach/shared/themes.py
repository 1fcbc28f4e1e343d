"""Themes of the decision to move, shared by pages, prospects and assets."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Theme(models.TextChoices):
    """Subject on which people question a territory before they come."""

    LIVE = "live", _("vivre")
    WORK = "work", _("travailler")
    LEARN = "learn", _("apprendre")
    MOVE = "move", _("se déplacer")
    HEALTH = "health", _("se soigner")
    NATURE = "nature", _("la nature")
    PRICE = "price", _("les prix")
