"""Invented homes in real communes, which several agencies then describe in their own ways.

Everything comes from one seed. Besides very different homes, some are hard to distinguish on
purpose: neighbours of about one size and price, lots of a new estate, flats of a residence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

CLASSES = "ABCDEFG"
HOUSES = (
    "Longère",
    "Pavillon",
    "Maison de bourg",
    "Fermette",
    "Moulin",
    "Corps de ferme",
    "Manoir",
)
YEARS = (1750, 1820, 1880, 1930, 1975, 1998, 2012)
LANDS = (250, 800, 1_200, 1_500, 2_500, 3_200, 7_800)
METRES_A_DEGREE = 111_195.0

FEATURES = (
    "une pièce de vie traversante exposée plein sud",
    "une cuisine aménagée donnant sur l’ancien four à pain",
    "un poêle à granulés posé l’an dernier",
    "des tomettes anciennes et des poutres apparentes",
    "une cave voûtée et un cellier",
    "une dépendance de 40 m² à réhabiliter",
    "un bureau indépendant avec vue sur le verger",
    "une chambre de plain-pied avec salle d’eau",
    "un grenier aménageable de belle hauteur",
    "des huisseries en double vitrage bois",
    "une grange attenante et un appentis à bois",
    "un puits et une mare entourée de saules",
    "une terrasse en pierre abritée du vent",
    "un escalier en chêne du dix-neuvième siècle",
    "une véranda chauffée ouverte sur la cour",
    "un garage double et un atelier électrifié",
    "un assainissement individuel aux normes",
    "une toiture en ardoise refaite en 2019",
    "une cheminée monumentale en granit",
    "une salle de bains avec baignoire et fenêtre",
    "un parc planté de pommiers à cidre",
    "une chaufferie et une buanderie séparées",
    "un logement d’amis au-dessus de l’étable",
    "une suite parentale avec dressing",
)
PLACES = (
    "à l’orée de la forêt de Bellême", "au bout d’une impasse sans vis-à-vis",
    "en bordure de l’Huisne",
    "à deux pas de l’église et du commerce multiservice", "sur les hauteurs avec vue dégagée",
    "dans un hameau de trois maisons", "sur la place du marché", "le long de la voie verte",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Town:
    """Commune, its position, and the names of its former communes."""

    name: str
    postcode: str
    latitude: float
    longitude: float
    other_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """Facts of a home. `price_eur` is the owner's price; agencies add their fees."""

    number: int
    offer: str
    kind: str
    town: Town
    latitude: float
    longitude: float
    type_word: str
    price_eur: int
    surface_m2: float
    land_m2: int | None
    rooms: int
    bedrooms: int
    built_year: int
    energy_kwh: int
    energy_class: str
    emissions_kg: int
    emissions_class: str
    features: tuple[str, ...]
    place: str
    kilometres: int
    fibre: str
    lot: int | None = None
    floor: int | None = None


def invent_homes(
    chance: Random, towns: Sequence[Town], count: int, *, lookalikes: float, estates: int
) -> list[Home]:
    """Returns homes, of which a share has a lookalike next door, and whole estates besides."""
    homes: list[Home] = []
    while len(homes) < count:
        home = _home(chance, len(homes), chance.choice(towns))
        homes.append(home)
        if chance.random() < lookalikes:
            homes.append(_lookalike(chance, len(homes), home))
    for _ in range(estates):
        homes += _estate(chance, len(homes), chance.choice(towns))
    return homes


