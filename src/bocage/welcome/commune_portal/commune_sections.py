"""What the page of a commune says to those who might accompany newcomers."""

from typing import Any

from django.http import HttpRequest

from bocage.people.models import Person, Role
from bocage.people.policies import holds_anywhere
from bocage.territory.commune_sections import add_commune_section
from bocage.territory.models import Commune


def sponsoring_here(request: HttpRequest, commune: Commune) -> dict[str, Any] | None:
    """The way to propose oneself, for who is signed in and is no sponsor yet: their own pages of
    sponsorship are in the menu of sponsors alone."""
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
