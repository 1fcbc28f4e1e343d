"""Assets as a table: the places that it names, and how it is written for a spreadsheet."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from bocage.outreach.assets.models import Asset, AssetQuerySet
from bocage.territory.models import Commune, Departement, Epci
from bocage.territory.spelling import normalise
from bocage.workspaces.models import Place

WHOLE = ("", "departement", "tout le departement", "tout", "whole departement")


class PlaceNames:
    """The places of a département, by how people write them. Three queries, however many rows."""

    def __init__(self, departement: Departement) -> None:
        self._areas: dict[str, set[Any]] = defaultdict(set)
        self._whole = {*WHOLE, normalise(departement.name), departement.code}
        communes = Commune.objects.current().filter(departement=departement)
        for commune in communes.defer("search_text"):
            self._add(commune, commune.code, commune.name)
        for epci in Epci.objects.filter(is_current=True, departements=departement):
            self._add(epci, epci.siren, epci.name)
        places = Place.objects.filter(commune__departement=departement).select_related("commune")
        for place in places:
            self._add(place, place.slug, place.name)

    def of(self, words: str) -> dict[str, Any] | None:
        """Returns the place of a name, as terms of an asset: empty for the whole département; None
        if no place, or several, have this name.
        """
        name = normalise(words.strip())
        if name in self._whole:
            return {}
        matches = self._areas.get(name, set())
        if len(matches) != 1:
            return None
        [area] = matches
        return {type(area).__name__.lower(): area}

    def _add(self, area: Any, *names: str) -> None:
        for name in names:
            self._areas[normalise(name)].add(area)


def exported_rows(assets: AssetQuerySet) -> Iterator[list[object]]:
    """Yields assets as rows of the export, one at a time."""
    for asset in assets.with_related().order_by("theme", "title", "pk").iterator(chunk_size=200):
        yield _export_row(asset)


def _export_row(asset: Asset) -> list[object]:
    return [
        *(asset.title, asset.sentence, asset.get_theme_display(), asset.figure, asset.unit),
        *(asset.live_indicator, asset.source_name, asset.source_url),
        asset.dated_on.isoformat() if asset.dated_on else "",
        asset.shelf_life_months,
        asset.place.slug if asset.place else asset.commune_id or asset.epci_id or "",
        *(asset.title_en, asset.sentence_en, asset.unit_en),
    ]
