"""Gatherings, their series and their rooms as people say them."""

from uuid import UUID

from django.utils.translation import gettext as _

from bocage.network.gatherings.models.gatherings import GatheringSeries
from bocage.people.seams.meeting_rooms import RoomPlace
from bocage.territory.models import Commune


def registration_uid(registration_id: UUID) -> str:
    """The UID of the event in somebody's calendar, the same in mails and in what they follow.
    Who registers again has another: the former was taken away."""
    return f"{registration_id}@rencontre.bocage"


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
