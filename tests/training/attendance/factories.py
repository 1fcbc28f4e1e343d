"""A cohort that runs: its officer, who teaches it, two learners, and two half-days of one day."""

import json
from dataclasses import dataclass

import factory

from bocage.people.models import Person
from bocage.training.attendance.operations.attendance import Mark, regularise
from bocage.training.models import (
    Cohort,
    CohortSession,
    Enrolment,
    ProgrammeTeacher,
    TrainingProvider,
)
from tests.people.factories import PersonFactory
from tests.training.factories import (
    Chamber,
    CohortFactory,
    CohortSessionFactory,
    EnrolmentFactory,
    ProgrammeModuleFactory,
    ProgrammeTeacherFactory,
    chamber,
    half_day,
)


class TrainingProviderFactory(factory.django.DjangoModelFactory):
    """Legal identity of a partner, as on its documents."""

    class Meta:
        model = TrainingProvider

    legal_name = "Chambre de métiers de l’Orne"
    address = "52 boulevard du 1er Chasseurs, 61000 Alençon"
    city = "Alençon"
    siret = "73282932000074"
    declaration_number = "28610000061"
    declaration_region = "Normandie"
    representative = "Anne Morel"
    representative_role = "Présidente"


STROKES = Mark(strokes=json.dumps([[[10 * step, 20 + 3 * step] for step in range(12)]]))


@dataclass
class Course:
    """Objects needed by a register."""

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


def make_course(*, days: int = -1) -> Course:
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


def follow_course(course: Course, *sessions: CohortSession) -> None:
    """Records Inès as present at these half-days, which are over."""
    for session in sessions:
        regularise(
            by=course.officer, session=session, signatory=course.ines, reason="Vue en séance"
        )


def write_course(course: Course) -> TrainingProvider:
    """Fills in all facts required by documents: the provider's identity, a module."""
    ProgrammeModuleFactory(programme=course.cohort.programme)
    return TrainingProviderFactory(partner=course.cohort.programme.partner)
