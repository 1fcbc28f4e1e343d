"""Registry of sections that other apps add to the page of a home, or of a lead.

An app registers its sections from its own `home_sections.py`, which is imported at start-up:

    from bocage.housing.homes.sections import add_home_section

    add_home_section(name="follow", template="…", rank=10, context=…)

`context(request, home)` returns None where there is nothing to show; its values are the variables
of the template, besides `home`. The page is public: sections for people with an account make no
query for other readers.
"""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from bocage.foundation.registry import Registry

Context = Callable[[HttpRequest, Any], dict[str, Any] | None]
"""Function that returns the context for a dwelling or a lead."""


@dataclass(frozen=True, kw_only=True)
class HomeSection:
    """Section that another room adds to the page of a home, the smallest rank first."""

    name: str
    template: str
    rank: int
    context: Context


_sections = Registry[HomeSection](order=attrgetter("rank", "name"))

add_home_section = _sections.declaring(HomeSection)
"""Register a part of the page of a home."""


def home_sections(request: HttpRequest, home: Model) -> list[SafeString]:
    """Returns the sections that have something to show about a home to the reader, in their
    order."""
    entries = []
    for section in _sections:
        context = section.context(request, home)
        if context is not None:
            entries.append(
                render_to_string(section.template, {**context, "home": home}, request=request)
            )
    return entries
