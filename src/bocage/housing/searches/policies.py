"""Rights over saved searches."""

from typing import Any

import rules

from bocage.housing.searches.models import SavedSearch


@rules.predicate
def is_holder_of_search(person: Any, search: SavedSearch) -> bool:
    """Checks whether the search is for this person."""
    return bool(person.is_authenticated and person.pk == search.person_id)


rules.add_perm("housing.manage_search", is_holder_of_search)
