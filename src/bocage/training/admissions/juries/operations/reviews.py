"""Operations on reviews: assigned automatically or by hand, removed for a conflict, scored, given.

Each operation locks the application. Given scores are visible to the other readers; until the
answers are sent they can be corrected, and the jury sees the former value and the reason.
"""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.row_locks import lock_rows
from bocage.foundation.db.web_role import as_the_instance
from bocage.foundation.errors import NotAllowed
from bocage.people.models import Person
from bocage.training.admissions.applications.models import Application
from bocage.training.admissions.applications.operations.applications import locked_application
from bocage.training.admissions.juries import notifications
from bocage.training.admissions.juries.assignment import Assignment, assign_readers
from bocage.training.admissions.juries.errors import (
    AnswersSent,
    CorrectionUnexplained,
    JurorGone,
    ReaderInConflict,
    ReviewGiven,
    ReviewNotGiven,
    ScoresMissing,
)
from bocage.training.admissions.juries.models import (
    Juror,
    JuryConflict,
    JuryNote,
    JuryReview,
    Score,
    ScoreCorrection,
    ScoringCriterion,
)
from bocage.training.admissions.juries.operations.grid import criteria_of
from bocage.training.admissions.juries.operations.juries import open_jury, save_known_conflicts
from bocage.training.programmes.models.cohorts import Cohort

REVIEW_RULES = {
    "training_review_by_another": ReaderInConflict,
    "training_review_without_conflict": ReaderInConflict,
}

Status = Application.Status


def assign_reviews(*, by: Person, cohort: Cohort, now: datetime | None = None) -> Assignment:
    """Assigns readers to each sent application up to the required number, with an even load among
    the jury; existing reviews stay. Each reader is notified once of all that is new. The result
    names the applications that have too few readers.

    Raises:
        NotAllowed: `by` does not run the cohort.
        AnswersSent: the answers are sent.
    """
    by.require("training.manage_cohort", cohort)
    now = now or timezone.now()
    with transaction.atomic():
        jury = open_jury(cohort)
        to_read = lock_rows(Application.objects.all())
        applications = list(to_read.filter(cohort=cohort).to_decide().order_by("pk"))
        save_known_conflicts(cohort, now)
        sharing = _share(cohort, applications, jury.readers_each)
        _give(sharing, now)
        Application.objects.filter(
            cohort=cohort, status=Status.SUBMITTED, reviews__isnull=False
        ).update(status=Status.UNDER_REVIEW)
    return sharing


def assign_review(
    *, by: Person, application: Application, juror: Juror, now: datetime | None = None
) -> JuryReview:
    """Assigns an application to a reader by hand, and notifies them. Idempotent.

    Raises:
        NotAllowed: `by` does not run the programme.
        JurorGone: they are not of this jury.
        ReaderInConflict: they have a tie with the applicant, or are the applicant.
        AnswersSent: it is answered already.
    """
    by.require("training.manage_application", application)
    now = now or timezone.now()
    with transaction.atomic():
        locked = _locked_to_read(application)
        if juror.cohort_id != locked.cohort_id or juror.left_at is not None:
            raise JurorGone
        save_known_conflicts(locked.cohort, now)
        existing = JuryReview.objects.filter(application=locked, juror=juror).first()
        if existing is not None:
            return existing
        review = _mark_given(JuryReview(application=locked, juror=juror, is_by_hand=True), now)
        if locked.status == Status.SUBMITTED:
            locked.status = Status.UNDER_REVIEW
            locked.save(update_fields=["status"])
        notifications.notify_reviews(juror, 1)
    return review


def withdraw_review(*, by: Person, review: JuryReview) -> None:
    """Removes an application from a reader who has not given their scores.

    Raises:
        NotAllowed: `by` does not run the programme.
        ReviewGiven: they have.
    """
    by.require("training.manage_application", review.application)
    with transaction.atomic():
        locked_application(review.application)
        existing = JuryReview.objects.filter(pk=review.pk).first()
        if existing is not None and existing.is_given:
            raise ReviewGiven
        JuryReview.objects.filter(pk=review.pk).delete()


