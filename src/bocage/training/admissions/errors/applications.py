"""What applying refuses, and why."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class ApplicationsClosed(Refusal):
    """The deadline is over, or the cohort takes nobody any more."""

    default_sentence = _(
        "Les candidatures à cette promotion sont closes. Votre brouillon est gardé : écrivez à "
        "l’organisme, qui peut vous accorder un délai."
    )


class ApplicationSent(Refusal):
    """It is sent: what the jury reads does not change under its eyes."""

    default_sentence = _(
        "Votre candidature est envoyée : elle ne se modifie plus. Vous pouvez la reprendre avant "
        "la date limite, tant que le jury ne la lit pas."
    )


class ApplicationIncomplete(Refusal):
    """Something that is asked for has no answer."""

    status = 400
    default_sentence = _("Il manque des réponses : votre brouillon est gardé.")


class ApplicationOver(Refusal):
    """It was withdrawn, or answered."""

    default_sentence = _("Cette candidature est close : plus rien ne s’y fait.")


class SeatConfirmedAlready(Refusal):
    """They have their seat: leaving the course is another act."""

    code = "seat_confirmed"
    default_sentence = _(
        "Vous avez confirmé votre place : c’est de la formation elle-même qu’il faut vous "
        "désinscrire."
    )


class TooManyDocuments(Refusal):
    """There are as many as an application takes."""

    default_sentence = _("Une candidature a huit documents au plus : retirez-en un d’abord.")


class DocumentThere(Refusal):
    """The same bytes are there already."""

    default_sentence = _("Ce document est déjà joint.")
