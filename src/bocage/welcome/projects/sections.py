"""Registry of the sections of a project's two pages, each declared by its subject.

The household's own page and the file that the welcome team reads consist of sections:

    add_household_section(
        name="stay", title=_("Séjour"), template=…, rank=40, context=stay_section
    )

`context(project, person)` returns the context that `template` shows to `person`, as its variable
`section`, or None if there is nothing to show. A template begins with an `<h2>`, except for a
folded section, whose title replaces it. A section uses a constant number of queries.
"""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.utils.functional import Promise

from bocage.foundation.registry import Registry
from bocage.people.models import Person
from bocage.welcome.projects.models.projects import SettlementProject


@dataclass(frozen=True, kw_only=True)
class ProjectSection:
    """Section of a project page, smallest rank first. `name` is its anchor in the page."""

    name: str
    title: str | Promise
    """Label in the menu of the page: a word or two."""
    template: str
    rank: int
    context: Callable[[SettlementProject, Person], dict[str, Any] | None]
    is_folded: bool = False
    """True if secondary: shown after the others, and folded."""


@dataclass(frozen=True)
class ShownProjectSection:
    """Section as the page of a project shows it."""

    name: str
    title: str
    template: str
    context: dict[str, Any]
    is_folded: bool


_of_household = Registry[ProjectSection](order=attrgetter("rank", "name"))
_of_file = Registry[ProjectSection](order=attrgetter("rank", "name"))

add_household_section = _of_household.declaring(ProjectSection)
"""Register a part of the household's page."""

add_file_section = _of_file.declaring(ProjectSection)
"""Register a part of the file that the welcome reads."""


def household_sections(project: SettlementProject, person: Person) -> list[ShownProjectSection]:
    """Lists the sections that the household's page shows, in order."""
    return _visible_sections(_of_household, project, person)


def file_sections(project: SettlementProject, person: Person) -> list[ShownProjectSection]:
    """Lists the sections that the file shows to a person of the welcome, in order."""
    return _visible_sections(_of_file, project, person)


def _visible_sections(
    sections: Registry[ProjectSection], project: SettlementProject, person: Person
) -> list[ShownProjectSection]:
    contexts = ((section, section.context(project, person)) for section in sections)
    return [
        ShownProjectSection(
            name=section.name,
            title=str(section.title),
            template=section.template,
            context=context,
            is_folded=section.is_folded,
        )
        for section, context in contexts
        if context is not None
    ]
