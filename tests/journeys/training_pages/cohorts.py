"""The pages of programmes and cohorts: what everybody reads, and those of who runs them."""

from typing import Any

from bocage.people.models import Partner, Person, Role
from bocage.training.models import Cohort
from bocage.workspaces.models import Place
from tests.training.factories import (
    CohortFactory,
    CohortSessionFactory,
    EnrolmentFactory,
    ProgrammeFactory,
    ProgrammeModuleFactory,
    ProgrammeTeacherFactory,
)

PAGES: dict[str, list[str]] = {
    "visitor": ["training_list", "training_programme"],
    "teleworker": ["own_training"],
    Role.ADMIN: ["training_partners"],
    Role.COORDINATOR: ["training_home", "training_figures"],
    Role.TRAINING_OFFICER: [
        "training_home",
        "training_write",
        "training_manage",
        "training_change",
        "training_parts",
        "training_module",
        "training_figures",
        "cohort_plan",
        "cohort_manage",
        "cohort_change",
        "cohort_put_off",
        "cohort_cancel",
        "cohort_sessions",
        "cohort_sessions_plan",
        "cohort_session_move",
        "cohort_session_cancel",
        "cohort_learners",
        "enrolment_end",
        "enrolment_identity",
    ],
}
NO_PAGES = {
    "training_logo": "a picture",
    "training_state": "answers a form",
    "training_part_remove": "answers a form",
    "training_figures_table": "a file",
    "cohort_feed": "a calendar",
    "cohort_lead": "answers a form",
    "cohort_run_small": "answers a form",
    "cohort_reopen": "answers a form",
    "own_training_calendar": "answers a form",
    "own_training_feed": "a calendar",
}


def prepare(people: dict[str, Person], place: Place) -> dict[str, Any]:
    """A programme of the officer's chamber, whose cohort runs with too few, and lost a room."""
    officer = people[Role.TRAINING_OFFICER]
    partner = Partner.objects.get(scope__mandates__person=officer)
    programme = ProgrammeFactory(
        partner=partner, departement=place.commune.departement, made_by=officer
    )
    module = ProgrammeModuleFactory(programme=programme, content="Prospecter sans s’épuiser.")
    teacher = ProgrammeTeacherFactory(programme=programme, biography="Vingt ans de Web.")
    cohort = CohortFactory(programme=programme, state=Cohort.State.RUNNING, smallest=5)
    session = CohortSessionFactory(cohort=cohort, module=module)
    session.teachers.add(teacher)
    CohortSessionFactory(cohort=cohort, location="", online_link="https://visio.exemple.fr/promo")
    enrolment = EnrolmentFactory(cohort=cohort, person=people["teleworker"])
    return {
        "training_programme.slug": programme.slug,
        "training_module.number": module.pk,
        "programme_id": programme.pk,
        "cohort_id": cohort.pk,
        "cohort_session_move.session_id": session.pk,
        "cohort_session_cancel.session_id": session.pk,
        "enrolment_id": enrolment.pk,
    }
