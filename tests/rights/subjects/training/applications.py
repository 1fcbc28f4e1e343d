"""Subjects of the rights of applications and juries, for docs/architecture/rights.md."""

from __future__ import annotations

from datetime import UTC, datetime

from bocage.people.models import Person
from bocage.training.models import Application, ApplicationDocument, Cohort, Juror, JuryReview
from tests.rights.grid import Subject, Tree, add_subject
from tests.rights.subjects.training.programmes import cohort_of

A_DAY = datetime(2026, 1, 1, tzinfo=UTC)


def _cohort(tree: Tree) -> Cohort:
    cohort = cohort_of(tree)
    cohort.opened_at = A_DAY
    return cohort


def _application(tree: Tree, holder: Person) -> Application:
    return Application(cohort=_cohort(tree), applicant=holder, status=Application.Status.SUBMITTED)


def _draft(tree: Tree, holder: Person) -> Application:
    return Application(cohort=_cohort(tree), applicant=holder)


def _review(tree: Tree, holder: Person) -> JuryReview:
    application = Application(cohort=_cohort(tree), status=Application.Status.SUBMITTED)
    return JuryReview(application=application, juror=_juror(tree, holder))


def _juror(tree: Tree, holder: Person) -> Juror:
    return Juror(cohort=_cohort(tree), person=holder)


add_subject(
    Subject(
        name="a cohort to apply to",
        rights=("training.apply",),
        make=lambda tree, _holder: _cohort(tree),
    )
)
add_subject(
    Subject(
        name="an application",
        rights=("training.write_application", "training.manage_application"),
        make=_application,
        has_holder=True,
    )
)
add_subject(
    Subject(
        name="an application that is not sent",
        rights=("training.manage_application", "training.grant_delay"),
        make=_draft,
        has_holder=True,
    )
)
add_subject(
    Subject(
        name="a document of an application",
        rights=("training.see_document",),
        make=lambda tree, holder: ApplicationDocument(application=_application(tree, holder)),
        has_holder=True,
    )
)
add_subject(
    Subject(
        name="an application to read",
        rights=("training.read_application",),
        make=_review,
        has_holder=True,
    )
)
add_subject(
    Subject(
        name="a seat in a jury",
        rights=("training.leave_jury",),
        make=_juror,
        has_holder=True,
    )
)
