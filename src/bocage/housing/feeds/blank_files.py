"""The files to fill in: a table and a JSON with every column, and a listing as an example."""

import json
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse

from bocage.foundation.files.spreadsheets import csv_response
from bocage.foundation.files.workbooks import workbook_response
from bocage.housing.feeds.parsing.statements import FIELDS
from bocage.housing.feeds.parsing.tables import ALIASES, PHOTOS

EXAMPLE: dict[str, str] = {
    "external_id": "2026-014",
    "reference": "2026-014",
    "status": "disponible",
    "offer": "vente",
    "kind": "maison",
    "postcode": "61400",
    "town": "Mortagne-au-Perche",
    "price": "145000",
    "surface": "118",
    "land": "900",
    "rooms": "5",
    "bedrooms": "3",
    "title": "Maison de bourg, jardin clos",
    "description": "Au calme, à dix minutes de la gare. Bureau possible à l’étage.",
    "energy_class": "D",
    "works": "non",
    "garage": "oui",
    "contact_name": "Étude de maître Lefranc",
    "contact_phone": "02 33 00 00 00",
    "contact_email": "etude@lefranc.example",
}
ORDER = (*(name for name in FIELDS if name != "agency_code"), PHOTOS)


def table_template() -> StreamingHttpResponse:
    """Returns a CSV template whose column names need no mapping."""
    return csv_response(_header(), [_example()], filename="annonces.csv")


def workbook_template() -> HttpResponse:
    """Returns the template as a workbook, to save as CSV once filled in."""
    return workbook_response([("Annonces", _header(), [_example()])], filename="annonces.xlsx")


def json_template() -> HttpResponse:
    """Returns a JSON with one listing."""
    listing: dict[str, Any] = {name: EXAMPLE[name] for name in FIELDS if name in EXAMPLE}
    listing |= {"price": 145_000, "surface": 118, "rooms": 5, "works": False, "garage": True}
    listing["photos"] = ["https://photos.example/2026-014-1.jpg"]
    content = json.dumps({"listings": [listing]}, ensure_ascii=False, indent=2)
    response = HttpResponse(content, content_type="application/json")
    response["Content-Disposition"] = 'attachment; filename="annonces.json"'
    return response


def _header() -> list[str]:
    return [ALIASES[name][0] for name in ORDER]


def _example() -> list[str]:
    return [EXAMPLE.get(name, "") for name in ORDER]
