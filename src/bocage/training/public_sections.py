"""What other subjects add to the public page of a programme, as the button to apply.

    @programme_section("training/applications/section.html", rank=10)
    def apply_section(request, programme) -> dict | None: ...

The template is included with what the function answers as `section`; None shows nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from bocage.training.models import Programme

Section = Callable[[HttpRequest, Programme], dict[str, Any] | None]

_sections: dict[str, tuple[int, Section]] = {}


def programme_section(template: str, *, rank: int) -> Callable[[Section], Section]:
    """Registers a section, once by its template (again replaces it)."""

    def register(section: Section) -> Section:
        _sections[template] = (rank, section)
        return section

    return register


def shown_programme_sections(
    request: HttpRequest, programme: Programme
) -> list[tuple[str, dict[str, Any]]]:
    """The template and what it shows of each section that has something to show."""
    ranked = sorted(_sections.items(), key=lambda entry: (entry[1][0], entry[0]))
    answered = [(name, section(request, programme)) for name, (_rank, section) in ranked]
    return [(name, shown) for name, shown in answered if shown is not None]
