from bocage.training.models.application_questions import (
    ApplicationQuestion,
    ScoringCriterion,
)
from bocage.training.models.applications import (
    Application,
    ApplicationAnswer,
    ApplicationDocument,
)
from bocage.training.models.attendance import (
    AttendanceDetails,
    AttendanceEntry,
    AttendanceRegister,
    AttendanceSheet,
    AttendanceSigner,
)
from bocage.training.models.cohorts import (
    Cohort,
    Enrolment,
)
from bocage.training.models.identity import (
    Identity,
)
from bocage.training.models.juries import (
    Juror,
    Jury,
    JuryConflict,
    JuryNote,
    Reading,
    Score,
    ScoreCorrection,
)
from bocage.training.models.learning import (
    NeedsStatement,
    OutcomeFollowUp,
    SatisfactionAnswer,
    SessionMaterial,
)
from bocage.training.models.mentors import (
    MentorNote,
    MentorProfile,
    Mentorship,
)
from bocage.training.models.programmes import (
    Programme,
    ProgrammeModule,
    ProgrammePartner,
    ProgrammeTeacher,
)
from bocage.training.models.providers import (
    TrainingProvider,
)
from bocage.training.models.seat_offers import (
    SeatOffer,
)
from bocage.training.models.sessions import (
    CohortSession,
    TrainingCalendar,
)

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
    "MentorNote",
    "MentorProfile",
    "Mentorship",
    "NeedsStatement",
    "OutcomeFollowUp",
    "Programme",
    "ProgrammeModule",
    "ProgrammePartner",
    "ProgrammeTeacher",
    "Reading",
    "SatisfactionAnswer",
    "Score",
    "ScoreCorrection",
    "ScoringCriterion",
    "SeatOffer",
    "SessionMaterial",
    "TrainingCalendar",
    "TrainingProvider",
]
