"""Errors raised by the help board."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class HelpPostOver(Refusal):
    default_sentence = _("Cette annonce n’est plus en cours : on n’y répond plus.")


class HelpPostWithoutSkill(Refusal):
    status = 400
    default_sentence = _(
        "Dites au moins un métier ou une compétence : c’est ainsi que l’annonce trouve qui elle "
        "concerne."
    )


class EndsTooFar(Refusal):
    status = 400
    default_sentence = _(
        "Une annonce dure trois mois au plus, et finit aujourd’hui ou plus tard : vous pourrez la "
        "prolonger."
    )


class NotAnAnswerer(Refusal):
    default_sentence = _("Cette personne n’a pas répondu à l’annonce.")


class WordsMissing(Refusal):
    status = 400
    default_sentence = _("Écrivez un mot : rien n’a été envoyé.")


class HiddenWithoutReason(Refusal):
    status = 400
    default_sentence = _("Dites pourquoi : la raison est envoyée à la personne.")
