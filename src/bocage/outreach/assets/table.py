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
        self._found: dict[str, set[Any]] = defaultdict(set)
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
        said = normalise(words.strip())
        if said in self._whole:
            return {}
        found = self._found.get(said, set())
        if len(found) != 1:
            return None
        [one] = found
        return {type(one).__name__.lower(): one}

    def _add(self, one: Any, *names: str) -> None:
        for name in names:
            self._found[normalise(name)].add(one)


def exported_rows(assets: AssetQuerySet) -> Iterator[list[object]]:
    """Yields assets as rows of the export, one at a time."""
    for one in assets.told().order_by("theme", "title", "pk").iterator(chunk_size=200):
        yield _exported(one)


def _exported(one: Asset) -> list[object]:
    return [
        *(one.title, one.sentence, one.get_theme_display(), one.figure, one.unit),
        *(one.live_indicator, one.source_name, one.source_url),
        one.dated_on.isoformat() if one.dated_on else "",
        one.shelf_life_months,
        one.place.slug if one.place else one.commune_id or one.epci_id or "",
        *(one.title_en, one.sentence_en, one.unit_en),
    ]
