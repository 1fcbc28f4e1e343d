from bocage.registrations.models.events import MOST_SEATS, Event, EventQuerySet
from bocage.registrations.models.registrations import (
    MOST_TOGETHER,
    Registration,
    RegistrationQuerySet,
)

__all__ = [
    "MOST_SEATS",
    "MOST_TOGETHER",
    "Event",
    "EventQuerySet",
    "Registration",
    "RegistrationQuerySet",
]
