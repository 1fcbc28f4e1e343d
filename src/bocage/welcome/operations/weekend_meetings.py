"""Those whom the households of a weekend meet together: asked once, told what changes for them,
reminded the day before, told when nobody is expected any more. No household is named to them.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.foundation.signed_actions import NoLongerPossible
from bocage.people.models import Person
from bocage.welcome import weekend_meeting_notices
from bocage.welcome.errors.stays import StepGone
from bocage.welcome.models import StepStatus, WeekendHousehold, WeekendStep, WelcomeWeekend
from bocage.welcome.operations.programme_transactions import (
    locked_weekend,
    programme_transaction,
)
from bocage.welcome.operations.step_copies import follow_the_answer
from bocage.welcome.stay_words import is_elsewhere, told_of


def ask_people_met(*, by: Person, weekend: WelcomeWeekend, now: datetime | None = None) -> int:
    """Asks those whom all meet whether they will be there, and tells again those for whom it has
    changed. Answers with how many moments had news; nothing changed, nothing told.

    Raises:
        NotAllowed: `by` does not prepare the weekend.
        WeekendOver: it was held, or called off.
    """
    if not by.has_perm("welcome.keep_weekend", weekend):
        raise NotAllowed
    now = now or timezone.now()
    with programme_transaction():
        locked = locked_weekend(weekend)
        return sum(_bring_up_to_date(locked, step, now) for step in _steps_of(locked))


def confirm_shared_step(*, by: Person, step: WeekendStep) -> WeekendStep:
    """Notes that whoever is met said yes, on the telephone say. Done twice, it is harmless.

    Raises:
        NotAllowed, WeekendOver: as `ask_people_met` does.
        StepGone: the moment was taken out meanwhile.
    """
    if not by.has_perm("welcome.keep_weekend", step.weekend):
        raise NotAllowed
    with programme_transaction():
        locked = _locked(step, locked_weekend(step.weekend))
        if not locked.stands:
            raise StepGone
        _agree(locked)
    return locked


def agree_to_meet_all(*, step: WeekendStep, mail: str) -> WeekendStep:
    """« Je serai là ». Said again, it is harmless; said after a refusal, it takes it back.

    Raises:
        WeekendOver: the weekend was held, or called off.
        NoLongerPossible: the moment no longer stands, or somebody else is met.
    """
    with programme_transaction():
        locked = _locked(step, locked_weekend(step.weekend))
        check_expected(locked, mail)
        _agree(locked)
    return locked


def decline_to_meet_all(
    *, step: WeekendStep, mail: str, now: datetime | None = None
) -> WeekendStep:
    """« Je ne peux pas »: the moment is to confirm again in every programme, and whoever prepares
    the weekend learns it, once.

    Raises:
        WeekendOver, NoLongerPossible: as `agree_to_meet_all` does.
    """
    with programme_transaction():
        weekend = locked_weekend(step.weekend)
        locked = _locked(step, weekend)
        check_expected(locked, mail)
        if locked.declined_at is None:
            locked.status, locked.declined_at = StepStatus.OPEN, now or timezone.now()
            locked.save(update_fields=["status", "declined_at"])
            follow_the_answer(locked)
            weekend_meeting_notices.tell_team_somebody_declined(weekend, locked)
    return locked


def check_expected(step: WeekendStep, mail: str) -> None:
    """Goes on only where the one who answers was asked and is still the one who is met: whoever
    is replaced answers for nobody, though they have not learnt it yet.

    Raises:
        NoLongerPossible: they are not.
    """
    is_asked = step.stands and step.told.get("mail") == mail
    if not is_asked or step.contact_mail != mail or not step.weekend.is_to_come:
        raise NoLongerPossible


def tell_people_met_it_is_off(weekend: WelcomeWeekend) -> None:
    """Those who were told, and did not decline, learn that the weekend will not take place; in
    the transaction of the caller, who holds the lock of the weekend."""
    for step in _steps_of(weekend):
        tell_person_met_it_is_off(weekend, step)


def tell_person_met_it_is_off(weekend: WelcomeWeekend, step: WeekendStep) -> None:
    """The same of one moment, which is taken out."""
    if step.told:
        _say_it_is_off(weekend, step)
        step.told = {}
        step.save(update_fields=["told"])


def remind_person_met(weekend: WelcomeWeekend, step: WeekendStep, *, now: datetime) -> bool:
    """The day before, to whoever was asked of it as it is now and did not decline, where somebody
    comes; once."""
    locked = _locked(step, weekend)
    is_expected = _knows_when_and_where(locked) and locked.declined_at is None
    coming = weekend.households.filter(status=WeekendHousehold.Status.COMING)
    if not is_expected or locked.reminded_at is not None or not coming.exists():
        return False
    weekend_meeting_notices.remind_person_met(weekend, locked)
    locked.reminded_at = now
    locked.save(update_fields=["reminded_at"])
    return True


def _knows_when_and_where(step: WeekendStep) -> bool:
    """Whether whoever is met now was told, with the hours and the place of now. Nobody is sent to
    a moment by a reminder that says more than what they were asked."""
    current = told_of(step)
    if not current or step.told.get("mail") != current["mail"]:
        return False
    return not is_elsewhere(step.told, current)


def _bring_up_to_date(weekend: WelcomeWeekend, step: WeekendStep, now: datetime) -> bool:
    before: dict[str, Any] = step.told
    current = told_of(step)
    if current == before:
        return False
    if before and before["mail"] != current.get("mail"):
        _say_it_is_off(weekend, step)
        before = step.told = {}
        step.declined_at = None
    if current:
        _ask(weekend, step, before, current, now)
    step.save()
    follow_the_answer(step)
    return True


def _ask(
    weekend: WelcomeWeekend,
    step: WeekendStep,
    before: dict[str, Any],
    current: dict[str, Any],
    now: datetime,
) -> None:
    weekend_meeting_notices.ask_person_met(weekend, step, is_again=bool(before))
    # Agreed though nothing was told: noted aloud since the last change, which had opened it again.
    if step.status == StepStatus.OPEN or (before and is_elsewhere(before, current)):
        step.status, step.declined_at, step.reminded_at = StepStatus.ASKED, None, None
    step.told, step.told_at = current, now


def _say_it_is_off(weekend: WelcomeWeekend, step: WeekendStep) -> None:
    if step.declined_at is None:
        weekend_meeting_notices.tell_person_met_it_is_off(weekend, step)


def _agree(step: WeekendStep) -> None:
    if step.status != StepStatus.AGREED:
        step.status, step.declined_at = StepStatus.AGREED, None
        step.save(update_fields=["status", "declined_at"])
        follow_the_answer(step)


def _steps_of(weekend: WelcomeWeekend) -> list[WeekendStep]:
    steps = weekend.steps.select_for_update(no_key=True, of=("self",)).select_related("commune")
    return list(steps.order_by("period", "id"))


def _locked(step: WeekendStep, weekend: WelcomeWeekend) -> WeekendStep:
    """The moment as it is now, under the lock of its weekend."""
    found: WeekendStep = (
        WeekendStep.objects.select_for_update(no_key=True, of=("self",))
        .select_related("commune")
        .get(pk=step.pk)
    )
    found.weekend = weekend
    return found
