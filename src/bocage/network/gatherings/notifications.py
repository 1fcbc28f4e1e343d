"""Notifications to the organiser and the proposer of a gathering, in the operation's
transaction."""

from django.db.models import Q

from bocage.foundation.mail import Mail
from bocage.network.gatherings.mails import (
    GatheringProposed,
    ProposalAnswered,
    RoomIsAgreed,
    RoomIsAnother,
    RoomIsLost,
)
from bocage.network.gatherings.models.gatherings import Gathering
from bocage.people.mailing import write_to
from bocage.people.models import Person, Role
from bocage.people.scopes.holders import holders_over
from bocage.registrations.words import EventFacts


def notify_room_lost(gathering: Gathering, reason: str) -> None:
    """Notifies the organisers that the room is lost, with the reason given by its place."""
    mail = RoomIsLost(
        event=EventFacts.of(gathering),
        reason=reason,
        has_guests=gathering.registrations.active().exists(),
    )
    _notify_organisers(gathering, mail)


def notify_room_replaced(gathering: Gathering, former_place: str) -> None:
    mail = RoomIsAnother(
        event=EventFacts.of(gathering),
        former_room=former_place,
        notifies_guests=gathering.is_coming and gathering.registrations.active().exists(),
    )
    _notify_organisers(gathering, mail)


def notify_room_confirmed(gathering: Gathering) -> None:
    _notify_organisers(gathering, RoomIsAgreed(event=EventFacts.of(gathering)))


def notify_proposal(gathering: Gathering) -> None:
    """Notifies the people who run the club in the commune that a member proposes a gathering."""
    proposer = gathering.proposed_by
    name = (proposer.name or proposer.email) if proposer is not None else ""
    mail = GatheringProposed(event=EventFacts.of(gathering), name=name)
    _notify_organisers(gathering, mail)


def notify_proposal_decision(gathering: Gathering, by: Person) -> None:
    """Notifies the person who proposed a gathering that it is open, or declined. Does nothing if
    they answered it themselves, or if the gathering is called off after it opened: registered
    people then get their own messages.
    """
    proposer = gathering.proposed_by
    was_opened = gathering.opened_at is not None
    if proposer is None or proposer == by or (was_opened and not gathering.is_coming):
        return
    mail = ProposalAnswered(
        event=EventFacts.of(gathering),
        is_open=was_opened,
        reason=gathering.call_off_reason,
    )
    write_to(proposer, mail)


def organisers_of(gathering: Gathering) -> list[Person]:
    """Returns the person who created the gathering if they still run the club, otherwise the club
    organisers of the commune, or its coordinators if there is none.
    """
    maker = gathering.made_by
    if (
        maker is not None
        and maker.is_active
        and maker.has_perm("network.manage_gathering", gathering)
    ):
        return [maker]
    organisers = holders_over(gathering.commune, Q(role=Role.CLUB_ORGANISER))
    return organisers or holders_over(gathering.commune, Q(role=Role.COORDINATOR))


def _notify_organisers(gathering: Gathering, mail: Mail) -> None:
    for person in organisers_of(gathering):
        write_to(person, mail)
