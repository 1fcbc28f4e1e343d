from bocage.training.admissions.applications.models import (
    Application,
    ApplicationAnswer,
    ApplicationDocument,
    ApplicationQuestion,
    SeatOffer,
)
from bocage.training.admissions.juries.models import (
    Juror,
    Jury,
    JuryConflict,
    JuryNote,
    JuryReview,
    Score,
    ScoreCorrection,
    ScoringCriterion,
)
from bocage.training.attendance.models import (
    AttendanceDetails,
    AttendanceEntry,
    AttendanceRegister,
    AttendanceSheet,
    AttendanceSigner,
    SessionMaterial,
)
from bocage.training.learning.models import NeedsStatement, OutcomeFollowUp, SatisfactionAnswer
from bocage.training.mentoring.models import MentorNote, MentorProfile, Mentorship
from bocage.training.programmes.models.cohorts import Cohort, Enrolment
from bocage.training.programmes.models.identity import Identity
from bocage.training.programmes.models.programmes import (
    Programme,
    ProgrammeModule,
    ProgrammePartner,
    ProgrammeTeacher,
)
from bocage.training.programmes.models.providers import TrainingProvider
from bocage.training.programmes.models.sessions import CohortSession, TrainingCalendar

__all__ = [
    "Application",
    "ApplicationAnswer",
    "ApplicationDocument",
    "ApplicationQuestion",
    "AttendanceDetails",
    "AttendanceEntry",
    "AttendanceRegister",
    "AttendanceSheet",
    "AttendanceSigner",
    "Cohort",
    "CohortSession",
    "Enrolment",
    "Identity",
    "Juror",
    "Jury",
    "JuryConflict",
    "JuryNote",
    "JuryReview",
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
    "Score",
    "ScoreCorrection",
    "ScoringCriterion",
    "SeatOffer",
    "SessionMaterial",
    "TrainingCalendar",
    "TrainingProvider",
]
