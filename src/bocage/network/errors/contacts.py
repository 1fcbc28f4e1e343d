"""Why the club does not pass on what somebody writes."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal


class WritesToThemself(Refusal):
    code = "writes_to_themself"
    default_sentence = _("C’est votre propre fiche : on ne s’écrit pas à soi-même.")


class NotToBeWrittenTo(Refusal):
    code = "not_to_be_written_to"
    default_sentence = _("Ce membre ne souhaite pas recevoir de messages par le club.")


class NothingSaid(Refusal):
    status = 400
    code = "nothing_said"
    default_sentence = _("Écrivez quelques mots : le message est vide.")


class MessageTooLong(Refusal):
    status = 400
    code = "message_too_long"
    default_sentence = _("Le message est trop long : cinq mille signes au plus.")


class ConversationStopped(Refusal):
    code = "conversation_stopped"
    default_sentence = _("Cette personne ne reçoit plus vos messages par le club.")


class StoppedByThemself(Refusal):
    code = "stopped_by_themself"
    default_sentence = _("Vous avez arrêté cet échange : reprenez-le pour écrire.")


class WriterSuspended(Refusal):
    status = 403
    code = "writer_suspended"
    default_sentence = _(
        "Vos messages par le club sont suspendus : l’animateur du club vous a écrit pourquoi."
    )


class WaitForTheirAnswer(Refusal):
    status = 429
    code = "wait_for_their_answer"
    default_sentence = _(
        "Trois messages attendent déjà une réponse : laissez à cette personne le temps de"
        " la donner."
    )


class TooManyMessages(Refusal):
    status = 429
    code = "too_many_messages"
    default_sentence = _("Vous avez beaucoup écrit aujourd’hui : envoyez ce message demain.")


class NobodyThere(Refusal):
    status = 410
    code = "nobody_there"
    default_sentence = _("Cette personne n’a plus de compte ici : elle ne lirait pas ce message.")


class ReportSettled(Refusal):
    code = "report_settled"
    default_sentence = _("Ce signalement est déjà réglé.")


class SuspendedWithoutReason(Refusal):
    status = 400
    code = "suspended_without_reason"
    default_sentence = _("Dites pourquoi : la personne reçoit cette phrase.")
