"""What the welcome keeps, by subject."""

from bocage.welcome.models.boards import SavedFilter
from bocage.welcome.models.messages import ProjectConsent, ProjectMessage
from bocage.welcome.models.projects import (
    ARRIVED,
    STAGES,
    HouseholdAdult,
    ProjectView,
    SettlementProject,
    Stage,
    StageMove,
)
from bocage.welcome.models.tasks import HappenedFact, ProjectTask, TaskSide

__all__ = [
    "ARRIVED",
    "STAGES",
    "HappenedFact",
    "HouseholdAdult",
    "ProjectConsent",
    "ProjectMessage",
    "ProjectTask",
    "ProjectView",
    "SavedFilter",
    "SettlementProject",
    "Stage",
    "StageMove",
    "TaskSide",
]
