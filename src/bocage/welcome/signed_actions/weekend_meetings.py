"""What those whom all households of a weekend meet answer by mail, each with one button."""

from __future__ import annotations

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
from bocage.welcome.models import WeekendStep
from bocage.welcome.operations.weekend_meetings import (
    agree_to_meet_all,
    check_expected,
    decline_to_meet_all,
)
from bocage.welcome.signed_actions.stays import GOOD_FOR, about, stands


class _SharedStepAnswer(SignedAction):
    """What somebody met answers about a moment that all share."""

    def found(self, payload: Payload) -> tuple[WeekendStep, str]:
        """The moment, and the address that answers.

        Raises:
            NoLongerPossible: it no longer stands, or somebody else is met.
        """
        step = (
            WeekendStep.objects.select_related("weekend", "commune")
            .filter(pk=UUID(str(payload["step"])))
            .first()
        )
        if step is None:
            raise NoLongerPossible
        mail = str(payload["mail"])
        check_expected(step, mail)
        return step, mail


@signed_action("welcome.come_to_shared_step", max_age=GOOD_FOR)
class ComeToSharedStep(_SharedStepAnswer):
    """« Je serai là »."""

    def question(self, payload: Payload) -> Question | Outcome:
        step, _mail = self.found(payload)
        return Question(
            title=_("Serez-vous là ?"),
            explanation=about(step, step.weekend.name),
            answer=_("Je serai là"),
            after=_("Nous le disons aux ménages. Vous pourrez encore changer d’avis."),
        )

    def perform(self, payload: Payload) -> Outcome:
        step, mail = self.found(payload)
        return stands(agree_to_meet_all(step=step, mail=mail), step.weekend.name)


@signed_action("welcome.decline_shared_step", max_age=GOOD_FOR)
class DeclineSharedStep(_SharedStepAnswer):
    """« Je ne peux pas »."""

    def question(self, payload: Payload) -> Question | Outcome:
        step, _mail = self.found(payload)
        return Question(
            title=_("Vous ne pouvez pas ?"),
            explanation=about(step, step.weekend.name),
            answer=_("Je ne peux pas"),
            after=_("La personne qui prépare le week-end cherchera une autre solution."),
        )

    def perform(self, payload: Payload) -> Outcome:
        step, mail = self.found(payload)
        return stands(decline_to_meet_all(step=step, mail=mail), step.weekend.name)
