"""The outlines of the communes, and the positions that they give."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction

from bocage.territory.imports.decoupage_administratif import RowError
from bocage.territory.models import Commune, CommuneOutline, FormerCommune
from bocage.territory.operations.cells import draw_cells
from bocage.territory.operations.positions import place, write_positions
from bocage.territory.operations.writing import begin_import

if TYPE_CHECKING:
    from bocage.territory.imports.geo_api import ApiCommune
    from bocage.territory.imports.outlines import Area, Outline, OutlineRow

API_SOURCE = "IGN, API Découpage administratif"


@dataclass
class OutlinesReport:
    """Report of an import of outlines.

    `resolved` lists the former codes that were joined to a current commune; `unknown` those that
    lead to no commune of this instance.
    """

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    resolved: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)


def import_outlines(
    *, rows: list[OutlineRow], errors: list[RowError], source: str
) -> OutlinesReport:
    """Stores the outlines, joined where communes have merged, and moves the positions of communes
    inside them.

    It is idempotent for the same file. Codes that lead to no commune are reported, never dropped
    silently.
    """
    # Imported here: only imports of outlines need the geometry libraries.
    from bocage.territory.imports.outlines import outlines

    report = OutlinesReport(errors=errors)
    with transaction.atomic():
        begin_import()
        joined = outlines(_by_commune(rows, report))
        communes = Commune.objects.in_bulk(joined)
        present = CommuneOutline.objects.in_bulk(joined)
        written = []
        for code, outline in joined.items():
            outline_before = present.get(code)
            if outline_before and (outline_before.geometry, outline_before.source) == (
                outline.geometry,
                source,
            ):
                report.unchanged += 1
                continue
            report.changed += outline_before is not None
            report.new += outline_before is None
            written.append(code)
        _write_outlines({code: joined[code] for code in written}, source)
        _move(communes, joined)
        draw_cells(departements={commune.departement_id for commune in communes.values()})
    return report


def import_api_outlines(communes: Iterable[ApiCommune]) -> OutlinesReport:
    """Stores the outlines that the official API gives with the positions of communes: all those
    that are readable, or none if they cannot be fitted together.
    """
    from shapely.errors import ShapelyError

    from bocage.territory.imports.outlines import parse_features

    rows, errors = parse_features(
        {"properties": {"code": commune.code, "nom": commune.name}, "geometry": commune.outline}
        for commune in communes
        if commune.outline is not None
    )
    try:
        return import_outlines(rows=rows, errors=errors, source=API_SOURCE)
    except ShapelyError as error:
        return OutlinesReport(errors=[*errors, RowError("contours", str(error))])


def _by_commune(rows: list[OutlineRow], report: OutlinesReport) -> dict[str, list[Area]]:
    """Groups the areas by current commune; the file may be of any year."""
    codes = [row.code for row in rows]
    today = dict(Commune.objects.current().filter(code__in=codes).values_list("code", "name"))
    successors = dict(
        FormerCommune.objects.filter(code__in=codes, commune__is_current=True).values_list(
            "code", "commune"
        )
    )
    areas: defaultdict[str, list[Area]] = defaultdict(list)
    for row in rows:
        if row.code in today:
            areas[row.code].append(row.area)
        elif row.code in successors:
            areas[successors[row.code]].append(row.area)
            report.resolved.append(f"{row.name} ({row.code} → {successors[row.code]})")
        else:
            report.unknown.append(f"{row.name} ({row.code})")
    return areas


def _write_outlines(joined: dict[str, Outline], source: str) -> None:
    CommuneOutline.objects.bulk_create(
        [
            CommuneOutline(
                commune_id=code,
                geometry=outline.geometry,
                simplified=outline.simplified,
                source=source,
            )
            for code, outline in joined.items()
        ],
        batch_size=200,
        update_conflicts=True,
        unique_fields=["commune"],
        update_fields=["geometry", "simplified", "source", "updated_at"],
    )


def _move(communes: dict[str, Commune], joined: dict[str, Outline]) -> None:
    """Puts each commune at the innermost point of its outline, unless its town hall is known."""
    write_positions([commune for code, commune in communes.items() if place(commune, joined[code])])
