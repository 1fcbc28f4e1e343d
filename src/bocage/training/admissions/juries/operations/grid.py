"""The grid by which a jury scores.

The default one, created on first use, belongs to the officers of the programme from then on. A
criterion that was scored is never deleted: it is taken out of the grid.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from bocage.people.models import Person
from bocage.training.admissions.applications.models import Application
from bocage.training.admissions.juries.default_grid import CRITERIA
from bocage.training.admissions.juries.errors import GridInUse
from bocage.training.admissions.juries.models import Score, ScoringCriterion
from bocage.training.admissions.ordering import lock_programme, next_position, put_in_order
from bocage.training.programmes.models.cohorts import Cohort
from bocage.training.programmes.models.programmes import Programme


def criteria_of(programme: Programme) -> list[ScoringCriterion]:
    """Returns the scoring grid of a programme, in order. If none was ever written, creates the
    default one.
    """
    looked_at = programme.criteria.filter(removed_at=None)
    criteria = list(looked_at.order_by("position", "pk"))
    if criteria or programme.criteria.exists():
        return criteria
    with transaction.atomic():
        lock_programme(programme)
        if not programme.criteria.exists():
            ScoringCriterion.objects.bulk_create(
                ScoringCriterion(
                    programme=programme,
                    position=position,
                    label=default.label,
                    help=default.help,
                    weight=default.weight,
                )
                for position, default in enumerate(CRITERIA, start=1)
            )
    return list(looked_at.order_by("position", "pk"))


def write_criterion(
    *, by: Person, programme: Programme, criterion: ScoringCriterion | None = None, **values: Any
) -> ScoringCriterion:
    """Adds a criterion to the grid, or changes one.

    Raises:
        NotAllowed: `by` does not run the programme.
        GridInUse: readers score with it.
    """
    by.require("training.manage_programme", programme)
    with transaction.atomic():
        lock_programme(programme)
        _check_nobody_scores(programme)
        saved = criterion or ScoringCriterion(
            programme=programme, position=next_position(programme.criteria)
        )
        for name, value in values.items():
            setattr(saved, name, value)
        saved.save()
    return saved


def order_criteria(*, by: Person, programme: Programme, order: Sequence[int]) -> None:
    """Puts the criteria of the grid in the given order, which changes no mark.

    Raises:
        NotAllowed: `by` does not run the programme.
    """
    by.require("training.manage_programme", programme)
    put_in_order(programme, programme.criteria, order)


def remove_criterion(
    *, by: Person, criterion: ScoringCriterion, now: datetime | None = None
) -> None:
    """Removes a criterion from the grid. Idempotent.

    Raises:
        NotAllowed: `by` does not run the programme.
        GridInUse: readers score with it.
    """
    by.require("training.manage_programme", criterion.programme)
    with transaction.atomic():
        lock_programme(criterion.programme)
        _check_nobody_scores(criterion.programme)
        ScoringCriterion.objects.filter(pk=criterion.pk, removed_at=None).update(
            removed_at=now or timezone.now()
        )


def _check_nobody_scores(programme: Programme) -> None:
    """Checks that no open application is scored: scores by two grids would not be comparable.

    Raises:
        GridInUse: an application is being scored.
    """
    scoring = Score.objects.filter(
        criterion__programme=programme,
        review__application__status__in=Application.READ,
        review__application__cohort__state__in=Cohort.ENROLLING,
    )
    if scoring.exists():
        raise GridInUse
