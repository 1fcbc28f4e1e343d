"""Writes true distances between communes, from their outlines, by means that the product has not.

    python -m tests.territory.truth.pairs FILE.geojson > tests/territory/truth/pairs-61.csv

Each line has two INSEE codes and the metres between the centres of gravity (shoelace formula) on
the ellipsoid (Andoyer and Lambert). The outlines are those of IGN and INSEE (communes of the Orne,
edition of 2018), Licence Ouverte 2.0; communes that merged since are left out.
"""

import csv
import json
import sys
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import atan2, cos, radians, sin, sqrt, tan
from pathlib import Path
from random import Random

from bocage.territory.reference_data import read_reference

PAIRS = 50
SEMI_MAJOR_M, FLATTENING = 6_378_137.0, 1 / 298.257223563
Point = tuple[float, float]


def main(path: Path) -> None:
    """Prints fifty pairs: Boitron and Sées, and others drawn by chance."""
    reference = read_reference()
    merged = {former.commune for former in reference.former_communes}
    codes = {commune.code for commune in reference.communes} - merged
    centres = {
        feature["properties"]["code"]: centre(feature["geometry"]["coordinates"])
        for feature in json.loads(path.read_text())["features"]
        if feature["geometry"]["type"] == "Polygon" and feature["properties"]["code"] in codes
    }
    random = Random(61)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    drawn = (random.sample(sorted(centres), 2) for _ in range(PAIRS - 1))
    for first, second in [("61051", "61464"), *drawn]:
        writer.writerow((first, second, round(metres_apart(centres[first], centres[second]))))


def centre(rings: Iterable[Sequence[Point]]) -> Point:
    """Returns the centre of gravity of rings, as latitude and longitude."""
    twice_area = east = north = 0.0
    for ring in rings:
        for (x, y), (next_x, next_y) in pairwise(ring):
            cross = x * next_y - next_x * y
            twice_area += cross
            east += (x + next_x) * cross
            north += (y + next_y) * cross
    return north / (3 * twice_area), east / (3 * twice_area)


def metres_apart(first: Point, second: Point) -> float:
    """Returns the distance on the ellipsoid between two points in degrees."""
    theta, other_theta = radians(first[1]), radians(second[1])
    beta, other_beta = (atan2((1 - FLATTENING) * tan(radians(at[0])), 1) for at in (first, second))
    half = sin((other_beta - beta) / 2) ** 2
    half += cos(beta) * cos(other_beta) * sin((other_theta - theta) / 2) ** 2
    sigma = 2 * atan2(sqrt(half), sqrt(1 - half))
    middle, spread = (beta + other_beta) / 2, (other_beta - beta) / 2
    x = (sigma - sin(sigma)) * (sin(middle) * cos(spread) / cos(sigma / 2)) ** 2
    y = (sigma + sin(sigma)) * (cos(middle) * sin(spread) / sin(sigma / 2)) ** 2
    return SEMI_MAJOR_M * (sigma - FLATTENING / 2 * (x + y))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
