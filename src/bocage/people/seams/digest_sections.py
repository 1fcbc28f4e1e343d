"""Sections of the monthly digest of the club, declared by the rooms that have their content.

A room declares them in a module `digest_content`, discovered at startup:

    add_digest_section(
        DigestSection(
            name="gatherings",
            title=_("Les prochaines rencontres"),
            rank=10,
            items=lambda departement, period: [DigestItem(key=…, title=…, detail=…, path=…), …],
        )
    )

The club drafts its digest from the sections of that day; the organiser then edits the draft, which
is never overwritten. The registry is below the club, so that rooms of its layer (the courses)
declare theirs without importing it. The content of a section must be suitable for every member of
the club.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any

from django.utils.functional import Promise

from bocage.foundation.registry import Registry
from bocage.territory.models import Departement

MAX_ITEMS = 12


@dataclass(frozen=True, slots=True)
class DigestPeriod:
    """Period of a digest.

    It reports what happened from `since` to the eve of `until`, and announces what comes from
    `until` to the eve of `ahead`.
    """

    since: date
    until: date
    ahead: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestItem:
    """Item of a section of the digest. `key` identifies it within the section; `path` leads to a
    page of ours.
    """

    key: str
    title: str
    detail: str = ""
    path: str = ""


Items = Callable[[Departement, DigestPeriod], Iterable[DigestItem]]


@dataclass(frozen=True, kw_only=True)
class DigestSection:
    """A section that a digest may have."""

    name: str
    title: str | Promise
    rank: int
    items: Items


_sections = Registry[DigestSection](order=attrgetter("rank", "name"))

add_digest_section = _sections.declaring(DigestSection)
"""Register a section."""


def section_title(name: str) -> str:
    """Returns the title of a section in the active language, even if it is no longer declared."""
    section = _sections.get(name)
    return str(section.title) if section is not None else name


def drafted_sections(departement: Departement, period: DigestPeriod) -> list[dict[str, Any]]:
    """Returns the sections of a new digest, as a mailing stores them, with at most `MAX_ITEMS`
    items each; empty ones are left out.
    """
    drafted = []
    for section in _sections:
        items = [
            {
                "key": item.key,
                "title": item.title,
                "detail": item.detail,
                "path": item.path,
                "is_included": True,
            }
            for item in list(section.items(departement, period))[:MAX_ITEMS]
        ]
        if items:
            drafted.append({"name": section.name, "title": "", "is_included": True, "items": items})
    return drafted
