"""What a programme asks of who applies, and the grid by which its jury scores.

Both begin with those of the house, laid the first time that somebody needs them, and belong to
the officers of the programme from then on. What was answered or scored is never deleted: a line
is taken out of the form, and stays with what it received.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from bocage.foundation.db.row_locks import lock_row
from bocage.people.models import Person
from bocage.training.admissions.default_questions import CRITERIA, QUESTIONS
from bocage.training.admissions.errors.juries import GridInUse
from bocage.training.admissions.models.applications import Application
from bocage.training.admissions.models.juries import Score
from bocage.training.admissions.models.questions import ApplicationQuestion, ScoringCriterion
from bocage.training.programmes.models.cohorts import Cohort
from bocage.training.programmes.models.programmes import Programme

ASIDE = 10_000
"""Where lines stand while they change places."""


def questions_of(programme: Programme) -> list[ApplicationQuestion]:
    """Returns the questions of a programme, in order. If none was ever written, creates the default
    ones.
    """
    asked = programme.questions.filter(removed_at=None)
    found = list(asked.order_by("position", "pk"))
    if found or programme.questions.exists():
        return found
    with transaction.atomic():
        _lock(programme)
        if not programme.questions.exists():
            ApplicationQuestion.objects.bulk_create(
                ApplicationQuestion(
                    programme=programme,
                    position=position,
                    part=one.part,
                    label=one.label,
                    help=one.help,
                    kind=one.kind,
                    choices="\n".join(one.choices),
                    is_required=one.is_required,
                )
                for position, one in enumerate(QUESTIONS, start=1)
            )
    return list(asked.order_by("position", "pk"))


def criteria_of(programme: Programme) -> list[ScoringCriterion]:
    """Returns the scoring grid of a programme, in order. If none was ever written, creates the
    default one.
    """
    looked_at = programme.criteria.filter(removed_at=None)
    found = list(looked_at.order_by("position", "pk"))
    if found or programme.criteria.exists():
        return found
    with transaction.atomic():
        _lock(programme)
        if not programme.criteria.exists():
            ScoringCriterion.objects.bulk_create(
                ScoringCriterion(
                    programme=programme,
                    position=position,
                    label=one.label,
                    help=one.help,
                    weight=one.weight,
                )
                for position, one in enumerate(CRITERIA, start=1)
            )
    return list(looked_at.order_by("position", "pk"))


def write_question(
    *, by: Person, programme: Programme, question: ApplicationQuestion | None = None, **values: Any
) -> ApplicationQuestion:
    """Adds a question at the end, or changes one. Answers already sent keep its former text.

    Raises:
        NotAllowed: `by` does not run the programme.
    """
    by.require("training.keep_programme", programme)
    with transaction.atomic():
        _lock(programme)
        written = question or ApplicationQuestion(
            programme=programme, position=_next(programme.questions)
        )
        for name, value in values.items():
            setattr(written, name, value)
        written.save()
    return written


def remove_question(
    *, by: Person, question: ApplicationQuestion, now: datetime | None = None
) -> None:
    """Removes a question from the form; its answers stay. Idempotent.

    Raises:
        NotAllowed: `by` does not run the programme.
    """
    by.require("training.keep_programme", question.programme)
    ApplicationQuestion.objects.filter(pk=question.pk, removed_at=None).update(
        removed_at=now or timezone.now()
    )


def order_questions(*, by: Person, programme: Programme, order: Sequence[int]) -> None:
    """Puts the questions in the given order; questions not named follow, in their current order.

    Raises:
        NotAllowed: `by` does not run the programme.
    """
    by.require("training.keep_programme", programme)
    _put_in_order(programme, programme.questions, order)


def write_criterion(
    *, by: Person, programme: Programme, criterion: ScoringCriterion | None = None, **values: Any
) -> ScoringCriterion:
    """Adds a criterion to the grid, or changes one.

    Raises:
        NotAllowed: `by` does not run the programme.
        GridInUse: readers score with it.
    """
    by.require("training.keep_programme", programme)
    with transaction.atomic():
        _lock(programme)
        _check_nobody_scores(programme)
        written = criterion or ScoringCriterion(
            programme=programme, position=_next(programme.criteria)
        )
        for name, value in values.items():
            setattr(written, name, value)
        written.save()
    return written


def order_criteria(*, by: Person, programme: Programme, order: Sequence[int]) -> None:
    """Puts the criteria of the grid in the given order, which changes no mark.

    Raises:
        NotAllowed: `by` does not run the programme.
    """
    by.require("training.keep_programme", programme)
    _put_in_order(programme, programme.criteria, order)


def remove_criterion(
    *, by: Person, criterion: ScoringCriterion, now: datetime | None = None
) -> None:
    """Removes a criterion from the grid. Idempotent.

    Raises:
        NotAllowed: `by` does not run the programme.
        GridInUse: readers score with it.
    """
    by.require("training.keep_programme", criterion.programme)
    with transaction.atomic():
        _lock(criterion.programme)
        _check_nobody_scores(criterion.programme)
        ScoringCriterion.objects.filter(pk=criterion.pk, removed_at=None).update(
            removed_at=now or timezone.now()
        )


def _put_in_order(programme: Programme, lines: Any, order: Sequence[int]) -> None:
    with transaction.atomic():
        _lock(programme)
        asked = lines.filter(removed_at=None)
        places = {key: place for place, key in enumerate(order)}
        rows = sorted(
            asked.order_by("position", "pk"), key=lambda row: places.get(row.pk, len(places))
        )
        # No two lines stand at one position, not even for a moment.
        asked.update(position=F("position") + ASIDE)
        for position, row in enumerate(rows, start=1):
            row.position = position
        lines.bulk_update(rows, ["position"])


def _check_nobody_scores(programme: Programme) -> None:
    """Marks by two grids would stand beside each other."""
    scoring = Score.objects.filter(
        criterion__programme=programme,
        reading__application__status__in=Application.READ,
        reading__application__cohort__state__in=Cohort.ENROLLING,
    )
    if scoring.exists():
        raise GridInUse


def _lock(programme: Programme) -> None:
    lock_row(programme)


def _next(lines: Any) -> int:
    last: int = lines.aggregate(last=Max("position"))["last"] or 0
    return last + 1
