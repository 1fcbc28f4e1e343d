"""Errors raised by the editorial pages."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class ConsentEndsBefore(Refusal):
    default_sentence = _("Un accord finit après avoir été donné : vérifiez les deux dates.")


class ConsentWithoutWords(Refusal):
    default_sentence = _("Notez les mots exacts qui ont été dits à la personne.")


class ConsentTooLong(Refusal):
    default_sentence = _("Un accord vaut trois ans au plus : redemandez-le ensuite.")
