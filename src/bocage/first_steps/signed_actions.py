"""Link of the trial mail. A program that opens every link only sees a confirmation page, which
proves nothing: a person has to press the button."""

from datetime import timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from bocage.first_steps.mails import CAME_BACK
from bocage.first_steps.models import MailTrial
from bocage.first_steps.operations.trials import note_return
from bocage.foundation.http.signed_actions import (
    NoLongerPossible,
    Outcome,
    Payload,
    Question,
    SignedAction,
    signed_action,
)


@signed_action(CAME_BACK, max_age=timedelta(days=7))
class MailCameBack(SignedAction):
    """« I have received it »: the holder of the link received the mail."""

    def question(self, payload: Payload) -> Question | Outcome:
        trial = MailTrial.objects.filter(pk=_trial(payload)).first()
        if trial is None:
            raise NoLongerPossible
        if trial.came_back_at:
            return _noted()
        return Question(
            title=_("Vous avez bien reçu l’essai ?"),
            explanation=_("Il est parti de %(sender)s.") % {"sender": trial.sender},
            answer=_("Oui, il est arrivé"),
            after=_("L’instance saura que ses courriels arrivent."),
        )

    def perform(self, payload: Payload) -> Outcome:
        if note_return(trial_id=_trial(payload), return_method=MailTrial.ReturnMethod.LINK) is None:
            raise NoLongerPossible
        return _noted()


def _trial(payload: Payload) -> UUID:
    return UUID(str(payload["trial"]))


def _noted() -> Outcome:
    return Outcome(
        title=_("Les courriels arrivent"),
        explanation=_("C’est noté : l’instance sait écrire à ses habitants."),
        link=reverse("first_steps"),
        link_label=_("Continuer les premiers pas"),
    )
