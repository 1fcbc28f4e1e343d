"""The moments of a stay as events for the calendars of its household (iCalendar)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from bocage.foundation.files.calendars import CalendarEvent, Party, calendar_feed, withdrawal
from bocage.foundation.mail import Attachment, sender_address
from bocage.welcome.visits.stays.formatting import StepFacts, facts_of_step
from bocage.welcome.visits.stays.models import Stay

FILE = "sejour.ics"


@dataclass(frozen=True, kw_only=True)
class StayCalendar:
    """What calendars may hold of a stay. `sequence` is the version that they compare."""

    name: str
    steps: list[StepFacts]
    sequence: int
    written_at: datetime

    @classmethod
    def ever_of(cls, stay: Stay) -> Self:
        """Every moment that it has had: what was taken out is still in calendars that kept an
        earlier programme."""
        steps = stay.steps.select_related("commune").order_by("period", "id")
        return cls(
            name=stay.name,
            steps=[facts_of_step(step) for step in steps],
            sequence=stay.sequence,
            written_at=stay.called_off_at or stay.changed_at,
        )

    @property
    def events(self) -> list[CalendarEvent]:
        return [_event_of(step, self.sequence, self.written_at) for step in self.steps]


def calendar_to_keep(calendar: StayCalendar) -> bytes:
    """The programme, to keep or to follow."""
    return calendar_feed(calendar.events, name=calendar.name)


def files_to_take_away(calendar: StayCalendar | None) -> list[Attachment]:
    """What empties the calendars of a household of a stay that will not take place; nothing where
    it was told of none."""
    if calendar is None or not calendar.steps:
        return []
    sender = Party(email=sender_address(), name=calendar.name)
    content = withdrawal(calendar.events, organizer=sender)
    return [Attachment(filename=FILE, content=content, mimetype="text/calendar", method="CANCEL")]


def _event_of(step: StepFacts, sequence: int, written_at: datetime) -> CalendarEvent:
    """A moment as calendars keep it."""
    contact = ", ".join(filter(None, [step.contact_name, step.contact_phone]))
    return CalendarEvent(
        uid=f"{step.step_id}@sejour.bocage",
        sequence=sequence,
        start=step.starts_at,
        end=step.ends_at,
        summary=step.title,
        location=step.where,
        description="\n".join(filter(None, [contact, step.words])),
        written_at=written_at,
    )
