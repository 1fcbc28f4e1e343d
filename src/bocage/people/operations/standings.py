"""Standings: what somebody is to the territory, said by the club and by the welcome."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.row_locks import lock_row
from bocage.foundation.errors import NotAllowed
from bocage.foundation.events import publish
from bocage.people.errors import (
    StandingDatesOutOfOrder,
    StandingGivenAlready,
    StandingUnknown,
)
from bocage.people.events import StandingEnded, StandingGiven
from bocage.people.models import Person, Standing


def give_standing(
    *,
    by: Person | None,
    person: Person,
    kind: str,
    starts_on: date | None = None,
    ends_on: date | None = None,
    as_guest: bool = False,
) -> Standing:
    """Gives a person a standing, from `starts_on` (today by default) until the eve of `ends_on`. A
    guest has it on trial, and is not counted.

    `by=None` is a rule of the room that calls, such as the clock.

    Raises:
        StandingUnknown: `kind` is not one of `Standing.Kind`.
        NotAllowed: `by` may not give this standing.
        StandingDatesOutOfOrder: it would end before it begins.
        StandingGivenAlready: the person has that standing already, without an end.
    """
    if kind not in Standing.Kind.values:
        raise StandingUnknown
    if by is not None and not by.has_perm("people.give_standing", kind):
        raise NotAllowed
    first_day = starts_on or timezone.localdate()
    if ends_on is not None and ends_on < first_day:
        raise StandingDatesOutOfOrder
    with refusing({"people_standing_open_once": StandingGivenAlready}):
        standing = Standing.objects.create(
            person=person,
            kind=kind,
            starts_on=first_day,
            ends_on=ends_on,
            as_guest=as_guest,
            given_by=by,
        )
        publish(StandingGiven(standing_id=standing.pk))
    return standing


def end_standing(*, by: Person | None, standing: Standing, ends_on: date | None = None) -> Standing:
    """Ends a standing: `ends_on` is the first day without it (today by default).

    Ending it twice is harmless: the earlier day stands. `by=None` is a rule, such as the clock.

    Raises:
        NotAllowed: `by` neither has this standing nor may give it.
    """
    if by is not None and not by.has_perm("people.end_standing", standing):
        raise NotAllowed
    with transaction.atomic():
        locked = lock_row(standing)
        day = max(ends_on or timezone.localdate(), locked.starts_on)
        if locked.ends_on is None or day < locked.ends_on:
            locked.ends_on = day
            locked.save(update_fields=["ends_on"])
            publish(StandingEnded(standing_id=locked.pk))
    standing.ends_on = locked.ends_on
    return standing
