"""Subjects of the rights of programmes and cohorts, for docs/architecture/rights.md."""

from __future__ import annotations

from datetime import UTC, datetime

from bocage.people.models import Person
from bocage.training.models import Cohort, Programme
from tests.rights.grid import Subject, Tree, add_subject

A_DAY = datetime(2026, 1, 1, tzinfo=UTC)


def programme_of(tree: Tree, state: str = Programme.State.DRAFT) -> Programme:
    """A programme of the partner of the tree, taught in its département."""
    return Programme(
        partner=tree.partner.partner,
        departement=tree.departement.departement,
        state=state,
        published_at=A_DAY,
    )


def cohort_of(tree: Tree) -> Cohort:
    """A cohort in preparation, of a programme that is published."""
    return Cohort(programme=programme_of(tree, Programme.State.PUBLISHED))


def _programme(tree: Tree, _holder: Person) -> Programme:
    return programme_of(tree)


def _published(tree: Tree, _holder: Person) -> Programme:
    return programme_of(tree, Programme.State.PUBLISHED)


def _cohort(tree: Tree, _holder: Person) -> Cohort:
    return cohort_of(tree)


def _open_cohort(tree: Tree, _holder: Person) -> Cohort:
    cohort = cohort_of(tree)
    cohort.opened_at = A_DAY
    return cohort


add_subject(
    Subject(
        name="a programme in preparation",
        rights=("training.manage_programme", "training.see_programme"),
        make=_programme,
    )
)
add_subject(
    Subject(name="a published programme", rights=("training.see_programme",), make=_published)
)
add_subject(
    Subject(
        name="a cohort in preparation",
        rights=("training.manage_cohort", "training.follow_cohort", "training.see_cohort"),
        make=_cohort,
    )
)
add_subject(
    Subject(name="a cohort that is open", rights=("training.see_cohort",), make=_open_cohort)
)
add_subject(
    Subject(
        name="any programme",
        rights=("training.write_programmes", "training.follow_training"),
        make=lambda _tree, _holder: None,
        hangs=False,
    )
)
