"""Display strings for events, and facts used in messages."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bocage.foundation.formatting.times import full_period
from bocage.registrations.models import Event


@dataclass(frozen=True, kw_only=True)
class EventFacts:
    """Facts of an event as they were when a message about it was written."""

    event_id: UUID
    title: str
    starts_at: datetime
    ends_at: datetime
    location: str
    description: str = ""
    calendar_words: str = ""
    sequence: int = 0

    @classmethod
    def of(cls, event: Event, **extra: Any) -> Self:
        return cls(
            event_id=event.pk,
            title=event.title,
            starts_at=event.starts_at,
            ends_at=event.ends_at,
            location=event.location,
            description=event.description,
            calendar_words=event.calendar_words,
            sequence=event.sequence,
            **extra,
        )

    @property
    def period(self) -> str:
        return full_period(self.starts_at, self.ends_at)


def when_words(event: Event) -> str:
    """Returns the date and time, as in « jeudi 10 décembre 2026, de 18 h à 20 h »."""
    return full_period(event.starts_at, event.ends_at)


def place_words(event: Event) -> str:
    """Returns the date and place, as in « jeudi 10 décembre 2026, de 18 h à 20 h, Le Moulin, 61500
    Sées »."""
    return f"{when_words(event)}, {event.location}"


def seats_words(event: Event) -> str:
    """Returns the seats left, as in « Il reste 4 places », « Complet : on s’inscrit en liste
    d’attente »."""
    seats_left = event.seats_left
    if not seats_left:
        return _("Complet : on s’inscrit en liste d’attente")
    return ngettext("Il reste %(count)d place", "Il reste %(count)d places", seats_left) % {
        "count": seats_left
    }
