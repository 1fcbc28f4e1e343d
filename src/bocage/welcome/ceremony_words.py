"""Ceremonies as people say them, in the active language."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from django.utils.translation import gettext as _

from bocage.foundation.formatting.grammar import joined, of_name, people_words
from bocage.foundation.formatting.spoken_time import spoken_date
from bocage.welcome.models.ceremonies import Ceremony, CeremonyGuest
from bocage.welcome.models.projects import SettlementProject


@dataclass(frozen=True, kw_only=True)
class CeremonyFacts:
    """What messages tell of a ceremony."""

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


def first_names(project: SettlementProject) -> str:
    """The adults of a household by their first names: « Camille et Noé »; its own name where
    none is known. Reads `project.adults`, to be fetched before with their people."""
    names = [adult.person.name.split()[0] for adult in project.adults.all() if adult.person.name]
    return joined(names) or project.name


def since_words(project: SettlementProject) -> str:
    """« installés depuis le 3 octobre 2026, venus de Paris », as far as it is known."""
    parts = []
    if project.moved_in_on:
        day = spoken_date(project.moved_in_on, with_year=True, with_weekday=False)
        parts.append(_("ici depuis le %(day)s") % {"day": day})
    if project.origin:
        parts.append(_("%(of_origin)s") % {"of_origin": of_name(project.origin)})
    return ", ".join(parts)


def answer_words(guest: CeremonyGuest) -> str:
    """« vient, à 4 », « ne vient pas », « pas encore répondu »."""
    if guest.comes:
        return _("vient : %(people)s") % {"people": people_words(guest.people)}
    return str(guest.get_answer_display())
