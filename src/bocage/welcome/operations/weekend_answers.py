"""What drivers and hosts of a weekend answer, by the signed link of their mail.

The link stands for the address that it was sent to: once somebody else is counted on, or nobody,
it says nothing.
"""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from bocage.foundation.signed_actions import NoLongerPossible
from bocage.welcome import weekend_notices
from bocage.welcome.models import NightHost, WeekendCar, WeekendHousehold
from bocage.welcome.operations.programme_transactions import (
    locked_weekend,
    programme_transaction,
)

Taker = WeekendCar | NightHost


def agree_to_take(*, taker: Taker, mail: str, now: datetime | None = None) -> Taker:
    """« C’est d’accord ». Said again, it is harmless; said after a refusal, it takes it back.

    Raises:
        WeekendOver: the weekend was held, or called off.
        NoLongerPossible: nobody counts on them any more.
    """
    with programme_transaction():
        locked = _locked(taker, mail)
        if not locked.has_agreed:
            locked.answer, locked.answered_at = locked.Answer.YES, now or timezone.now()
            locked.save(update_fields=["answer", "answered_at"])
    return locked


def decline_to_take(*, taker: Taker, mail: str, now: datetime | None = None) -> Taker:
    """« Je ne peux pas »: whoever prepares the weekend learns it, once, and places the
    households otherwise.

    Raises:
        WeekendOver, NoLongerPossible: as `agree_to_take` does.
    """
    with programme_transaction():
        locked = _locked(taker, mail)
        if not locked.has_declined:
            locked.answer, locked.answered_at = locked.Answer.NO, now or timezone.now()
            locked.save(update_fields=["answer", "answered_at"])
            households = locked.households.filter(status=WeekendHousehold.Status.COMING)
            weekend_notices.tell_team_somebody_cannot(
                locked, list(households.order_by("pk").values_list("project__name", flat=True))
            )
    return locked


def check_counted_on(taker: Taker, mail: str) -> None:
    """Goes on only where the one who answers is still counted on.

    Raises:
        NoLongerPossible: they are not.
    """
    if not taker.is_told or taker.told_mail != mail or not taker.weekend.is_to_come:
        raise NoLongerPossible


def _locked(taker: Taker, mail: str) -> Taker:
    weekend = locked_weekend(taker.weekend)
    found = (
        type(taker)
        ._default_manager.select_for_update(no_key=True, of=("self",))
        .filter(pk=taker.pk)
        .first()
    )
    if found is None:
        raise NoLongerPossible
    found.weekend = weekend
    check_counted_on(found, mail)
    return found
