"""Formatting of ceremonies, in the active language."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from django.utils.translation import gettext as _

from bocage.foundation.formatting.grammar import people_words
from bocage.welcome.ceremonies.models import Ceremony, CeremonyGuest


@dataclass(frozen=True, kw_only=True)
class CeremonyFacts:
    """Facts about a ceremony that mails give."""

    ceremony_id: UUID
    commune_name: str
    starts_at: datetime
    place: str
    words: str = ""
    contact: str = ""
    sequence: int = 0

    @classmethod
    def of(cls, ceremony: Ceremony) -> Self:
        return cls(
            ceremony_id=ceremony.pk,
            commune_name=ceremony.commune.name,
            starts_at=ceremony.starts_at,
            place=ceremony.place,
            words=ceremony.words,
            contact=ceremony.contact,
            sequence=ceremony.sequence,
        )


def answer_words(guest: CeremonyGuest) -> str:
    """Returns the answer of a guest in words: coming with how many people, not coming, or none
    yet.
    """
    if guest.comes:
        return _("vient : %(people)s") % {"people": people_words(guest.people)}
    return str(guest.get_answer_display())
