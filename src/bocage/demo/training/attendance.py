"""Register of the demo's running course: two signed half-days, one recorded absence, and learners'
expectations."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from math import sin

from bocage.demo.cast import TRAINING_OFFICER
from bocage.people.models import Person
from bocage.training.attendance.operations.attendance import Mark, note_absence, sign_session
from bocage.training.attendance.operations.materials import add_material
from bocage.training.learning.operations import NeedsSubmission, save_needs
from bocage.training.models import AttendanceEntry, Cohort, CohortSession, Enrolment
from bocage.training.programmes.operations import save_provider

HALF_DAYS = 2
AWAY = 2
"""Index, in order of enrolment, of the learner who missed the second half-day."""

EXPECTED = (
    NeedsSubmission(expects="Fixer des prix sans avoir honte.", ease="some", business_ease="none"),
    NeedsSubmission(
        expects="Trouver mes premiers clients par ici.",
        ease="good",
        business_ease="none",
        arrangements="Finir avant l’école, à 16 h 30.",
    ),
    NeedsSubmission(
        expects="Choisir entre micro-entreprise et portage.", ease="good", business_ease="some"
    ),
)

IDENTITY = {
    "legal_name": "Chambre de métiers et de l’artisanat de l’Orne",
    "address": "52 boulevard du 1er Chasseurs, 61000 Alençon",
    "city": "Alençon",
    "siret": "73282932000074",
    "declaration_number": "28610000061",
    "declaration_region": "Normandie",
    "representative": "Hélène Marais",
    "representative_role": "Présidente",
    "internal_rules": "",
    "cancellation_terms": "Les séances suivies sont dues, à proportion du prix ; rien d’autre "
    "n’est retenu.",
}

Method = AttendanceEntry.Method


def sign_the_course(people: Mapping[str, Person]) -> int:
    """Signs the first half-days of the course that runs; returns how many lines the register
    has."""
    officer = people[TRAINING_OFFICER.email]
    cohort = Cohort.objects.with_rights().get(
        state=Cohort.State.RUNNING, made_by__email=TRAINING_OFFICER.email
    )
    save_provider(by=officer, programme=cohort.programme, values=IDENTITY)
    seated = Enrolment.objects.filter(cohort=cohort).with_rights()
    learners = list(seated.order_by("enrolled_at", "pk"))
    for learner, expectations in zip(learners, EXPECTED, strict=False):
        save_needs(by=learner.person, enrolment=learner, submission=expectations)
    sessions = list(cohort.sessions.planned().with_rights().order_by("period")[:HALF_DAYS])
    for number, session in enumerate(sessions):
        started_at = session.starts_at + timedelta(minutes=4)
        for place, learner in enumerate(learners):
            if number and place == AWAY:
                note_absence(
                    by=officer,
                    session=session,
                    enrolment=learner,
                    reason="Rendez-vous chez le notaire",
                    is_excused=True,
                    document="convocation du notaire",
                    now=session.ends_at + timedelta(hours=4),
                )
                continue
            sign_session(
                by=learner.person,
                session=session,
                signatory=learner,
                mark=_stroke(place),
                method=Method.CODE,
                now=started_at + timedelta(seconds=20 * place),
            )
        _teach(officer, session, started_at)
    return AttendanceEntry.objects.filter(register=cohort.pk).count()


def _teach(officer: Person, session: CohortSession, started_at: datetime) -> None:
    for teacher in session.cohort.programme.teachers.all():
        session.teachers.add(teacher)
        sign_session(
            by=officer,
            session=session,
            signatory=teacher,
            mark=_stroke(9),
            method=Method.SHARED,
            now=started_at + timedelta(hours=2),
        )
    add_material(
        by=officer,
        session=session,
        title="Le dossier de la séance",
        link="https://bpifrance-creation.fr/",
        now=started_at,
    )


def _stroke(seed: int) -> Mark:
    """Returns a stroke that resembles handwriting, different for each seed."""
    stroke = [
        [40 + 9 * step, round(100 + 45 * sin(step / (1.6 + seed / 5)) * (1 - step / 70))]
        for step in range(50)
    ]
    return Mark(strokes=json.dumps([stroke, [[60, 150], [380 + 10 * seed, 140 - 3 * seed]]]))
