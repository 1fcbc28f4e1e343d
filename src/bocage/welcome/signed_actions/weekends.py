"""What a household answers to the invitation of a weekend, with one button."""

from datetime import timedelta

from django.utils.translation import gettext as _

from bocage.foundation.formatting.spoken_time import full_period
from bocage.foundation.http.signed_actions import (
    NoLongerPossible,
    Outcome,
    Payload,
    Question,
    signed_action,
)
from bocage.people.models import Person
from bocage.people.row_answers import RowAnswer
from bocage.welcome.models.weekends import WeekendHousehold, WelcomeWeekend
from bocage.welcome.operations.weekend_households import come_to_weekend, decline_weekend

GOOD_FOR = timedelta(days=120)
Status = WeekendHousehold.Status


class _WeekendAnswer(RowAnswer[WeekendHousehold]):
    """What an adult of a household answers about a weekend."""

    named = "household"
    rows = WeekendHousehold.objects.select_related("weekend__commune", "project")
    permission = "welcome.see_own_project"
    right_on = "project"

    def found(self, payload: Payload) -> tuple[Person, WeekendHousehold]:
        person, household = super().found(payload)
        if not household.weekend.is_to_come:
            raise NoLongerPossible
        return person, household


@signed_action("welcome.come_to_weekend", max_age=GOOD_FOR)
class ComeToWeekend(_WeekendAnswer):
    """« Nous venons »."""

    def question(self, payload: Payload) -> Question | Outcome:
        _person, household = self.found(payload)
        is_full = household.weekend.status == WelcomeWeekend.Status.FULL
        return Question(
            title=_("Venez-vous ?"),
            explanation=_about(household),
            answer=_("Nous venons"),
            after=_("Toutes les places sont prises : vous serez les premiers prévenus.")
            if is_full and household.status != Status.COMING
            else _("Nous gardons votre place, et préparons votre programme."),
        )

    def perform(self, payload: Payload) -> Outcome:
        person, household = self.found(payload)
        return _stands(come_to_weekend(by=person, household=household))


@signed_action("welcome.decline_weekend", max_age=GOOD_FOR)
class DeclineWeekend(_WeekendAnswer):
    """« Nous ne venons pas »."""

    def question(self, payload: Payload) -> Question | Outcome:
        _person, household = self.found(payload)
        return Question(
            title=_("Vous ne venez pas ?"),
            explanation=_about(household),
            answer=_("Nous ne venons pas"),
            after=_("La place ira à un autre ménage. Votre projet continue comme avant."),
        )

    def perform(self, payload: Payload) -> Outcome:
        person, household = self.found(payload)
        return _stands(decline_weekend(by=person, household=household))


def _about(household: WeekendHousehold) -> str:
    weekend = household.weekend
    return f"{weekend.name} · {full_period(weekend.starts_at, weekend.ends_at)}"


def _stands(household: WeekendHousehold) -> Outcome:
    titles = {
        Status.COMING: _("C’est noté : votre place est gardée"),
        Status.WAITING: _("Vous êtes sur la liste d’attente"),
        Status.DECLINED: _("C’est noté : vous ne venez pas"),
        Status.INVITED: _("Nous attendons votre réponse"),
    }
    return Outcome(title=titles[Status(household.status)], explanation=_about(household))
