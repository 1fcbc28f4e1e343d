"""What those whom a stay meets answer by mail, each with one button."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from bocage.foundation.signed_actions import (
    NoLongerPossible,
    Outcome,
    Payload,
    Question,
    SignedAction,
    signed_action,
)
from bocage.foundation.spoken_time import full_period
from bocage.welcome.models import ProgrammeStep, StayStep, StepStatus
from bocage.welcome.operations.step_answers import (
    agree_to_meet,
    check_answerable,
    decline_to_meet,
)
from bocage.welcome.stay_words import first_names

GOOD_FOR = timedelta(days=120)


class _StepAnswer(SignedAction):
    """What somebody met answers about their moment of a stay."""

    def found(self, payload: Payload) -> tuple[StayStep, str]:
        """The moment, and the address that answers.

        Raises:
            NoLongerPossible: it no longer stands, or somebody else is met.
        """
        step = (
            StayStep.objects.select_related("stay__project", "commune")
            .filter(pk=UUID(str(payload["step"])))
            .first()
        )
        if step is None:
            raise NoLongerPossible
        mail = str(payload["mail"])
        check_answerable(step, mail, is_open=step.stay.is_confirmed)
        return step, mail


@signed_action("welcome.come_to_step", max_age=GOOD_FOR)
class ComeToStep(_StepAnswer):
    """« Je serai là »."""

    def question(self, payload: Payload) -> Question | Outcome:
        step, _mail = self.found(payload)
        return Question(
            title=_("Serez-vous là ?"),
            explanation=about(step, first_names(step.stay.project)),
            answer=_("Je serai là"),
            after=_("Nous le disons au ménage. Vous pourrez encore changer d’avis."),
        )

    def perform(self, payload: Payload) -> Outcome:
        step, mail = self.found(payload)
        return stands(agree_to_meet(step=step, mail=mail), first_names(step.stay.project))


@signed_action("welcome.decline_step", max_age=GOOD_FOR)
class DeclineStep(_StepAnswer):
    """« Je ne peux pas »."""

    def question(self, payload: Payload) -> Question | Outcome:
        step, _mail = self.found(payload)
        return Question(
            title=_("Vous ne pouvez pas ?"),
            explanation=about(step, first_names(step.stay.project)),
            answer=_("Je ne peux pas"),
            after=_("La personne qui prépare le séjour cherchera une autre heure avec vous."),
        )

    def perform(self, payload: Payload) -> Outcome:
        step, mail = self.found(payload)
        return stands(decline_to_meet(step=step, mail=mail), first_names(step.stay.project))


def about(step: ProgrammeStep, household: str) -> str:
    """« Léa et Karim · vendredi 4 décembre 2026, de 10 h à 11 h · 1, place de la Mairie »."""
    when = full_period(step.starts_at, step.ends_at)
    return " · ".join(filter(None, [household, when, step.where]))


def stands(step: ProgrammeStep, household: str) -> Outcome:
    """How the moment stands once it is answered."""
    if step.status == StepStatus.AGREED:
        title = _("Merci, c’est noté : vous serez là")
    else:
        title = _("C’est noté : vous ne pouvez pas")
    return Outcome(title=title, explanation=about(step, household))
