"""What the address book refuses."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class HelperRefused(Refusal):
    """Base of all that is refused about people who help."""


class HelperExists(HelperRefused):
    """The same address stands in the book already, for the same kind of help."""

    default_sentence = _(
        "Cette adresse est déjà au carnet, à ce titre. Ouvrez sa fiche pour la changer."
    )


class HelperClosed(HelperRefused):
    """The card is closed."""

    default_sentence = _("Cette fiche est fermée : on ne demande plus rien à cette personne.")


class AskedEnough(HelperRefused):
    """The helper was asked as often as they agreed to be."""

    default_sentence = _(
        "Cette personne a déjà été sollicitée autant qu’elle l’a accepté ce mois-ci. "
        "Choisissez-en une autre, ou attendez un peu."
    )


class ProjectNotFollowed(HelperRefused):
    """The project is paused, closed or erased."""

    default_sentence = _("Ce projet n’est plus en cours : il n’y a rien à demander pour lui.")


class NotAskedYet(HelperRefused):
    """The person was told a few days ago that they are in the book, and may still say no."""

    default_sentence = _(
        "Cette personne vient d’apprendre qu’elle est au carnet : laissez-lui quelques jours "
        "pour dire non."
    )


class SaidNoAlready(HelperRefused):
    """The helper declined for this household."""

    default_sentence = _(
        "Cette personne a répondu « pas cette fois » pour ce ménage : on ne le lui redemande pas."
    )


class NobodyWaits(HelperRefused):
    """The question was taken back, or the card closed."""

    status = 410
    default_sentence = _("Cette demande a été retirée : il n’y a plus rien à répondre. Merci !")


class NothingToThank(HelperRefused):
    """Nobody said yes."""

    default_sentence = _("Cette personne n’a pas encore dit oui.")
