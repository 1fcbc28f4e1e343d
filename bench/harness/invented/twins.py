"""Deliveries by another generator: homes with near-twins, described independently by each agency.

Unlike in `deliveries`, agencies have no habits: the second agency measures a home again, prices it
a little differently and describes it in other words. Homes of one street or of one developer have
the plan, the year and the class of their neighbour, and half of its words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from random import Random

from bench.harness.agency_lines import COLUMNS
from bench.harness.invented.deliveries import Deliveries, zipped_delivery
from bench.harness.invented.homes import METRES_A_DEGREE, Town

FEATURES = (
    "proche écoles", "au calme", "sans vis-à-vis", "vue dégagée", "exposition sud", "proche gare",
    "cuisine équipée", "cheminée insert", "poêle à bois", "garage", "cave", "grenier aménageable",
    "double vitrage", "pompe à chaleur", "chauffage fioul", "tout à l'égout", "volets roulants",
    "terrasse carrelée", "véranda", "dépendances", "atelier", "verger", "puits", "mezzanine",
    "portail électrique", "salle d'eau au rez-de-chaussée", "suite parentale", "buanderie",
    "parquet ancien", "tomettes", "poutres apparentes", "toiture neuve", "isolation récente",
)  # fmt: skip
PRAISE = ("charmante", "lumineuse", "spacieuse", "belle", "soignée", "authentique", "familiale")
OPENINGS = ("Venez découvrir cette", "Nous vous proposons cette", "En exclusivité,", "Rare,")
ENDINGS = ("Contactez-nous pour une visite.", "À visiter sans tarder !", "Prix justifié.", "")
YEARS = (1850, 1900, 1920, 1950, 1965, 1970, 1975, 1980, 1990, 2000, 2006)
NOUNS = {"maison/villa": "maison", "appartement": "appartement", "terrain": "parcelle"}
ENERGY_STEPS = (70, 110, 180, 250, 330, 420)
EMISSIONS_STEPS = (6, 11, 30, 50, 70, 100)
AGENCIES = {"agence-x": 0.7, "agence-y": 0.5, "agence-z": 0.3}
"""The share of homes that each offers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disorder:
    """Differences between the second description of a home and the first, and missing fields."""

    twins: float = 0.05
    """Homes that have one to four near-twins."""
    price: float = 0.03
    surface_m2: float = 2.0
    rooms: float = 0.12
    missing_position: float = 0.5
    missing_energy: float = 0.25
    missing_land: float = 0.25
    missing_year: float = 0.4


FEW_TWINS = Disorder()
MANY_TWINS = Disorder(twins=0.25)


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """Facts of a home. Prices are in euros, as first offered."""

    offer: str
    kind: str
    town: Town
    latitude: float
    longitude: float
    price_eur: int
    surface_m2: float
    land_m2: int | None
    rooms: int
    built_year: int
    energy_kwh: int
    emissions_kg: int
    seen: tuple[str, ...]


def invent_twins(
    seed: int, towns: Sequence[Town], *, homes: int = 300, disorder: Disorder = FEW_TWINS
) -> Deliveries:
    """Returns equal deliveries of three agencies for equal seeds."""
    chance = Random(seed)
    rows: dict[str, list[list[str]]] = {code: [] for code in AGENCIES}
    pairs: list[tuple[str, str]] = []
    for home in _stock(chance, towns, homes, disorder):
        reporters = [code for code, share in AGENCIES.items() if chance.random() < share]
        reporters = reporters or ["agence-x"]
        chance.shuffle(reporters)
        references = []
        for rank, code in enumerate(reporters):
            reference = f"{code[-1].upper()}{len(rows[code]):05d}"
            variant = _vary(chance, home, disorder) if rank else home
            rows[code].append(_row(chance, variant, code, reference, disorder))
            references.append(reference)
        pairs += combinations(references, 2)
    for listings in rows.values():
        chance.shuffle(listings)
    files = {f"{code}.zip": zipped_delivery(listings) for code, listings in rows.items()}
    return Deliveries(files, pairs)


def _stock(chance: Random, towns: Sequence[Town], count: int, disorder: Disorder) -> Iterator[Home]:
    """Homes in towns of very different sizes, each followed by its near-twins."""
    sizes = [chance.paretovariate(1.2) for _town in towns]
    home_count = 0
    while home_count < count:
        home = _home(chance, chance.choices(towns, sizes)[0])
        twins = chance.randrange(1, 5) if chance.random() < disorder.twins else 0
        yield home
        for _ in range(twins):
            yield _twin(chance, home)
        home_count += 1 + twins


