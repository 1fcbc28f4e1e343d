"""Homes by the million, where people live: the data of the housing search bench.

Everything is drawn from the number of the home, so that two loadings are equal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate
from random import Random
from time import perf_counter
from uuid import UUID

from django.db import connection

from bench.harness.copying import NULL, bulk_loading, copy_lines, finish_loading
from bench.harness.stage import InstanceInUse
from bocage.housing.models import Dwelling, Listing
from bocage.territory.models import Commune

HOME = UUID(int=0xB0CA_6E00 << 96).int
MINUTES_ON_THE_MARKET = 200 * 24 * 60
METRES_OF_A_DEGREE = 111_000

OFFERS = (("sale", 62), ("rental", 34), ("life_annuity", 2), ("business_transfer", 2))
KINDS = (("house", 50), ("apartment", 34), ("land", 9), ("parking", 3), ("shop", 2), ("other", 2))
ENERGY = (("A", 3), ("B", 6), ("C", 20), ("D", 28), ("E", 19), ("F", 8), ("G", 6), ("", 10))
SENTENCES = (
    "Longère restaurée avec goût, poutres apparentes et cheminée.",
    "Maison de bourg proche de l’école et des commerces.",
    "Appartement lumineux avec balcon, chauffage au gaz de ville.",
    "Ancienne ferme avec dépendances, grange et étang.",
    "Pavillon de plain-pied, garage double et jardin clos.",
    "Maison de maître entourée d’un parc arboré.",
    "Corps de ferme à restaurer, beau potentiel, toiture refaite.",
    "Terrain à bâtir viabilisé, exposé au sud.",
    "Studio meublé, idéal pour étudiant, à deux pas de la gare.",
    "Maison contemporaine, pompe à chaleur, panneaux solaires.",
    "Manoir du XVIe siècle avec tour, chapelle et colombier.",
    "Ancien presbytère avec bureau indépendant, fibre optique.",
)
DETAILS = (
    "Bureau au calme pour le télétravail.",
    "Cave voûtée et grenier aménageable.",
    "Verger, potager et poulailler.",
    "Véranda donnant sur la rivière.",
    "Atelier d’artiste, double vitrage.",
    "Cuisine équipée, poêle à bois.",
    "Terrasse, piscine et pool house.",
    "Box à chevaux et herbage.",
)
NAMES = (
    "id", "is_on_the_market", "offer", "kind", "commune_id", "latitude", "longitude",
    "position_precision", "title", "description", "price_eur", "previous_price_eur",
    "price_changed_at", "surface_m2", "land_m2", "rooms", "bedrooms", "energy_class",
    "has_fibre", "has_office_room", "has_garden", "workspace_m", "search_vector",
    "first_seen_at", "confirmed_at", "changed_at",
)  # fmt: skip


@dataclass(frozen=True)
class HomesStage:
    """Number of loaded homes, and the seconds that it took."""

    dwellings: int
    load_seconds: float


def set_homes_stage(count: int, *, now: datetime) -> HomesStage:
    """Loads homes, in place of those without a listing.

    Raises:
        InstanceInUse: it has listings already.
    """
    if Listing.objects.exists():
        raise InstanceInUse
    Dwelling.objects.all().delete()
    started = perf_counter()
    home_count = Homes(count, now=now).load()
    finish_loading()
    return HomesStage(home_count, round(perf_counter() - started, 1))


class Homes:
    """Homes on the market, and a tenth as many that have left it."""

    def __init__(self, count: int, *, now: datetime) -> None:
        self.count, self.now = count, now
        self.communes = list(
            Commune.objects.current()
            .filter(latitude__isnull=False)
            .order_by("code")
            .values_list("code", "latitude", "longitude", "population")
        )
        self.weights = list(accumulate((row[3] or 0) + 50 for row in self.communes))

    def load(self) -> int:
        """Copies them into their table, which is empty; returns how many there are."""
        texts = [f"{sentence} {detail}" for sentence in SENTENCES for detail in DETAILS]
        vectors = _vectors(texts)
        with bulk_loading(Dwelling):
            return copy_lines(Dwelling, NAMES, self._lines(texts, vectors), now=self.now)

    def _lines(self, texts: Sequence[str], vectors: Sequence[str]) -> Iterator[str]:
        random = Random(61)
        places = random.choices(self.communes, cum_weights=self.weights, k=self.count)
        offers = _draw(random, OFFERS, self.count)
        kinds = _draw(random, KINDS, self.count)
        labels = _draw(random, ENERGY, self.count)
        for number in range(self.count):
            code, latitude, longitude, _population = places[number]
            text = int(len(texts) * random.random() ** 3)
            offer, kind = offers[number], kinds[number]
            surface = max(9, round(random.lognormvariate(4.5, 0.5)))
            rooms = max(1, min(15, round(surface / 24 + random.uniform(-1, 1))))
            a_metre = 11 if offer == "rental" else random.uniform(700, 4_200)
            price = max(1, round(surface * a_metre / 10) * 10)
            fell = random.random() < 0.15
            seen_at = self.now - timedelta(minutes=random.randrange(MINUTES_ON_THE_MARKET))
            is_built = kind in {"house", "apartment"}
            yield "\t".join(
                (
                    str(UUID(int=HOME + number)),
                    "t",
                    offer,
                    kind,
                    code,
                    f"{(latitude or 0) + random.gauss(0, 0.02):.5f}",
                    f"{(longitude or 0) + random.gauss(0, 0.03):.5f}",
                    "street",
                    texts[text][:40],
                    texts[text],
                    str(price),
                    str(round(price * 1.05)) if fell else NULL,
                    seen_at.isoformat() if fell else NULL,
                    str(surface) if kind != "land" else NULL,
                    str(random.randrange(200, 6_000)) if kind in {"house", "land"} else NULL,
                    str(rooms) if is_built else NULL,
                    str(max(0, rooms - 2)) if is_built else NULL,
                    labels[number] if is_built else "",
                    random.choice(("t", "f", NULL)),
                    "t" if random.random() < 0.2 else "f",
                    "t" if kind == "house" and random.random() < 0.7 else "f",
                    str(random.randrange(100, 60_000)),
                    vectors[text],
                    seen_at.isoformat(),
                    self.now.isoformat(),
                    seen_at.isoformat(),
                )
            )


def _draw(random: Random, weighted: Sequence[tuple[str, int]], count: int) -> list[str]:
    names, weights = zip(*weighted, strict=True)
    return random.choices(names, weights=weights, k=count)


def _vectors(texts: Sequence[str]) -> list[str]:
    """Returns the tsvector of each text, in the text format of COPY."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT to_tsvector('bocage_french', text)::text"
            " FROM unnest(%s::text[]) WITH ORDINALITY AS given(text, number) ORDER BY number",
            [list(texts)],
        )
        return [row[0].replace("\\", "\\\\") for row in cursor.fetchall()]
