from bocage.training.models.attendance import (
    AttendanceDetails,
    AttendanceEntry,
    AttendanceRegister,
    AttendanceSheet,
    AttendanceSigner,
)
from bocage.training.models.cohorts import Cohort, Enrolment
from bocage.training.models.learning import (
    NeedsStatement,
    OutcomeFollowUp,
    SatisfactionAnswer,
    SessionMaterial,
)
from bocage.training.models.mentors import MentorNote, MentorProfile, Mentorship
from bocage.training.models.programmes import (
    Programme,
    ProgrammeModule,
    ProgrammePartner,
    ProgrammeTeacher,
)
from bocage.training.models.providers import TrainingProvider
from bocage.training.models.sessions import CohortSession, TrainingCalendar

__all__ = [
    "AttendanceDetails",
    "AttendanceEntry",
    "AttendanceRegister",
    "AttendanceSheet",
    "AttendanceSigner",
    "Cohort",
    "CohortSession",
    "Enrolment",
    "MentorNote",
    "MentorProfile",
    "Mentorship",
    "NeedsStatement",
    "OutcomeFollowUp",
    "Programme",
    "ProgrammeModule",
    "ProgrammePartner",
    "ProgrammeTeacher",
    "SatisfactionAnswer",
    "SessionMaterial",
    "TrainingCalendar",
    "TrainingProvider",
]
