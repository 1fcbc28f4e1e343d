"""Timeline of a project: entries of every subject of the welcome, in chronological order.

A subject declares its entries in its `project_page`:

    @timeline_source
    def relays(project):
        yield TimelineEntry(at=relay.sent_at, kind="relay", title=…, detail=…, url=…)

A source uses a constant number of queries.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.utils.functional import Promise

from bocage.foundation.registry import Registry, qualified_name
from bocage.welcome.projects.models.projects import SettlementProject

Kind = Literal[
    "message",
    "note",
    "stage",
    "relay",
    "sponsor",
    "stay",
    "ceremony",
    "home",
    "alert",
    "booking",
    "paper",
    "consent",
    "follow_up",
    "task",
    "helper",
]


@dataclass(frozen=True, kw_only=True)
class TimelineEntry:
    """Event in the life of a project, at an aware datetime. `by` is the displayed name of its
    author.
    """

    at: datetime
    kind: Kind
    title: str | Promise
    detail: str | Promise = ""
    by: str = ""
    url: str = ""
    is_shown_to_household: bool = False


Source = Callable[[SettlementProject], Iterable[TimelineEntry]]

_sources = Registry[Source](name=qualified_name)

timeline_source = _sources.add
"""Registers a source of timeline entries of a project."""


def timeline_of(project: SettlementProject) -> list[TimelineEntry]:
    """Lists every timeline entry of a project, latest first."""
    entries = [entry for source in _sources for entry in source(project)]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)
