"""What the room answers to lower rooms: whether somebody wants a message, where scopes hang."""

from typing import Any

from bocage.foundation.events import handles
from bocage.foundation.mail import consult_preferences
from bocage.people.models import MessageChoice
from bocage.people.operations import refresh_scopes
from bocage.people.operations.mandates import follow_town_halls
from bocage.territory.events import TerritoryImported


@consult_preferences
def wants(person: Any, channel: str) -> bool:
    """Whether somebody wants the e-mails of a channel: yes, until they say no."""
    refusals = MessageChoice.objects.filter(
        person_id=person.pk,
        channel=channel,
        medium=MessageChoice.Medium.EMAIL,
        is_wanted=False,
    )
    return not refusals.exists()


@handles(TerritoryImported)
def follow_the_territory(_event: TerritoryImported) -> None:
    """Has the scopes follow the communes that moved to another intercommunalité, and those of a
    town hall the commune that took theirs over."""
    refresh_scopes()
    follow_town_halls()
