"""Reference data: two files that the front-end build writes and the wheel contains."""

from functools import cache
from pathlib import Path

from bocage.territory.errors import ReferenceMissing
from bocage.territory.imports import decoupage_administratif, positions
from bocage.territory.imports.decoupage_administratif import Reference
from bocage.territory.imports.positions import Position

REFERENCE_FILE = Path(__file__).parent / "reference" / "decoupage-administratif.json.gz"
POSITIONS_FILE = REFERENCE_FILE.with_name("positions.json.gz")


def read_reference(path: Path = REFERENCE_FILE) -> Reference:
    """Returns the reference data of the installed version.

    Raises:
        ReferenceMissing: the front end has not been built.
        ReferenceUnreadable: the file is not what the build writes.
    """
    return decoupage_administratif.parse(_read(path))


def read_positions(path: Path = POSITIONS_FILE) -> dict[str, Position]:
    """Reads the positions of the installed version, by INSEE code.

    Raises:
        ReferenceMissing: the front end has not been built.
        ReferenceUnreadable: the file is not what the build writes.
    """
    return positions.parse(_read(path))


def _read(path: Path) -> bytes:
    if not path.is_file():
        raise ReferenceMissing
    return path.read_bytes()


@cache
def departements_of_france() -> dict[str, str]:
    """Returns the names of the départements and inhabited overseas collectivities, by code.

    Sorted by code; cached.

    Raises:
        ReferenceMissing, ReferenceUnreadable: as `read_reference`.
    """
    reference = read_reference()
    inhabited = {commune.departement for commune in reference.communes if commune.population}
    rows = sorted(reference.departements, key=lambda row: row.code)
    return {row.code: row.name for row in rows if row.code in inhabited}
