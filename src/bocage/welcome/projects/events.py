"""What the welcome publishes."""

from uuid import UUID

from bocage.foundation.events import Event


class ProjectOpened(Event):
    """A household confirmed its address: its project is there, and waits for an answer."""

    project_id: UUID


class ProjectMoved(Event):
    """A project passed to another stage, or was paused, closed or taken up again."""

    project_id: UUID
    stage: str
    status: str


class ProjectFactHappened(Event):
    """Something that tasks of a project wait for (`welcome.facts`) has happened."""

    project_id: UUID
    fact: str


class ProjectFactTakenBack(Event):
    """What had happened is not so any more: said by mistake, or the household chose again."""

    project_id: UUID
    fact: str


class CommuneChosen(Event):
    """Where a household will live is known, or not any more; or what it wished is another."""

    project_id: UUID


class ConsentChanged(Event):
    """A household agreed to be spoken of for a use (`ProjectConsent.Use`), or no longer does."""

    project_id: UUID
    use: str


class ProjectErased(Event):
    """The words and the people of a project are gone; its figures stay."""

    project_id: UUID


class CommuneAsked(Event):
    """A commune is asked about a household that might live there."""

    relay_id: UUID


class CommuneAnswered(Event):
    """A commune has answered about a household, or corrected what it said."""

    relay_id: UUID