def declare_conflict(
    *,
    by: Person,
    application: Application,
    person: Person,
    relation: str,
    words: str = "",
    now: datetime | None = None,
) -> JuryReview | None:
    """Records a conflict of interest between a juror and an applicant. The juror's review is
    deleted with all that they wrote, and another juror is assigned, if there is one. Returns the
    new review. Idempotent.

    Raises:
        NotAllowed: `by` is neither that person, who reviews it, nor an officer.
        AnswersSent: it is answered already.
    """
    is_officer = by.has_perm("training.manage_application", application)
    own_reviews = application.reviews.filter(juror__person=person, juror__left_at=None)
    if not is_officer and not (by.pk == person.pk and own_reviews.exists()):
        raise NotAllowed
    now = now or timezone.now()
    # A reader has no access to others' reviews, nor to this application once it is reassigned.
    with transaction.atomic(), as_the_instance():
        jury = open_jury(application.cohort)
        locked = _locked_to_read(application)
        deleted, _by_model = locked.reviews.filter(juror__person=person).delete()
        JuryConflict.objects.get_or_create(
            application=locked,
            person=person,
            defaults={
                "relation": relation,
                "words": words.strip()[:300],
                "declared_at": now,
                "declared_by": by,
            },
        )
        if not deleted:
            return None
        sharing = _share(locked.cohort, [locked], jury.readers_each)
        return next(iter(_give(sharing, now)), None)


def save_scores(
    *, by: Person, review: JuryReview, points: Mapping[int, int], words: str = ""
) -> JuryReview:
    """Saves a reader's draft scores, visible to them only.

    Raises:
        NotAllowed: it is somebody else's review.
        ReviewGiven: they gave it.
        AnswersSent: the application is answered.
    """
    by.require("training.read_application", review)
    with transaction.atomic():
        locked = _locked_review(review)
        if locked.is_given:
            raise ReviewGiven
        _save_scores(locked, points, words)
    return locked


def give_scores(
    *,
    by: Person,
    review: JuryReview,
    points: Mapping[int, int],
    words: str = "",
    now: datetime | None = None,
) -> JuryReview:
    """Gives a reader's scores: the rest of the jury sees them, and the reader sees theirs.
    Idempotent.

    Raises:
        NotAllowed: it is somebody else's review.
        ScoresMissing: a criterion has no points; the scores entered are saved.
        AnswersSent: the application is answered.
    """
    by.require("training.read_application", review)
    with transaction.atomic():
        locked = _locked_review(review)
        if locked.is_given:
            return locked
        grid = {criterion.pk for criterion in criteria_of(locked.application.cohort.programme)}
        _save_scores(locked, points, words)
        scored = set(locked.scores.values_list("criterion", flat=True))
        if grid <= scored:
            locked.given_at = now or timezone.now()
            locked.save(update_fields=["given_at"])
    if locked.given_at is None:
        raise ScoresMissing
    return locked


def correct_scores(
    *,
    by: Person,
    review: JuryReview,
    points: Mapping[int, int],
    reason: str,
    now: datetime | None = None,
) -> JuryReview:
    """Corrects given scores, until the answers are sent. The former value and the reason of each
    changed score are recorded; identical scores change nothing.

    Raises:
        NotAllowed: it is somebody else's review.
        ReviewNotGiven: they did not give it yet.
        CorrectionUnexplained: there is no reason.
        AnswersSent: the application is answered.
    """
    by.require("training.read_application", review)
    if not reason.strip():
        raise CorrectionUnexplained
    now = now or timezone.now()
    with transaction.atomic():
        locked = _locked_review(review)
        if not locked.is_given:
            raise ReviewNotGiven
        for score in locked.scores.select_related("criterion").order_by("criterion__position"):
            became = _on_the_scale(points.get(score.criterion_id, score.points), score.criterion)
            if became != score.points:
                ScoreCorrection.objects.create(
                    review=locked,
                    criterion=score.criterion,
                    was=score.points,
                    became=became,
                    reason=reason.strip()[:300],
                    corrected_at=now,
                )
                score.points = became
                score.save(update_fields=["points"])
    return locked


