"""What relays refuse, each in the sentence that a person reads."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class RelayRefused(Refusal):
    """Base of all that is refused about relays."""


class NobodyAsked(RelayRefused):
    default_sentence = _("Choisissez au moins une commune, et douze au plus à la fois.")


class ProjectAtRest(RelayRefused):
    """The project is paused or closed."""

    default_sentence = _(
        "Ce projet est en pause ou clos : reprenez-le avant de demander à une mairie."
    )


class CommuneOfOthers(RelayRefused):
    """The commune lies outside what the person coordinates."""

    default_sentence = _(
        "Cette commune n’est pas de votre territoire. Demandez à la personne qui y accueille de "
        "poser la question."
    )


class MandateOver(RelayRefused):
    """Whoever answers no longer holds the mandate for it."""

    keeps_what_was_said = True
    status = 403
    default_sentence = _(
        "Votre mandat dans cette commune n’est plus en cours : votre réponse ne peut pas compter "
        "pour la mairie. Vos mots sont gardés, et la personne qui suit ce ménage les lit."
    )


class NotAskedToday(RelayRefused):
    """The link of a mail is opened by somebody who no longer answers for the commune."""

    status = 403
    default_sentence = _(
        "Votre mandat dans cette commune n’est plus en cours : cette question ne vous est plus "
        "posée. Rien n’a été changé."
    )


class RelayWithdrawn(RelayRefused):
    """The question was taken back."""

    keeps_what_was_said = True
    status = 410
    default_sentence = _(
        "Cette question ne se pose plus : le ménage a changé ses plans. Il n’y a rien à répondre. "
        "Merci d’avoir pris ce temps."
    )


class RelayAnswered(RelayRefused):
    """Somebody else has just answered, otherwise."""

    keeps_what_was_said = True
    default_sentence = _(
        "Quelqu’un d’autre vient de répondre pour votre commune. Sa réponse compte ; vos mots sont "
        "gardés, et la personne qui suit ce ménage les lit."
    )
