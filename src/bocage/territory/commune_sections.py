"""Sections of other rooms on the page of a commune, without an import of those rooms.

A room registers its sections in its own `commune_sections.py`, discovered at startup:

    from bocage.territory.commune_sections import CommuneSection, add_commune_section

    add_commune_section(
        CommuneSection(
            name="places",
            template="workspaces/search/commune_places.html",
            rank=10,
            context=lambda request, commune: {"places": …} or None,
        )
    )

`context` returns None to omit the section; its values are the variables of the template, besides
`commune`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from bocage.foundation.registry import Registry
from bocage.territory.models import Commune


@dataclass(frozen=True, kw_only=True)
class CommuneSection:
    """Section of a commune's page. Its template begins with an `<h2>`; sections are ordered by
    ascending rank.
    """

    name: str
    template: str
    rank: int
    context: Callable[[HttpRequest, Commune], dict[str, Any] | None]


_sections = Registry[CommuneSection](order=attrgetter("rank", "name"))

add_commune_section = _sections.declaring(CommuneSection)
"""Register a section."""


def commune_sections(request: HttpRequest, commune: Commune) -> list[SafeString]:
    """Returns the rendered sections of a commune, in their order, without the omitted ones."""
    rendered = []
    for section in _sections:
        context = section.context(request, commune)
        if context is not None:
            context = {**context, "commune": commune}
            rendered.append(render_to_string(section.template, context, request=request))
    return rendered
