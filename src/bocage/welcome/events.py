"""What the welcome publishes."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class ProjectOpened:
    """A household confirmed its address: its project is there, and waits for an answer."""

    project_id: UUID


@dataclass(frozen=True, kw_only=True)
class ProjectMoved:
    """A project passed to another stage, or was paused, closed or taken up again."""

    project_id: UUID
    stage: str
    status: str


@dataclass(frozen=True, kw_only=True)
class ProjectFactHappened:
    """Something that tasks of a project wait for (`welcome.facts`) has happened."""

    project_id: UUID
    fact: str


@dataclass(frozen=True, kw_only=True)
class ProjectFactTakenBack:
    """What had happened is not so any more: said by mistake, or the household chose again."""

    project_id: UUID
    fact: str


@dataclass(frozen=True, kw_only=True)
class CommuneChosen:
    """Where a household will live is known, or not any more; or what it wished is another."""

    project_id: UUID


@dataclass(frozen=True, kw_only=True)
class ConsentChanged:
    """A household agreed to be spoken of for a use (`ProjectConsent.Use`), or no longer does."""

    project_id: UUID
    use: str


@dataclass(frozen=True, kw_only=True)
class ProjectErased:
    """The words and the people of a project are gone; its figures stay."""

    project_id: UUID


@dataclass(frozen=True, kw_only=True)
class CommuneAsked:
    """A commune is asked about a household that might live there."""

    relay_id: UUID


@dataclass(frozen=True, kw_only=True)
class CommuneAnswered:
    """A commune has answered about a household, or corrected what it said."""

    relay_id: UUID
