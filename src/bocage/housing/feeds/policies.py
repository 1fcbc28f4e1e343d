"""Rights over sources and deliveries."""

from typing import Any

import rules

from bocage.housing.market.models.sources import Source
from bocage.people.models import Role
from bocage.people.policies import coordinates_a_departement, entrusted, reach_of

coordinates = entrusted(Role.COORDINATOR)


def sources_run_by(person: Any) -> Any:
    """Returns the sources that a person runs, consistent with `housing.run_source`."""
    return Source.objects.filter(
        reach_of(person, Role.COORDINATOR).within(departement="departement")
    )


rules.add_perm("housing.follow_sources", coordinates_a_departement)
rules.add_perm("housing.open_source", coordinates)
rules.add_perm("housing.run_source", coordinates)
