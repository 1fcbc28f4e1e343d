"""Import of départements: from the data of the installed version, then from the official API."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from django.conf import settings

from bocage.territory.errors import PositionsUnavailable
from bocage.territory.geography import distance_between
from bocage.territory.imports.decoupage_administratif import RowError
from bocage.territory.imports.geo_api import ApiCommune
from bocage.territory.imports.geo_api_client import GeoApiClient
from bocage.territory.models import Commune
from bocage.territory.operations.cells import draw_cells
from bocage.territory.operations.outlines import import_api_outlines
from bocage.territory.operations.positions import PositionsReport, locate_communes
from bocage.territory.operations.positions_updates import (
    end_updates,
    record_failure,
    record_success,
    request_updates,
)
from bocage.territory.operations.reference import TerritoryReport, import_territory
from bocage.territory.operations.writing import Progress, no_progress
from bocage.territory.reference_data import read_positions, read_reference

API = "API Découpage administratif"
MAX_DISTANCE_M = 500_000
"""Distance to the nearest known commune of the département beyond which a position is refused: the
latitude and the longitude are exchanged, or are no degrees.
"""


@dataclass
class ApiReport:
    """Numbers of positions and outlines that the API changed, the rows that were left out, and why
    it did not answer about some départements.
    """

    positions: int = 0
    outlines: int = 0
    errors: list[RowError] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


def import_departements(
    *, departements: Collection[str] | None, progress: Progress = no_progress
) -> tuple[TerritoryReport, PositionsReport]:
    """Imports the communes of départements (all of them for None), and locates those that the
    installed version can. No request is made.

    Raises:
        ReferenceMissing, ReferenceUnreadable: the data of the installed version is missing or
            invalid.
        UnknownDepartement: one of the codes is not that of a département.
    """
    reference, positions = read_reference(), read_positions()
    territory = import_territory(
        reference=reference, departements=departements, positions=positions, progress=progress
    )
    located = locate_communes(departements=territory.departements, positions=positions)
    located.written += territory.located
    draw_cells(departements=territory.departements)
    return territory, located


def update_from_api(
    *,
    departements: Sequence[str],
    progress: Progress = no_progress,
    client: GeoApiClient | None = None,
) -> ApiReport:
    """Stores the positions and outlines that the official API gives, one département after another.

    Nothing is locked during a request, and a failure loses nothing: a position is only replaced by
    one at least as exact. An API that is down is not asked about the next département. Each request
    is recorded, with when the next is due.
    """
    report = ApiReport()
    if not settings.BOCAGE.geo_api:
        return report
    request_updates(departements)
    client = client or GeoApiClient()
    for done, departement in enumerate(departements):
        progress(API, done, len(departements))
        try:
            communes, errors = client.communes(departement)
        except PositionsUnavailable as refusal:
            report.failures.append(str(refusal.sentence))
            record_failure(departement, str(refusal.sentence))
            if refusal.is_down:
                end_updates(departements[done + 1 :])
                break
            continue
        report.errors += errors
        _store(departement, communes, report)
        record_success(departement)
    else:
        progress(API, len(departements), len(departements))
    return report


def _store(departement: str, communes: list[ApiCommune], report: ApiReport) -> None:
    plausible = _plausible(departement, communes, report)
    located = locate_communes(
        departements=[departement], positions={commune.code: commune for commune in plausible}
    )
    report.positions += located.written
    outlines = import_api_outlines(plausible)
    report.outlines += outlines.new + outlines.changed
    report.errors += outlines.errors
    draw_cells(departements=[departement])


def _plausible(departement: str, communes: list[ApiCommune], report: ApiReport) -> list[ApiCommune]:
    """Returns the communes that the API places near a known one of their département."""
    located = Commune.objects.current().filter(departement=departement, latitude__isnull=False)
    known = {
        code: (latitude or 0, longitude or 0)
        for code, latitude, longitude in located.values_list("code", "latitude", "longitude")
    }
    plausible = []
    for commune in communes:
        own = known.get(commune.code)
        points = [own] if own else known.values()
        distances = (
            distance_between(commune.latitude, commune.longitude, *point) for point in points
        )
        if not known or any(distance <= MAX_DISTANCE_M for distance in distances):
            plausible.append(commune)
        else:
            report.errors.append(RowError(f"commune {commune.code}", "loin de son département"))
    return plausible
