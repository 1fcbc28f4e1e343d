"""Errors that stop a message from being passed on."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class WritesToThemself(Refusal):
    default_sentence = _("C’est votre propre fiche : on ne s’écrit pas à soi-même.")


class NotToBeWrittenTo(Refusal):
    default_sentence = _("Ce membre ne souhaite pas recevoir de messages par le club.")


class EmptyMessage(Refusal):
    status = 400
    default_sentence = _("Écrivez quelques mots : le message est vide.")


class MessageTooLong(Refusal):
    status = 400
    default_sentence = _("Le message est trop long : cinq mille signes au plus.")


class ConversationStopped(Refusal):
    default_sentence = _("Cette personne ne reçoit plus vos messages par le club.")


class StoppedByThemself(Refusal):
    default_sentence = _("Vous avez arrêté cet échange : reprenez-le pour écrire.")


class WriterSuspended(Refusal):
    status = 403
    default_sentence = _(
        "Vos messages par le club sont suspendus : l’animateur du club vous a écrit pourquoi."
    )


class WaitForTheirAnswer(Refusal):
    status = 429
    default_sentence = _(
        "Trois messages attendent déjà une réponse : laissez à cette personne le temps de"
        " la donner."
    )


class TooManyMessages(Refusal):
    status = 429
    default_sentence = _("Vous avez beaucoup écrit aujourd’hui : envoyez ce message demain.")


class NobodyThere(Refusal):
    status = 410
    default_sentence = _("Cette personne n’a plus de compte ici : elle ne lirait pas ce message.")


class ReportAlreadyClosed(Refusal):
    default_sentence = _("Ce signalement est déjà réglé.")


class SuspendedWithoutReason(Refusal):
    status = 400
    default_sentence = _("Dites pourquoi : la personne reçoit cette phrase.")
