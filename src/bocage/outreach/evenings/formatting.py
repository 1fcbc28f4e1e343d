"""What messages tell of an evening."""

from dataclasses import dataclass
from uuid import UUID

from bocage.outreach.evenings.models.evenings import CityEvening
from bocage.registrations.words import EventFacts


@dataclass(frozen=True, kw_only=True)
class EveningFacts(EventFacts):
    """What messages tell of an evening, as it was when they were written."""

    city: str
    access: str = ""
    code: str = ""
    """Of its own link: it travels in the addresses of its mails."""


def facts_of(evening: CityEvening) -> EveningFacts:
    """What messages tell of an evening."""
    return EveningFacts.of(
        evening, city=evening.city, access=evening.access, code=evening.link.code
    )


def evening_uid(registration_id: UUID) -> str:
    """The UID of the event in somebody's calendar. Who registers again has another: the former
    was taken away."""
    return f"{registration_id}@soiree.bocage"
