"""Workspace answers received later about session rooms, and bookings made when a day opens."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.row_locks import lock_row
from bocage.foundation.errors import NotAllowed, Refusal
from bocage.foundation.events import publish
from bocage.foundation.jobs.tasks import periodic
from bocage.people.seams.meeting_rooms import RoomState, RoomTooEarly, room_provider
from bocage.training.cohorts import notifications
from bocage.training.cohorts.events import CohortSessionMoved
from bocage.training.cohorts.operations.enrolments import locked_cohort
from bocage.training.cohorts.operations.session_locking import hold_room, touch, wish_of
from bocage.training.programmes.models.cohorts import Cohort
from bocage.training.programmes.models.sessions import CohortSession
from bocage.training.programmes.presentation import place_words, when_words

Room = CohortSession.Room


def follow_room(*, booking_id: UUID, now: datetime | None = None) -> None:
    """Updates the session of a booking to the current state of the booking. Idempotent.

    A room cancelled, refused or moved to another time is lost: the officers are notified, and the
    learners and teachers are not, since another room may be found. If the place gives another room
    at the same time, the session moves there and the learners and teachers are notified.
    """
    now = now or timezone.now()
    unlocked = CohortSession.objects.filter(room_booking=booking_id).first()
    if unlocked is None:
        return
    with transaction.atomic():
        session = _locked(unlocked)
        if session.room_booking != booking_id or not session.is_planned:
            return
        booked_room = room_provider().look([booking_id])[booking_id]
        state = booked_room.state
        if (booked_room.starts_at, booked_room.ends_at) != (session.starts_at, session.ends_at):
            state = RoomState.LOST
        was, session.room_state = session.room_state, state.value
        location = place_words(booked_room.room)
        if state != RoomState.LOST and location != session.location:
            former = f"{when_words(session)}, {session.location}"
            session.location = location
            touch(session, now)
            if session.cohort.is_public:
                notifications.notify_session_moved(session, former)
            publish(CohortSessionMoved(session_id=session.pk, cohort_id=session.cohort_id))
        session.save()
        if state == RoomState.LOST and was != RoomState.LOST:
            notifications.notify_room_lost(session)


@periodic("25 * * * *", description=_("Réserve les salles des formations"))
def book_rooms_in_time(*, now: datetime | None = None) -> int:
    """Books the rooms of sessions whose places now take bookings for their day. The officers of a
    session whose room is not available are notified. Returns how many rooms were booked.
    """
    now = now or timezone.now()
    waiting = CohortSession.objects.planned().filter(
        room_state=Room.LATER, period__startswith__gt=now
    )
    return sum(_book_in_time(session, now) for session in waiting.order_by("period", "pk"))


def _book_in_time(unlocked: CohortSession, now: datetime) -> bool:
    with transaction.atomic():
        session = _locked(unlocked)
        room_id, maker = session.room_wanted, session.made_by
        if room_id is None or not session.is_planned:
            return False
        try:
            if maker is None:
                raise NotAllowed
            wish = wish_of(session, room_id)
            hold_room(session, room_provider().book(by=maker, wish=wish, now=now))
        except RoomTooEarly:
            return False
        except Refusal:
            session.room_wanted, session.room_state = None, Room.NONE
            session.save()
            notifications.notify_room_lost(session)
            return False
        session.save()
    return True


def _locked(unlocked: CohortSession) -> CohortSession:
    cohort = locked_cohort(Cohort(pk=unlocked.cohort_id))
    session = lock_row(unlocked, "made_by")
    session.cohort = cohort
    return session