def _home(chance: Random, number: int, town: Town) -> Home:
    offer = chance.choice(("vente", "vente", "vente", "location"))
    kind = chance.choices(
        ("maison/villa", "maison avec terrain", "Appartement", "local", "terrain", "immeuble"),
        (60, 8, 20, 4, 5, 3),
    )[0]
    surface = round(
        chance.uniform(22, 60) if kind == "local" else chance.triangular(20, 260, 95), 1
    )
    rooms = max(1, round(surface / chance.uniform(20, 30)))
    price = (
        chance.randrange(400, 1_100) if offer == "location" else chance.randrange(55, 420) * 1_000
    )
    is_house = kind.startswith("maison")
    latitude, longitude = _around(chance, town.latitude, town.longitude, 900)
    land = chance.choice((*LANDS, chance.randrange(150, 9_000), chance.randrange(150, 9_000)))
    return Home(
        number=number,
        offer=offer,
        kind=kind,
        town=town,
        latitude=latitude,
        longitude=longitude,
        type_word=chance.choice(HOUSES) if is_house else kind.split("/")[0].capitalize(),
        price_eur=price,
        surface_m2=surface,
        land_m2=land if is_house or kind == "terrain" else None,
        rooms=rooms,
        bedrooms=max(0, rooms - 1),
        built_year=chance.choice((*YEARS, chance.randrange(1850, 2020))),
        energy_kwh=chance.randrange(60, 421),
        energy_class=chance.choice(CLASSES),
        emissions_kg=chance.choice((12, 12, chance.randrange(2, 90))),
        emissions_class=chance.choice(CLASSES),
        features=tuple(chance.sample(FEATURES, 4)),
        place=chance.choice(PLACES),
        kilometres=chance.randrange(1, 10),
        fibre=chance.choice(("éligible", "prévue", "raccordée")),
    )


def _lookalike(chance: Random, number: int, home: Home) -> Home:
    """Returns another home of the same commune, which is easily mistaken for the first."""
    latitude, longitude = _around(chance, home.latitude, home.longitude, 600)
    return replace(
        _home(chance, number, home.town),
        offer=home.offer,
        kind=home.kind,
        latitude=latitude,
        longitude=longitude,
        type_word=chance.choice((home.type_word, chance.choice(HOUSES)))
        if home.kind.startswith("maison")
        else home.type_word,
        price_eur=round(home.price_eur * chance.uniform(0.92, 1.08)),
        surface_m2=round(home.surface_m2 * chance.uniform(0.94, 1.06), 1),
        land_m2=_land_next_door(chance, home.land_m2),
        rooms=home.rooms,
        bedrooms=home.bedrooms,
        built_year=chance.choice((home.built_year, chance.choice(YEARS))),
    )


def _land_next_door(chance: Random, land: int | None) -> int | None:
    """Draws the land of a neighbour: round sizes are often equal, others hardly ever."""
    if land is None:
        return None
    return land if land in LANDS and chance.random() < 0.5 else chance.choice(LANDS)


def _estate(chance: Random, number: int, town: Town) -> Iterator[Home]:
    """Lots of one programme: the same words, spot and year, other numbers, floors and prices."""
    is_flats = chance.random() < 0.5
    model = replace(
        _home(chance, number, town),
        offer="vente",
        kind="Appartement" if is_flats else "maison/villa",
        type_word="Appartement" if is_flats else "Pavillon",
        surface_m2=chance.choice((48.0, 62.5, 71.3, 84.0)),
        land_m2=None if is_flats else 420,
        built_year=2024,
        energy_class="A",
        energy_kwh=chance.choice((48, 52)),
    )
    for lot in range(chance.randrange(3, 7)):
        yield replace(
            model,
            number=number + lot,
            lot=lot + 1,
            floor=lot // 2 if is_flats else None,
            price_eur=model.price_eur + chance.choice((0, 3_000, 5_000, 9_000)) * lot,
            surface_m2=round(model.surface_m2 + chance.choice((0, 0, 1.4, -2.1)), 1),
            land_m2=None if is_flats else 380 + chance.randrange(0, 90),
        )


def _around(
    chance: Random, latitude: float, longitude: float, metres: float
) -> tuple[float, float]:
    return (
        round(latitude + chance.uniform(-metres, metres) / METRES_A_DEGREE, 5),
        round(longitude + chance.uniform(-metres, metres) / METRES_A_DEGREE * 1.5, 5),
    )
