"""Applications, juries and reviews for tests."""

import io
from dataclasses import asdict
from datetime import timedelta

import factory
from django.utils import timezone
from pypdf import PdfWriter

from bocage.people.models import Person
from bocage.training.admissions.applications.operations.applications import (
    save_application,
    start_application,
)
from bocage.training.admissions.applications.operations.questions import questions_of
from bocage.training.admissions.juries.operations.grid import criteria_of
from bocage.training.admissions.juries.operations.reviews import give_scores
from bocage.training.models import Application, Cohort, Juror, JuryReview
from tests.people.factories import PersonFactory
from tests.training.factories import CohortFactory, IdentifiedFactory, identity_of


class ApplicationFactory(IdentifiedFactory):
    """An application that was sent."""

    class Meta:
        model = Application

    class Params:
        draft = factory.Trait(status="draft", submitted_at=None)
        waiting = factory.Trait(
            status="waiting",
            decided_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=1)),
        )

    cohort = factory.SubFactory(CohortFactory)
    applicant = factory.SubFactory(PersonFactory)
    status = Application.Status.SUBMITTED
    title = factory.Sequence(lambda number: f"Des sites pour les artisans {number}")
    home = Application.Home.HERE
    started_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=2))
    saved_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=2))
    submitted_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=2))


class JurorFactory(factory.django.DjangoModelFactory):
    """Juror who accepted."""

    class Meta:
        model = Juror

    cohort = factory.SubFactory(CohortFactory)
    person = factory.SubFactory(PersonFactory)
    invited_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=3))
    accepted_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=3))


class JuryReviewFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = JuryReview

    application = factory.SubFactory(ApplicationFactory)
    juror = factory.LazyAttribute(lambda review: JurorFactory(cohort=review.application.cohort))
    assigned_at = factory.LazyFunction(timezone.now)


def whole_draft(cohort: Cohort, person: Person | None = None) -> Application:
    """Creates a complete draft."""
    person = person or PersonFactory()
    draft = start_application(by=person, cohort=cohort)
    return save_application(
        by=person,
        application=draft,
        **asdict(identity_of(person)),
        title="Des sites pour les artisans",
        home=Application.Home.COMING,
        wishes_welcome=True,
        answers={question.pk: "Oui" for question in questions_of(cohort.programme)},
    )


def score_review(review: JuryReview, points: int) -> JuryReview:
    """A review that is given, with as many points on each line of the grid."""
    grid = criteria_of(review.application.cohort.programme)
    return give_scores(
        by=review.juror.person,
        review=review,
        points={criterion.pk: points for criterion in grid},
    )


def pdf(pages: int = 1) -> io.BytesIO:
    """A PDF of blank pages."""
    writer, content = PdfWriter(), io.BytesIO()
    for _page in range(pages):
        writer.add_blank_page(200, 200)
    writer.write(content)
    content.seek(0)
    return content
