"""Decisions: prepared one by one or from the ranking, and sent together.

A prepared decision is visible to no applicant. Sending locks the cohort, stores every answer, and
holds a seat for each accepted applicant; it succeeds as a whole or not at all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.row_locks import lock_rows
from bocage.foundation.events import publish
from bocage.people.models import Person
from bocage.training.admissions.applications import notifications as application_notifications
from bocage.training.admissions.applications.events import ApplicationAnswered
from bocage.training.admissions.applications.models import Application
from bocage.training.admissions.applications.operations.applications import locked_application
from bocage.training.admissions.applications.operations.seat_offers import offer_seat
from bocage.training.admissions.juries.errors import (
    AnswersSent,
    DecisionsMissing,
    MoreThanSeats,
    NothingToSend,
    ReadersMissing,
    ReasonsMissing,
)
from bocage.training.admissions.juries.models import MIN_READERS, Jury, JuryReview
from bocage.training.admissions.juries.operations.grid import criteria_of
from bocage.training.admissions.juries.operations.juries import open_jury
from bocage.training.admissions.juries.ranking import (
    RankedApplication,
    Weighed,
    mark_of,
    rank_applications,
)
from bocage.training.cohorts.operations.enrolments import locked_cohort
from bocage.training.programmes.models.cohorts import Cohort

Prepared = Application.Prepared
Status = Application.Status


@dataclass(frozen=True, kw_only=True)
class Sent:
    """Number of answers sent, by decision."""

    accepted: int
    waiting: int
    refused: int


def ranking_of(cohort: Cohort) -> list[RankedApplication]:
    """Returns the ranking of the applications that wait for a decision, by the scores given."""
    applications = cohort.applications.to_decide().values_list("pk", flat=True)
    marks: dict[UUID, list[Decimal]] = {application: [] for application in applications}
    for review, mark in given_marks(cohort):
        if review.application_id in marks:
            marks[review.application_id].append(mark)
    return rank_applications(marks)


def given_marks(cohort: Cohort) -> list[tuple[JuryReview, Decimal]]:
    """Returns the reviews of a cohort whose scores are given, each with its mark out of 100."""
    grid = {
        criterion.pk: Weighed(criterion.weight, criterion.max_points)
        for criterion in criteria_of(cohort.programme)
    }
    reviews_given = JuryReview.objects.filter(application__cohort=cohort, given_at__isnull=False)
    reviews = reviews_given.select_related("juror__person").prefetch_related("scores")
    marks = []
    for review in reviews.order_by("pk"):
        mark = mark_of({score.criterion_id: score.points for score in review.scores.all()}, grid)
        if mark is not None:
            marks.append((review, mark))
    return marks


def prepare_decision(
    *,
    by: Person,
    application: Application,
    prepared: str,
    rank: int | None = None,
    words: str = "",
) -> Application:
    """Stores the decision prepared for an application; no notification is sent.

    Raises:
        NotAllowed: `by` does not run the programme.
        AnswersSent: it is answered already.
    """
    by.require("training.manage_application", application)
    with transaction.atomic():
        locked = locked_application(application)
        if not locked.is_read:
            raise AnswersSent
        locked.prepared, locked.words = prepared, words.strip()[:1500]
        locked.prepared_rank = rank if prepared == Prepared.WAIT else None
        locked.save(update_fields=["prepared", "prepared_rank", "words"])
    return locked


def propose_decisions(*, by: Person, cohort: Cohort) -> int:
    """Prepares decisions from the ranking: the first are accepted, up to the seats left, the others
    wait in order. If people tied for the last seat exceed the seats left, all of them wait, for
    the jury to choose. Decisions to refuse are not changed. Returns how many were prepared.

    Raises:
        NotAllowed: `by` does not run the cohort.
    """
    by.require("training.manage_cohort", cohort)
    with transaction.atomic():
        locked = locked_cohort(cohort)
        locked_rows = lock_rows(Application.objects.all())
        applications = {row.pk: row for row in locked_rows.filter(cohort=locked).to_decide()}
        ranked_applications = [
            row
            for row in ranking_of(locked)
            if row.rank is not None and applications[row.application].prepared != Prepared.REFUSE
        ]
        accepted = _pick_accepted(ranked_applications, locked.seats_left)
        for rank, ranked in enumerate(ranked_applications, start=1):
            application = applications[ranked.application]
            is_accepted = ranked.application in accepted
            application.prepared = Prepared.ACCEPT if is_accepted else Prepared.WAIT
            application.prepared_rank = None if is_accepted else rank
            application.save(update_fields=["prepared", "prepared_rank"])
    return len(ranked_applications)


def send_decisions(*, by: Person, cohort: Cohort, now: datetime | None = None) -> Sent:
    """Sends all answers of a cohort at once: holds a seat for each accepted person, orders the
    waiting list, and sends refused people the reason and other courses.

    Raises:
        NotAllowed: `by` does not run the cohort.
        NothingToSend: there is no application to answer.
        ReadersMissing: fewer than two have given their scores of one.
        DecisionsMissing: one has no decision.
        ReasonsMissing: an applicant is refused without a reason.
        MoreThanSeats: more are chosen than there are seats left; nothing is sent.
    """
    by.require("training.manage_cohort", cohort)
    now = now or timezone.now()
    with refusing({"training_cohort_seats": MoreThanSeats}):
        jury = _answering_jury(cohort)
        locked = locked_cohort(cohort)
        locked_rows = lock_rows(Application.objects.all())
        rows = locked_rows.filter(cohort=locked).to_decide().select_related("applicant")
        applications = list(rows.order_by("prepared_rank", "submitted_at", "pk"))
        _check_prepared(applications, locked)
        decisions = _answer_all(applications, locked, now)
        jury.sent_at, jury.sent_by = now, by
        jury.save(update_fields=["sent_at", "sent_by"])
    return decisions


def missing_decisions(applications: Sequence[Application]) -> list[Application]:
    """Returns the applications without a prepared decision."""
    return [application for application in applications if not application.prepared]


def too_little_read(cohort: Cohort) -> QuerySet[Application]:
    """Returns the applications to decide that have fewer than two readers with given scores."""
    reviews_given = Count("reviews", filter=Q(reviews__given_at__isnull=False))
    applications: QuerySet[Application] = cohort.applications.to_decide()
    return applications.annotate(given=reviews_given).filter(given__lt=MIN_READERS)


def _pick_accepted(ranked_applications: Sequence[RankedApplication], seats: int) -> set[UUID]:
    """Returns the applicants with the best ranks who fit the seats. A tie that exceeds the
    remaining seats is excluded entirely: people must choose among them."""
    accepted: set[UUID] = set()
    for rank in sorted({ranked.rank for ranked in ranked_applications if ranked.rank is not None}):
        together = {ranked.application for ranked in ranked_applications if ranked.rank == rank}
        if len(accepted) + len(together) > seats:
            break
        accepted |= together
    return accepted


def _check_prepared(applications: Sequence[Application], cohort: Cohort) -> None:
    if not applications:
        raise NothingToSend
    if too_little_read(cohort):
        raise ReadersMissing
    if missing_decisions(applications):
        raise DecisionsMissing
    if any(
        application.prepared == Prepared.REFUSE and not application.words
        for application in applications
    ):
        raise ReasonsMissing
    accepted_count = sum(application.prepared == Prepared.ACCEPT for application in applications)
    if accepted_count > cohort.seats_left:
        raise MoreThanSeats


def _answer_all(applications: Sequence[Application], cohort: Cohort, now: datetime) -> Sent:
    """Answers each; a second act of sending (late applications) waits behind the first."""
    last = cohort.applications.waiting().values_list("waiting_rank", flat=True).last() or 0
    counts = dict.fromkeys(Prepared.values, 0)
    for application in applications:
        application.cohort, application.decided_at = cohort, now
        counts[application.prepared] += 1
        if application.prepared == Prepared.ACCEPT:
            offer_seat(application, now)
            publish(ApplicationAnswered(application_id=application.pk))
            continue
        if application.prepared == Prepared.WAIT:
            application.status = Status.WAITING
            application.waiting_rank = last + counts[Prepared.WAIT]
        else:
            application.status = Status.REFUSED
        application.save(update_fields=["status", "decided_at", "waiting_rank"])
        application_notifications.notify_decision(application)
        publish(ApplicationAnswered(application_id=application.pk))
    return Sent(
        accepted=counts[Prepared.ACCEPT],
        waiting=counts[Prepared.WAIT],
        refused=counts[Prepared.REFUSE],
    )


def _answering_jury(cohort: Cohort) -> Jury:
    try:
        return open_jury(cohort)
    except AnswersSent as error:
        raise NothingToSend from error
