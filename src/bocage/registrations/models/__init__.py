from bocage.registrations.models.events import MAX_SEATS, Event, EventQuerySet
from bocage.registrations.models.registrations import (
    MAX_TOGETHER,
    Registration,
    RegistrationQuerySet,
)

__all__ = [
    "MAX_SEATS",
    "MAX_TOGETHER",
    "Event",
    "EventQuerySet",
    "Registration",
    "RegistrationQuerySet",
]
