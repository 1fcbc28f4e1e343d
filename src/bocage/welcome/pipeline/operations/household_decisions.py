"""Decisions of a household on its own project: pause, close, resume.

The operations on stages check the rights of the people who follow projects; a household acts on its
own project only, so its right is checked here, and the move is recorded without an author of the
team.
"""

from datetime import date, datetime

from django.utils.translation import gettext

from bocage.people.models import Person
from bocage.welcome.pipeline.operations.stages import close_project, pause_project, reopen_project
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.notifications import projects

OF_A_HOUSEHOLD = frozenset(
    {
        SettlementProject.CloseReason.CHANGED_MIND,
        SettlementProject.CloseReason.ELSEWHERE,
        SettlementProject.CloseReason.NO_HOME,
        SettlementProject.CloseReason.NO_JOB,
    }
)
"""Reasons that a household gives itself."""


def pause_own_project(
    *,
    by: Person,
    project: SettlementProject,
    until: date | None = None,
    now: datetime | None = None,
) -> SettlementProject:
    """Pauses the household's own project, until a day or until it resumes it. The team is notified.

    Raises:
        NotAllowed: `by` is not of the household.
        ProjectNotOpen: it is closed.
    """
    by.require("welcome.see_own_project", project)
    paused = pause_project(by=None, project=project, until=until, reason=_reason_words(), now=now)
    projects.notify_team_of_decision(paused, by)
    return paused


def close_own_project(
    *, by: Person, project: SettlementProject, reason: str, now: datetime | None = None
) -> SettlementProject:
    """Closes the household's own project. The team is notified of the reason.

    Raises:
        NotAllowed: `by` is not of the household.
        ValueError: `reason` is not one that a household gives.
    """
    by.require("welcome.see_own_project", project)
    if reason not in OF_A_HOUSEHOLD:
        raise ValueError(reason)
    closed = close_project(by=None, project=project, reason=reason, words=_reason_words(), now=now)
    projects.notify_team_of_decision(closed, by)
    return closed


def resume_own_project(
    *, by: Person, project: SettlementProject, now: datetime | None = None
) -> SettlementProject:
    """Resumes the household's own project as it was. The team is notified.

    Raises:
        NotAllowed: `by` is not of the household.
    """
    by.require("welcome.see_own_project", project)
    resumed = reopen_project(by=None, project=project, reason=_reason_words(), now=now)
    projects.notify_team_of_decision(resumed, by)
    return resumed


def _reason_words() -> str:
    return gettext("dit par le ménage")
