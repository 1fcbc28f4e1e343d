"""Writes the points of the communes of a département from a file of their outlines.

    python -m scripts.positions.outlines communes-61-orne.geojson > scripts/positions/61.csv

Each point is the centre of gravity of the outline, or its innermost point where that lies outside.
Communes that merged since the edition of the file are joined. The README beside tells the source.
"""

import csv
import sys
from collections import defaultdict
from pathlib import Path

import shapely

from bocage.territory.imports.outlines import parse
from bocage.territory.reference_data import read_reference

DECIMALS = 5
"""Decimals of a degree: one metre."""


def main(path: Path) -> None:
    """Prints the INSEE code, the latitude and the longitude of each commune of today."""
    rows, errors = parse(path.read_bytes())
    if errors:
        raise SystemExit("\n".join(f"{error.row}: {error.reason}" for error in errors))
    reference = read_reference()
    current = {commune.code for commune in reference.communes}
    successors = {former.code: former.commune for former in reference.former_communes}
    areas = defaultdict(list)
    for row in rows:
        areas[row.code if row.code in current else successors[row.code]].append(row.area)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("code", "latitude", "longitude"))
    for code, parts in sorted(areas.items()):
        area = shapely.union_all(parts)
        point = area.centroid if area.contains(area.centroid) else area.representative_point()
        writer.writerow((code, round(point.y, DECIMALS), round(point.x, DECIMALS)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
