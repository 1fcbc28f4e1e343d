"""Those whom a stay meets: asked once, told what changes for them, told when they are not
expected any more. What each was last told is kept with the step, and what is the same is never
told twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.foundation.mail import send_mail
from bocage.people.models import Person
from bocage.welcome import stay_notices
from bocage.welcome.errors.stays import ConsentMissing
from bocage.welcome.mails.stay_meetings import (
    StepAskedMail,
    StepMail,
    StepMovedMail,
    StepOffMail,
    StepReminderMail,
)
from bocage.welcome.models import (
    ProgrammeStep,
    ProjectConsent,
    Stay,
    StayStep,
    StepKind,
    StepStatus,
)
from bocage.welcome.operations.consents import agreed_uses
from bocage.welcome.operations.programme_transactions import locked_stay, programme_transaction
from bocage.welcome.stay_recipients import face_of
from bocage.welcome.stay_words import (
    facts_as_told,
    facts_of_step,
    facts_of_team,
    first_names,
    is_elsewhere,
    told_of,
)

Use = ProjectConsent.Use

USES = {StepKind.TOWN_HALL: Use.TOWN_HALLS, StepKind.CLUB: Use.CLUB}
"""What the household must have agreed to, for us to speak of it to whoever is met there."""

LANGUAGE = "fr"
"""Those who are met live here."""


def use_for(step: ProgrammeStep) -> str:
    """The agreement that a message to whoever is met asks for."""
    return USES.get(StepKind(step.kind), Use.HELPERS)


def check_consents(stay: Stay, steps: Iterable[StayStep] | None = None) -> None:
    """Goes on only where all who are written to may be told of the household.

    Raises:
        ConsentMissing: it names the moments whose person may not.
    """
    written_to = [
        step
        for step in (_standing(stay) if steps is None else steps)
        if step.contact_mail and step.booking_id is None
    ]
    if not written_to:
        return
    agreed = agreed_uses(stay.project)
    missing = [step.title for step in written_to if use_for(step) not in agreed]
    if missing:
        raise ConsentMissing(missing)


def tell_programme(*, by: Person | None, stay: Stay, now: datetime | None = None) -> Stay:
    """Tells the household and those it meets what has changed since they were last told.

    `by` is None for the clock, which waits a little after the last change. Nothing changed,
    nothing told.

    Raises:
        NotAllowed: `by` does not prepare it.
    """
    if by is not None and not by.has_perm("welcome.keep_stay", stay):
        raise NotAllowed
    now = now or timezone.now()
    with programme_transaction():
        locked = locked_stay(stay)
        if not locked.is_confirmed or not has_untold_changes(locked):
            return locked
        locked.told_at = now
        locked.save(update_fields=["told_at"])
        stay_notices.tell_household_it_changed(locked)
        tell_people_met(locked, now=now)
    return locked


def has_untold_changes(stay: Stay) -> bool:
    """Whether the programme of a confirmed stay is no longer what was told."""
    return stay.told_at is not None and stay.changed_at > stay.told_at


def tell_people_met(stay: Stay, *, now: datetime) -> None:
    """Brings each person met up to date, in the transaction of the caller."""
    steps = stay.steps.select_related("commune").order_by("period", "id")
    agreed = agreed_uses(stay.project)
    told = _Told(stay)
    for step in steps:
        if step.booking_id is None:
            told.bring_up_to_date(step, may_be_asked=use_for(step) in agreed, now=now)


def tell_people_met_it_is_off(stay: Stay) -> None:
    """Those who were told, and did not decline, learn that nobody comes; once."""
    told = _Told(stay)
    for step in stay.steps.exclude(told={}).select_related("commune").order_by("period", "id"):
        told.say_it_is_off(step, reason=stay.called_off_words)
        step.told = {}
        step.save(update_fields=["told"])


def remind_person_met(stay: Stay, step: StayStep, *, now: datetime) -> None:
    """The day before, to whoever was asked and did not decline."""
    _Told(stay).send(StepReminderMail, step, to=step.told["mail"])
    step.reminded_at = now
    step.save(update_fields=["reminded_at"])


class _Told:
    """What is the same in all messages of one stay: first names, whom to call."""

    def __init__(self, stay: Stay) -> None:
        self.household = first_names(stay.project)
        self.face = face_of(stay)

    def bring_up_to_date(self, step: StayStep, *, may_be_asked: bool, now: datetime) -> None:
        before: dict[str, Any] = step.told
        current = told_of(step)
        if current == before:
            return
        if before and before["mail"] != current.get("mail"):
            self.say_it_is_off(step)
            before = step.told = {}
            step.declined_at = None
        if current and may_be_asked:
            self._ask(step, before, current, now)
        step.save()

    def say_it_is_off(self, step: StayStep, *, reason: str = "") -> None:
        """To whoever was last told, unless they had declined; with the hour that they knew."""
        if step.declined_at is not None or not step.told:
            return
        mail = StepOffMail(
            step=facts_as_told(step),
            household=self.household,
            team=facts_of_team(self.face),
            mail=step.told["mail"],
            reason=reason,
        )
        self._post(mail, step.told["mail"])

    def send(self, kind: type[StepMail], step: StayStep, *, to: str) -> None:
        mail = kind(
            step=facts_of_step(step),
            household=self.household,
            team=facts_of_team(self.face),
            mail=to,
        )
        self._post(mail, to)

    def _ask(
        self, step: StayStep, before: dict[str, Any], current: dict[str, Any], now: datetime
    ) -> None:
        self.send(StepMovedMail if before else StepAskedMail, step, to=step.contact_mail)
        if step.status == StepStatus.OPEN or (before and is_elsewhere(before, current)):
            step.status, step.declined_at = StepStatus.ASKED, None
        step.told, step.told_at = current, now

    def _post(self, mail: StepMail, to: str) -> None:
        reply_to = self.face.email if self.face is not None else ""
        send_mail(mail, to=to, language=LANGUAGE, reply_to=reply_to)


def _standing(stay: Stay) -> list[StayStep]:
    return list(stay.steps.exclude(status=StepStatus.CALLED_OFF).order_by("period", "id"))
