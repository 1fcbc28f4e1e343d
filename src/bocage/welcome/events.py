"""What the welcome publishes."""

from __future__ import annotations

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
