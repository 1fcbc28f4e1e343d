"""Steps of a stay as calendar events for its household (iCalendar)."""

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
    """Calendar events of a stay. `sequence` is the version that calendars compare."""

    name: str
    steps: list[StepFacts]
    sequence: int
    written_at: datetime

    @classmethod
    def ever_of(cls, stay: Stay) -> Self:
        """Returns every step that the stay has ever had: removed steps are still in calendars that
        hold an earlier programme.
        """
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


def calendar_to_import(calendar: StayCalendar) -> bytes:
    """Returns the programme as an iCalendar feed, to download or to subscribe to."""
    return calendar_feed(calendar.events, name=calendar.name)


def files_to_take_away(calendar: StayCalendar | None) -> list[Attachment]:
    """Returns the attachment that removes a called-off stay from the calendars of its household;
    empty if the household was never notified of it.
    """
    if calendar is None or not calendar.steps:
        return []
    sender = Party(email=sender_address(), name=calendar.name)
    content = withdrawal(calendar.events, organizer=sender)
    return [Attachment(filename=FILE, content=content, mimetype="text/calendar", method="CANCEL")]


def _event_of(step: StepFacts, sequence: int, written_at: datetime) -> CalendarEvent:
    """Returns a step as a calendar event."""
    contact = ", ".join(filter(None, [step.contact_name, step.contact_phone]))
    return CalendarEvent(
        uid=f"{step.step_id}@sejour.bocage",
        sequence=sequence,
        start=step.starts_at,
        end=step.ends_at,
        summary=step.title,
        location=step.location,
        description="\n".join(filter(None, [contact, step.words])),
        written_at=written_at,
    )
