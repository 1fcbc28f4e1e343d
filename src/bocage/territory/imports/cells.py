"""Voronoi cells of points, cut to the ground that they stand on: points in, GeoJSON out."""

from collections import Counter
from collections.abc import Iterable, Mapping
from math import cos, fsum, radians
from typing import Any

import shapely
from shapely.affinity import scale
from shapely.geometry import MultiPoint, shape
from shapely.geometry.base import BaseGeometry

from bocage.territory.imports.outlines import SURFACES, geojson

DECIMALS = 4
"""Decimals of a degree: eleven metres."""

MIN_POINTS = 3
HOLLOW = 0.1
"""Ratio of the concave hull of the points, from 0 (as hollow as can be) to 1 (convex)."""

MARGIN = 0.015
"""Degrees of latitude between the outermost points and the edge: some 1.7 kilometres, about the
radius of a commune. With HOLLOW, the ground of the Orne overlaps its outline by 91 %, the most
that a search by steps found.
"""


def cells_around(
    points: Mapping[str, tuple[float, float]], outlines: Iterable[dict[str, Any]]
) -> dict[str, dict[str, Any]]:
    """Returns the cell of each point (latitude and longitude in degrees) as a GeoJSON geometry.

    A cell is cut to the surroundings of the points, without the known outlines (GeoJSON). There
    is none for points that are too few or in line, for those in one place, nor where outlines
    cover a cell.
    """
    repeated = Counter(points.values())
    if len(repeated) < MIN_POINTS:
        return {}
    shrink = cos(radians(fsum(latitude for latitude, _longitude in repeated) / len(repeated)))
    spots = MultiPoint([(longitude * shrink, latitude) for latitude, longitude in repeated])
    if spots.convex_hull.area == 0:
        return {}
    surroundings: BaseGeometry = shapely.concave_hull(spots, ratio=HOLLOW).buffer(MARGIN)
    known = [scale(shape(outline), shrink, 1, origin=(0, 0)) for outline in outlines]
    ground = surroundings.difference(shapely.union_all(known))
    cells = shapely.voronoi_polygons(spots, extend_to=ground, ordered=True).geoms
    cell_of = dict(zip(repeated, cells, strict=True))
    cut = {
        code: scale(cell_of[point].intersection(ground), 1 / shrink, 1, origin=(0, 0))
        for code, point in points.items()
        if repeated[point] == 1
    }
    return {
        code: geojson(cell, DECIMALS) for code, cell in cut.items() if cell.geom_type in SURFACES
    }
