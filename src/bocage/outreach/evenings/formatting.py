"""Facts of an evening as shown in messages."""

from dataclasses import dataclass
from uuid import UUID

from bocage.outreach.evenings.models.evenings import CityEvening
from bocage.registrations.words import EventFacts


@dataclass(frozen=True, kw_only=True)
class EveningFacts(EventFacts):
    """Facts of an evening as they were when a message about it was written."""

    city: str
    access: str = ""
    code: str = ""
    """Code of the evening's own link, added to the addresses in its mails."""


def facts_of(evening: CityEvening) -> EveningFacts:
    """Returns the facts of an evening that messages mention."""
    return EveningFacts.of(
        evening, city=evening.city, access=evening.access, code=evening.link.code
    )


def evening_uid(registration_id: UUID) -> str:
    """Returns the iCalendar UID of a registration. A new registration of the same person has
    another UID, because the former event was cancelled.
    """
    return f"{registration_id}@soiree.bocage"
