"""A cohort that runs: its officer, who teaches it, two learners, and two half-days of one day."""

import json
from dataclasses import dataclass

from bocage.people.models import Person
from bocage.training.models import Cohort, CohortSession, Enrolment, ProgrammeTeacher
from bocage.training.operations.attendance import Mark
from tests.people.factories import PersonFactory
from tests.training.factories import (
    Chamber,
    CohortFactory,
    CohortSessionFactory,
    EnrolmentFactory,
    ProgrammeTeacherFactory,
    chamber,
    half_day,
)

DRAWN = Mark(strokes=json.dumps([[[10 * step, 20 + 3 * step] for step in range(12)]]))


@dataclass
class Course:
    """What a register needs."""

    chamber: Chamber
    cohort: Cohort
    morning: CohortSession
    afternoon: CohortSession
    teacher: ProgrammeTeacher
    ines: Enrolment
    malo: Enrolment

    @property
    def officer(self) -> Person:
        return self.chamber.officer


def course(*, days: int = -1) -> Course:
    """A course whose day was yesterday, or so many days from today."""
    owner = chamber()
    cohort = CohortFactory(programme=owner.programme, running=True)
    teacher = ProgrammeTeacherFactory(
        programme=owner.programme, name="Jeanne Prévost", person=PersonFactory(name="Jeanne P.")
    )
    morning = CohortSessionFactory(cohort=cohort, period=half_day(days, 9, 12), title="Ses clients")
    afternoon = CohortSessionFactory(cohort=cohort, period=half_day(days, 13, 17), title="Ses prix")
    for session in (morning, afternoon):
        session.teachers.add(teacher)
    return Course(
        chamber=owner,
        cohort=cohort,
        morning=morning,
        afternoon=afternoon,
        teacher=teacher,
        ines=EnrolmentFactory(cohort=cohort, person=PersonFactory(name="Inès Le Goff")),
        malo=EnrolmentFactory(cohort=cohort, person=PersonFactory(name="Malo Périn")),
    )
