"""Pages of attendance, learners' questionnaires and mentors."""

from datetime import timedelta
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone

from bocage.people.models import Partner, Person, Role
from bocage.training.attendance.operations.attendance import Mark, regularise, sign_session
from bocage.training.learning.links import outcome_link, satisfaction_link
from bocage.training.models import (
    MentorProfile,
    Mentorship,
    OutcomeFollowUp,
    SatisfactionAnswer,
    SessionMaterial,
)
from bocage.workspaces.models import Place
from tests.training.attendance.factories import TrainingProviderFactory
from tests.training.factories import (
    CohortFactory,
    CohortSessionFactory,
    EnrolmentFactory,
    ProgrammeFactory,
    ProgrammeTeacherFactory,
    half_day,
)

PAGES: dict[str, list[str]] = {
    "visitor": ["satisfaction", "outcome"],
    "teleworker": ["own_course", "needs_form", "session_sign", "mentor_offer", "mentorship"],
    Role.TRAINING_OFFICER: [
        "session_attendance",
        "session_sign_for",
        "session_code",
        "session_note",
        "session_sheet_add",
        "cohort_attendance",
        "cohort_papers",
        "provider_write",
        "cohort_follow",
        "outcome_note",
        "cohort_mentors",
        "mentor_propose",
    ],
}
NO_PAGES = {
    "attendance_code": "what a code opens: the page of session_sign",
    "session_sheet": "a file",
    "session_sheet_file": "a file",
    "material_add": "answers a form",
    "material_remove": "answers a form",
    "material_file": "a file",
    "cohort_archive": "a file",
    "cohort_convoke": "answers a form",
    "enrolment_paper": "a file",
    "mentor_stop": "answers a form",
    "mentorship_answer": "answers a form",
    "mentorship_note": "answers a form",
    "mentorship_end": "answers a form",
}


def prepare(people: dict[str, Person], place: Place) -> dict[str, Any]:
    """A half-day that has begun, signed by one of two learners; a course that ended, and whose
    learner is now a mentor."""
    officer, learner = people[Role.TRAINING_OFFICER], people["teleworker"]
    programme = ProgrammeFactory(
        partner=Partner.objects.get(scope__mandates__person=officer),
        departement=place.commune.departement,
        made_by=officer,
    )
    started_at = timezone.now() - timedelta(minutes=5)
    cohort = CohortFactory(programme=programme, running=True)
    session = CohortSessionFactory(
        cohort=cohort, period=DateTimeTZRange(started_at, started_at + timedelta(hours=3))
    )
    session.teachers.add(ProgrammeTeacherFactory(programme=programme))
    SessionMaterial.objects.create(
        session=session, title="Le site", link="https://exemple.fr", added_at=started_at
    )
    seat, other_enrolment = (
        EnrolmentFactory(cohort=cohort, person=learner),
        EnrolmentFactory(cohort=cohort),
    )
    mark = Mark(typed=other_enrolment.display_name)
    sign_session(
        by=other_enrolment.person,
        session=session,
        signatory=other_enrolment,
        mark=mark,
        method="own",
    )
    TrainingProviderFactory(partner=programme.partner)
    past_session = CohortSessionFactory(cohort=cohort, period=half_day(-1))
    regularise(by=officer, session=past_session, signatory=seat, reason="Vu en séance")
    finished_enrolment = EnrolmentFactory(
        cohort__programme=programme, person=learner, state="completed", ended_at=started_at
    )
    SatisfactionAnswer.objects.create(enrolment=finished_enrolment, requested_at=started_at)
    outcome = OutcomeFollowUp.objects.create(
        enrolment=finished_enrolment, months=3, due_on=timezone.localdate(), requested_at=started_at
    )
    mentor = MentorProfile.objects.create(
        person=learner, trade="Graphisme", commune=place.commune, offered_at=started_at
    )
    mentorship = Mentorship.objects.create(
        enrolment=other_enrolment, mentor=mentor, proposed_at=started_at
    )
    of_the_session = ("session_attendance", "session_code", "session_sheet_add", "session_sign")
    of_the_cohort = ("cohort_attendance", "cohort_papers", "cohort_follow", "cohort_mentors")
    return {
        **{f"{name}.session_id": session.pk for name in of_the_session},
        **{f"{name}.cohort_id": cohort.pk for name in of_the_cohort},
        "session_sign_for.session_id": session.pk,
        "session_sign_for.key": str(seat.pk),
        "session_note.session_id": session.pk,
        "session_note.key": str(seat.pk),
        "own_course.enrolment_id": seat.pk,
        "enrolment_paper.enrolment_id": seat.pk,
        "cohort_archive.cohort_id": cohort.pk,
        "needs_form.enrolment_id": seat.pk,
        "mentor_propose.enrolment_id": seat.pk,
        "provider_write.programme_id": programme.pk,
        "outcome_note.outcome_id": outcome.pk,
        "mentorship.mentorship_id": mentorship.pk,
        "satisfaction.token": satisfaction_link.token(finished_enrolment.pk, learner.pk),
        "outcome.token": outcome_link.token(outcome.pk, learner.pk),
    }
