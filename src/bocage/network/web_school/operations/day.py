"""Operations of the day and after it: attendance, notes, feedback, sessions without a leader."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from bocage.foundation.db.row_locks import lock_row
from bocage.foundation.errors import NotAllowed
from bocage.network.web_school.errors import DoorClosed, FeedbackTooEarly, PastEdition, TooManyLinks
from bocage.network.web_school.models.editions import Attendance, WebSchoolEdition
from bocage.network.web_school.models.programmes import MAX_SESSION_LINKS, Session, SessionFeedback
from bocage.network.web_school.notifications import flag_session
from bocage.network.web_school.operations.editions import locked_edition, managed_edition
from bocage.network.web_school.people import sessions_led_by
from bocage.people.models import Person

Status = WebSchoolEdition.Status


def check_in(
    *,
    edition: WebSchoolEdition,
    token: str,
    person: Person | None = None,
    name: str = "",
    now: datetime | None = None,
) -> Attendance:
    """Records an arrival with the code at the door: of the signed-in person, or of a name. The code
    grants the right. Idempotent.

    Raises:
        NotAllowed: the code is not that of the door.
        DoorClosed: the edition is not taking place.
    """
    if not opens_door(edition, token):
        raise NotAllowed
    if not edition.is_live(now or timezone.now()):
        raise DoorClosed
    return _note(edition, person, name, now)


def opens_door(edition: WebSchoolEdition, token: str) -> bool:
    """Checks whether a token is the code at the door of an edition; an empty token never is."""
    return bool(token) and constant_time_compare(token, edition.door_token)


def note_attendance(
    *, by: Person, edition: WebSchoolEdition, name: str, now: datetime | None = None
) -> Attendance:
    """Records that a person came, by name. Idempotent.

    Raises:
        NotAllowed: `by` does not manage the edition.
    """
    with managed_edition(by, edition) as locked:
        return _note(locked, None, name, now)


def _note(
    edition: WebSchoolEdition, person: Person | None, name: str, now: datetime | None
) -> Attendance:
    arrived_at = now or timezone.now()
    if person is not None:
        shown_name = name or person.name or person.email.partition("@")[0]
        noted, _is_new = Attendance.objects.get_or_create(
            edition=edition, person=person, defaults={"name": shown_name, "arrived_at": arrived_at}
        )
    else:
        noted, _is_new = Attendance.objects.get_or_create(
            edition=edition,
            person=None,
            name=" ".join(name.split()),
            defaults={"arrived_at": arrived_at},
        )
    return noted


def forget_attendance(*, by: Person, attendance: Attendance) -> None:
    """Deletes an attendance recorded by mistake.

    Raises:
        NotAllowed: `by` does not manage the edition.
    """
    with managed_edition(by, attendance.edition):
        attendance.delete()


def write_session(*, by: Person, session: Session, notes: str, links: Sequence[str]) -> Session:
    """Stores the notes and links of a session.

    Raises:
        NotAllowed: `by` neither leads it nor manages its edition.
        TooManyLinks: there are more than eight.
    """
    by.require("network.write_session", session)
    if len(links) > MAX_SESSION_LINKS:
        raise TooManyLinks
    with transaction.atomic():
        locked = lock_row(session)
        locked.notes, locked.links = notes, list(links)
        locked.save(update_fields=["notes", "links"])
    return locked


def give_feedback(
    *,
    by: Person,
    session: Session,
    face: int,
    wants_more: bool = False,
    now: datetime | None = None,
) -> SessionFeedback:
    """Stores a person's feedback on a session, replacing any earlier one.

    Raises:
        NotAllowed: `by` has no account.
        FeedbackTooEarly: it has not begun.
        PastEdition: the edition is in the archive.
    """
    by.require("network.take_part", session.edition)
    now = now or timezone.now()
    if session.slot.starts_at > now:
        raise FeedbackTooEarly
    with transaction.atomic():
        if locked_edition(session.edition).status == Status.ARCHIVED:
            raise PastEdition
        feedback, _is_new = SessionFeedback.objects.update_or_create(
            session=session,
            person=by,
            defaults={"face": face, "wants_more": wants_more, "recorded_at": now},
        )
    return feedback


def flag_sessions_of(*, person_id: UUID, now: datetime | None = None) -> int:
    """Marks the upcoming sessions of a person who is gone, and notifies the organisers of their
    editions. Returns how many there are. Idempotent: each organiser is notified once."""
    now = now or timezone.now()
    today = timezone.localdate(now)
    coming: Any = WebSchoolEdition.objects.filter(
        status__in=[Status.SCHEDULING, Status.PUBLISHED], ends_on__gte=today
    )
    flagged = 0
    for edition in coming.order_by("pk"):
        with transaction.atomic():
            locked = locked_edition(edition)
            for session in sessions_led_by(person_id, edition=locked):
                if session.slot.ends_at > now:
                    flag_session(session, now=now)
                    flagged += 1
    return flagged
