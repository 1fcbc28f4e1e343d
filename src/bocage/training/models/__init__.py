from bocage.training.models.cohorts import Cohort, Enrolment
from bocage.training.models.programmes import (
    Programme,
    ProgrammeModule,
    ProgrammePartner,
    ProgrammeTeacher,
)
from bocage.training.models.sessions import CohortSession, TrainingCalendar

__all__ = [
    "Cohort",
    "CohortSession",
    "Enrolment",
    "Programme",
    "ProgrammeModule",
    "ProgrammePartner",
    "ProgrammeTeacher",
    "TrainingCalendar",
]
