"""On what the rights of this room are asked, for the grid of docs/architecture/rights.md."""

from bocage.housing.models import SavedSearch
from bocage.people.rights_grid import Subject, add_subject

add_subject(
    Subject(
        name="a saved search",
        rights=("housing.keep_search",),
        make=lambda _tree, holder: SavedSearch(person=holder),
        has_holder=True,
    )
)
add_subject(
    Subject(
        name="the demand in a commune",
        rights=("housing.see_demand",),
        make=lambda tree, _holder: tree.commune.commune,
    )
)
add_subject(
    Subject(
        name="the demand anywhere at all",
        rights=("housing.see_demand",),
        make=lambda _tree, _holder: None,
        hangs=False,
    )
)
