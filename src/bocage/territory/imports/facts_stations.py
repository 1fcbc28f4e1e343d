"""Railway stations: the open file « Gares de voyageurs » of SNCF, with one more column.

`Nom` and `Position géographique` (« latitude, longitude ») are read, or `latitude` and
`longitude` separately. `minutes_paris`, the minutes of the usual fastest train to Paris, is in no
open file: the operator of the instance adds the column, and leaves unknown values empty.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from bocage.territory.imports.fact_rows import (
    LONGEST_DETAIL,
    CellRefused,
    RowRefused,
    StationRow,
    number,
    words,
)
from bocage.territory.imports.tables import Row, Unreadable, read_rows

REQUIRED_COLUMNS = ("nom",)
POSITION = "position_geographique"
SYNONYMS = {"nom_gare": "nom", "libelle": "nom", "gare": "nom", "geo_point_2d": POSITION}
SOURCE = "SNCF, gares de voyageurs"
ADDRESS = "https://ressources.data.sncf.com/explore/dataset/gares-de-voyageurs/"
LONGEST_TRIP = Decimal(1440)


def read_stations(lines: Iterable[str]) -> Iterator[StationRow | RowRefused]:
    """Yields the stations, row by row.

    Raises:
        Unreadable: the header lacks a column.
    """
    for row in read_rows(lines, required=REQUIRED_COLUMNS, synonyms=SYNONYMS):
        if POSITION not in row.values and "latitude" not in row.values:
            raise Unreadable(f"the header lacks: {POSITION}")
        try:
            yield _station(row)
        except CellRefused as refusal:
            yield refusal.at(row.line)


def _station(row: Row) -> StationRow:
    cells = row.values
    name = words("nom", cells.get("nom", ""), LONGEST_DETAIL)
    if not name:
        raise CellRefused("nom", "a station has a name")
    latitude, longitude = _position(row)
    minutes_cell = cells.get("minutes_paris", "")
    minutes = (
        int(number("minutes_paris", minutes_cell, maximum=LONGEST_TRIP)) if minutes_cell else None
    )
    return StationRow(row.line, name, latitude, longitude, minutes)


def _position(row: Row) -> tuple[float, float]:
    cells = row.values
    if POSITION in cells:
        column, coordinates = POSITION, cells[POSITION].split(",")
    else:
        column = "latitude"
        coordinates = [cells.get(name, "").replace(",", ".") for name in ("latitude", "longitude")]
    try:
        latitude, longitude = (float(coordinate) for coordinate in coordinates)
    except ValueError:
        raise CellRefused(column, "not a position (latitude, longitude)") from None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise CellRefused(column, "not a position on Earth")
    return latitude, longitude
