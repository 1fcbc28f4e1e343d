"""What the welcome keeps, by subject."""

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
from bocage.welcome.models.relays import Relay, RelayReply

__all__ = [
    "ARRIVED",
    "STAGES",
    "HouseholdAdult",
    "ProjectConsent",
    "ProjectMessage",
    "ProjectView",
    "Relay",
    "RelayReply",
    "SettlementProject",
    "Stage",
    "StageMove",
]
