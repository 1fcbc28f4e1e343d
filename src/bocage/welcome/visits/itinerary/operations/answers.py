"""Answers of the people met, by the signed link of their mail.

The link is valid for the address that it was sent to: it is refused once another person is met.
"""

from datetime import datetime

from django.utils import timezone

from bocage.foundation.db.constraints import refusing
from bocage.foundation.http.signed_actions import NoLongerPossible
from bocage.welcome.visits.itinerary import notifications
from bocage.welcome.visits.itinerary.operations.appointments import agree, decline
from bocage.welcome.visits.itinerary.operations.transactions import (
    PROGRAMME_RULES,
    fresh_shared_step,
    fresh_step,
    locked_stay,
    locked_weekend,
)
from bocage.welcome.visits.itinerary.visits import AnyStep, visit_of
from bocage.welcome.visits.stays.models import StayStep


def agree_to_meet(*, step: AnyStep, mail: str) -> AnyStep:
    """Records by mail that the person met will be there (« Je serai là »), even after they had
    declined. Idempotent.

    Raises:
        WeekendOver: the weekend was held, or called off.
        NoLongerPossible: the step or the stay was called off, or another person is met.
    """
    with refusing(PROGRAMME_RULES):
        locked = _locked(step)
        check_expected(locked, mail)
        agree(locked)
    return locked


def decline_to_meet(*, step: AnyStep, mail: str, now: datetime | None = None) -> AnyStep:
    """Records by mail that the person met cannot be there (« Je ne peux pas »): the step is to be
    confirmed again, in every programme that has it, and the person who prepares it is notified
    once.

    Raises:
        WeekendOver, NoLongerPossible: see `agree_to_meet`.
    """
    with refusing(PROGRAMME_RULES):
        locked = _locked(step)
        check_expected(locked, mail)
        if decline(locked, now=now or timezone.now()):
            notifications.notify_team_of_refusal(visit_of(locked.whole), locked)
    return locked


def check_expected(step: AnyStep, mail: str) -> None:
    """Checks that the person who answers was invited and is still the person met: a person who was
    replaced may not answer, even if not yet notified.

    Raises:
        NoLongerPossible: they are not.
    """
    is_invited = step.stands and step.last_notification.get("mail") == mail
    if not is_invited or step.contact_mail != mail or not step.whole.expects_answers:
        raise NoLongerPossible


def _locked(step: AnyStep) -> AnyStep:
    """Locks the stay or the weekend, then the step, and returns the current state of the step."""
    if isinstance(step, StayStep):
        return fresh_step(step, locked_stay(step.stay))
    return fresh_shared_step(step, locked_weekend(step.weekend))
