"""Outlines of communes from a GeoJSON FeatureCollection: bytes in, shapes and errors out.

Each feature has the INSEE code in its property `code` (or `insee`, `INSEE_COM`) and a Polygon
or MultiPolygon in longitudes and latitudes (RFC 7946). A crossed ring is repaired; anything
else that is wrong leaves the feature out, with its number and its reason.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

import shapely
from shapely.errors import ShapelyError
from shapely.geometry import MultiPolygon, Polygon, mapping, shape
from shapely.geometry.base import BaseGeometry

from bocage.territory.errors import OutlinesUnreadable
from bocage.territory.imports.decoupage_administratif import INSEE_CODE, LONGEST_NAME, RowError

LARGEST_FILE = 300_000_000
MAX_POINTS = 200_000
"""Points of one outline: the most winding commune of France has some 40,000."""

CODE_PROPERTIES = ("code", "insee", "INSEE_COM")
NAME_PROPERTIES = ("nom", "name", "NOM")
DECIMALS = 6
"""Decimals of a degree: eleven centimetres."""

SIMPLIFIED_AREA = 0.0000004
"""Minimum area in square degrees of a corner in a simplified outline: some 3,000 m²."""

POINT_TOLERANCE = 0.0005
"""Degrees within which the innermost point is found: some fifty metres."""

type Area = Polygon | MultiPolygon


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """The outline that one feature gives for one INSEE code, of today or of before."""

    code: str
    name: str
    area: Area


@dataclass(frozen=True, slots=True)
class Outline:
    """Outline ready to be stored: as GeoJSON, simplified, and its innermost point."""

    geometry: dict[str, Any]
    simplified: dict[str, Any]
    latitude: float
    longitude: float
    source: ClassVar[Literal["outline"]] = "outline"


def parse(content: bytes) -> tuple[list[OutlineRow], list[RowError]]:
    """Reads a collection of outlines.

    Raises:
        OutlinesUnreadable: it is not a GeoJSON FeatureCollection, or it is empty or too large.
    """
    if len(content) > LARGEST_FILE:
        raise OutlinesUnreadable
    try:
        document = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise OutlinesUnreadable from error
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list) or not features:
        raise OutlinesUnreadable
    return parse_features(features)


def parse_features(features: Iterable[Any]) -> tuple[list[OutlineRow], list[RowError]]:
    """Reads the features of a GeoJSON collection; those that are no outline are errors."""
    rows: dict[str, OutlineRow] = {}
    errors = []
    for index, feature in enumerate(features, start=1):
        try:
            row = _row(feature)
            if row.code in rows:
                raise _Unreadable(f"le code {row.code} est en double")
            rows[row.code] = row
        except _Unreadable as error:
            errors.append(RowError(f"contour n° {index}", str(error)))
    return list(rows.values()), errors


SURFACES = ("Polygon", "MultiPolygon")
"""A tuple, since a value of the file may be unhashable, which a set does not accept."""


class _Unreadable(Exception):
    """Error of one feature."""


def _row(feature: Any) -> OutlineRow:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict):
        raise _Unreadable("ce n’est pas un objet GeoJSON avec des propriétés")
    code = _first(properties, CODE_PROPERTIES)
    if not INSEE_CODE.fullmatch(code):
        raise _Unreadable("le code INSEE manque ou n’en est pas un")
    name = _first(properties, NAME_PROPERTIES)[:LONGEST_NAME].strip().replace("'", "’")
    return OutlineRow(code, name, _area(feature.get("geometry")))


def _first(properties: Mapping[str, Any], names: Iterable[str]) -> str:
    texts = (properties[name] for name in names if isinstance(properties.get(name), str))
    return next(texts, "")


def _area(geometry: Any) -> Area:
    if not isinstance(geometry, dict) or geometry.get("type") not in SURFACES:
        raise _Unreadable("la géométrie n’est ni un polygone ni un multipolygone")
    try:
        area = shape(geometry)
    except (ShapelyError, ValueError, TypeError, IndexError, AttributeError, KeyError) as error:
        raise _Unreadable("la géométrie est illisible") from error
    if area.is_empty:
        raise _Unreadable("le contour est vide")
    if shapely.get_num_coordinates(area) > MAX_POINTS:
        raise _Unreadable(f"le contour a plus de {MAX_POINTS} points")
    _check_coordinates(area)
    return _polygons(area if area.is_valid else shapely.make_valid(area))


def _check_coordinates(area: BaseGeometry) -> None:
    west, south, east, north = area.bounds
    if not (west >= -180 and east <= 180 and south >= -90 and north <= 90):
        raise _Unreadable("les coordonnées ne sont pas des longitudes et des latitudes")
    if _outside_france(west, south) and not _outside_france(south, west):
        raise _Unreadable("les longitudes et les latitudes semblent interverties")


def _outside_france(longitude: float, latitude: float) -> bool:
    """Checks whether a point is outside of the box of mainland France: overseas is outside, too."""
    return not (-6 < longitude < 10 and 41 < latitude < 52)


def _polygons(area: BaseGeometry) -> Area:
    """Returns the surfaces of a geometry, without the lines and points that a repair leaves."""
    if isinstance(area, Polygon | MultiPolygon):
        surfaces: Area = area
    else:
        parts = [part for part in getattr(area, "geoms", []) if part.area > 0]
        surfaces = _as_area(shapely.union_all(parts)) if parts else MultiPolygon()
    if surfaces.area == 0:
        raise _Unreadable("le contour n’enferme aucune surface")
    return surfaces


def _as_area(geometry: BaseGeometry) -> Area:
    return geometry if isinstance(geometry, Polygon | MultiPolygon) else MultiPolygon()


def outlines(areas: Mapping[str, list[Area]]) -> dict[str, Outline]:
    """Builds the outline of each current commune, from those of its former communes.

    Neighbours are simplified together, so that they still touch.
    """
    joined = {code: _as_area(shapely.union_all(parts)) for code, parts in areas.items()}
    codes = list(joined)
    simplified = shapely.coverage_simplify([joined[code] for code in codes], SIMPLIFIED_AREA**0.5)
    return {
        code: _outline(joined[code], coarse) for code, coarse in zip(codes, simplified, strict=True)
    }


def _outline(area: Area, coarse: BaseGeometry) -> Outline:
    innermost = shapely.get_point(shapely.maximum_inscribed_circle(area, POINT_TOLERANCE), 0)
    point = innermost if area.contains(innermost) else area.representative_point()
    return Outline(
        geometry=geojson(area, DECIMALS),
        simplified=geojson(area if coarse.is_empty else coarse, DECIMALS - 2),
        latitude=round(point.y, DECIMALS),
        longitude=round(point.x, DECIMALS),
    )


def geojson(area: BaseGeometry, decimals: int) -> dict[str, Any]:
    """Returns a geometry as GeoJSON, with this many decimals of a degree."""
    rounded = mapping(area)
    return {
        "type": rounded["type"],
        "coordinates": _rounded(rounded["coordinates"], decimals),
    }


def _rounded(coordinates: Any, decimals: int) -> Any:
    if isinstance(coordinates, float | int):
        return round(float(coordinates), decimals)
    return [_rounded(part, decimals) for part in coordinates]
