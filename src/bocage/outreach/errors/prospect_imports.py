"""The sentences with which lists of prospects are refused."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class NothingAllowsIt(Refusal):
    """Nobody said what gives the right to write to these people."""

    status = 422
    default_sentence = _("Dites ce qui autorise à écrire à ces personnes.")
