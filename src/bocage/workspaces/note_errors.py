"""What stands against the note of a booking."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class NoteTooLong(Refusal):
    status = 400
    default_sentence = _("La note est trop longue : 1 000 caractères au plus.")
