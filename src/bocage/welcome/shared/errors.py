"""Refusals about dates and times."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class MomentPassed(Refusal):
    """Refusal because the date and time chosen are in the past."""

    default_sentence = _("Ce moment est passé : choisissez une date à venir.")
