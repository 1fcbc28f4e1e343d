"""Cells around the positions of communes, which stand for the outlines that are not known."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction

from bocage.territory.models import Commune, CommuneCell, CommuneOutline
from bocage.territory.operations.writing import begin_import

type Point = tuple[float, float]
"""Latitude and longitude, in degrees (WGS 84)."""


def draw_cells(*, departements: Collection[str]) -> int:
    """Draws the cells of the communes that have a position and no outline, and removes the others;
    returns how many were written. Running it again writes nothing.
    """
    with transaction.atomic():
        begin_import()
        return sum(_draw(departement) for departement in departements)


def _draw(departement: str) -> int:
    communes = Commune.objects.current().filter(departement=departement)
    lacking = communes.filter(outline=None, latitude__isnull=False)
    before = dict(
        CommuneCell.objects.filter(commune__departement=departement).values_list("pk", "shape")
    )
    missing = set(lacking.values_list("pk", flat=True))
    drawn = _cells(departement, missing) if missing else {}
    CommuneCell.objects.filter(pk__in=before.keys() - drawn.keys()).delete()
    changed = [
        CommuneCell(commune_id=code, shape=shape)
        for code, shape in drawn.items()
        if before.get(code) != shape
    ]
    CommuneCell.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["commune"],
        update_fields=["shape", "updated_at"],
    )
    return len(changed)


def _cells(departement: str, missing: Collection[str]) -> Mapping[str, Any]:
    # Imported here: only imports need the geometry libraries.
    from bocage.territory.imports.cells import cells_around

    located = Commune.objects.current().filter(
        departement=departement, latitude__isnull=False, longitude__isnull=False
    )
    points: dict[str, Point] = {
        code: (latitude or 0, longitude or 0)
        for code, latitude, longitude in located.values_list("pk", "latitude", "longitude")
    }
    outlines = CommuneOutline.objects.filter(
        commune__departement=departement, commune__is_current=True
    )
    cells = cells_around(points, outlines.values_list("simplified", flat=True))
    return {code: cell for code, cell in cells.items() if code in missing}
