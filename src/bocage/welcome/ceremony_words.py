"""Ceremonies as people say them, in the active language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from bocage.foundation.spoken_time import spoken_date, spoken_time
from bocage.foundation.typography import NO_BREAK
from bocage.welcome.models import Ceremony, CeremonyGuest, SettlementProject

VOWELS = "AÀÂÄEÉÈÊËIÎÏOÔÖUÙÛÜYH"


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


def when_words(moment: datetime) -> str:
    """« samedi 16 janvier 2027 à 11 h »."""
    return _("%(day)s à %(time)s") % {
        "day": spoken_date(timezone.localtime(moment).date(), with_year=True),
        "time": spoken_time(moment),
    }


def _in_french() -> bool:
    return (get_language() or "fr").startswith("fr")


def of_commune(name: str) -> str:
    """« de Boitron », « d’Essay », « du Mêle-sur-Sarthe »; “of Essay”: whose town hall."""
    if not _in_french():
        return f"of {name}"
    if name.startswith("Le "):
        return f"du{NO_BREAK}{name[3:]}"
    if name.startswith("Les "):
        return f"des{NO_BREAK}{name[4:]}"
    if name[:1].upper() in VOWELS:
        return f"d’{name}"
    return f"de{NO_BREAK}{name}"


def at_commune(name: str) -> str:
    """« à Boitron », « au Mêle-sur-Sarthe »; “in Boitron”: where somebody lives."""
    if not _in_french():
        return f"in {name}"
    if name.startswith("Le "):
        return f"au{NO_BREAK}{name[3:]}"
    if name.startswith("Les "):
        return f"aux{NO_BREAK}{name[4:]}"
    return f"à{NO_BREAK}{name}"


def first_names(project: SettlementProject) -> str:
    """The adults of a household by their first names: « Camille et Noé »; its own name where
    none is known. Reads `project.adults`, to be fetched before with their people."""
    names = [adult.person.name.split()[0] for adult in project.adults.all() if adult.person.name]
    return joined(names) or project.name


def joined(names: Sequence[str]) -> str:
    """« Camille », « Camille et Noé », « Camille, Noé et Lou »."""
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s et %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def people_words(count: int) -> str:
    """« une personne », « 4 personnes »."""
    return ngettext("%(count)d personne", "%(count)d personnes", count) % {"count": count}


def since_words(project: SettlementProject) -> str:
    """« installés depuis le 3 octobre 2026, venus de Paris », as far as it is known."""
    parts = []
    if project.moved_in_on:
        day = spoken_date(project.moved_in_on, with_year=True, with_weekday=False)
        parts.append(_("ici depuis le %(day)s") % {"day": day})
    if project.origin:
        parts.append(_("de %(origin)s") % {"origin": project.origin})
    return ", ".join(parts)


def answer_words(guest: CeremonyGuest) -> str:
    """« vient, à 4 », « ne vient pas », « pas encore répondu »."""
    if guest.comes:
        return _("vient : %(people)s") % {"people": people_words(guest.people)}
    return str(guest.get_answer_display())
