"""What is free instead of a room that is taken: one button each, taken with the rest of the form.

A button says which half-day it is for, so that one week of a whole term may be elsewhere while
the others keep the room that was asked for. What was taken so stays in the form, which may be
refused again for another week.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.utils import timezone

from bocage.people.seams.meeting_rooms import RoomInstead
from bocage.training.cohorts.operations.sessions import SessionPlan

NAME = "plutot"
MOST = 120


@dataclass(frozen=True, slots=True)
class TakenInstead:
    """Choice of another room or time for a half-day, instead of those requested."""

    wanted: datetime
    room_id: UUID
    starts_at: datetime
    ends_at: datetime

    @classmethod
    def of(cls, wanted: datetime, offered: RoomInstead) -> Self:
        return cls(wanted, offered.room_id, offered.starts_at, offered.ends_at)

    @classmethod
    def read(cls, sent: str) -> Self | None:
        """Parses the value that a button sent; returns None if it is malformed."""
        try:
            wanted, room_id, *period = sent.split("|")
            starts_at, ends_at = map(datetime.fromisoformat, period)
            read = cls(datetime.fromisoformat(wanted), UUID(room_id), starts_at, ends_at)
        except ValueError:
            return None
        moments = (read.wanted, read.starts_at, read.ends_at)
        return None if any(timezone.is_naive(moment) for moment in moments) else read

    def __str__(self) -> str:
        moments = [one.isoformat() for one in (self.wanted, self.starts_at, self.ends_at)]
        return "|".join((moments[0], str(self.room_id), *moments[1:]))


def taken_instead(data: Any, rooms: Collection[UUID]) -> list[TakenInstead]:
    """Returns the alternatives chosen in a form, the last one for each half-day, limited to the
    rooms that the form offers.
    """
    sent = data.getlist(NAME)[-MOST:] if hasattr(data, "getlist") else []
    read = {one.wanted: one for one in map(TakenInstead.read, sent) if one}
    return [one for one in read.values() if one.room_id in rooms]


def with_instead(
    plans: Iterable[SessionPlan], taken: Collection[TakenInstead]
) -> list[SessionPlan]:
    """Returns the plans, with the chosen alternatives in place of the room and time requested."""
    by_moment = {one.wanted: one for one in taken}
    return [
        replace(plan, room_id=one.room_id, starts_at=one.starts_at, ends_at=one.ends_at)
        if (one := by_moment.get(plan.starts_at))
        else plan
        for plan in plans
    ]
