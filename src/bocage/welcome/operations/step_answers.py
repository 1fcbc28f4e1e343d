"""What somebody whom a stay meets answers, by the signed link of their mail.

The link stands for the address that it was sent to: once somebody else is met, it says nothing.
"""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from bocage.foundation.signed_actions import NoLongerPossible
from bocage.welcome import stay_notices
from bocage.welcome.models import StayStep, StepStatus
from bocage.welcome.operations.programme_transactions import (
    locked_stay,
    programme_transaction,
)
from bocage.welcome.operations.stay_steps import fresh_step


def agree_to_meet(*, step: StayStep, mail: str) -> StayStep:
    """« Je serai là ». Said again, it is harmless; said after a refusal, it takes it back.

    Raises:
        NoLongerPossible: the moment, or the stay, no longer stands; or somebody else is met.
    """
    with programme_transaction():
        stay = locked_stay(step.stay)
        locked = fresh_step(step)
        check_answerable(locked, mail, is_open=stay.is_confirmed)
        if locked.status != StepStatus.AGREED:
            locked.status, locked.declined_at = StepStatus.AGREED, None
            locked.save(update_fields=["status", "declined_at"])
    return locked


def decline_to_meet(*, step: StayStep, mail: str, now: datetime | None = None) -> StayStep:
    """« Je ne peux pas »: the moment is to confirm again, and whoever prepares it learns it.

    Raises:
        NoLongerPossible: as `agree_to_meet` does.
    """
    with programme_transaction():
        stay = locked_stay(step.stay)
        locked = fresh_step(step)
        check_answerable(locked, mail, is_open=stay.is_confirmed)
        if locked.declined_at is None:
            locked.status, locked.declined_at = StepStatus.OPEN, now or timezone.now()
            locked.save(update_fields=["status", "declined_at"])
            stay_notices.tell_team_somebody_declined(stay, locked)
    return locked


def check_answerable(step: StayStep, mail: str, *, is_open: bool) -> None:
    """Goes on only where the one who answers is still asked.

    Raises:
        NoLongerPossible: they are not.
    """
    if not is_open or not step.stands or step.told.get("mail") != mail:
        raise NoLongerPossible
