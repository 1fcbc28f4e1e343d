"""Refusals about held mails."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class NotForAHousehold(Refusal):
    """Refusal because the mail cannot be added to a household's thread."""

    default_sentence = _(
        "Ce courriel ne peut pas entrer dans le fil : il n’était pas pour l’adresse d’un ménage."
    )
