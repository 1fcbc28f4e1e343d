"""Answers of the people met by mail, each with one button, for a household's own step or a step
shared by a weekend.
"""

from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from bocage.foundation.formatting.times import full_period
from bocage.foundation.http.signed_actions import (
    NoLongerPossible,
    Outcome,
    Payload,
    Question,
    SignedAction,
    signed_action,
)
from bocage.welcome.visits.itinerary.models import StepStatus
from bocage.welcome.visits.itinerary.operations.answers import (
    agree_to_meet,
    check_expected,
    decline_to_meet,
)
from bocage.welcome.visits.itinerary.operations.appointments import knows_when_and_where
from bocage.welcome.visits.itinerary.visits import AnyStep, visit_of
from bocage.welcome.visits.stays.models import StayStep
from bocage.welcome.visits.weekends.models import WeekendStep

GOOD_FOR = timedelta(days=120)


class _StepAnswer(SignedAction):
    """Base of the answers of a person met about a step."""

    def find_row(self, payload: Payload) -> tuple[AnyStep, str]:
        """Returns the step, and the address that answers.

        Raises:
            NoLongerPossible: the step was called off, or another person is met.
        """
        step, mail = _step(UUID(str(payload["step"]))), str(payload["mail"])
        if step is None:
            raise NoLongerPossible
        check_expected(step, mail)
        return step, mail


@signed_action("welcome.come_to_step", max_age=GOOD_FOR)
class ComeToStep(_StepAnswer):
    """« Je serai là »."""

    def question(self, payload: Payload) -> Question | Outcome:
        step, _mail = self.find_row(payload)
        if step.status == StepStatus.AGREED and knows_when_and_where(step):
            return _stands(step)
        return Question(
            title=_("Serez-vous là ?"),
            explanation=_about(step),
            answer=_("Je serai là"),
            after=_("Nous le disons à qui vient vous voir. Vous pourrez encore changer d’avis."),
        )

    def perform(self, payload: Payload) -> Outcome:
        step, mail = self.find_row(payload)
        return _stands(agree_to_meet(step=step, mail=mail))


@signed_action("welcome.decline_step", max_age=GOOD_FOR)
class DeclineStep(_StepAnswer):
    """« Je ne peux pas »."""

    def question(self, payload: Payload) -> Question | Outcome:
        step, _mail = self.find_row(payload)
        if step.declined_at is not None and knows_when_and_where(step):
            return _stands(step)
        return Question(
            title=_("Vous ne pouvez pas ?"),
            explanation=_about(step),
            answer=_("Je ne peux pas"),
            after=_("La personne qui prépare cette visite cherchera une autre solution."),
        )

    def perform(self, payload: Payload) -> Outcome:
        step, mail = self.find_row(payload)
        return _stands(decline_to_meet(step=step, mail=mail))


def _step(key: UUID) -> AnyStep | None:
    """Returns the step of this key, of a household's own programme or shared by a weekend; None if
    there is none.
    """
    stay_step = StayStep.objects.select_related("stay__project", "commune").filter(pk=key).first()
    if stay_step is not None:
        return stay_step
    return WeekendStep.objects.select_related("weekend", "commune").filter(pk=key).first()


def _about(step: AnyStep) -> str:
    """Returns « Léa et Karim · vendredi 4 décembre 2026, de 10 h à 11 h · 1, place de la Mairie
    ».
    """
    visitors = visit_of(step.whole).visitors.name
    period = full_period(step.starts_at, step.ends_at)
    return " · ".join(filter(None, [visitors, period, step.location]))


def _stands(step: AnyStep) -> Outcome:
    """Returns the outcome page of a step once it is answered."""
    if step.status == StepStatus.AGREED:
        title = _("Merci, c’est noté : vous serez là")
    else:
        title = _("C’est noté : vous ne pouvez pas")
    return Outcome(title=title, explanation=_about(step))
