"""Demand on the page of a commune."""

from typing import Any

from django.http import HttpRequest

from bocage.housing.demand.demand import demand_in
from bocage.territory.commune_sections import add_commune_section
from bocage.territory.models import Commune


def demand_here(request: HttpRequest, commune: Commune) -> dict[str, Any] | None:
    """Returns the demand, for the town hall and the coordinators of the area; one query, none for
    others.
    """
    if not request.user.has_perm("housing.see_demand", commune):
        return None
    return {"demand": demand_in(commune)}


add_commune_section(
    name="housing_demand",
    template="housing/demand/commune.html",
    rank=25,
    context=demand_here,
)
