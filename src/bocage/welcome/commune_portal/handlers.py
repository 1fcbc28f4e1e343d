"""Handler of merged communes in reference data."""

from bocage.foundation.events import handles
from bocage.territory.events import TerritoryImported
from bocage.welcome.commune_portal.operations.merged_communes import follow_merged_communes


@handles(TerritoryImported)
def follow_to_the_new_commune(_event: TerritoryImported) -> None:
    """Moves the data of merged communes after an import of the territory; the reference data
    announce mergers once a year.
    """
    follow_merged_communes()
