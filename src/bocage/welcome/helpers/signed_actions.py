"""Answers of helpers by mail, each with one button."""

from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from bocage.foundation.http.signed_actions import (
    NoLongerPossible,
    Outcome,
    Payload,
    Question,
    SignedAction,
    signed_action,
)
from bocage.welcome.helpers.models import Helper, HelpRequest
from bocage.welcome.helpers.operations.profiles import answer_help, close_own_card, confirm_own_card

Answer = HelpRequest.Answer


class _HelpAnswer(SignedAction):
    """Base of the answers of a helper to one request."""

    answer: Answer

    def request_of(self, payload: Payload) -> HelpRequest:
        """Returns the request of the link.

        Raises:
            NoLongerPossible: the household or the card was deleted, or the request is not pending.
        """
        key = UUID(str(payload["request"]))
        request = HelpRequest.objects.select_related("helper").filter(pk=key).first()
        if request is None:
            raise NoLongerPossible
        return request

    def perform(self, payload: Payload) -> Outcome:
        return answered(answer_help(request_id=self.request_of(payload).pk, answer=self.answer))


@signed_action("welcome.help_yes", max_age=timedelta(days=120))
class HelpYes(_HelpAnswer):
    """« Oui, je peux aider »."""

    answer = Answer.YES

    def question(self, payload: Payload) -> Question | Outcome:
        request = self.request_of(payload)
        if not request.is_open:
            return answered(request)
        return Question(
            title=_("Aider %(names)s ?") % {"names": _names(request)},
            explanation=request.words,
            answer=_("Oui, je peux aider"),
            after=_("Le ménage recevra votre nom, votre courriel et votre téléphone."),
        )


@signed_action("welcome.help_no", max_age=timedelta(days=120))
class HelpNo(_HelpAnswer):
    """« Pas cette fois »."""

    answer = Answer.NO

    def question(self, payload: Payload) -> Question | Outcome:
        request = self.request_of(payload)
        if not request.is_open:
            return answered(request)
        return Question(
            title=_("Pas cette fois ?"),
            explanation=request.words,
            answer=_("Pas cette fois"),
            after=_("Personne ne vous le redemandera pour ce ménage."),
        )


class _CardAnswer(SignedAction):
    """Base of the answers of a helper about their own card."""

    def card(self, payload: Payload) -> Helper:
        """Returns the card of the link.

        Raises:
            NoLongerPossible: it was deleted.
        """
        helper = Helper.objects.filter(pk=UUID(str(payload["helper"]))).first()
        if helper is None:
            raise NoLongerPossible
        return helper


@signed_action("welcome.helper_close", max_age=timedelta(days=1100))
class HelperClose(_CardAnswer):
    """« Fermer ma fiche », at the foot of any mail."""

    def question(self, payload: Payload) -> Question | Outcome:
        helper = self.card(payload)
        if not helper.is_open:
            return _closed()
        return Question(
            title=_("Fermer votre fiche ?"),
            explanation=helper.can_do,
            answer=_("Oui, fermer ma fiche"),
            after=_("On ne vous demandera plus rien, et la fiche sera effacée dans un an."),
        )

    def perform(self, payload: Payload) -> Outcome:
        close_own_card(helper_id=self.card(payload).pk)
        return _closed()


@signed_action("welcome.helper_confirm", max_age=timedelta(days=120))
class HelperConfirm(_CardAnswer):
    """« Oui, gardez ma fiche »."""

    def question(self, payload: Payload) -> Question | Outcome:
        helper = self.card(payload)
        if not helper.is_open:
            return _closed()
        return Question(
            title=_("Garder votre fiche ?"),
            explanation=helper.can_do,
            answer=_("Oui, gardez ma fiche"),
            after=_("On vous demandera encore un coup de main, dans la mesure que vous avez dite."),
        )

    def perform(self, payload: Payload) -> Outcome:
        confirm_own_card(helper_id=self.card(payload).pk)
        return Outcome(
            title=_("Merci, votre fiche reste au carnet"),
            explanation=_("Vous pouvez la fermer à tout moment, depuis n’importe quel message."),
        )


def answered(request: HelpRequest) -> Outcome:
    """Returns the page shown for a help request that was answered or withdrawn."""
    if request.withdrawn_at is not None:
        return Outcome(
            title=_("Plus besoin de répondre"),
            explanation=_("Cette demande a été retirée. Merci d’être là."),
        )
    if request.answer == Answer.YES:
        return Outcome(
            title=_("Merci ! C’est noté"),
            explanation=_("Le ménage a reçu vos coordonnées, et l’équipe d’accueil le sait."),
        )
    return Outcome(
        title=_("C’est noté, merci d’avoir répondu"),
        explanation=_("L’équipe d’accueil demandera à quelqu’un d’autre."),
    )


def _closed() -> Outcome:
    return Outcome(
        title=_("Votre fiche est fermée"),
        explanation=_("On ne vous demandera plus rien. Merci pour ce que vous avez fait."),
    )


def _names(request: HelpRequest) -> str:
    return request.first_names or _("un ménage")
