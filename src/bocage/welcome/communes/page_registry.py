"""« Ma commune »: what each subject shows to a town hall about its commune, from its
`commune_page`:

    add_commune_section(name="ceremonies", template=…, rank=50, context=…)

`context(commune, person)` answers with what `template` shows, or None where there is nothing to
show. Its template begins with an `<h2>`, and reads `section` (what `context` answered) and
`commune`. The page is read by the people of the town hall and by those who coordinate it: a section
tells of a household only what the household agreed to.
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
