"""Who is told what about a gathering, in the transaction of the operation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from bocage.foundation.mail import Mail, send_mail
from bocage.network.gathering_words import GatheringFacts
from bocage.network.mails.gatherings import (
    ConfirmRegistration,
    GatheringHasMoved,
    GatheringIsOff,
    GatheringProposed,
    GatheringTomorrow,
    ProposalAnswered,
    Registered,
    RegistrationCancelled,
    RegistrationMail,
    RoomIsAgreed,
    RoomIsAnother,
    RoomIsLost,
    SeatIsYours,
    WaitsForASeat,
    WordFromTheOrganiser,
)
from bocage.network.models import Gathering, Registration
from bocage.people.holders import holders_over
from bocage.people.mailing import write_to
from bocage.people.models import Person, Role


def ask_to_confirm(registration: Registration) -> None:
    _tell(registration, ConfirmRegistration)


def tell_registered(registration: Registration) -> None:
    """Of the seat, or that they wait for one."""
    is_waiting = registration.state == Registration.State.WAITING
    _tell(registration, WaitsForASeat if is_waiting else Registered)


def tell_seat_given(registration: Registration) -> None:
    _tell(registration, SeatIsYours)


def tell_cancelled(registration: Registration) -> None:
    _tell(registration, RegistrationCancelled)


def remind(registration: Registration) -> None:
    _tell(registration, GatheringTomorrow)


def tell_moved(gathering: Gathering, left: str) -> None:
    """To those who come, and to those who wait."""
    for registration in _standing(gathering):
        _tell(registration, GatheringHasMoved, left=left)


def tell_off(gathering: Gathering, registrations: Iterable[Registration]) -> None:
    for registration in registrations:
        _tell(registration, GatheringIsOff, reason=gathering.call_off_reason)


def write_to_registered(gathering: Gathering, message: str) -> int:
    """Answers with how many were written to."""
    written = 0
    for registration in _standing(gathering):
        if registration.address:
            _tell(registration, WordFromTheOrganiser, message=message)
            written += 1
    return written


def tell_room_lost(gathering: Gathering, reason: str) -> None:
    """With what its place says of it."""
    mail = RoomIsLost(
        gathering=GatheringFacts.of(gathering),
        reason=reason,
        has_guests=gathering.registrations.standing().exists(),
    )
    _tell_team(gathering, mail)


def tell_room_is_another(gathering: Gathering, left: str) -> None:
    mail = RoomIsAnother(
        gathering=GatheringFacts.of(gathering),
        left=left,
        are_guests_told=gathering.is_coming and gathering.registrations.standing().exists(),
    )
    _tell_team(gathering, mail)


def tell_room_agreed(gathering: Gathering) -> None:
    _tell_team(gathering, RoomIsAgreed(gathering=GatheringFacts.of(gathering)))


def tell_proposed(gathering: Gathering) -> None:
    """To who runs the club there."""
    proposer = gathering.proposed_by
    name = (proposer.name or proposer.email) if proposer is not None else ""
    mail = GatheringProposed(gathering=GatheringFacts.of(gathering), name=name)
    _tell_team(gathering, mail)


def tell_proposal_answered(gathering: Gathering, by: Person) -> None:
    """To who proposed it: it is open, or it will not be. Only they can be told before it opened;
    once it is open they learn what becomes of it as those who come do."""
    proposer = gathering.proposed_by
    was_opened = gathering.opened_at is not None
    if proposer is None or proposer == by or (was_opened and not gathering.is_coming):
        return
    mail = ProposalAnswered(
        gathering=GatheringFacts.of(gathering),
        is_open=was_opened,
        reason=gathering.call_off_reason,
    )
    write_to(proposer, mail)


def organisers_of(gathering: Gathering) -> list[Person]:
    """Who made it, while they still run the club; else whoever does."""
    maker = gathering.made_by
    if (
        maker is not None
        and maker.is_active
        and maker.has_perm("network.keep_gathering", gathering)
    ):
        return [maker]
    organisers = holders_over(gathering.commune, Q(role=Role.CLUB_ORGANISER))
    return organisers or holders_over(gathering.commune, Q(role=Role.COORDINATOR))


def _tell_team(gathering: Gathering, mail: Mail) -> None:
    for person in organisers_of(gathering):
        write_to(person, mail)


def _standing(gathering: Gathering) -> list[Registration]:
    standing = gathering.registrations.standing().select_related("person")
    return [_of(gathering, registration) for registration in standing.order_by("confirmed_at")]


def _of(gathering: Gathering, registration: Registration) -> Registration:
    registration.gathering = gathering
    return registration


def _tell(registration: Registration, mail: type[RegistrationMail], **said: Any) -> None:
    if not registration.address:
        return  # Who walked in left no address.
    person = registration.person
    told = mail(
        gathering=GatheringFacts.of(registration.gathering),
        registration_id=registration.pk,
        name=registration.who,
        email=registration.address,
        people=registration.people,
        version=registration.sequence,
        **said,
    )
    language = person.language if person is not None else registration.language
    send_mail(told, to=registration.address, language=language, person=person)
