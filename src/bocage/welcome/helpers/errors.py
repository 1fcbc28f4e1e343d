"""Refusals of the address book."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class HelperRefused(Refusal):
    """Base of the refusals about helpers."""


class HelperExists(HelperRefused):
    """Refusal because the address book already has this email address for the same kind of help."""

    default_sentence = _(
        "Cette adresse est déjà au carnet, à ce titre. Ouvrez sa fiche pour la changer."
    )


class HelperClosed(HelperRefused):
    """Refusal because the helper's card is closed."""

    default_sentence = _("Cette fiche est fermée : on ne demande plus rien à cette personne.")


class MonthlyLimitReached(HelperRefused):
    """Refusal because the helper already received their monthly maximum of requests."""

    code = "monthly_limit_reached"
    default_sentence = _(
        "Cette personne a déjà été sollicitée autant qu’elle l’a accepté ce mois-ci. "
        "Choisissez-en une autre, ou attendez un peu."
    )


class ProjectNotFollowed(HelperRefused):
    """Refusal because the project is paused, closed or erased."""

    default_sentence = _("Ce projet n’est plus en cours : il n’y a rien à demander pour lui.")


class NotAskedYet(HelperRefused):
    """Refusal because the helper was notified of their card only a few days ago, and may still
    refuse.
    """

    default_sentence = _(
        "Cette personne vient d’apprendre qu’elle est au carnet : laissez-lui quelques jours "
        "pour dire non."
    )


class AlreadyDeclined(HelperRefused):
    """Refusal because the helper has declined for this household."""

    code = "already_declined"
    default_sentence = _(
        "Cette personne a répondu « pas cette fois » pour ce ménage : on ne le lui redemande pas."
    )


class NobodyWaits(HelperRefused):
    """Refusal because the request was withdrawn, or the card closed."""

    status = 410
    default_sentence = _("Cette demande a été retirée : il n’y a plus rien à répondre. Merci !")


class NothingToThank(HelperRefused):
    """Refusal because the helper has not agreed to help."""

    default_sentence = _("Cette personne n’a pas encore dit oui.")
