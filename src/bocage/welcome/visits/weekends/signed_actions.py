"""Answers of households, drivers and hosts of a weekend by mail, each with one button."""

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
from bocage.people.models import Person
from bocage.people.row_answers import RowAnswer
from bocage.welcome.visits.weekends.models import (
    NightHost,
    WeekendCar,
    WeekendHousehold,
    WelcomeWeekend,
)
from bocage.welcome.visits.weekends.operations.answers import (
    Volunteer,
    agree_to_take,
    check_counted_on,
    decline_to_take,
)
from bocage.welcome.visits.weekends.operations.households import come_to_weekend, decline_weekend

GOOD_FOR = timedelta(days=120)


class _VolunteerAnswer(SignedAction):
    """Base of the answers of a driver or a host."""

    def find_row(self, payload: Payload) -> tuple[Volunteer, str]:
        """Returns the driver or host who answers, and the address that they answer from.

        Raises:
            NoLongerPossible: they are no longer expected.
        """
        volunteer = _volunteer(str(payload["kind"]), UUID(str(payload["volunteer"])))
        if volunteer is None:
            raise NoLongerPossible
        mail = str(payload["mail"])
        check_counted_on(volunteer, mail)
        return volunteer, mail


@signed_action("welcome.take_in_weekend", max_age=GOOD_FOR)
class TakeInWeekend(_VolunteerAnswer):
    """« C’est d’accord »."""

    def question(self, payload: Payload) -> Question | Outcome:
        volunteer, _mail = self.find_row(payload)
        drives = isinstance(volunteer, WeekendCar)
        return Question(
            title=_("Vous les conduisez ?") if drives else _("Vous les accueillez chez vous ?"),
            explanation=_about(volunteer),
            answer=_("C’est d’accord"),
            after=_("Vous pourrez encore changer d’avis : il suffira de nous le dire."),
        )

    def perform(self, payload: Payload) -> Outcome:
        volunteer, mail = self.find_row(payload)
        return _stands(agree_to_take(volunteer=volunteer, mail=mail))


@signed_action("welcome.decline_to_take", max_age=GOOD_FOR)
class DeclineToTake(_VolunteerAnswer):
    """« Je ne peux pas »."""

    def question(self, payload: Payload) -> Question | Outcome:
        volunteer, _mail = self.find_row(payload)
        return Question(
            title=_("Vous ne pouvez pas ?"),
            explanation=_about(volunteer),
            answer=_("Je ne peux pas"),
            after=_("La personne qui prépare le week-end cherchera une autre solution."),
        )

    def perform(self, payload: Payload) -> Outcome:
        volunteer, mail = self.find_row(payload)
        return _stands(decline_to_take(volunteer=volunteer, mail=mail))


def _volunteer(kind: str, key: UUID) -> Volunteer | None:
    if kind == "car":
        return WeekendCar.objects.select_related("weekend").filter(pk=key).first()
    return NightHost.objects.select_related("weekend").filter(pk=key).first()


def _about(volunteer: Volunteer) -> str:
    weekend = volunteer.weekend
    return f"{weekend.name} · {full_period(weekend.starts_at, weekend.ends_at)}"


def _stands(volunteer: Volunteer) -> Outcome:
    title = (
        _("Merci, c’est noté : nous comptons sur vous")
        if volunteer.has_agreed
        else _("C’est noté : vous ne pouvez pas")
    )
    return Outcome(title=title, explanation=_about(volunteer))


Status = WeekendHousehold.Status


class _WeekendAnswer(RowAnswer[WeekendHousehold]):
    """Base of the answers of an adult of a household about a weekend."""

    payload_key = "household"
    rows = WeekendHousehold.objects.select_related("weekend__commune", "project")
    permission = "welcome.see_own_project"
    right_on = "project"

    def find_row(self, payload: Payload) -> tuple[Person, WeekendHousehold]:
        person, household = super().find_row(payload)
        if not household.weekend.is_to_come:
            raise NoLongerPossible
        return person, household


@signed_action("welcome.come_to_weekend", max_age=GOOD_FOR)
class ComeToWeekend(_WeekendAnswer):
    """« Nous venons »."""

    def question(self, payload: Payload) -> Question | Outcome:
        _person, household = self.find_row(payload)
        is_full = household.weekend.status == WelcomeWeekend.Status.FULL
        return Question(
            title=_("Venez-vous ?"),
            explanation=_about_weekend(household),
            answer=_("Nous venons"),
            after=_("Toutes les places sont prises : vous serez les premiers prévenus.")
            if is_full and household.status != Status.COMING
            else _("Nous gardons votre place, et préparons votre programme."),
        )

    def perform(self, payload: Payload) -> Outcome:
        person, household = self.find_row(payload)
        return _weekend_stands(come_to_weekend(by=person, household=household))


@signed_action("welcome.decline_weekend", max_age=GOOD_FOR)
class DeclineWeekend(_WeekendAnswer):
    """« Nous ne venons pas »."""

    def question(self, payload: Payload) -> Question | Outcome:
        _person, household = self.find_row(payload)
        return Question(
            title=_("Vous ne venez pas ?"),
            explanation=_about_weekend(household),
            answer=_("Nous ne venons pas"),
            after=_("La place ira à un autre ménage. Votre projet continue comme avant."),
        )

    def perform(self, payload: Payload) -> Outcome:
        person, household = self.find_row(payload)
        return _weekend_stands(decline_weekend(by=person, household=household))


def _about_weekend(household: WeekendHousehold) -> str:
    weekend = household.weekend
    return f"{weekend.name} · {full_period(weekend.starts_at, weekend.ends_at)}"


def _weekend_stands(household: WeekendHousehold) -> Outcome:
    titles = {
        Status.COMING: _("C’est noté : votre place est gardée"),
        Status.WAITING: _("Vous êtes sur la liste d’attente"),
        Status.DECLINED: _("C’est noté : vous ne venez pas"),
        Status.INVITED: _("Nous attendons votre réponse"),
    }
    return Outcome(title=titles[Status(household.status)], explanation=_about_weekend(household))
