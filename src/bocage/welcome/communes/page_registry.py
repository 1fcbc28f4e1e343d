"""Registry of the sections of « Ma commune », which each subject declares in its
`commune_page`:

    add_commune_section(name="ceremonies", template=…, rank=50, context=…)

`context(commune, person)` returns the context of `template`, or None without content. The template
begins with an `<h2>`, and reads `section` (that context) and `commune`. The people of the town hall
and the coordinators read the page: a section discloses about a household only what it agreed to.
"""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from bocage.foundation.registry import Registry
from bocage.people.models import Person
from bocage.territory.models import Commune


@dataclass(frozen=True, kw_only=True)
class CommuneSection:
    """Section of the page « Ma commune », smallest rank first. `name` is its anchor in the page."""

    name: str
    template: str
    rank: int
    context: Callable[[Commune, Person], dict[str, Any] | None]


@dataclass(frozen=True)
class ShownCommuneSection:
    """Section as the page of a commune shows it."""

    name: str
    template: str
    context: dict[str, Any]


_sections = Registry[CommuneSection](order=attrgetter("rank", "name"))

add_commune_section = _sections.declaring(CommuneSection)
"""Register a part of « ma commune »."""


def commune_sections(commune: Commune, person: Person) -> list[ShownCommuneSection]:
    """Lists the sections that a person sees on the page of a commune, in order."""
    contexts = ((section, section.context(commune, person)) for section in _sections)
    return [
        ShownCommuneSection(section.name, section.template, context)
        for section, context in contexts
        if context is not None
    ]
