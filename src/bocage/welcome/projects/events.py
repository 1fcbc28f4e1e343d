"""Events of the welcome."""

from uuid import UUID

from bocage.foundation.events import Event


class ProjectOpened(Event):
    """Event published when a household confirmed its address: its project is open, and waits for an
    answer.
    """

    project_id: UUID


class ProjectMoved(Event):
    """Event published when a project changes stage, or is paused, closed or reopened."""

    project_id: UUID
    stage: str
    status: str


class ProjectFactHappened(Event):
    """Event published when a fact that tasks of a project wait for (`welcome.facts`) has
    happened.
    """

    project_id: UUID
    fact: str


class ProjectFactTakenBack(Event):
    """Event published when a fact of a project no longer holds: it was recorded by mistake, or the
    household chose again.
    """

    project_id: UUID
    fact: str


class CommuneChosen(Event):
    """Event published when the commune where a household will live becomes known, changes or is
    unset, or when the communes that it wishes for change.
    """

    project_id: UUID


class ConsentChanged(Event):
    """Event published when a household gives or withdraws its consent to a use
    (`ProjectConsent.Use`).
    """

    project_id: UUID
    use: str


class ProjectErased(Event):
    """Event published when the words and the people of a project are erased; its figures are
    retained.
    """

    project_id: UUID


class RelaySent(Event):
    """Event published when a relay is sent to a commune about a household that might live there."""

    relay_id: UUID


class CommuneAnswered(Event):
    """Event published when a commune has answered about a household, or corrected its answer."""

    relay_id: UUID
