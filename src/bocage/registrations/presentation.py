"""Events prepared for organisers' pages, schema.org and iCalendar feeds."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce

from bocage.foundation.files.calendars import CalendarEvent
from bocage.registrations.models import Event, Registration


@dataclass(frozen=True, kw_only=True)
class Attendance:
    """Attendance of an event, in people; `waiting` counts registrations."""

    expected: int
    came: int
    walked_in: int
    waiting: int


def attendance_of(event: Event) -> Attendance:
    """Returns the attendance of an event; one query."""
    registered = Q(state=Registration.State.REGISTERED)
    is_present = Q(arrived_at__isnull=False)
    return Attendance(
        **event.registrations.aggregate(
            expected=Coalesce(Sum("people", filter=registered & Q(is_walk_in=False)), 0),
            came=Coalesce(Sum("people", filter=is_present), 0),
            walked_in=Coalesce(Sum("people", filter=is_present & Q(is_walk_in=True)), 0),
            waiting=Count("pk", filter=Q(state=Registration.State.WAITING)),
        )
    )


def schema_of_event(event: Event, *, address: dict[str, str]) -> dict[str, Any]:
    """Returns the schema.org description of an event, at a postal `address` given in the terms of
    schema.org.
    """
    is_off = event.status == Event.Status.CALLED_OFF
    data = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": event.title,
        "description": event.description,
        "startDate": event.starts_at.isoformat(),
        "endDate": event.ends_at.isoformat(),
        "eventStatus": f"https://schema.org/Event{'Cancelled' if is_off else 'Scheduled'}",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {
            "@type": "Place",
            "name": event.location,
            "address": {"@type": "PostalAddress", **address},
        },
        "maximumAttendeeCapacity": event.capacity,
        "url": settings.BOCAGE.public_url + event.get_absolute_url(),
    }
    return {name: value for name, value in data.items() if value}


def feed_event(event: Event, *, uid: str, sequence: int) -> CalendarEvent:
    """Returns an event of an iCalendar feed; one that is called off is marked so, for removal."""
    return CalendarEvent(
        uid=uid,
        sequence=sequence,
        start=event.starts_at,
        end=event.ends_at,
        summary=event.title,
        description=event.calendar_words,
        location=event.location,
        url=settings.BOCAGE.public_url + event.get_absolute_url(),
        written_at=event.changed_at,
        is_off=event.status == Event.Status.CALLED_OFF,
    )
