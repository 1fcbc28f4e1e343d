"""Refusals of applications, and of the seats offered to them."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class ApplicationsClosed(Refusal):
    """Refusal of an application after the deadline, or to a cohort that no longer accepts any."""

    default_sentence = _(
        "Les candidatures à cette promotion sont closes. Votre brouillon est gardé : écrivez à "
        "l’organisme, qui peut vous accorder un délai."
    )


class ApplicationSent(Refusal):
    """Refusal to change an application already sent: what the jury reads does not change."""

    default_sentence = _(
        "Votre candidature est envoyée : elle ne se modifie plus. Vous pouvez la reprendre avant "
        "la date limite, tant que le jury ne la lit pas."
    )


class ApplicationIncomplete(Refusal):
    """Refusal to send an application that lacks a required answer."""

    status = 400
    default_sentence = _("Il manque des réponses : votre brouillon est gardé.")


class ApplicationOver(Refusal):
    """Refusal to act on an application that was withdrawn or answered."""

    default_sentence = _("Cette candidature est close : plus rien ne s’y fait.")


class SeatConfirmedAlready(Refusal):
    """Refusal to withdraw an application whose seat is confirmed: leaving the course is another
    action.
    """

    code = "seat_confirmed"
    default_sentence = _(
        "Vous avez confirmé votre place : c’est de la formation elle-même qu’il faut vous "
        "désinscrire."
    )


class TooManyDocuments(Refusal):
    """Refusal of a document when the application already has the maximum number."""

    default_sentence = _("Une candidature a huit documents au plus : retirez-en un d’abord.")


class DocumentThere(Refusal):
    """Refusal of a document whose content is already attached to the application."""

    default_sentence = _("Ce document est déjà joint.")


class SeatGone(Refusal):
    """Refusal of a seat that was declined, that lapsed, or whose cohort does not take place."""

    status = 410
    default_sentence = _("Cette place n’est plus gardée pour vous.")
