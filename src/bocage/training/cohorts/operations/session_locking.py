"""Code shared by all changes of a session: lock, room booking, version."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from bocage.foundation.db.row_locks import lock_rows
from bocage.foundation.errors import Refusal
from bocage.foundation.events import publish
from bocage.people.models import Person
from bocage.people.seams.meeting_rooms import RoomTooEarly, RoomWish, room_provider
from bocage.training.cohorts.errors import SessionNowhere
from bocage.training.cohorts.events import CohortSessionCancelled
from bocage.training.programmes.models.cohorts import Cohort
from bocage.training.programmes.models.sessions import CohortSession
from bocage.training.programmes.presentation import place_words

Room = CohortSession.Room


def locked_sessions(cohort: Cohort) -> list[CohortSession]:
    """Returns the sessions of a locked cohort, locked and in order."""
    sessions = lock_rows(cohort.sessions.all())
    locked_sessions = list(sessions.select_related("made_by").order_by("period", "pk"))
    for session in locked_sessions:
        session.cohort = cohort
    return locked_sessions


def touch(session: CohortSession, now: datetime) -> None:
    """Marks a session as changed, so that calendars update it."""
    session.sequence += 1
    session.changed_at = now


def take_room(session: CohortSession, room_id: UUID, *, by: Person, now: datetime) -> None:
    """Books a room for a session, or moves its booking; a former room is freed once the new one is
    booked. If the place does not take bookings for that day yet, the room is booked later.

    Raises:
        RoomTaken: somebody else has it.
        Refusal: as the room provider raises it.
    """
    provider, booked, wish = room_provider(), session.room_booking, wish_of(session, room_id)
    try:
        if booked is not None:
            booking = provider.move(by=by, booking_id=booked, wish=wish, now=now)
        else:
            booking = provider.book(by=by, wish=wish, now=now)
    except RoomTooEarly:
        free_room(session, by=by, now=now)
        place = provider.find(room_id)
        if place is None:
            raise SessionNowhere from None
        session.room_wanted, session.room_state = room_id, Room.LATER
        session.location = place_words(place)
    else:
        hold_room(session, booking)


def hold_room(session: CohortSession, booking_id: UUID) -> None:
    """Stores the booking of a session, with its current state and room."""
    booked_room = room_provider().look([booking_id])[booking_id]
    session.room_booking, session.room_wanted = booking_id, None
    session.room_state = booked_room.state.value
    session.location = place_words(booked_room.room)


def free_room(session: CohortSession, *, by: Person | None, now: datetime) -> None:
    """Frees the room of a session, if it has one."""
    if session.room_booking is not None:
        room_provider().free(by=by, booking_id=session.room_booking, now=now)
    session.room_booking = session.room_wanted = None
    session.room_state = Room.NONE


def follow_into(session: CohortSession, *, by: Person, now: datetime) -> bool:
    """Moves the room booking of a session to its new time. If the place refuses, frees the booking:
    the session needs another room. Returns whether the session has a room, or needs none.
    """
    room_id = room_of(session)
    if room_id is None:
        return session.room_state != Room.LOST
    try:
        take_room(session, room_id, by=by, now=now)
    except Refusal:
        booking = session.room_booking
        free_room(session, by=by, now=now)
        if booking is not None:
            session.room_booking, session.room_state = booking, Room.LOST
        return False
    return True


def room_of(session: CohortSession) -> UUID | None:
    """Returns the room that a session has or waits for; None if it has none or has lost it."""
    if session.room_wanted is not None:
        return session.room_wanted
    if session.room_booking is None or session.room_state == Room.LOST:
        return None
    booked_room = room_provider().look([session.room_booking]).get(session.room_booking)
    return booked_room.room.room_id if booked_room else None


def wish_of(session: CohortSession, room_id: UUID) -> RoomWish:
    """Returns the room request of a session, as its host reads it."""
    return RoomWish(
        room_id=room_id,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        people=session.cohort.seats + 1,
        purpose=_("Formation : %(title)s") % {"title": session.cohort.programme.name},
    )


def cancel_locked(session: CohortSession, *, by: Person | None, reason: str, now: datetime) -> None:
    """Cancels a locked session and frees its room. The caller notifies people."""
    session.state, session.cancelled_at = CohortSession.State.CANCELLED, now
    session.cancel_reason = reason.strip()[:300]
    touch(session, now)
    free_room(session, by=by, now=now)
    session.save()
    publish(CohortSessionCancelled(session_id=session.pk, cohort_id=session.cohort_id))
