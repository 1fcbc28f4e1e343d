"""Papers of a household: every document made for it, with its date.

A subject declares its papers in its `project_page`:

    @paper_source
    def programmes(project):
        yield Paper(at=stay.notified_at, title=…, detail=…, own_url=…, file_url=…)

A source uses a constant number of queries, and yields only papers that the household may open.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from bocage.foundation.registry import Registry, qualified_name
from bocage.welcome.projects.models.projects import SettlementProject


@dataclass(frozen=True, kw_only=True)
class Paper:
    """Document ready since `at`. Its household opens it at one address, the people who follow the
    project at another.
    """

    at: datetime
    title: str
    detail: str
    own_url: str
    file_url: str


Source = Callable[[SettlementProject], Iterable[Paper]]

_sources = Registry[Source](name=qualified_name)

paper_source = _sources.add
"""Registers a source of papers of a project."""


def papers_of(project: SettlementProject) -> list[Paper]:
    """Lists every document of a project, latest first."""
    papers = [paper for source in _sources for paper in source(project)]
    return sorted(papers, key=lambda paper: paper.at, reverse=True)