def write_jury_note(
    *, by: Person, application: Application, words: str, now: datetime | None = None
) -> JuryNote:
    """Adds a note of the jury on an application, visible to its readers and to those who run the
    programme.

    Raises:
        NotAllowed: `by` does neither, or has not given their scores yet.
    """
    own_reviews = application.reviews.filter(
        juror__person=by, juror__left_at=None, given_at__isnull=False
    )
    if not by.has_perm("training.manage_application", application) and not own_reviews.exists():
        raise NotAllowed
    return JuryNote.objects.create(
        application=application,
        author=by,
        words=words.strip()[:2000],
        written_at=now or timezone.now(),
    )


def _share(cohort: Cohort, applications: list[Application], reader_count: int) -> Assignment:
    jurors = list(cohort.jurors.filter(left_at=None).order_by("invited_at", "pk"))
    by_person = {juror.person_id: juror.pk for juror in jurors}
    conflicts = JuryConflict.objects.filter(application__in=applications)
    existing: dict[UUID, set[UUID]] = {}
    reviews = JuryReview.objects.filter(application__cohort=cohort)
    for application_id, juror_id in reviews.values_list("application", "juror"):
        existing.setdefault(application_id, set()).add(juror_id)
    return assign_readers(
        [application.pk for application in applications],
        [juror.pk for juror in jurors],
        reader_count=reader_count,
        barred={
            (application_id, by_person[person_id])
            for application_id, person_id in conflicts.values_list("application", "person")
            if person_id in by_person
        },
        existing=existing,
    )


def _give(sharing: Assignment, now: datetime) -> list[JuryReview]:
    reviews = [
        JuryReview(application_id=application_id, juror_id=juror_id, assigned_at=now)
        for application_id, juror_id in sharing.added
    ]
    JuryReview.objects.bulk_create(reviews)
    counts: dict[UUID, int] = {}
    for review in reviews:
        counts[review.juror_id] = counts.get(review.juror_id, 0) + 1
    jurors = Juror.objects.filter(pk__in=counts).select_related("person", "cohort__programme")
    for juror in jurors:
        notifications.notify_reviews(juror, counts[juror.pk])
    return reviews


def _mark_given(review: JuryReview, now: datetime) -> JuryReview:
    review.assigned_at = now
    with refusing(REVIEW_RULES):
        review.save(force_insert=True)
    return review


def _save_scores(review: JuryReview, points: Mapping[int, int], words: str) -> None:
    grid = {
        criterion.pk: criterion for criterion in criteria_of(review.application.cohort.programme)
    }
    review.words = words.strip()[:3000]
    review.save(update_fields=["words"])
    Score.objects.bulk_create(
        [
            Score(review=review, criterion_id=key, points=_on_the_scale(points[key], criterion))
            for key, criterion in grid.items()
            if key in points
        ],
        update_conflicts=True,
        unique_fields=["review", "criterion"],
        update_fields=["points"],
    )


def _on_the_scale(points: int, criterion: ScoringCriterion) -> int:
    return min(max(points, 0), criterion.max_points)


def _locked_to_read(application: Application) -> Application:
    """Returns an application under review, locked.

    Raises:
        AnswersSent: it is answered, or withdrawn.
    """
    locked = locked_application(application)
    if not locked.is_read:
        raise AnswersSent
    return locked


def _locked_review(review: JuryReview) -> JuryReview:
    """Returns a review, locked with its application.

    Raises:
        AnswersSent: the application is answered.
        JurorGone: the review is no longer theirs.
    """
    _locked_to_read(review.application)
    reviews = lock_rows(JuryReview.objects.all())
    locked = reviews.with_rights().filter(pk=review.pk, juror__left_at=None).first()
    if locked is None:
        raise JurorGone
    return locked