def _home(chance: Random, town: Town) -> Home:
    is_for_sale = chance.random() < 0.8
    kind = chance.choices(tuple(NOUNS), (72, 22, 6))[0]
    surface = chance.gauss(58, 20) if kind == "appartement" else chance.gauss(105, 35)
    surface = max(18, round(surface, chance.choice((0, 1))))
    price = (
        round(surface * chance.uniform(900, 2_200) / 500) * 500
        if is_for_sale
        else round(surface * chance.uniform(6, 9) + 120)
    )
    kwh = max(40, round(chance.gauss(230, 90)))
    return Home(
        offer="vente" if is_for_sale else "location",
        kind=kind,
        town=town,
        latitude=town.latitude + chance.uniform(-0.015, 0.015),
        longitude=town.longitude + chance.uniform(-0.02, 0.02),
        price_eur=price,
        surface_m2=surface,
        land_m2=None if kind == "appartement" else round(chance.lognormvariate(6.9, 0.8)),
        rooms=max(1, round(surface / chance.uniform(19, 26))),
        built_year=chance.choice((*YEARS, chance.randrange(1800, 2022))),
        energy_kwh=kwh,
        emissions_kg=max(1, round(kwh * chance.uniform(0.03, 0.25))),
        seen=tuple(chance.sample(FEATURES, chance.randrange(6, 12))),
    )


def _twin(chance: Random, home: Home) -> Home:
    """Returns a neighbouring home by the same builder, which is a different one."""
    step = 500 if home.offer == "vente" else 5
    return replace(
        home,
        latitude=home.latitude + chance.uniform(-0.001, 0.001),
        longitude=home.longitude + chance.uniform(-0.001, 0.001),
        price_eur=round(home.price_eur * chance.uniform(0.95, 1.06) / step) * step,
        surface_m2=chance.choice(
            (home.surface_m2, max(15, round(home.surface_m2 + chance.uniform(-5, 5), 1)))
        ),
        land_m2=home.land_m2 and max(50, round(home.land_m2 * chance.uniform(0.8, 1.25))),
        energy_kwh=max(30, home.energy_kwh + chance.randrange(-25, 26)),
        emissions_kg=max(1, home.emissions_kg + chance.randrange(-3, 4)),
        seen=(*home.seen[: len(home.seen) // 2], *chance.sample(FEATURES, 3)),
    )


def _vary(chance: Random, home: Home, disorder: Disorder) -> Home:
    """Varies the description of a home: measured again, counted again, at about the price."""
    off = chance.choice((0.0, 0.0, chance.uniform(-disorder.surface_m2, disorder.surface_m2)))
    other_rooms = chance.choice((-1, 1)) if chance.random() < disorder.rooms else 0
    return replace(
        home,
        price_eur=round(home.price_eur * (1 + chance.uniform(-disorder.price, disorder.price))),
        surface_m2=max(9, home.surface_m2 + off),
        rooms=max(1, home.rooms + other_rooms),
    )


def _row(chance: Random, home: Home, code: str, reference: str, disorder: Disorder) -> list[str]:
    """Returns the fields of a listing, by rank."""
    surface = chance.choice((round(home.surface_m2), round(home.surface_m2, 2)))
    fields: dict[int, object] = {
        1: code, 2: reference, 3: home.offer, 4: home.kind, 5: home.town.postcode,
        6: home.town.name, 7: "France", 11: home.price_eur, 20: _title(chance, home),
        21: _words(chance, home, surface), 175: f"{code}-{reference}", 301: "4.12",
    }  # fmt: skip
    if home.kind != "terrain":
        fields |= {16: surface, 18: home.rooms}
        if chance.random() >= disorder.missing_energy:
            fields |= {176: home.energy_kwh, 178: home.emissions_kg}
        fields |= {
            177: _letter(home.energy_kwh, ENERGY_STEPS),
            179: _letter(home.emissions_kg, EMISSIONS_STEPS) if 178 in fields else "",
        }
        if chance.random() >= disorder.missing_year:
            fields[27] = home.built_year
    if home.land_m2 and (home.kind == "terrain" or chance.random() >= disorder.missing_land):
        fields[17] = home.land_m2
    if chance.random() >= disorder.missing_position:
        fields |= _position(chance, home)
    return [str(fields.get(rank, "")) for rank in range(1, COLUMNS + 1)]


def _position(chance: Random, home: Home) -> dict[int, object]:
    """Returns its position, or one within 500 m."""
    blur = chance.choice((0.0, 500 / METRES_A_DEGREE, 500 / METRES_A_DEGREE))
    return {
        298: round(home.latitude + chance.uniform(-blur, blur), 5),
        299: round(home.longitude + chance.uniform(-blur, blur) * 1.5, 5),
        300: "3" if blur else "1",
    }


def _letter(figure: int, steps: Sequence[int]) -> str:
    return next(
        (letter for letter, upper in zip("ABCDEF", steps, strict=True) if figure <= upper), "G"
    )


def _title(chance: Random, home: Home) -> str:
    noun = NOUNS[home.kind].capitalize()
    return chance.choice((f"{noun} {home.town.name}", f"{noun} {home.rooms} pièces", noun))


def _words(chance: Random, home: Home, surface: float) -> str:
    features = ", ".join(chance.sample(home.seen, chance.randrange(3, 6))).capitalize()
    about = chance.choice(("", f" d'environ {round(surface)} m²"))
    return (
        f"{chance.choice(OPENINGS)} {chance.choice(PRAISE)} {NOUNS[home.kind]}{about}"
        f" à {home.town.name}. {features}. {chance.choice(ENDINGS)}"
    )
