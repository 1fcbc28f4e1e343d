from bocage.training.models.application_questions import (
    ApplicationQuestion,
    ScoringCriterion,
)
from bocage.training.models.applications import (
    Application,
    ApplicationAnswer,
    ApplicationDocument,
)
from bocage.training.models.cohorts import Cohort, Enrolment
from bocage.training.models.juries import (
    Juror,
    Jury,
    JuryConflict,
    JuryNote,
    Reading,
    Score,
)
from bocage.training.models.programmes import (
    Programme,
    ProgrammeModule,
    ProgrammePartner,
    ProgrammeTeacher,
)
from bocage.training.models.seat_offers import SeatOffer
from bocage.training.models.sessions import CohortSession, TrainingCalendar

__all__ = [
    "Application",
    "ApplicationAnswer",
    "ApplicationDocument",
    "ApplicationQuestion",
    "Cohort",
    "CohortSession",
    "Enrolment",
    "Juror",
    "Jury",
    "JuryConflict",
    "JuryNote",
    "Programme",
    "ProgrammeModule",
    "ProgrammePartner",
    "ProgrammeTeacher",
    "Reading",
    "Score",
    "ScoringCriterion",
    "SeatOffer",
    "TrainingCalendar",
]
