"""Welcome weekend as a calendar event for a household (iCalendar)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from bocage.foundation.files.calendars import CalendarEvent, Method, Party, invitation
from bocage.foundation.mail import page_url, sender_address
from bocage.people.models import Person
from bocage.welcome.visits.weekends.formatting import meeting_words
from bocage.welcome.visits.weekends.models import WeekendHousehold


@dataclass(frozen=True, kw_only=True)
class WeekendEvent:
    """Calendar event of a weekend for one adult of a household."""

    household_id: UUID
    sequence: int
    name: str
    starts_at: datetime
    ends_at: datetime
    person_name: str
    person_mail: str
    meeting: str = ""
    words: str = ""

    @classmethod
    def of(cls, household: WeekendHousehold, person: Person) -> Self:
        """Changes of the weekend and of the household's answer both raise the number of the
        version that calendars compare."""
        weekend = household.weekend
        return cls(
            household_id=household.pk,
            sequence=weekend.sequence + household.sequence,
            name=weekend.name,
            starts_at=weekend.starts_at,
            ends_at=weekend.ends_at,
            person_name=person.name,
            person_mail=person.email,
            meeting=meeting_words(weekend),
            words=weekend.words,
        )


def calendar_file(event: WeekendEvent, method: Method = "REQUEST") -> bytes:
    """Returns the calendar event of a weekend, to be added, updated or removed."""
    sender = sender_address()
    return invitation(
        CalendarEvent(
            uid=f"{event.household_id}@week-end.bocage",
            sequence=event.sequence,
            start=event.starts_at,
            end=event.ends_at,
            summary=event.name,
            description=event.words,
            location=event.meeting,
            url=page_url("own_project"),
        ),
        organizer=Party(email=sender, name=event.name),
        attendee=Party(email=event.person_mail, name=event.person_name),
        method=method,
    )


def calendar_of(household: WeekendHousehold, person: Person) -> bytes:
    """Returns the current calendar event of a household: a cancellation if it does not come, or if
    the weekend is called off.
    """
    comes = household.status == household.Status.COMING
    is_on = household.weekend.status != household.weekend.Status.CALLED_OFF
    return calendar_file(
        WeekendEvent.of(household, person), "REQUEST" if comes and is_on else "CANCEL"
    )
