"""What somebody who is met answers, by the signed link of their mail.

The link stands for the address that it was sent to: once somebody else is met, it says nothing.
"""

from datetime import datetime

from django.utils import timezone

from bocage.foundation.db.constraints import refusing
from bocage.foundation.http.signed_actions import NoLongerPossible
from bocage.welcome.visits.itinerary import notifications
from bocage.welcome.visits.itinerary.operations.people_met import agree, decline
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
    """« Je serai là ». Said again, it is harmless; said after a refusal, it takes it back.

    Raises:
        WeekendOver: the weekend was held, or called off.
        NoLongerPossible: the moment, or the stay, no longer stands; or somebody else is met.
    """
    with refusing(PROGRAMME_RULES):
        locked = _locked(step)
        check_expected(locked, mail)
        agree(locked)
    return locked


def decline_to_meet(*, step: AnyStep, mail: str, now: datetime | None = None) -> AnyStep:
    """« Je ne peux pas »: the moment is to confirm again, in every programme that has it, and
    whoever prepares it learns it, once.

    Raises:
        WeekendOver, NoLongerPossible: as `agree_to_meet` does.
    """
    with refusing(PROGRAMME_RULES):
        locked = _locked(step)
        check_expected(locked, mail)
        if decline(locked, now=now or timezone.now()):
            notifications.tell_team_somebody_declined(visit_of(locked.whole), locked)
    return locked


def check_expected(step: AnyStep, mail: str) -> None:
    """Goes on only where the one who answers was asked and is still the one who is met: whoever
    is replaced answers for nobody, though they have not learnt it yet.

    Raises:
        NoLongerPossible: they are not.
    """
    is_asked = step.stands and step.told.get("mail") == mail
    if not is_asked or step.contact_mail != mail or not step.whole.expects_answers:
        raise NoLongerPossible


def _locked(step: AnyStep) -> AnyStep:
    """The moment as it is now, under the lock of its stay or of its weekend, taken first."""
    if isinstance(step, StayStep):
        return fresh_step(step, locked_stay(step.stay))
    return fresh_shared_step(step, locked_weekend(step.weekend))
