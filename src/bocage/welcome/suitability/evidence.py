"""From what is known of a commune to its marks, and the facts behind each of them.

Pure: what is known comes in, marks and evidence go out. A part of which nothing is known has
neither mark nor evidence.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bocage.territory.fact_kinds import FactKind
from bocage.territory.travel import road_minutes
from bocage.welcome.communes import signs_registry
from bocage.welcome.communes.signs_registry import Sign
from bocage.welcome.suitability import rules

Told = dict[str, Any]
"""A fact as it is kept: `kind`, `value`, and where they are known `detail`, `source`, `on` (day),
`url`, `in` (name of another commune) and `km` (to it, as the crow flies); `is_rough` where the
distance is between positions that are known to a few kilometres."""


@dataclass(frozen=True, slots=True)
class KnownFact:
    """Fact of the territory, loaded for many communes at once."""

    value: float
    detail: str
    source: str
    address: str
    dated_on: date


@dataclass(frozen=True, slots=True)
class Nearest:
    """Nearest commune that has something, possibly the commune itself (then at 0 km)."""

    commune: str
    name: str
    kilometres: float
    fact: KnownFact
    is_rough: bool = False
    """Whether one of the two positions is approximate."""


@dataclass(frozen=True, slots=True)
class SoldPrice:
    """Sale price of houses (else flats) in a year, in euros by square metre."""

    eur_m2: int
    year: int
    sales: int
    kind: str


@dataclass(frozen=True, slots=True)
class Rent:
    """Rent asked for homes, in euros a month by square metre, with the number of homes."""

    eur_m2: float
    homes: int


@dataclass(slots=True)
class KnownCommune:
    """Facts known about one commune when its row is computed."""

    code: str
    population: int | None
    edition: int
    facts: Mapping[str, KnownFact] = field(default_factory=dict)
    nearest: Mapping[str, Nearest] = field(default_factory=dict)
    price: SoldPrice | None = None
    rent: Rent | None = None
    homes: Mapping[str, int] | None = None
    """On the market, by offer; None where no source tells of the département."""
    workspace_km: float | None = None
    """To the nearest place to work, as the crow flies."""
    is_rough: bool = False
    """Whether its position is approximate."""
    signs: Sequence[Sign] = ()
    today: date = date.min


@dataclass(slots=True)
class Judged:
    """Marks of a commune by part, and the facts behind them."""

    marks: dict[str, int] = field(default_factory=dict)
    facts: dict[str, list[Told]] = field(default_factory=dict)

    def tell(self, part: str, mark: int | None, *told: Told) -> None:
        if mark is not None:
            self.marks[part] = mark
            self.facts[part] = list(told)


def judge(commune: KnownCommune) -> Judged:
    """Computes the marks of a commune, with their facts."""
    judged = Judged()
    _connections(commune, judged)
    for part, (kind, ramp) in rules.NEAREST.items():
        _within_reach(commune, judged, part, kind, ramp)
    _shops(commune, judged)
    _homes(commune, judged)
    _people(commune, judged)
    _welcome(commune, judged)
    return judged


def told(kind: str, fact: KnownFact, **more: Any) -> Told:
    """Returns a fact of the territory in the form in which it is stored."""
    kept: Told = {
        "kind": kind,
        "value": fact.value,
        "source": fact.source,
        "on": fact.dated_on.isoformat(),
    }
    if fact.detail:
        kept["detail"] = fact.detail
    if fact.address:
        kept["url"] = fact.address
    return kept | more


def _connections(commune: KnownCommune, judged: Judged) -> None:
    if fibre := commune.facts.get(FactKind.FIBRE):
        judged.tell("fibre", round(fibre.value), told(FactKind.FIBRE, fibre))
    road = commune.facts.get(FactKind.STATION_MINUTES)
    straight = commune.facts.get(FactKind.NEAREST_STATION)
    if road:
        mark = rules.STATION.mark(road.value)
        judged.tell("station", mark, told(FactKind.STATION_MINUTES, road))
    elif straight:
        mark = rules.STATION.mark(road_minutes(straight.value * 1_000))
        kept = told(FactKind.NEAREST_STATION, straight, **_rough(is_rough=commune.is_rough))
        judged.tell("station", mark, kept)
    if paris := commune.facts.get(FactKind.PARIS_MINUTES):
        mark = rules.PARIS.mark(paris.value)
        judged.tell("paris", mark, told(FactKind.PARIS_MINUTES, paris))
    if commune.workspace_km is not None:
        mark = rules.WORKSPACE.mark(road_minutes(commune.workspace_km * 1_000))
        kept = {"kind": "workspace", "km": commune.workspace_km, "on": commune.today.isoformat()}
        judged.tell("workspace", mark, kept | _rough(is_rough=commune.is_rough))


def _rough(*, is_rough: bool) -> Told:
    return {"is_rough": True} if is_rough else {}


def _within_reach(
    commune: KnownCommune, judged: Judged, part: str, kind: FactKind, ramp: signs_registry.Ramp
) -> None:
    nearest, here = commune.nearest.get(kind), commune.facts.get(kind)
    if nearest:
        judged.tell(part, ramp.mark(nearest.kilometres), _told_of(nearest, commune, kind))
    elif here:  # None here, and none within reach that anybody knows of.
        judged.tell(part, 0, told(kind, here))


def _told_of(nearest: Nearest, commune: KnownCommune, kind: FactKind) -> Told:
    if nearest.commune == commune.code:
        return told(kind, nearest.fact)
    elsewhere = {"in": nearest.name, "km": round(nearest.kilometres, 1)}
    return told(kind, nearest.fact, **elsewhere, **_rough(is_rough=nearest.is_rough))


def _shops(commune: KnownCommune, judged: Judged) -> None:
    nearest, here = commune.nearest.get(FactKind.SHOPS), commune.facts.get(FactKind.SHOPS)
    count = round(here.value) if here else 0
    if nearest:
        mark = rules.shops_mark(count, nearest.kilometres)
        judged.tell("shops", mark, _told_of(nearest, commune, FactKind.SHOPS))
    elif here:
        judged.tell("shops", 0, told(FactKind.SHOPS, here))


def _homes(commune: KnownCommune, judged: Judged) -> None:
    if commune.homes is not None:
        for offer in ("sale", "rental"):
            count = commune.homes.get(offer, 0)
            kept = {"kind": f"homes_{offer}", "value": count, "on": commune.today.isoformat()}
            judged.tell(offer, rules.HOMES.mark(count), kept)
    if commune.rent:
        kept = {
            "kind": "rent",
            "value": commune.rent.eur_m2,
            "homes": commune.rent.homes,
            "on": commune.today.isoformat(),
        }
        judged.tell("rent", rules.RENT.mark(commune.rent.eur_m2), kept)
    if commune.price:
        kept = {
            "kind": f"price_{commune.price.kind}",
            "value": commune.price.eur_m2,
            "sales": commune.price.sales,
            "year": commune.price.year,
            "source": SALES_SOURCE,
        }
        # Its mark depends on the budget: only the fact is kept.
        judged.facts["price"] = [kept]


SALES_SOURCE = "DVF"


def _people(commune: KnownCommune, judged: Judged) -> None:
    density = commune.facts.get(FactKind.DENSITY)
    people: Sequence[Told] = ()
    if commune.population is not None:
        people = [{"kind": "population", "value": commune.population, "year": commune.edition}]
    crowd = [told(FactKind.DENSITY, density)] if density else []
    quiet = rules.quiet_mark(commune.population, density.value if density else None)
    judged.tell("quiet", quiet, *(crowd or people))
    judged.tell("village", rules.village_mark(commune.population), *people)
    judged.tell("town", rules.town_mark(commune.population), *people)


def _welcome(commune: KnownCommune, judged: Judged) -> None:
    day = commune.today.isoformat()
    kept = [sign.told | {"on": day} for sign in commune.signs if sign.told]
    mark = rules.welcome_mark(commune.signs)
    judged.tell("welcome", mark, *(kept or [{"kind": "no_welcome", "on": day}]))
