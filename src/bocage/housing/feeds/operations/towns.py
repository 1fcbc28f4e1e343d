"""Commune of a stated town and postcode: the name first, since postcodes are mistyped.

A town that does not fit its postcode is retained and flagged, for the reader of the source's page
to decide.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Literal

from bocage.territory.models import Commune, FormerCommune
from bocage.territory.spelling import normalise, spellings

_TAIL = re.compile(r"\s(?:cedex(?:\s\d+)?|\d{1,2}(?:e|er|eme)?(?:\sarrondissement)?|\d{5})$")
SHORTEST_BEGINNING = 4


@dataclass(frozen=True, slots=True)
class FoundTown:
    """Commune of a stated town, or none. `problem` is a code of `housing.feed_issues`."""

    commune: str | None
    latitude: float | None = None
    longitude: float | None = None
    problem: Literal["", "town_does_not_fit", "town_unknown"] = ""


@dataclass(slots=True)
class _Region:
    """Communes of a département, by name and by postcode, and all names of each."""

    by_name: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    by_postcode: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    names: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    positions: dict[str, tuple[float | None, float | None]] = field(default_factory=dict)


class Towns:
    """Finder of communes; it reads each département once, when one of its towns is first looked
    for.
    """

    def __init__(self, departement: str) -> None:
        """Prepares the lookup of towns; `departement` is where a town without a postcode is looked
        for.
        """
        self._departement = departement
        self._regions: dict[str, _Region] = {}
        self._known: dict[tuple[str, str], FoundTown] = {}

    def find(self, postcode: str, town: str) -> FoundTown:
        key = (postcode, town)
        if key not in self._known:
            self._known[key] = self._find(postcode, town)
        return self._known[key]

    def _find(self, postcode: str, town: str) -> FoundTown:
        region = self._region(postcode)
        name = _TAIL.sub("", normalise(town))
        fitting = region.by_postcode.get(postcode, set())
        same_name = region.by_name.get(name, set()) | region.by_name.get(
            name.replace(" ", ""), set()
        )
        alike = self._beginning(region, name, fitting)
        for communes in (same_name & fitting, alike):
            if len(communes) == 1:
                return self._match(region, communes, "")
        for communes in (same_name, fitting):
            if len(communes) == 1:
                return self._match(region, communes, "town_does_not_fit")
        return FoundTown(None, problem="town_unknown")

    @staticmethod
    def _beginning(region: _Region, name: str, fitting: set[str]) -> set[str]:
        """Returns the communes whose name begins so, if there is one: « Mortagne » for
        Mortagne-au-Perche.
        """
        if len(name) < SHORTEST_BEGINNING:
            return set()
        return {
            code
            for code in fitting
            for spelling in region.names[code]
            if spelling.startswith(f"{name} ") or name.startswith(f"{spelling} ")
        }

    @staticmethod
    def _match(
        region: _Region, communes: set[str], problem: Literal["", "town_does_not_fit"]
    ) -> FoundTown:
        [code] = communes
        return FoundTown(code, *region.positions[code], problem=problem)

    def _region(self, postcode: str) -> _Region:
        start = postcode[: 3 if postcode.startswith("97") else 2] or self._departement
        if start not in self._regions:
            self._regions[start] = self._read(start)
        return self._regions[start]

    @staticmethod
    def _read(start: str) -> _Region:
        """Reads a region in two queries. Postcodes of Corsica begin with 20, its départements are
        2A and 2B.
        """
        departements = ("2A", "2B") if start == "20" else (start,)
        region = _Region()
        communes = Commune.objects.current().filter(departement__in=departements)
        for code, name, postcodes, latitude, longitude in communes.values_list(
            "code", "name", "postcodes", "latitude", "longitude"
        ):
            region.positions[code] = (latitude, longitude)
            for spelling in spellings(name):
                region.by_name[spelling].add(code)
            for postcode in postcodes:
                region.by_postcode[postcode].add(code)
        formers = FormerCommune.objects.filter(commune__in=region.positions).exclude(name="")
        for name, code in formers.values_list("name", "commune_id"):
            for spelling in spellings(name):
                # A current commune takes precedence over a former one of the same name.
                if spelling not in region.by_name or code in region.by_name[spelling]:
                    region.by_name[spelling].add(code)
        for spelling, codes in region.by_name.items():
            for code in codes:
                region.names[code].add(spelling)
        return region
