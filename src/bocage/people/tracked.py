"""Whose history has a page: each room names its own in its `histories.py`.

add_tracked(
    Tracked(
        slug="mandat", model=Mandate, label=_("Mandat"), right="people.end_mandate", ...
    )
)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.functional import Promise

from bocage.people.models import Person


def _notes_nothing(_reader: Person, _row: Any) -> None:
    """Most histories are read without a trace."""


@dataclass(frozen=True, kw_only=True)
class Tracked:
    """A kind of object with its history: its word in the address, how it is called on screen, the
    right that opens it, asked about the object, and what is noted when it is read."""

    slug: str
    model: type[models.Model]
    label: str | Promise
    right: str
    joined: tuple[str, ...] = ()
    """What its right and its name read."""
    note_reading: Callable[[Person, Any], None] = _notes_nothing
    title: Callable[[Any], str] = str

    def find(self, key: Any) -> Any | None:
        return self.model._default_manager.select_related(*self.joined).filter(pk=key).first()


_tracked: dict[str, Tracked] = {}


def add_tracked(tracked: Tracked) -> None:
    """Gives the objects of a kind a page of their history.

    Raises:
        ValueError: the address is taken.
    """
    if tracked.slug in _tracked:
        raise ValueError(f"The history {tracked.slug} is declared twice")
    _tracked[tracked.slug] = tracked


def tracked_at(slug: str) -> Tracked | None:
    return _tracked.get(slug)


def all_tracked() -> Iterable[Tracked]:
    """In the order of their addresses."""
    return (_tracked[slug] for slug in sorted(_tracked))
