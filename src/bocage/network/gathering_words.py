"""Gatherings as people say them, and what messages tell of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bocage.foundation.spoken_time import full_period
from bocage.network.models import Gathering, GatheringSeries
from bocage.people.meeting_rooms import RoomInstead, RoomPlace
from bocage.territory.models import Commune


@dataclass(frozen=True, kw_only=True)
class GatheringFacts:
    """What messages tell of a gathering, as it was when they were written."""

    gathering_id: UUID
    title: str
    starts_at: datetime
    ends_at: datetime
    where: str
    description: str = ""
    sequence: int = 0

    @classmethod
    def of(cls, gathering: Gathering) -> Self:
        return cls(
            gathering_id=gathering.pk,
            title=gathering.title,
            starts_at=gathering.starts_at,
            ends_at=gathering.ends_at,
            where=gathering.where,
            description=gathering.description,
            sequence=gathering.sequence,
        )

    @property
    def when(self) -> str:
        return full_period(self.starts_at, self.ends_at)


def registration_uid(registration_id: UUID) -> str:
    """The UID of the event in somebody's calendar, the same in mails and in what they follow.
    Who registers again has another: the former was taken away."""
    return f"{registration_id}@rencontre.bocage"


def when_words(gathering: Gathering) -> str:
    """« jeudi 10 décembre 2026, de 18 h à 20 h »."""
    return full_period(gathering.starts_at, gathering.ends_at)


def seats_words(gathering: Gathering) -> str:
    """« Il reste 4 places », « Complet : on s’inscrit en liste d’attente »."""
    left = gathering.seats_left
    if not left:
        return _("Complet : on s’inscrit en liste d’attente")
    return ngettext("Il reste %(count)d place", "Il reste %(count)d places", left) % {"count": left}


def rule_words(series: GatheringSeries) -> str:
    """« chaque deuxième jeudi du mois »."""
    return _("chaque %(week)s %(weekday)s du mois") % {
        "week": series.get_week_display(),
        "weekday": series.get_weekday_display(),
    }


def where_of(room: RoomPlace) -> str:
    """« Salle du bas, Le Moulin, 3 rue du Pont, 61500 Sées »."""
    return ", ".join(filter(None, [room.room_name, room.place_name, room.address]))[:300]


def in_commune(where: str, commune: Commune) -> str:
    """« Café de la Halle, Sées »: a place as whoever comes from elsewhere finds it."""
    return where if commune.name in where else f"{where}, {commune.name}"


def instead_words(one: RoomInstead) -> str:
    """« Salle du haut, Le Moulin : jeudi 10 décembre 2026, de 18 h à 20 h »."""
    return _("%(room)s, %(place)s : %(when)s") % {
        "room": one.room_name,
        "place": one.place_name,
        "when": full_period(one.starts_at, one.ends_at),
    }
