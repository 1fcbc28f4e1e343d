"""Errors raised by the idea box."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class IdeaAlreadyDecided(Refusal):
    default_sentence = _("Cette idée a reçu sa réponse : on n’y vote plus.")


class NoWithoutReason(Refusal):
    status = 400
    default_sentence = _("Un non dit pourquoi : ceux qui ont voté le liront.")


class NotAnAnswer(Refusal):
    status = 400
    default_sentence = _("Choisissez un état : à l’étude, prévue, faite ou non retenue.")


class NothingWritten(Refusal):
    status = 400
    default_sentence = _("Écrivez un mot : rien n’a été gardé.")
