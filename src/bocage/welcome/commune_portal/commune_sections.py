"""Text of the page of a commune for people who might accompany newcomers."""

from typing import Any

from django.http import HttpRequest

from bocage.people.models import Person, Role
from bocage.people.policies import holds_anywhere
from bocage.territory.commune_sections import add_commune_section
from bocage.territory.models import Commune


def sponsoring_here(request: HttpRequest, commune: Commune) -> dict[str, Any] | None:
    """Returns the context of the link to volunteer as a sponsor, for a person signed in who is not
    a sponsor yet: the menu of sponsors leads to their own pages.
    """
    person = request.user
    if not commune.is_current or not isinstance(person, Person):
        return None
    return None if holds_anywhere(person, Role.SPONSOR) else {}


add_commune_section(
    name="sponsors",
    template="welcome/sponsors/commune_page.html",
    rank=60,
    context=sponsoring_here,
)
