"""Refusals of charters, each with the sentence shown to the person."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class CharterRefused(Refusal):
    """Base of the refusals about charters and commitments."""


class CharterSignedAlready(CharterRefused):
    """Refusal because another elected person of the commune has already signed the charter."""

    default_sentence = _(
        "La commune a déjà signé la charte : elle est en vigueur, et ses engagements sont sur "
        "la page « Ma commune »."
    )


class NothingPromised(CharterRefused):
    default_sentence = _("Choisissez un engagement au moins : c’est ce qui fait vivre la charte.")


class PromisedAlready(CharterRefused):
    default_sentence = _("La commune a déjà pris cet engagement : changez plutôt sa date.")


class DateOutOfReach(CharterRefused):
    """Refusal because the date of a commitment has passed, or is years away."""

    default_sentence = _("Choisissez une date à venir, dans les trois ans.")


class CharterOver(CharterRefused):
    status = 410
    default_sentence = _("Cette charte n’est plus en vigueur : rien n’a changé.")


class RequestedRecently(CharterRefused):
    """Refusal because the signature was requested from the elected people a few days ago."""

    code = "requested_recently"
    default_sentence = _(
        "La signature a été demandée il y a moins d’une semaine : laissez-leur le temps, ou "
        "appelez la mairie."
    )


class NobodyToAsk(CharterRefused):
    default_sentence = _(
        "Aucun élu de cette commune n’est connu ici : confiez d’abord un mandat à la personne."
    )
