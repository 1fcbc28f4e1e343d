"""Registry of sections that other subjects add to the page of a prospect.

    @prospect_section("outreach/sequences/prospect.html")
    def letters_section(prospect) -> dict: ...

The template is included with the function's result as `section`.
"""

from collections.abc import Callable
from typing import Any

from bocage.outreach.prospects.models.prospects import Prospect

Section = Callable[[Prospect], dict[str, Any]]

_sections: dict[str, Section] = {}


def prospect_section(template: str) -> Callable[[Section], Section]:
    """Registers a section of a prospect's page, by its template."""

    def register(section: Section) -> Section:
        _sections[template] = section
        return section

    return register


def shown_sections(prospect: Prospect) -> list[tuple[str, dict[str, Any]]]:
    """Returns the template and the context of each section."""
    return [(template, section(prospect)) for template, section in _sections.items()]
