"""Hooks of lower rooms: message preferences of a person, and ancestors of scopes."""

from typing import Any

from bocage.foundation.events import handles
from bocage.foundation.mail import consult_preferences
from bocage.people.events import PersonErased
from bocage.people.models import MessageChoice
from bocage.people.operations.erasure import SWEPT_AFTER
from bocage.people.operations.mandates import follow_town_halls
from bocage.people.operations.scopes import refresh_scopes
from bocage.people.tasks import sweep_after_erasure
from bocage.territory.events import TerritoryImported


@consult_preferences
def wants(person: Any, channel: str) -> bool:
    """Checks whether a person receives the e-mails of a channel: yes, until they refuse it."""
    refusals = MessageChoice.objects.filter(
        person_id=person.pk,
        channel=channel,
        medium=MessageChoice.Medium.EMAIL,
        is_wanted=False,
    )
    return not refusals.exists()


@handles(TerritoryImported)
def follow_the_territory(_event: TerritoryImported) -> None:
    """Updates scopes when communes move to another intercommunalité, and moves the mandates of town
    halls to the commune that took theirs over.
    """
    refresh_scopes()
    follow_town_halls()


@handles(PersonErased)
def schedule_second_erasure(event: PersonErased) -> None:
    """Schedules a second erasure: a request that was under way may have written something more."""
    later = sweep_after_erasure.configure(schedule_in={"seconds": int(SWEPT_AFTER.total_seconds())})
    later.defer(person_id=str(event.person_id))
