"""The answers of the official API geo.api.gouv.fr about communes: bytes in, rows and errors out.

`GET /departements/61/communes?fields=code,nom,centre,mairie,contour&format=json` answers a list of
`{"code": "61051", "nom": "Boitron", "centre": {"type": "Point", "coordinates": [lon, lat]},
"mairie": the same, "contour": {"type": "Polygon", "coordinates": […]}}`.
"""

import json
import re
from dataclasses import dataclass, field
from math import isfinite
from typing import Any, Literal

from bocage.territory.imports.decoupage_administratif import INSEE_CODE, RowError

ApiSource = Literal["town_hall", "centre"]
POINTS: dict[str, ApiSource] = {"mairie": "town_hall", "centre": "centre"}
"""Fields that hold a position, the more exact first."""


@dataclass(frozen=True, slots=True)
class ApiCommune:
    """Position of a commune in degrees (WGS 84), and its outline as GeoJSON, unchecked."""

    code: str
    latitude: float
    longitude: float
    source: ApiSource
    name: str = ""
    outline: Any = field(default=None, repr=False)


def parse(content: bytes, departement: str) -> tuple[list[ApiCommune], list[RowError]]:
    """Reads the answer about one département; communes of another one are errors.

    Raises:
        ValueError: it is not a list of communes of this département at all.
    """
    try:
        document = json.loads(content)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(document, list):
        raise ValueError("not a list")
    communes: dict[str, ApiCommune] = {}
    errors = []
    for index, row in enumerate(document):
        commune = _commune(row)
        if commune is None:
            errors.append(RowError(_name(row, index), "sans code ou sans position"))
        elif not commune.code.startswith(departement):
            errors.append(RowError(_name(row, index), "d’un autre département"))
        else:
            communes[commune.code] = commune
    if not communes:
        raise ValueError("no commune")
    return list(communes.values()), errors


def _name(row: Any, index: int) -> str:
    code = row.get("code") if isinstance(row, dict) else None
    has_code = isinstance(code, str) and re.fullmatch(INSEE_CODE, code)
    return f"commune {code}" if has_code else f"réponse n° {index + 1}"


def _commune(row: Any) -> ApiCommune | None:
    if not isinstance(row, dict) or not isinstance(row.get("code"), str):
        return None
    if not INSEE_CODE.fullmatch(row["code"]):
        return None
    for name, source in POINTS.items():
        if (point := _point(row.get(name))) is not None:
            name_of = row.get("nom")
            return ApiCommune(
                row["code"],
                *point,
                source,
                name=name_of if isinstance(name_of, str) else "",
                outline=row.get("contour"),
            )
    return None


def _point(geometry: Any) -> tuple[float, float] | None:
    """Returns the latitude and the longitude of a GeoJSON point; None if it is none."""
    coordinates = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if not isinstance(coordinates, list) or len(coordinates) != 2:
        return None
    if not all(
        isinstance(value, int | float) and not isinstance(value, bool) for value in coordinates
    ):
        return None
    longitude, latitude = coordinates
    if not (isfinite(latitude) and isfinite(longitude)):
        return None
    if abs(latitude) > 90 or abs(longitude) > 180:
        return None
    return float(latitude), float(longitude)
