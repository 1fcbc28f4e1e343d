"""The answers of the official API geo.api.gouv.fr about communes: bytes in, rows and errors out.

`GET /departements/61/communes?fields=code,nom,centre&format=json` answers a list of
`{"code": "61051", "nom": "Boitron", "centre": {"type": "Point", "coordinates": [lon, lat]}}`.
"""

import json
import re
from dataclasses import dataclass
from math import isfinite
from typing import Any, ClassVar

from bocage.territory.imports.decoupage_administratif import INSEE_CODE, RowError


@dataclass(frozen=True, slots=True)
class ApiCommune:
    """The position of a commune in degrees (WGS 84), as the API gives it."""

    code: str
    latitude: float
    longitude: float
    source: ClassVar[str] = "api"
    is_approximate: ClassVar[bool] = False


def parse(content: bytes) -> tuple[list[ApiCommune], list[RowError]]:
    """Reads one answer.

    Raises:
        ValueError: it is not a list of communes at all.
    """
    document = json.loads(content)
    if not isinstance(document, list):
        raise ValueError("not a list")
    communes: dict[str, ApiCommune] = {}
    errors = []
    for index, row in enumerate(document):
        commune = _commune(row)
        if commune is None:
            errors.append(RowError(_name(row, index), "sans code ou sans position"))
        else:
            communes[commune.code] = commune
    return list(communes.values()), errors


def _name(row: Any, index: int) -> str:
    code = row.get("code") if isinstance(row, dict) else None
    has_code = isinstance(code, str) and re.fullmatch(INSEE_CODE, code)
    return f"commune {code}" if has_code else f"réponse n° {index + 1}"


def _commune(row: Any) -> ApiCommune | None:
    if not isinstance(row, dict) or not isinstance(row.get("code"), str):
        return None
    centre = row.get("centre")
    coordinates = centre.get("coordinates") if isinstance(centre, dict) else None
    if not INSEE_CODE.fullmatch(row["code"]) or not isinstance(coordinates, list):
        return None
    if len(coordinates) != 2 or not all(
        isinstance(value, int | float) and not isinstance(value, bool) for value in coordinates
    ):
        return None
    longitude, latitude = coordinates
    if (
        not (isfinite(latitude) and isfinite(longitude))
        or abs(latitude) > 90
        or abs(longitude) > 180
    ):
        return None
    return ApiCommune(row["code"], float(latitude), float(longitude))
