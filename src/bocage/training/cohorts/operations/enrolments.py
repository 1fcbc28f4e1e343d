"""Seats in a cohort: given, and left.

Each locks the cohort, then the enrolment. The database counts the seats and refuses one too many.
Each operation is idempotent.
"""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.row_locks import lock_row, lock_rows
from bocage.foundation.errors import NotAllowed
from bocage.foundation.events import publish
from bocage.people.models import Person
from bocage.people.operations.persons import create_person, known_address
from bocage.training.cohorts import notifications
from bocage.training.cohorts.errors import (
    CohortFull,
    CohortTakesNobody,
    EnrolledAlready,
    EnrolmentOver,
    ReasonMissing,
)
from bocage.training.cohorts.events import EnrolmentEnded, PersonEnrolled
from bocage.training.cohorts.hooks import seat_resumed
from bocage.training.cohorts.operations.identities import checked_identity
from bocage.training.programmes.models.cohorts import Cohort, Enrolment
from bocage.training.programmes.models.identity import Identity

State = Enrolment.State


def enrol(
    *,
    by: Person | None,
    person: Person,
    identity: Identity,
    cohort: Cohort,
    now: datetime | None = None,
) -> Enrolment:
    """Gives a person a seat, with the identity that its documents will bear. A person already
    enrolled keeps their seat. `by` is None for an operation that has already checked its own
    right, such as the confirmation of an accepted applicant.

    Raises:
        NotAllowed: `by` does not run the cohort.
        IdentityMissing: a part of the identity is empty.
        CohortTakesNobody: it is in preparation, over or cancelled.
        CohortFull: the last seat is taken; nothing is written.
    """
    if by is not None and not by.has_perm("training.manage_cohort", cohort):
        raise NotAllowed
    checked = checked_identity(identity)
    now = now or timezone.now()
    with refusing(
        {"training_cohort_seats": CohortFull, "training_enrolment_one_a_person": EnrolledAlready}
    ):
        locked = locked_cohort(cohort)
        existing = locked.enrolments.seated().filter(person=person).first()
        if existing is not None:
            return existing
        if not locked.is_enrolling:
            raise CohortTakesNobody
        enrolment = Enrolment.objects.create(
            cohort=locked,
            person=person,
            enrolled_at=now,
            enrolled_by=by,
            **asdict(checked),
        )
        if locked.seats_taken + 1 >= locked.smallest and locked.small_notified_at is not None:
            Cohort.objects.filter(pk=locked.pk).update(
                small_notified_at=None, small_accepted_at=None
            )
        notifications.notify_enrolled(enrolment)
        publish(PersonEnrolled(enrolment_id=enrolment.pk, cohort_id=locked.pk, person_id=person.pk))
        return enrolment


def enrol_by_address(
    *, by: Person, cohort: Cohort, identity: Identity, email: str, now: datetime | None = None
) -> Enrolment:
    """Gives a seat to the person with a mail address, creating their account if needed.

    Raises:
        NotAllowed, IdentityMissing, CohortTakesNobody, CohortFull: as `enrol`.
        NotAnAddress: `email` cannot receive a mail.
    """
    by.require("training.manage_cohort", cohort)
    with transaction.atomic():
        name = identity.tidied().full_name
        person = known_address(email=email) or create_person(email=email, name=name)
        return enrol(by=by, person=person, identity=identity, cohort=cohort, now=now)


def leave_cohort(
    *,
    by: Person | None,
    enrolment: Enrolment,
    reason: str,
    note: str = "",
    now: datetime | None = None,
) -> Enrolment:
    """Ends a seat, and frees it. `by` is None if the cohort itself ends it.

    Raises:
        NotAllowed: it is somebody else's, and `by` does not run the cohort.
        ReasonMissing: there is no reason.
        EnrolmentOver: they have completed.
    """
    if by is not None and not by.has_perm("training.leave_cohort", enrolment):
        raise NotAllowed
    if reason not in Enrolment.EndReason.values:
        raise ReasonMissing
    now = now or timezone.now()
    with transaction.atomic():
        locked = locked_enrolment(enrolment)
        if locked.state == State.WITHDRAWN:
            return locked
        if locked.state == State.COMPLETED:
            raise EnrolmentOver
        locked.end_reason, locked.ended_note = reason, note.strip()[:300]
        end_seat(locked, State.WITHDRAWN, now)
        notify_small(locked.cohort, now)
    return locked


def locked_cohort(cohort: Cohort) -> Cohort:
    """Returns the current row of a cohort, locked until the end of the transaction."""
    cohorts = lock_rows(Cohort.objects.all())
    return cohorts.with_rights().get(pk=cohort.pk)


def locked_enrolment(enrolment: Enrolment) -> Enrolment:
    """Returns the current row of an enrolment, with its cohort locked too."""
    cohort = locked_cohort(Cohort(pk=enrolment.cohort_id))
    locked = lock_row(enrolment, "person")
    locked.cohort = cohort
    return locked


def notify_small(cohort: Cohort, now: datetime) -> None:
    """Notifies the officers, once, that a cohort has fewer learners than its minimum. The caller
    holds the lock of the cohort.
    """
    cohort.refresh_from_db(fields=["seats_taken"])
    if cohort.state not in (Cohort.State.SELECTING, Cohort.State.RUNNING):
        return
    if not cohort.is_small or cohort.small_notified_at is not None:
        return
    cohort.small_notified_at, cohort.small_accepted_at = now, None
    cohort.save(update_fields=["small_notified_at", "small_accepted_at"])
    notifications.notify_cohort_small(cohort)


def end_seat(enrolment: Enrolment, state: str, now: datetime) -> None:
    """Ends a seat; the caller holds its lock and has made the checks."""
    enrolment.state, enrolment.ended_at = state, now
    enrolment.save(update_fields=["state", "ended_at", "end_reason", "ended_note"])
    publish(
        EnrolmentEnded(
            enrolment_id=enrolment.pk,
            cohort_id=enrolment.cohort_id,
            person_id=enrolment.person_id,
            state=state,
        )
    )


def resume_seat(enrolment: Enrolment) -> None:
    """Turns a completed seat back into an enrolled one; the caller holds the lock of the cohort."""
    enrolment.state, enrolment.ended_at = State.ENROLLED, None
    enrolment.save(update_fields=["state", "ended_at"])
    for follow in seat_resumed:
        follow(enrolment)
