"""Awareness meetings: prepared, opened, answered, held or called off.

Each operation locks the meeting first, then the invitation. The database counts the seats
(`seats_follow_the_answers`) and refuses one too many. All are idempotent.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.constraints import giving_way, refusing
from bocage.foundation.db.row_locks import lock_row
from bocage.foundation.errors import NotAllowed
from bocage.foundation.jobs.tasks import periodic
from bocage.people.models import Person
from bocage.people.operations.scopes import draft_scope_of
from bocage.territory.models import Commune, Epci
from bocage.welcome.meetings import notifications
from bocage.welcome.meetings.errors import (
    MeetingMomentTaken,
    MeetingNotOpen,
    MeetingOver,
    MeetingToCome,
    NotEnoughSeats,
    SeatsTaken,
)
from bocage.welcome.meetings.models import AwarenessMeeting, MeetingInvitation
from bocage.welcome.shared.errors import MomentPassed

Status = AwarenessMeeting.Status
Answer = MeetingInvitation.Answer

REMIND_BEFORE = timedelta(days=3)


@dataclass(frozen=True, kw_only=True)
class MeetingPlan:
    """Plan of a meeting: when, where, number of seats and invitation text."""

    starts_at: datetime
    place: str
    capacity: int | None = None
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class MeetingAnswer:
    """Answer of a town hall: how many people come, and their names."""

    comes: bool
    people: int = 0
    names: str = ""


def plan_meeting(
    *, by: Person, epci: Epci, plan: MeetingPlan, now: datetime | None = None
) -> AwarenessMeeting:
    """Creates a meeting in preparation; no invitation is sent. Planning the same date and time
    again returns the same meeting.

    Raises:
        NotAllowed: `by` coordinates neither the intercommunalité nor its département.
        MomentPassed: it would be in the past.
    """
    now = now or timezone.now()
    departement_id = draft_scope_of(epci).departement_id
    if departement_id is None:
        raise NotAllowed
    meeting = AwarenessMeeting(
        epci=epci,
        departement_id=departement_id,
        starts_at=plan.starts_at,
        place=plan.place.strip(),
        capacity=plan.capacity,
        words=plan.words.strip(),
        planned_by=by,
        planned_at=now,
    )
    by.require("welcome.manage_meeting", meeting)
    if plan.starts_at <= now:
        raise MomentPassed
    with giving_way("welcome_meeting_one_at_a_time"):
        meeting.save(force_insert=True)
        return meeting
    return AwarenessMeeting.objects.exclude(status=Status.CALLED_OFF).get(
        epci=epci, starts_at=plan.starts_at
    )


def change_meeting(
    *, by: Person, meeting: AwarenessMeeting, plan: MeetingPlan, now: datetime | None = None
) -> AwarenessMeeting:
    """Changes the date, the place, the seats or the words of a meeting. Invited town halls are
    notified once of a new date or place; for a new date, all are invited again.

    Raises:
        NotAllowed: `by` does not manage it.
        MeetingOver: it was held or called off.
        MomentPassed, MeetingMomentTaken: the new date and time are not possible.
        SeatsTaken: more seats are already taken.
    """
    by.require("welcome.manage_meeting", meeting)
    now = now or timezone.now()
    with refusing(
        {"welcome_meeting_one_at_a_time": MeetingMomentTaken, "welcome_meeting_seats": SeatsTaken}
    ):
        locked = _locked(meeting)
        if locked.status not in (Status.DRAFT, *AwarenessMeeting.COMING):
            raise MeetingOver
        if plan.starts_at <= now and plan.starts_at != locked.starts_at:
            raise MomentPassed
        _move(locked, plan)
    return locked


def open_meeting(
    *, by: Person, meeting: AwarenessMeeting, now: datetime | None = None
) -> AwarenessMeeting:
    """Invites every town hall of the intercommunalité; when called again, those where a person has
    become known since. Communes without a known person are on the list to be called.

    Raises:
        NotAllowed: `by` does not manage it.
        MeetingOver: it was held or called off, or has begun.
    """
    by.require("welcome.manage_meeting", meeting)
    now = now or timezone.now()
    with transaction.atomic():
        locked = _locked(meeting)
        if locked.status not in (Status.DRAFT, *AwarenessMeeting.COMING):
            raise MeetingOver
        if locked.starts_at <= now:
            raise MeetingOver
        if locked.status == Status.DRAFT:
            locked.status, locked.opened_at = Status.OPEN, now
            locked.save(update_fields=["status", "opened_at"])
        communes = Commune.objects.filter(epci=locked.epci_id, is_current=True).order_by("pk")
        MeetingInvitation.objects.bulk_create(
            [MeetingInvitation(meeting=locked, commune=commune) for commune in communes],
            ignore_conflicts=True,
        )
        waiting = locked.invitations.filter(invited_at=None, answer=Answer.NONE)
        invited = notifications.send_invitations(locked, list(waiting.select_related("commune")))
        locked.invitations.filter(pk__in=invited).update(invited_at=now)
    return locked


def answer_meeting(
    *,
    by: Person,
    invitation: MeetingInvitation,
    answer: MeetingAnswer,
    now: datetime | None = None,
) -> MeetingInvitation:
    """Records the answer of a town hall, given by itself or by telephone. The last answer counts,
    until the meeting is held.

    Raises:
        NotAllowed: `by` is neither of the town hall nor of the welcome.
        MeetingNotOpen: no invitation was sent yet.
        MeetingOver: it was held or called off.
        NotEnoughSeats: not enough seats are left; the earlier answer is retained.
    """
    by.require("welcome.answer_meeting", invitation)
    with refusing({"welcome_meeting_seats": NotEnoughSeats}):
        meeting = _locked(invitation.meeting)
        if meeting.status == Status.DRAFT:
            raise MeetingNotOpen
        if not meeting.is_coming:
            raise MeetingOver
        locked = lock_row(invitation, "commune", "meeting__epci")
        locked.answer = Answer.YES if answer.comes else Answer.NO
        locked.people = answer.people if answer.comes else 0
        locked.names = answer.names.strip() if answer.comes else ""
        locked.answered_at, locked.answered_by = now or timezone.now(), by
        locked.save()
        _fill(meeting)
    return _as_it_is(locked)


def hold_meeting(
    *,
    by: Person,
    meeting: AwarenessMeeting,
    attended: Collection[UUID],
    now: datetime | None = None,
) -> AwarenessMeeting:
    """Records that a meeting took place and which communes attended. Calling it again corrects the
    attendance.

    Raises:
        NotAllowed: `by` does not manage it.
        MeetingNotOpen: no invitation was sent.
        MeetingToCome: it has not begun.
        MeetingOver: it was called off.
    """
    by.require("welcome.manage_meeting", meeting)
    now = now or timezone.now()
    with transaction.atomic():
        locked = _locked(meeting)
        if locked.status == Status.DRAFT:
            raise MeetingNotOpen
        if locked.status == Status.CALLED_OFF:
            raise MeetingOver
        if locked.starts_at > now:
            raise MeetingToCome
        if locked.status != Status.HELD:
            locked.status, locked.held_at = Status.HELD, now
            locked.save(update_fields=["status", "held_at"])
        locked.invitations.exclude(pk__in=attended).update(attended=False)
        locked.invitations.filter(pk__in=attended).update(attended=True)
    return locked


def call_off_meeting(
    *, by: Person, meeting: AwarenessMeeting, reason: str, now: datetime | None = None
) -> AwarenessMeeting:
    """Calls off a meeting, and notifies once every town hall that was invited and did not decline.

    Raises:
        NotAllowed: `by` does not manage it.
        MeetingOver: it was held.
    """
    by.require("welcome.manage_meeting", meeting)
    with transaction.atomic():
        locked = _locked(meeting)
        if locked.status == Status.HELD:
            raise MeetingOver
        if locked.status != Status.CALLED_OFF:
            was_open = locked.is_coming
            locked.status, locked.called_off_at = Status.CALLED_OFF, now or timezone.now()
            locked.call_off_reason = reason.strip()
            locked.save(update_fields=["status", "called_off_at", "call_off_reason"])
            if was_open:
                notifications.notify_cancellation(locked)
    return locked


@periodic("50 8 * * *", description=_("Rappelle leurs rendez-vous aux mairies"))
def remind_town_halls(*, now: datetime | None = None) -> int:
    """Sends one reminder, three days before, to the town halls that have not answered. Returns the
    number of communes reminded.
    """
    now = now or timezone.now()
    near = AwarenessMeeting.objects.filter(
        status__in=AwarenessMeeting.COMING,
        starts_at__gt=now,
        starts_at__lte=now + REMIND_BEFORE,
    )
    return sum(_remind(meeting_id, now) for meeting_id in near.values_list("pk", flat=True))


def _remind(meeting_id: UUID, now: datetime) -> int:
    with transaction.atomic():
        meeting = _locked(AwarenessMeeting(pk=meeting_id))
        if not meeting.is_coming:
            return 0
        silent = meeting.invitations.filter(
            answer=Answer.NONE, reminded_at=None, invited_at__isnull=False
        ).select_related("commune")
        reminded = notifications.remind_silent(meeting, list(silent))
        meeting.invitations.filter(pk__in=reminded).update(reminded_at=now)
    return len(reminded)


def _move(meeting: AwarenessMeeting, plan: MeetingPlan) -> None:
    before = (meeting.starts_at, meeting.place)
    meeting.starts_at, meeting.place = plan.starts_at, plan.place.strip()
    meeting.words = plan.words.strip()
    if meeting.starts_at != before[0]:
        # An answer given for the former date is void, and frees its seats.
        for invitation in meeting.invitations.exclude(answer=Answer.NONE):
            invitation.answer, invitation.answered_at, invitation.people = Answer.NONE, None, 0
            invitation.names, invitation.answered_by, invitation.reminded_at = "", None, None
            invitation.save()
    meeting.capacity = plan.capacity
    meeting.save(update_fields=["starts_at", "place", "words", "capacity"])
    _fill(meeting)
    if meeting.is_coming and (meeting.starts_at, meeting.place) != before:
        notifications.notify_change(meeting, needs_new_answer=meeting.starts_at != before[0])


def _fill(meeting: AwarenessMeeting) -> None:
    """Sets the status to full when the last seat is taken, and to open when a seat is freed."""
    meeting.refresh_from_db(fields=["seats_taken"])
    if not meeting.is_coming:
        return
    status = Status.FULL if meeting.seats_left == 0 else Status.OPEN
    if status != meeting.status:
        meeting.status = status
        meeting.save(update_fields=["status"])


def _locked(meeting: AwarenessMeeting) -> AwarenessMeeting:
    """Locks a meeting until the end of the transaction, and returns its current state."""
    return lock_row(meeting, "epci")


def _as_it_is(invitation: MeetingInvitation) -> MeetingInvitation:
    return MeetingInvitation.objects.select_related("commune", "meeting__epci").get(
        pk=invitation.pk
    )
