"""Section of « ma commune »: the printed sheet for the municipal council."""

from typing import Any

from bocage.people.models import Person
from bocage.territory.models import Commune
from bocage.welcome.communes.page_registry import add_commune_section


def sheet_of_commune(commune: Commune, person: Person) -> dict[str, Any]:
    """Returns the context of the link to the sheet of a commune, which is public; no query."""
    del person
    return {"code": commune.pk}


add_commune_section(
    name="sheet",
    template="evidence/report/own_commune.html",
    rank=80,
    context=sheet_of_commune,
)
