"""Evenings as people say them, and what messages tell of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bocage.foundation.spoken_time import full_period
from bocage.outreach.models import CityEvening


@dataclass(frozen=True, kw_only=True)
class EveningFacts:
    """What messages tell of an evening, as it was when they were written."""

    evening_id: UUID
    title: str
    city: str
    where: str
    starts_at: datetime
    ends_at: datetime
    access: str = ""
    programme: str = ""
    sequence: int = 0
    code: str = ""
    """Of its own link: it travels in the addresses of its mails."""

    @classmethod
    def of(cls, evening: CityEvening) -> Self:
        return cls(
            evening_id=evening.pk,
            title=evening.title,
            city=evening.city,
            where=evening.where,
            starts_at=evening.starts_at,
            ends_at=evening.ends_at,
            access=evening.access,
            programme=evening.programme,
            sequence=evening.sequence,
            code=evening.link.code,
        )

    @property
    def when(self) -> str:
        return full_period(self.starts_at, self.ends_at)


def evening_uid(registration_id: UUID) -> str:
    """The UID of the event in somebody's calendar. Who registers again has another: the former
    was taken away."""
    return f"{registration_id}@soiree.bocage"


def when_words(evening: CityEvening) -> str:
    """« jeudi 10 décembre 2026, de 18 h à 20 h »."""
    return full_period(evening.starts_at, evening.ends_at)


def seats_words(evening: CityEvening) -> str:
    """« Il reste 4 places », « Complet : on s’inscrit en liste d’attente »."""
    left = evening.seats_left
    if not left:
        return _("Complet : on s’inscrit en liste d’attente")
    return ngettext("Il reste %(count)d place", "Il reste %(count)d places", left) % {"count": left}
