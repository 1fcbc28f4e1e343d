"""Manual changes of sessions: placed, moved, exchanged, pinned, removed, or started on the spot."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import pairwise

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.row_locks import lock_row
from bocage.network.web_school.errors import (
    AlreadyLeading,
    NotAtThisStage,
    NotToday,
    RoomTaken,
    TooLongThere,
)
from bocage.network.web_school.models.editions import Slot, WebSchoolEdition, WebSchoolRoom
from bocage.network.web_school.models.pitches import Pitch
from bocage.network.web_school.models.programmes import Session, SessionHold
from bocage.network.web_school.operations.editions import (
    locked_edition,
    managed_edition,
    touch_programme,
)
from bocage.people.models import Person

PLACED = ("title", "room", "slot", "length", "is_pinned")
"""Fields written when a session is placed; its notes are edited separately."""
RULES = {
    "network_hold_one_session_in_a_room": RoomTaken,
    "network_hold_one_walk_up_for_a_person": AlreadyLeading,
}
"""Errors by database constraint: one session at a time in a room, one for a person."""


def place_pitch(*, by: Person, pitch: Pitch, room: WebSchoolRoom, slot: Slot) -> Session:
    """Places a pitch or moves it, and pins it. If it already has a place, it is exchanged with a
    session of the same length that begins at the new one.

    Raises:
        NotAllowed: `by` does not manage the edition.
        NotAtThisStage: its programme is not being made.
        TooLongThere: the slots that it needs do not follow each other.
        RoomTaken: another session is there, and cannot be exchanged.
    """
    with managed_edition(by, pitch.edition) as edition:
        _still_being_made(edition)
        session = Session.objects.filter(pitch=pitch).first()
        if session is None:
            session = Session(edition=edition, pitch=pitch, title=pitch.title, length=pitch.length)
        placed = _hold_slots(edition, session, room, slot)
        touch_programme(edition)
    return placed


def move_session(*, by: Person, session: Session, room: WebSchoolRoom, slot: Slot) -> Session:
    """Moves a session, one that was started on the spot too; see `place_pitch`.

    Raises:
        NotAllowed: `by` does not manage the edition.
        NotAtThisStage: its programme is not being made.
        TooLongThere: the slots that it needs do not follow each other.
        RoomTaken: another session is there, and cannot be exchanged.
    """
    with managed_edition(by, session.edition) as edition:
        _still_being_made(edition)
        placed = _hold_slots(edition, Session.objects.get(pk=session.pk), room, slot)
        touch_programme(edition)
    return placed


def _hold_slots(
    edition: WebSchoolEdition, session: Session, room: WebSchoolRoom, slot: Slot
) -> Session:
    slots = list(edition.slots.all())
    session_slots = slots_from(slots, slot, session.length)
    occupants = list(
        Session.objects.filter(holds__room=room, holds__slot__in=session_slots)
        .exclude(pk=session.pk)
        .select_related("room", "slot")
        .distinct()
    )
    places = {session: (room, slot)}
    if occupants:
        occupant = occupants[0]
        is_like = (
            len(occupants) == 1
            and occupant.length == session.length
            and occupant.slot_id == slot.pk
        )
        if not is_like or session._state.adding:
            raise RoomTaken(
                _("« %(title)s » occupe cette salle à ce moment : déplacez-le d’abord.")
                % {"title": occupant.title}
            )
        places[occupant] = (session.room, session.slot)
    session.is_pinned = True
    put_sessions(places, slots)
    return session


def put_sessions(
    places: Mapping[Session, tuple[WebSchoolRoom, Slot]], slots: Sequence[Slot]
) -> None:
    """Writes where sessions are, all at once, so that two may change places.

    To be called in the transaction of who locked the edition; `slots` are all of it, in order.

    Raises:
        TooLongThere: a session needs slots that do not follow each other.
        RoomTaken: a session that does not move is in the way.
    """
    holds = []
    with refusing(RULES):
        keys = [session.pk for session in places if not session._state.adding]
        SessionHold.objects.filter(session__in=keys).delete()
        for session, (room, slot) in places.items():
            session.room, session.slot = room, slot
            session.save(update_fields=None if session._state.adding else PLACED)
            holds += [
                SessionHold(
                    session=session,
                    room=room,
                    slot=session_slot,
                    started_by=session.started_by if session.is_walk_up else None,
                )
                for session_slot in slots_from(slots, slot, session.length)
            ]
        SessionHold.objects.bulk_create(holds)


def slots_from(slots: Sequence[Slot], first: Slot, length: int) -> list[Slot]:
    """Returns the slots that a session takes, from a given one on.

    Raises:
        TooLongThere: they do not follow each other.
    """
    number = next((rank for rank, candidate in enumerate(slots) if candidate.pk == first.pk), None)
    session_slots = [] if number is None else list(slots[number : number + length])
    whole = len(session_slots) == length and all(
        earlier.is_followed_by(later) for earlier, later in pairwise(session_slots)
    )
    if not whole:
        raise TooLongThere
    return session_slots


def pin_session(*, by: Person, session: Session, is_pinned: bool) -> Session:
    """Pins a session, so that computations leave it where it is, or unpins it.

    Raises:
        NotAllowed: `by` does not manage the edition.
        NotAtThisStage: its programme is not being made.
    """
    with managed_edition(by, session.edition) as edition:
        _still_being_made(edition)
        locked = lock_row(session)
        if locked.is_pinned != is_pinned:
            locked.is_pinned = is_pinned
            locked.save(update_fields=["is_pinned"])
            touch_programme(edition)
    return locked


def take_session_away(*, by: Person, session: Session) -> None:
    """Removes a session from the programme: its pitch can be placed again.

    Raises:
        NotAllowed: `by` does not manage the edition.
        NotAtThisStage: its programme is not being made.
    """
    with managed_edition(by, session.edition) as edition:
        _still_being_made(edition)
        Session.objects.filter(pk=session.pk).delete()
        touch_programme(edition)


def confirm_leaderless(*, by: Person, session: Session) -> Session:
    """Confirms that a session takes place although its leader has left.

    Raises:
        NotAllowed: `by` does not manage the edition.
    """
    with managed_edition(by, session.edition):
        Session.objects.filter(pk=session.pk).update(speaker_left_at=None)
    session.speaker_left_at = None
    return session


def start_session(
    *,
    by: Person,
    edition: WebSchoolEdition,
    room: WebSchoolRoom,
    slot: Slot,
    title: str,
    now: datetime | None = None,
) -> Session:
    """Starts a session on the spot, in a free room, in a slot of today that is not over.

    Raises:
        NotAllowed: `by` has no account.
        NotToday: the edition is not today, or the slot is over or of another day.
        RoomTaken: somebody else was there first.
        AlreadyLeading: they have another such session at this time.
    """
    by.require("network.take_part", edition)
    now = now or timezone.now()
    with transaction.atomic():
        locked = locked_edition(edition)
        if not locked.is_live(now) or slot.ends_at <= now or slot.day != timezone.localdate(now):
            raise NotToday
        session = Session(edition=locked, title=title, started_by=by, length=1, is_pinned=True)
        put_sessions({session: (room, slot)}, list(locked.slots.all()))
        touch_programme(locked)
    return session


def _still_being_made(edition: WebSchoolEdition) -> None:
    if not edition.is_being_made:
        raise NotAtThisStage
