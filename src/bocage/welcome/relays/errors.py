"""Refusals of relays, each with the sentence shown to the person."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class RelayRefused(Refusal):
    """Base of the refusals about relays."""


class NoCommuneSelected(RelayRefused):
    code = "no_commune_selected"
    default_sentence = _("Choisissez au moins une commune, et douze au plus à la fois.")


class ProjectAtRest(RelayRefused):
    """Refusal because the project is paused or closed."""

    default_sentence = _(
        "Ce projet est en pause ou clos : reprenez-le avant de demander à une mairie."
    )


class CommuneOfOthers(RelayRefused):
    """Refusal because the commune lies outside the territory that the person coordinates."""

    default_sentence = _(
        "Cette commune n’est pas de votre territoire. Demandez à la personne qui y accueille de "
        "poser la question."
    )


class MandateOver(RelayRefused):
    """Refusal because the person who answers no longer has the mandate for it; their words are
    stored.
    """

    retains_input = True
    status = 403
    default_sentence = _(
        "Votre mandat dans cette commune n’est plus en cours : votre réponse ne peut pas compter "
        "pour la mairie. Vos mots sont gardés, et la personne qui suit ce ménage les lit."
    )


class NotAskedToday(RelayRefused):
    """Refusal because the link of a mail was opened by a person who no longer answers for the
    commune.
    """

    status = 403
    default_sentence = _(
        "Votre mandat dans cette commune n’est plus en cours : cette question ne vous est plus "
        "posée. Rien n’a été changé."
    )


class RelayWithdrawn(RelayRefused):
    """Refusal because the question was withdrawn."""

    retains_input = True
    status = 410
    default_sentence = _(
        "Cette question ne se pose plus : le ménage a changé ses plans. Il n’y a rien à répondre. "
        "Merci d’avoir pris ce temps."
    )


class RelayAnswered(RelayRefused):
    """Refusal because another person has just given a different answer; the words are stored."""

    retains_input = True
    default_sentence = _(
        "Quelqu’un d’autre vient de répondre pour votre commune. Sa réponse compte ; vos mots sont "
        "gardés, et la personne qui suit ce ménage les lit."
    )
