"""What changes the territory: imports alone, started from the command line of the instance."""

from bocage.territory.operations.positions import PositionsReport, locate_communes
from bocage.territory.operations.reference import TerritoryReport, import_territory

__all__ = [
    "PositionsReport",
    "TerritoryReport",
    "import_territory",
    "locate_communes",
]
