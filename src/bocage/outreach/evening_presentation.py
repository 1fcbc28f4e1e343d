"""An evening as its pages show it: to machines, and to who runs it."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce

from bocage.network.presentation import schema_script
from bocage.outreach.models import CityEvening, EveningInvitation, EveningRegistration


@dataclass(frozen=True, kw_only=True)
class Attendance:
    """How many came, of how many who were expected, in people and not in registrations."""

    expected: int
    came: int
    walked_in: int
    waiting: int


@dataclass(frozen=True, kw_only=True)
class Invited:
    """How invitations stand."""

    waiting: int
    sent: int
    dropped: int
    coming: int


def attendance_of(evening: CityEvening) -> Attendance:
    """One query."""
    registered = Q(state=EveningRegistration.State.REGISTERED)
    there = Q(arrived_at__isnull=False)
    return Attendance(
        **evening.registrations.aggregate(
            expected=Coalesce(Sum("people", filter=registered & Q(is_walk_in=False)), 0),
            came=Coalesce(Sum("people", filter=there), 0),
            walked_in=Coalesce(Sum("people", filter=there & Q(is_walk_in=True)), 0),
            waiting=Count("pk", filter=Q(state=EveningRegistration.State.WAITING)),
        )
    )


def invited_to(evening: CityEvening) -> Invited:
    """Of the prospects nearby; one query."""
    state, answer = EveningInvitation.State, EveningInvitation.Answer
    return Invited(
        **evening.invitations.filter(person=None).aggregate(
            waiting=Count("pk", filter=Q(state=state.WAITING)),
            sent=Count("pk", filter=Q(state=state.SENT)),
            dropped=Count("pk", filter=Q(state=state.DROPPED)),
            coming=Count("pk", filter=Q(answer=answer.YES)),
        )
    )


def schema_of_evening(evening: CityEvening) -> str:
    """What its page says to machines: an Event of schema.org, as a script of data."""
    is_off = evening.status == CityEvening.Status.CALLED_OFF
    said = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": evening.title,
        "description": evening.programme,
        "startDate": evening.starts_at.isoformat(),
        "endDate": evening.ends_at.isoformat(),
        "eventStatus": f"https://schema.org/Event{'Cancelled' if is_off else 'Scheduled'}",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {
            "@type": "Place",
            "name": evening.where,
            "address": {"@type": "PostalAddress", "addressLocality": evening.city},
        },
        "maximumAttendeeCapacity": evening.capacity,
        "url": settings.BOCAGE.public_url + evening.get_absolute_url(),
    }
    return schema_script({name: value for name, value in said.items() if value})
