"""The pages of applications and juries: of who applies, who reads, who answers."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from bocage.people.models import Partner, Person, Role
from bocage.training.admissions.applications.operations.questions import questions_of
from bocage.training.admissions.applications.operations.seat_offers import offer_seat
from bocage.training.admissions.juries.operations.decisions import prepare_decision
from bocage.training.admissions.juries.operations.grid import criteria_of
from bocage.training.admissions.juries.operations.reviews import correct_scores, write_jury_note
from bocage.training.models import Juror
from bocage.workspaces.models import Place
from tests.training.admissions.factories import (
    ApplicationFactory,
    JurorFactory,
    JuryReviewFactory,
    score_review,
    whole_draft,
)
from tests.training.factories import CohortFactory, ProgrammeFactory

PAGES: dict[str, list[str]] = {
    "teleworker": [
        "own_applications",
        "application_start",
        "application_part",
        "questions/application_part",
        "documents/application_part",
        "application_send",
        "application_detail",
        "draft/application_detail",
        "review_list",
        "review_detail",
        "given/review_detail",
    ],
    Role.TRAINING_OFFICER: [
        "cohort_applications",
        "application_file",
        "application_identity",
        "cohort_jury",
        "cohort_ranking",
        "programme_questions",
        "programme_question",
        "programme_grid",
        "programme_criterion",
    ],
}
NO_PAGES = {
    "application_answer": "answers a form",
    "application_document": "a file",
    "application_document_remove": "answers a form",
    "application_delay": "answers a form",
    "application_review": "answers a form",
    "cohort_jury_share": "answers a form",
    "cohort_juror_remove": "answers a form",
    "review_answer": "answers a form",
    "programme_question_remove": "answers a form",
    "programme_grid_remove": "answers a form",
    "programme_questions_order": "answers a form",
    "programme_grid_order": "answers a form",
}


def prepare(people: dict[str, Person], place: Place) -> dict[str, Any]:
    """Creates a cohort in selection: a draft, two applications under review, one with a seat
    held."""
    officer, person = people[Role.TRAINING_OFFICER], people["teleworker"]
    partner = Partner.objects.get(scope__mandates__person=officer)
    programme = ProgrammeFactory(partner=partner, departement=place.commune.departement)
    cohort = CohortFactory(programme=programme)
    draft = whole_draft(CohortFactory(programme=programme), person)
    application = ApplicationFactory(applicant=person, cohort=cohort, words="Venez !")
    offer_seat(application, timezone.now())
    juror: Juror = JurorFactory(cohort=cohort, person=person)
    to_read, assigned_application = ApplicationFactory.create_batch(2, cohort=cohort)
    review = JuryReviewFactory(application=to_read, juror=juror)
    scored_review = score_review(
        JuryReviewFactory(application=assigned_application, juror=juror), 4
    )
    correct_scores(
        by=person,
        review=scored_review,
        points={criteria_of(programme)[0].pk: 2},
        reason="Budget mal lu.",
    )
    score_review(JuryReviewFactory(application=assigned_application), 1)
    write_jury_note(by=officer, application=assigned_application, words="À discuter.")
    prepare_decision(
        by=officer, application=assigned_application, prepared="wait", rank=1, words="Bientôt."
    )
    whole_draft(cohort)
    new = CohortFactory(programme=programme, apply_until=timezone.localdate() + timedelta(days=9))
    questions, grid = questions_of(programme), criteria_of(programme)
    return {
        "application_start.cohort_id": new.pk,
        "application_part.application_id": draft.pk,
        "application_part.part": "vous",
        "questions.application_id": draft.pk,
        "questions.part": "1-votre-projet",
        "documents.application_id": draft.pk,
        "documents.part": "documents",
        "application_send.application_id": draft.pk,
        "application_detail.application_id": application.pk,
        "draft.application_id": draft.pk,
        "review_detail.review_id": review.pk,
        "given.review_id": scored_review.pk,
        "cohort_applications.cohort_id": cohort.pk,
        "application_file.cohort_id": cohort.pk,
        "application_file.application_id": assigned_application.pk,
        "application_identity.cohort_id": cohort.pk,
        "application_identity.application_id": assigned_application.pk,
        "cohort_jury.cohort_id": cohort.pk,
        "cohort_ranking.cohort_id": cohort.pk,
        "programme_questions.programme_id": programme.pk,
        "programme_question.programme_id": programme.pk,
        "programme_question.number": questions[0].pk,
        "programme_grid.programme_id": programme.pk,
        "programme_criterion.programme_id": programme.pk,
        "programme_criterion.number": grid[0].pk,
    }
