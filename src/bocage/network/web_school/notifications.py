"""Notifications of the École du Web, in the operation's transaction."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q

from bocage.network.web_school.mails import (
    EditionRoomLost,
    LeadAccepted,
    ProgrammeChanged,
    SpeakerGone,
)
from bocage.network.web_school.models.editions import WebSchoolEdition, WebSchoolRoom
from bocage.network.web_school.models.pitches import LeadOffer
from bocage.network.web_school.models.programmes import Session
from bocage.people.mailing import write_to
from bocage.people.models import Person, Role
from bocage.people.scopes.holders import holders_over


def notify_leader(offer: LeadOffer) -> None:
    """Notifies a person that they are chosen to lead a requested session."""
    person = offer.person
    edition = offer.pitch.edition
    mail = LeadAccepted(
        title=offer.pitch.title,
        edition_name=edition.name,
        slug=edition.slug,
        pitch_id=str(offer.pitch_id),
    )
    write_to(person, mail)


def notify_programme(
    person: Person, edition: WebSchoolEdition, lines: Sequence[dict[str, str]], *, words: str
) -> None:
    """Notifies a person of the programme changes that affect them."""
    mail = ProgrammeChanged(
        edition_name=edition.name,
        slug=edition.slug,
        version=edition.version,
        words=words,
        lines=tuple(tuple(sorted(line.items())) for line in lines),
    )
    write_to(person, mail)


def flag_session(session: Session, *, now: datetime) -> None:
    """Marks a session whose leader is gone and notifies the organisers of the edition, once."""
    if session.speaker_left_at is not None:
        return
    session.speaker_left_at = now
    session.save(update_fields=["speaker_left_at"])
    edition = session.edition
    mail = SpeakerGone(
        title=session.title,
        edition_name=edition.name,
        edition_id=str(edition.pk),
        starts_at=session.slot.starts_at,
        room_name=session.room.name,
    )
    for person in organisers_of(edition):
        write_to(person, mail)


def notify_room_lost(room: WebSchoolRoom, reason: str) -> None:
    """Notifies the organisers of the edition that its workspace no longer holds a room, with the
    reason it gives.
    """
    edition = room.edition
    mail = EditionRoomLost(
        room_name=room.name,
        edition_name=edition.name,
        edition_id=str(edition.pk),
        starts_on=edition.starts_on,
        sessions=room.sessions.count(),
        is_published=edition.is_published,
        reason=reason,
    )
    for person in organisers_of(edition):
        write_to(person, mail)


def organisers_of(edition: WebSchoolEdition) -> list[Person]:
    """Returns the club organisers of an edition's commune, or its coordinators if there is none."""
    return holders_over(edition.commune, Q(role=Role.CLUB_ORGANISER)) or holders_over(
        edition.commune, Q(role=Role.COORDINATOR)
    )
