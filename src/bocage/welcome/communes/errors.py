"""Refusals about former communes."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class CommuneMerged(Refusal):
    """Refusal because the commune has merged into another one."""

    default_sentence = _("Cette commune n’existe plus : choisissez celle d’aujourd’hui.")
