"""Places read from an outside census."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from bocage.foundation.events import publish
from bocage.people.operations.scopes import create_place_scope
from bocage.territory.events import LandmarksChanged
from bocage.territory.models import Commune, FormerCommune
from bocage.territory.operations.positions import copy_positions
from bocage.territory.spelling import normalise
from bocage.workspaces.places.imports import PlaceRow, RowError
from bocage.workspaces.places.landmarks import WORKSPACE
from bocage.workspaces.places.models import Place

FOLLOWED = ("name", "kind", "address", "postcode", "website", "latitude", "longitude")
"""Fields that a new edition of the census may change, unless they were edited here."""


@dataclass
class PlacesReport:
    """Outcome of an import of places. `elsewhere` counts the rows of other départements."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    elsewhere: int = 0
    errors: list[RowError] = field(default_factory=list)


def import_places(
    *,
    rows: Iterable[PlaceRow],
    source: str,
    departements: Collection[str] = (),
    dry_run: bool = False,
) -> PlacesReport:
    """Writes the places of a census, published, with nothing to book until somebody adds it.

    Safe to run again: a place is known by its source and its identifier there. A field that was
    changed here since the last import keeps the change; the others follow the census
    (docs/decisions/workspaces-imports.md). `departements` restricts to their INSEE codes. It checks
    no right: only the terminal calls it.
    """
    report = PlacesReport()
    all_rows = list(rows)
    rows_in_scope = [row for row in all_rows if not departements or row.departement in departements]
    report.elsewhere = len(all_rows) - len(rows_in_scope)
    with transaction.atomic():
        gazetteer = _Gazetteer(rows_in_scope)
        known_places = {place.external_id: place for place in Place.objects.filter(source=source)}
        slugs = set(Place.objects.values_list("slug", flat=True))
        for row in rows_in_scope:
            commune = gazetteer.commune_of(row)
            if commune is None:
                report.errors.append(RowError(row.line, _not_placed(row)))
            elif row.external_id in known_places:
                _follow(known_places[row.external_id], row, report)
            else:
                _write(row, commune, source, slugs)
                report.new += 1
        if report.new or report.changed:
            publish(LandmarksChanged(kind=WORKSPACE))
        if dry_run:
            transaction.set_rollback(True)
    return report


def follow_communes() -> None:
    """Moves the places that are where their commune is; those with a position of their own stay."""
    of_commune = ("", Place.PositionSource.COMMUNE)
    with transaction.atomic():
        moved = copy_positions(
            Place.objects.filter(position_source__in=of_commune),
            position_source=Place.PositionSource.COMMUNE,
            updated_at=timezone.now(),
        )
        if moved:
            publish(LandmarksChanged(kind=WORKSPACE))


class _Gazetteer:
    """Communes of some rows, found by code (of today or before), else by postcode and name."""

    def __init__(self, rows: Collection[PlaceRow]) -> None:
        codes = {row.insee_code for row in rows if row.insee_code}
        self._by_code = {
            former.code: former.commune
            for former in FormerCommune.objects.filter(code__in=codes).select_related("commune")
        }
        self._by_code |= {
            commune.code: commune for commune in Commune.objects.current().filter(code__in=codes)
        }
        postcodes = {row.postcode for row in rows if row.postcode and not row.insee_code}
        self._by_name = {
            (postcode, normalise(commune.name)): commune
            for commune in Commune.objects.current().filter(postcodes__overlap=sorted(postcodes))
            for postcode in commune.postcodes
        }

    def commune_of(self, row: PlaceRow) -> Commune | None:
        if row.insee_code:
            return self._by_code.get(row.insee_code)
        names = (self._by_name.get((row.postcode, normalise(name))) for name in row.commune_names)
        return next((commune for commune in names if commune is not None), None)


def _not_placed(row: PlaceRow) -> str:
    location = " ".join(filter(None, [row.insee_code, row.postcode, *row.commune_names[:1]]))
    return f"{row.name}: no commune is known for {location or 'an empty address'}"


def _values(row: PlaceRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in FOLLOWED}


def _write(row: PlaceRow, commune: Commune, source: str, slugs: set[str]) -> None:
    values = _values(row)
    Place.objects.create(
        commune=commune,
        scope=create_place_scope(commune=commune, name=row.name),
        slug=_slug(row.name, commune.name, slugs),
        status=Place.Status.PUBLISHED,
        position_source=Place.PositionSource.CENSUS,
        source=source,
        external_id=row.external_id,
        imported_values=values,
        **values,
    )


def _follow(place: Place, row: PlaceRow, report: PlacesReport) -> None:
    """Updates the place with the new values of the census, except fields edited here since the last
    ones.
    """
    values = _values(row)
    changed = []
    for name, value in values.items():
        edited_here = getattr(place, name) != place.imported_values.get(name)
        if not edited_here and getattr(place, name) != value:
            setattr(place, name, value)
            changed.append(name)
    if values != place.imported_values:
        place.imported_values = values
        place.save(update_fields=[*changed, "imported_values", "updated_at"])
    if changed:
        report.changed += 1
    else:
        report.unchanged += 1


def _slug(name: str, commune_name: str, slugs: set[str]) -> str:
    """Returns a slug that no other place has, which is then taken."""
    base = slugify(name)[:80] or "lieu"
    candidate, number = base, 1
    if candidate in slugs:
        base = f"{base}-{slugify(commune_name)}"[:110]
        candidate = base
    while candidate in slugs:
        number += 1
        candidate = f"{base}-{number}"
    slugs.add(candidate)
    return candidate
