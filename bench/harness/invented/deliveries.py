"""Deliveries of several agencies that offer some common homes, with the known pairs.

Each agency has its software's template or its own style, its fees, its roundings, and its missing
fields. A delivery is in the format of the portals (« Poliris », version 4.12).
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from random import Random

from bench.harness.agency_lines import COLUMNS
from bench.harness.invented.homes import Home, Town, invent_homes


@dataclass(frozen=True, slots=True, kw_only=True)
class Noise:
    """Deviations of agencies from the truth, each as a probability or as a largest share."""

    shared: float = 0.45
    """Homes that more than one agency offers."""
    lookalikes: float = 0.12
    estates: int = 3
    fees: float = 0.08
    missing_energy: float = 0.15
    other_energy: float = 0.02
    missing_rooms: float = 0.08
    other_rooms: float = 0.06
    missing_land: float = 0.15
    missing_position: float = 0.3
    blurred_m: float = 500.0
    rewritten: float = 0.6
    surface_off: float = 0.12
    """Surfaces that were measured again, by 3 % at most."""
    price_fallen: float = 0.06
    other_town_name: float = 0.1
    missing_year: float = 0.25
    other_type_word: float = 0.3


USUAL = Noise()
SPARSE = Noise(missing_energy=0.7, missing_position=0.8, missing_land=0.4, missing_year=0.7)
ROUGH = Noise(
    lookalikes=0.3, estates=8, missing_energy=0.35, other_energy=0.06, other_rooms=0.15,
    missing_rooms=0.2, surface_off=0.3, price_fallen=0.12, rewritten=0.9, blurred_m=900.0,
    other_type_word=0.6,
)  # fmt: skip
TEMPLATES = Noise(rewritten=0.0, other_type_word=0.0)
NOISES = {"usual": USUAL, "sparse": SPARSE, "rough": ROUGH, "templates": TEMPLATES}


@dataclass(frozen=True, slots=True)
class Agency:
    """Style of one agency. `fees` is a share of the price, `surface` its rounding."""

    code: str
    prefix: str
    template: int
    fees: float
    price_step: int
    surface: str
    writes_capitals: bool
    position: str


@dataclass(frozen=True)
class Deliveries:
    """ZIP files by their names, and the pairs of references that are one home."""

    files: dict[str, bytes]
    pairs: list[tuple[str, str]]

    def truth(self) -> str:
        """Write the pairs as the CSV that `python -m bench linkage --truth` reads."""
        buffer = io.StringIO()
        writer = csv.writer(buffer)
        writer.writerow(["reference_a", "reference_b"])
        writer.writerows(self.pairs)
        return buffer.getvalue()


def invent_deliveries(
    seed: int, towns: Sequence[Town], *, homes: int = 300, agencies: int = 5, noise: Noise = USUAL
) -> Deliveries:
    """Returns equal deliveries for equal seeds. The last file carries the last two agencies."""
    chance = Random(seed)
    houses = [_agency(chance, number) for number in range(agencies)]
    rows: dict[str, list[list[str]]] = {agency.code: [] for agency in houses}
    pairs: list[tuple[str, str]] = []
    stock = invent_homes(chance, towns, homes, lookalikes=noise.lookalikes, estates=noise.estates)
    for home in stock:
        several = min(chance.choice((2, 2, 3)), agencies) if chance.random() < noise.shared else 1
        references = []
        for agency in chance.sample(houses, several):
            reference = f"{agency.prefix}{len(rows[agency.code]) + 1:04d}"
            rows[agency.code].append(_row(chance, home, agency, reference, noise))
            references.append(reference)
        pairs += combinations(references, 2)
    for listings in rows.values():
        chance.shuffle(listings)
    codes = [agency.code for agency in houses]
    bundles = [[code] for code in codes[:-2]] + [codes[-2:]]
    files = {
        f"{'-'.join(bundle)}.zip": zipped_delivery([row for code in bundle for row in rows[code]])
        for bundle in bundles
    }
    return Deliveries(files, pairs)


def _agency(chance: Random, number: int) -> Agency:
    return Agency(
        code=f"agence-{number + 1}",
        prefix=f"{'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[number % 26]}{number}-",
        template=chance.randrange(3),
        fees=chance.uniform(0.03, 1.0),
        price_step=chance.choice((1, 100, 500, 1_000)),
        surface=chance.choice(("exact", "exact", "whole", "down", "five")),
        writes_capitals=chance.random() < 0.3,
        position=chance.choice(("address", "blurred", "blurred", "town")),
    )


def _row(chance: Random, home: Home, agency: Agency, reference: str, noise: Noise) -> list[str]:
    """Returns the fields of a listing, by rank."""
    fields = {
        1: agency.code, 2: reference, 3: home.offer, 4: _kind(chance, home), 5: home.town.postcode,
        6: _town(chance, home, agency, noise), 7: "France", 105: "02 33 00 00 00",
        106: f"Agence {agency.code}", 107: f"contact@{agency.code}.example",
        175: f"{agency.code}-{reference}", 301: "4.12", 324: "15/03/2024", 325: "DPE_v07-2021",
    }  # fmt: skip
    fields[11] = str(_price(chance, home, agency, noise))
    surface = _surface(chance, home, agency, noise)
    fields |= _sizes(chance, home, surface, noise)
    if chance.random() >= noise.missing_year:
        fields[27] = str(home.built_year)
    fields |= _energy(chance, home, noise) | _position(chance, home, agency, noise)
    type_word = home.type_word
    if home.kind.startswith("maison") and chance.random() < noise.other_type_word:
        type_word = "Maison"
    fields[20] = f"{type_word} {home.rooms} pièces"
    if agency.writes_capitals:
        fields[20] = fields[20].upper()
    is_rewritten = chance.random() < noise.rewritten
    fields[21] = (
        _rewritten_description(chance, home)
        if is_rewritten
        else _templated(home, agency, surface, type_word)
    )
    return [fields.get(rank, "") for rank in range(1, COLUMNS + 1)]


def _kind(chance: Random, home: Home) -> str:
    if home.kind.startswith("maison"):
        return chance.choice((home.kind, "maison/villa", "maison avec terrain"))
    return home.kind


def _town(chance: Random, home: Home, agency: Agency, noise: Noise) -> str:
    name = home.town.name
    if home.town.other_names and chance.random() < noise.other_town_name:
        name = chance.choice(home.town.other_names)
    if chance.random() < noise.other_town_name:
        name = name.replace("Saint-", "St ").replace("Sainte-", "Ste ").replace("-", " ")
    return name.upper() if agency.writes_capitals else name


def _price(chance: Random, home: Home, agency: Agency, noise: Noise) -> int:
    price = float(home.price_eur)
    if home.offer == "vente":
        price *= 1 + agency.fees * noise.fees
        if chance.random() < noise.price_fallen:
            price *= chance.uniform(0.88, 0.97)
        return max(1, round(price / agency.price_step) * agency.price_step)
    return round(price + chance.choice((0, 0, 0, 10, 20)))


def _surface(chance: Random, home: Home, agency: Agency, noise: Noise) -> float:
    surface = home.surface_m2
    if chance.random() < noise.surface_off:
        surface = round(surface * chance.uniform(0.97, 1.03), 1)
    match agency.surface:
        case "whole":
            return round(surface)
        case "down":
            return int(surface)
        case "five" if surface > 60:
            return round(surface / 5) * 5 if chance.random() < 0.3 else round(surface)
        case _:
            return surface


def _sizes(chance: Random, home: Home, surface: float, noise: Noise) -> dict[int, str]:
    sizes = {}
    if home.kind != "terrain":
        sizes[16] = f"{surface:g}"
    if home.land_m2 and (home.kind == "terrain" or chance.random() >= noise.missing_land):
        sizes[17] = str(home.land_m2)
    if chance.random() >= noise.missing_rooms:
        rooms = home.rooms
        if chance.random() < noise.other_rooms:
            rooms = max(1, rooms + chance.choice((-1, 1)))
        sizes |= {18: str(rooms), 19: str(max(0, rooms - 1))}
    return sizes


def _energy(chance: Random, home: Home, noise: Noise) -> dict[int, str]:
    if chance.random() < noise.missing_energy:
        return {}
    kwh = home.energy_kwh
    if chance.random() < noise.other_energy:
        kwh = chance.randrange(60, 421)
    return {
        176: str(kwh),
        177: home.energy_class,
        178: str(home.emissions_kg),
        179: home.emissions_class,
    }


def _position(chance: Random, home: Home, agency: Agency, noise: Noise) -> dict[int, str]:
    if chance.random() < noise.missing_position:
        return {}
    if agency.position == "address":
        return {298: str(home.latitude), 299: str(home.longitude), 300: "1"}
    if agency.position == "town":
        return {298: str(home.town.latitude), 299: str(home.town.longitude), 300: "8"}
    blur = noise.blurred_m / 111_195
    return {
        298: f"{home.latitude + chance.uniform(-blur, blur):.5f}",
        299: f"{home.longitude + chance.uniform(-blur, blur) * 1.5:.5f}",
        300: "3",
    }


def _lot(home: Home) -> str:
    lot = f" Lot {home.lot}." if home.lot else ""
    floor = {None: "", 0: " Au rez-de-chaussée.", 1: " Au 1er étage."}
    return lot + floor.get(home.floor, f" Au {home.floor}e étage.")


def _templated(home: Home, agency: Agency, surface: float, type_word: str) -> str:
    """Returns the description of a home as the template of the agency's software fills it."""
    word, town = type_word.lower(), home.town.name
    body = (
        f"A {town}, {word} de {surface:g} m² : séjour lumineux, cuisine ouverte, {home.bedrooms} "
        f"chambres, bureau possible pour le télétravail.<BR>Fibre optique {home.fibre} ; commerces "
        f"et école à {home.kilometres} km. L'été, jardin au calme ; « coup de cœur » assuré.",
        f"EXCLUSIVITÉ ! Votre agence vous propose à {town} ce bien de type {word} offrant "
        f"{surface:g} m² habitables et {home.rooms} pièces. Honoraires charge vendeur. "
        f"Les informations sur les risques sont disponibles sur georisques.gouv.fr.",
        f"{town} : {word} {home.rooms} pièces, {home.bedrooms} chambres. Fibre {home.fibre}. "
        f"Pour visiter, appelez-nous. Montant estimé des dépenses annuelles d'énergie disponible.",
    )[agency.template]
    return body + _lot(home)


def _rewritten_description(chance: Random, home: Home) -> str:
    """Returns a free description of a home: some of the facts, in some order."""
    features = chance.sample(home.features, chance.randrange(2, len(home.features) + 1))
    opening = chance.choice(
        (
            "Venez découvrir",
            "À saisir :",
            "Rare sur le secteur,",
            "Nous vous présentons",
            "Au calme,",
        )
    )
    ending = chance.choice(
        ("À visiter sans tarder.", "Idéal télétravail.", "Coup de cœur assuré !", "Faire vite.", "")
    )
    return f"{opening} {home.place}, {', '.join(features)}. {ending}{_lot(home)}"


def zipped_delivery(rows: Iterable[list[str]]) -> bytes:
    """Returns the rows as agency software sends them."""
    lines = (
        "!#".join(f'"{field}"' for field in (text.replace('"', "'") for text in row))
        for row in rows
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Annonces.csv", "".join(f"{line}\r\n" for line in lines))
        archive.writestr("Config.txt", "Version=4.12\r\nApplication=Banc / 1.0\r\nDevise=Euro\r\n")
        archive.writestr("Photos.cfg", "Mode=URL\r\n")
    return buffer.getvalue()
