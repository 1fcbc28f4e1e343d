"""What changes the territory: imports alone, started from the command line of the instance."""

from bocage.territory.operations.outlines import OutlinesReport, import_outlines
from bocage.territory.operations.positions import PositionsReport, locate_communes
from bocage.territory.operations.reference import TerritoryReport, import_territory

__all__ = [
    "OutlinesReport",
    "PositionsReport",
    "TerritoryReport",
    "import_outlines",
    "import_territory",
    "locate_communes",
]
