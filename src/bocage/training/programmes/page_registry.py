"""Registry of sections that other subjects add to the public page of a programme.

    @programme_section("training/applications/section.html", rank=10)
    def apply_section(request, programme) -> dict | None: ...

The template is included with the function's result as `section`; None shows nothing. Sections with
a rank from `BELOW` on are shown under the description of the programme, the others above.
"""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.http import HttpRequest

from bocage.foundation.registry import Registry
from bocage.training.programmes.models.programmes import Programme

BELOW = 100

Section = Callable[[HttpRequest, Programme], dict[str, Any] | None]


@dataclass(frozen=True)
class ProgrammeSection:
    """Section of the public page of a programme; sections are shown by increasing rank."""

    template: str
    rank: int
    context: Section


_sections = Registry[ProgrammeSection](
    name=attrgetter("template"), order=attrgetter("rank", "template")
)


def programme_section(template: str, *, rank: int) -> Callable[[Section], Section]:
    """Registers the decorated function as a section of the page."""

    def register(section: Section) -> Section:
        _sections.add(ProgrammeSection(template, rank, section))
        return section

    return register


def shown_programme_sections(
    request: HttpRequest, programme: Programme, *, below: bool = False
) -> list[tuple[str, dict[str, Any]]]:
    """Returns the template and context of each section that has something to show."""
    sections = [
        (section.template, section.context(request, programme))
        for section in _sections
        if (section.rank >= BELOW) == below
    ]
    return [(template, context) for template, context in sections if context is not None]
