"""Juries prepared for templates: scores, ranking, pending applications, reviews left."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from bocage.foundation.formatting.times import format_moment
from bocage.people.models import Person
from bocage.training.admissions.applications.models import Application
from bocage.training.admissions.juries.models import JuryReview, ScoreCorrection
from bocage.training.admissions.juries.operations.decisions import given_marks, ranking_of
from bocage.training.admissions.juries.ranking import RankedApplication
from bocage.training.programmes.models.cohorts import Cohort


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkRow:
    """Review of an application as a juror sees it. `mark` is None if the reader has not given
    their scores, or if the viewer has still to give theirs.
    """

    review: JuryReview
    display_name: str
    mark: Decimal | None
    words: str
    is_given: bool
    lines: tuple[tuple[str, str], ...] = ()
    corrections: tuple[ScoreCorrection, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedRow:
    """An application in the ranking, with its prepared decision."""

    ranked: RankedApplication
    application: Application
    readers: int
    is_hidden: bool
    """Whether the viewer has not scored it yet: other readers' scores are hidden until then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredRow:
    """Answered application, with the state of its seat."""

    application: Application
    seat: str
    until: str


def still_to_score(person: Person, cohort: Cohort) -> set[UUID]:
    """Returns the applications that a person reads and has not scored yet: the scores of others are
    hidden from them until then, whatever other role they have.
    """
    reviews = JuryReview.objects.of(person).filter(application__cohort=cohort, given_at=None)
    return set(reviews.values_list("application", flat=True))


def mark_rows(application: Application, onlooker: Person) -> list[MarkRow]:
    """Returns the reviews of an application, with the marks that the onlooker may see; a constant
    number of queries.
    """
    is_hidden = application.pk in still_to_score(onlooker, application.cohort)
    marks = {
        review.pk: mark
        for review, mark in given_marks(application.cohort)
        if review.application_id == application.pk and not is_hidden
    }
    reviews = application.reviews.select_related("juror__person").prefetch_related(
        "scores__criterion", "corrections__criterion"
    )
    return [
        MarkRow(
            review=review,
            display_name=review.juror.display_name,
            mark=marks.get(review.pk),
            is_given=review.is_given,
            words=review.words if review.pk in marks else "",
            lines=tuple(
                (score.criterion.label, f"{score.points} / {score.criterion.max_points}")
                for score in sorted(review.scores.all(), key=lambda score: score.criterion.position)
            )
            if review.pk in marks
            else (),
            corrections=tuple(review.corrections.all()) if review.pk in marks else (),
        )
        for review in reviews
    ]


def rankable_jurors(application: Application) -> list[tuple[str, str]]:
    """Returns the jurors to whom an application can be assigned, as form choices."""
    away = set(application.conflicts.values_list("person", flat=True))
    away |= {application.applicant_id}
    review = set(application.reviews.values_list("juror", flat=True))
    jurors = application.cohort.jurors.filter(left_at=None).select_related("person")
    return [
        (str(juror.pk), juror.display_name)
        for juror in jurors
        if juror.person_id not in away and juror.pk not in review
    ]


def ranking_rows(cohort: Cohort, onlooker: Person) -> list[RankedRow]:
    """Returns the ranking of a cohort, as a person may see it; a constant number of queries."""
    hidden = still_to_score(onlooker, cohort)
    ranked_applications = ranking_of(cohort)
    rows = cohort.applications.to_decide().select_related("applicant")
    applications = {row.pk: row for row in rows}
    readers: dict[UUID, int] = {}
    for key in JuryReview.objects.filter(application__in=applications).values_list(
        "application", flat=True
    ):
        readers[key] = readers.get(key, 0) + 1
    return [
        RankedRow(
            ranked=ranked,
            application=applications[ranked.application],
            readers=readers.get(ranked.application, 0),
            is_hidden=ranked.application in hidden,
        )
        for ranked in ranked_applications
    ]


def answered_rows(cohort: Cohort) -> list[AnsweredRow]:
    """Returns the answered applications: accepted first, then the waiting list, then the others."""
    answered = cohort.applications.filter(decided_at__isnull=False).select_related("applicant")
    order = {"accepted": 0, "waiting": 1, "withdrawn": 2, "refused": 3}
    rows = []
    for application in answered.prefetch_related("seat_offers"):
        offers = sorted(application.seat_offers.all(), key=lambda seat_offer: seat_offer.offered_at)
        latest = offers[-1] if offers else None
        rows.append(
            AnsweredRow(
                application=application,
                seat=str(latest.get_state_display()) if latest else "",
                until=format_moment(latest.answer_by) if latest and latest.is_held else "",
            )
        )
    return sorted(
        rows,
        key=lambda row: (
            order[row.application.status],
            row.application.waiting_rank or 0,
            row.application.pk,
        ),
    )
