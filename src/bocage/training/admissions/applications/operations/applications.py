"""Operations on applications: start, saving of drafts, sending, recall, withdrawal.

Each operation locks the application. Starting or sending twice has the effect of once; an error
never loses any text of the draft.
"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from bocage.foundation.db.constraints import giving_way
from bocage.foundation.db.row_locks import lock_rows
from bocage.foundation.events import publish
from bocage.people.models import Person
from bocage.people.seams.relocation_projects import SettlingProject, relocation_projects
from bocage.training.admissions.applications import notifications as application_notifications
from bocage.training.admissions.applications.errors import (
    ApplicationIncomplete,
    ApplicationOver,
    ApplicationsClosed,
    ApplicationSent,
    SeatConfirmedAlready,
)
from bocage.training.admissions.applications.events import ApplicationSubmitted
from bocage.training.admissions.applications.models import (
    LONGEST_ANSWER,
    Application,
    ApplicationAnswer,
    ApplicationQuestion,
    SeatOffer,
)
from bocage.training.admissions.applications.operations.identities import last_identity_of
from bocage.training.admissions.applications.operations.questions import questions_of
from bocage.training.admissions.applications.operations.seat_offers import (
    answer_offer,
    pass_seats_on,
)
from bocage.training.cohorts.operations.enrolments import locked_cohort
from bocage.training.cohorts.operations.identities import missing_of
from bocage.training.programmes.models.cohorts import Cohort

Status = Application.Status
Withdrawn = Application.Withdrawn
NOT_WITHDRAWN = ~Q(status=Status.WITHDRAWN)


def start_application(*, by: Person, cohort: Cohort, now: datetime | None = None) -> Application:
    """Creates a draft, or returns the person's existing application to this cohort.

    Raises:
        NotAllowed: the user is not signed in, or the cohort is not public.
        ApplicationsClosed: it no longer accepts applications.
    """
    by.require("training.apply", cohort)
    now = now or timezone.now()
    existing = live_application(by, cohort)
    if existing is not None:
        return existing
    project = relocation_projects().project_of(by)
    with giving_way("training_application_one_live"):
        if not takes_applications(locked_cohort(cohort), now):
            raise ApplicationsClosed
        return Application.objects.create(
            cohort=cohort,
            applicant=by,
            project_id=project.project_id if project else None,
            home=_home_in(project),
            **asdict(last_identity_of(by)),
            started_at=now,
            saved_at=now,
        )
    return Application.objects.with_rights().get(NOT_WITHDRAWN, cohort=cohort, applicant=by)


def live_application(person: Person, cohort: Cohort) -> Application | None:
    """Returns the application of a person to a cohort, unless they withdrew it; otherwise None."""
    applications = Application.objects.with_rights().filter(NOT_WITHDRAWN, cohort=cohort)
    return applications.filter(applicant=person).first()


def takes_applications(
    cohort: Cohort, now: datetime, application: Application | None = None
) -> bool:
    """Checks whether a person can apply now. An application that was granted a delay can be sent
    until that date, while the jury has not answered.
    """
    today = timezone.localdate(now)
    if application is not None and application.late_until is not None:
        is_choosing = cohort.state in (Cohort.State.OPEN, Cohort.State.SELECTING)
        if is_choosing and today <= application.late_until:
            return True
    return cohort.state == Cohort.State.OPEN and today <= cohort.apply_until


def save_application(
    *,
    by: Person,
    application: Application,
    answers: Mapping[int, str] | None = None,
    now: datetime | None = None,
    **values: Any,
) -> Application:
    """Saves a draft: answers by question, the parts of an identity, `title`, `home`,
    `wishes_welcome`, `project_id`. Nothing needs to be complete, and a draft can be saved after
    the deadline.

    Raises:
        NotAllowed: it is somebody else's.
        ApplicationSent: the jury reads it already.
        ApplicationOver: it was withdrawn.
    """
    by.require("training.write_application", application)
    with transaction.atomic():
        locked = locked_application(application)
        check_draft(locked)
        if "project_id" in values:
            values["project_id"] = _own_project(by, values["project_id"])
        for name, value in values.items():
            setattr(locked, name, value)
        locked.saved_at = now or timezone.now()
        locked.save(update_fields=[*values, "saved_at"])
        if answers:
            _save_answers(locked, answers)
    return locked


def send_application(
    *, by: Person, application: Application, now: datetime | None = None
) -> Application:
    """Sends an application, and confirms it to its author by mail. Idempotent.

    Raises:
        NotAllowed: it is somebody else's.
        ApplicationIncomplete: a required answer is missing, or the identity of the applicant.
        ApplicationsClosed: the deadline is over; the draft stays.
        ApplicationOver: it was withdrawn.
    """
    by.require("training.write_application", application)
    now = now or timezone.now()
    with transaction.atomic():
        cohort = locked_cohort(application.cohort)
        locked = locked_application(application)
        if locked.is_withdrawn:
            raise ApplicationOver
        if not locked.is_draft:
            return locked
        if not takes_applications(cohort, now, locked):
            raise ApplicationsClosed
        missing = missing_answers(locked)
        if missing:
            raise ApplicationIncomplete(
                _("Il manque encore : %(what)s. Votre brouillon est gardé.")
                % {"what": " · ".join(missing)}
            )
        _freeze_questions(locked)
        locked.status, locked.submitted_at = Status.SUBMITTED, now
        locked.save(update_fields=["status", "submitted_at"])
        application_notifications.notify_received(locked)
        publish(ApplicationSubmitted(application_id=locked.pk))
    return locked


def take_application_back(
    *, by: Person, application: Application, now: datetime | None = None
) -> Application:
    """Turns a sent application into a draft again, before the deadline and while nobody reads it.

    Raises:
        NotAllowed: it is somebody else's.
        ApplicationSent: the jury reads it, or the deadline is over.
    """
    by.require("training.write_application", application)
    now = now or timezone.now()
    with transaction.atomic():
        cohort = locked_cohort(application.cohort)
        locked = locked_application(application)
        if locked.is_draft:
            return locked
        if locked.status != Status.SUBMITTED or not takes_applications(cohort, now, locked):
            raise ApplicationSent
        locked.status, locked.submitted_at = Status.DRAFT, None
        locked.save(update_fields=["status", "submitted_at"])
    return locked


def withdraw_application(
    *, by: Person, application: Application, now: datetime | None = None
) -> Application:
    """Withdraws an application, sent or not: a seat held for it goes to the next person.
    Idempotent.

    Raises:
        NotAllowed: it is somebody else's.
        ApplicationOver: it was refused.
        SeatConfirmedAlready: they confirmed their seat.
    """
    by.require("training.write_application", application)
    now = now or timezone.now()
    with transaction.atomic():
        cohort = locked_cohort(application.cohort)
        locked = locked_application(application)
        if locked.is_withdrawn:
            return locked
        if locked.status == Status.REFUSED:
            raise ApplicationOver
        offers = locked.seat_offers
        if offers.filter(state=SeatOffer.State.CONFIRMED).exists():
            raise SeatConfirmedAlready
        held_offer = offers.filter(state=SeatOffer.State.HELD).first()
        if held_offer is not None:
            answer_offer(held_offer, SeatOffer.State.DECLINED, now)
        end_application(locked, Withdrawn.APPLICANT, now)
        pass_seats_on(cohort=cohort, now=now)
    return locked


def grant_delay(*, by: Person, application: Application, until: date) -> Application:
    """Lets a person send their draft after the deadline, and notifies them.

    Raises:
        NotAllowed: `by` does not run the programme.
        ApplicationOver: it is not a draft any more.
    """
    by.require("training.grant_delay", application)
    with transaction.atomic():
        locked = locked_application(application)
        if not locked.is_draft:
            raise ApplicationOver
        if locked.late_until != until:
            locked.late_until = until
            locked.save(update_fields=["late_until"])
            application_notifications.notify_delay(locked)
    return locked


def end_application(application: Application, reason: str, now: datetime) -> None:
    """Marks an application as withdrawn, with a reason; the caller holds its lock."""
    application.status, application.withdrawn_at = Status.WITHDRAWN, now
    application.withdrawal_reason, application.waiting_rank = reason, None
    application.save(update_fields=["status", "withdrawn_at", "withdrawal_reason", "waiting_rank"])


def missing_answers(application: Application) -> list[str]:
    """Returns the labels of the required answers that are missing."""
    answered = dict(application.answers.values_list("question", "words"))
    missing = missing_of(application.identity)
    if not application.title.strip():
        missing.append(_("votre projet en une phrase"))
    if not application.home:
        missing.append(_("où vous habitez"))
    return missing + [
        question.label
        for question in questions_of(application.cohort.programme)
        if question.is_required and not answered.get(question.pk, "").strip()
    ]


def locked_application(application: Application) -> Application:
    """Returns the current row of an application, locked until the end of the transaction."""
    applications = lock_rows(Application.objects.all())
    return applications.with_rights().get(pk=application.pk)


def _save_answers(application: Application, answers: Mapping[int, str]) -> None:
    questions = ApplicationQuestion.objects.filter(
        programme=application.cohort.programme_id, removed_at=None, pk__in=answers
    )
    ApplicationAnswer.objects.bulk_create(
        [
            ApplicationAnswer(
                application=application,
                question=question,
                words=answers[question.pk].strip()[:LONGEST_ANSWER],
            )
            for question in questions
        ],
        update_conflicts=True,
        unique_fields=["application", "question"],
        update_fields=["words"],
    )


def _freeze_questions(application: Application) -> None:
    """Copies the text of each question to its answer, so that later changes of questions do not
    alter it."""
    answers = list(application.answers.select_related("question"))
    for answer in answers:
        answer.question_label = answer.question.label
    ApplicationAnswer.objects.bulk_update(answers, ["question_label"])


def _own_project(person: Person, project_id: UUID | None) -> UUID | None:
    """Returns the project of the person's own household, or None: a forged key is ignored."""
    project = relocation_projects().project_of(person)
    return project_id if project is not None and project.project_id == project_id else None


def _home_in(project: SettlingProject | None) -> str:
    if project is None:
        return ""
    return Application.Home.HERE if project.is_settled else Application.Home.COMING


def check_draft(application: Application) -> None:
    """Checks that an application is still a draft.

    Raises:
        ApplicationOver, ApplicationSent: it was withdrawn, or sent.
    """
    if application.is_withdrawn:
        raise ApplicationOver
    if not application.is_draft:
        raise ApplicationSent
