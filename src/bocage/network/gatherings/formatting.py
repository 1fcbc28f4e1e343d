"""Display strings for gatherings, their series and their rooms."""

from uuid import UUID

from django.utils.translation import gettext as _

from bocage.network.gatherings.models.gatherings import GatheringSeries
from bocage.people.seams.meeting_rooms import RoomPlace
from bocage.territory.models import Commune


def registration_uid(registration_id: UUID) -> str:
    """Returns the calendar UID of a registration, the same in mails and in feeds. A person who
    registers again gets a new UID, since the former event was removed.
    """
    return f"{registration_id}@rencontre.bocage"


def rule_words(series: GatheringSeries) -> str:
    """Returns the recurrence rule in words, such as « chaque deuxième jeudi du mois »."""
    return _("chaque %(week)s %(weekday)s du mois") % {
        "week": series.get_week_display(),
        "weekday": series.get_weekday_display(),
    }


def room_address(room: RoomPlace) -> str:
    """Returns the location of a room in words, such as « Salle du bas, Le Moulin, 3 rue du Pont,
    61500 Sées »; at most 300 characters.
    """
    return ", ".join(filter(None, [room.room_name, room.place_name, room.address]))[:300]


def in_commune(place_name: str, commune: Commune) -> str:
    """Returns a location with its commune, such as « Café de la Halle, Sées », for people from
    elsewhere.
    """
    return place_name if commune.name in place_name else f"{place_name}, {commune.name}"
