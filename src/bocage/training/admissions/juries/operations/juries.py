"""Operations on the jury of a cohort: invitations, acceptance, removal."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from bocage.foundation.db.row_locks import lock_row
from bocage.foundation.db.web_role import as_the_instance
from bocage.foundation.errors import NotAllowed
from bocage.people.models import Person
from bocage.people.operations.persons import person_of_address
from bocage.people.seams.relocation_projects import relocation_projects
from bocage.training.admissions.applications.models import Application
from bocage.training.admissions.juries import notifications
from bocage.training.admissions.juries.errors import AnswersSent, JurorGone
from bocage.training.admissions.juries.models import Juror, Jury, JuryConflict, JuryReview
from bocage.training.cohorts.operations.enrolments import locked_cohort
from bocage.training.programmes.models.cohorts import Cohort

Relation = JuryConflict.Relation


def jury_of(cohort: Cohort) -> Jury:
    """Returns the jury settings of a cohort, or the defaults."""
    return Jury.objects.filter(cohort=cohort).first() or Jury(cohort=cohort)


def set_jury(*, by: Person, cohort: Cohort, readers_each: int, answer_days: int) -> Jury:
    """Sets the number of readers per application, and the days that chosen applicants have to
    answer.

    Raises:
        NotAllowed: `by` does not run the cohort.
        AnswersSent: the answers are sent.
    """
    by.require("training.manage_cohort", cohort)
    with transaction.atomic():
        jury = open_jury(cohort)
        jury.readers_each, jury.answer_days = readers_each, answer_days
        jury.save(update_fields=["readers_each", "answer_days"])
    return jury


def invite_juror(
    *, by: Person, cohort: Cohort, email: str, name: str = "", now: datetime | None = None
) -> Juror:
    """Invites a person to the jury by mail, with a link that accepts in one click. A juror who left
    is invited again; otherwise a second invitation sends nothing.

    Raises:
        NotAllowed: `by` does not run the cohort.
        NotAnAddress: no mail can arrive there.
        AnswersSent: the answers are sent.
    """
    by.require("training.manage_cohort", cohort)
    now = now or timezone.now()
    with transaction.atomic():
        open_jury(cohort)
        person = person_of_address(email=email)
        if name.strip() and not person.name:
            person.name = name.strip()[:120]
            person.save(update_fields=["name"])
        juror, is_new = Juror.objects.get_or_create(
            cohort=cohort, person=person, defaults={"invited_at": now, "invited_by": by}
        )
        if not is_new and juror.left_at is None:
            return juror
        juror.invited_at, juror.invited_by = now, by
        juror.accepted_at = juror.left_at = None
        juror.save(update_fields=["invited_at", "invited_by", "accepted_at", "left_at"])
        save_known_conflicts(cohort, now)
        notifications.invite(juror)
    return juror


def enter_jury(*, by: Person, juror: Juror, now: datetime | None = None) -> Juror:
    """Accepts an invitation to the jury. Idempotent.

    Raises:
        NotAllowed: it is another person's invitation.
        JurorGone: they left, or were removed.
    """
    if by.pk != juror.person_id:
        raise NotAllowed
    with transaction.atomic():
        locked = lock_row(juror, "person")
        if locked.left_at is not None:
            raise JurorGone
        if locked.accepted_at is None:
            locked.accepted_at = now or timezone.now()
            locked.save(update_fields=["accepted_at"])
    return locked


def leave_jury(*, by: Person, juror: Juror, now: datetime | None = None) -> list[Application]:
    """Removes a juror. Deletes their reviews without given scores, and returns the applications
    concerned, to be shared out again. Given scores stay. Idempotent.

    Raises:
        NotAllowed: it is neither them nor an officer.
    """
    by.require("training.leave_jury", juror)
    # A juror who has left no longer has access to their applications.
    with transaction.atomic(), as_the_instance():
        locked = lock_row(juror, "person")
        if locked.left_at is not None:
            return []
        locked.left_at = now or timezone.now()
        locked.save(update_fields=["left_at"])
        open_reviews = JuryReview.objects.filter(juror=locked, given_at=None)
        orphans = list(Application.objects.filter(reviews__in=open_reviews))
        open_reviews.delete()
    return orphans


def save_known_conflicts(cohort: Cohort, now: datetime) -> int:
    """Stores the conflicts that the system detects itself: a juror's own application, and those of
    the adults of their household. Returns how many are new.
    """
    jurors = set(cohort.jurors.filter(left_at=None).values_list("person", flat=True))
    applications = list(cohort.applications.to_decide())
    households = relocation_projects().households_of(
        [application.applicant_id for application in applications]
    )
    detected = [
        JuryConflict(
            application=application,
            person_id=person_id,
            relation=Relation.ONESELF
            if person_id == application.applicant_id
            else Relation.HOUSEHOLD,
            declared_at=now,
        )
        for application in applications
        for person_id in sorted(
            jurors & {application.applicant_id, *households.get(application.applicant_id, ())}
        )
    ]
    existing = set(
        JuryConflict.objects.filter(application__cohort=cohort).values_list("application", "person")
    )
    new = [
        conflict
        for conflict in detected
        if (conflict.application_id, conflict.person_id) not in existing
    ]
    for conflict in new:
        JuryReview.objects.filter(
            application=conflict.application_id,
            juror__person=conflict.person_id,
        ).delete()
    JuryConflict.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def open_jury(cohort: Cohort) -> Jury:
    """Returns the jury row of a cohort, with the cohort locked, while answers remain to be sent.

    Raises:
        AnswersSent: the answers are sent.
    """
    locked_cohort(cohort)
    jury, _is_new = Jury.objects.get_or_create(cohort=cohort)
    if jury.sent_at is not None and not cohort.applications.to_decide().exists():
        raise AnswersSent
    return jury
