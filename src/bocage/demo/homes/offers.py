"""Homes of the demo: what four invented agencies and a notary offer, in the real communes.

Everything is drawn from a fixed seed. Each source states its stock several times, as agencies do
every night, so that prices fall and homes leave. Their pictures come with a delivery of their own,
once the demo is open: drawing them takes longer than one waits for a page.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from bocage.demo.cast import COORDINATOR
from bocage.demo.homes.pictures import photos_of_home, picture_named
from bocage.housing.deduplication.operations.deduplication import deduplicate_pending_listings
from bocage.housing.feeds.operations.feed_runs import import_listings
from bocage.housing.feeds.operations.photos import read_waiting_photos
from bocage.housing.feeds.operations.sources import create_source
from bocage.housing.feeds.parsing.listing_rows import ListingRow
from bocage.housing.models import Offer, PositionPrecision, PropertyKind, Source
from bocage.people.models import Person
from bocage.territory.models import Commune, Departement

HOMES = 150
SHARED = 14
"""Number of homes also offered by a second agency."""
REWORDED = 3
"""Number of additional ones that it describes differently, so that a person must decide."""
LET_IN = ("61001", "61006", "61169", "61214", "61293", "61464")
"""The towns where enough homes were let for their rents to be known."""
LET_PER_TOWN = 6
"""Number of lets in each town."""
DELIVERED_DAYS_AGO = (75, 41, 20, 6, 2, 0)
WEIGHT_OF_A_VILLAGE = 400


@dataclass(frozen=True, slots=True)
class DemoSource:
    """An invented source, with its contact."""

    name: str
    kind: str
    prefix: str
    phone: str
    email: str


SOURCES = (
    DemoSource(
        "Agence des Haras", Source.Kind.AGENCY, "AH", "02 33 00 01 10", "haras@agence.example"
    ),
    DemoSource(
        "Perche & Pierres", Source.Kind.AGENCY, "PP", "02 33 00 01 20", "perche@agence.example"
    ),
    DemoSource(
        "Immobilière du Bocage", Source.Kind.AGENCY, "IB", "02 33 00 01 30", "bocage@agence.example"
    ),
    DemoSource(
        "Maître Delaunay, notaire",
        Source.Kind.NOTARY,
        "ND",
        "02 33 00 01 40",
        "etude@notaire.example",
    ),
)

HOUSES = (
    ("Longère restaurée", "Longère en pierre, poutres et tomettes, dépendances attenantes."),
    ("Maison de bourg", "Maison de bourg en pierre, à deux pas de l’école et de la boulangerie."),
    ("Pavillon de plain-pied", "Pavillon de plain-pied, jardin clos, garage."),
    ("Ancienne fermette", "Fermette à rafraîchir, grange et appentis, vue sur les prés."),
    ("Maison de maître", "Maison de maître, parquets, cheminées, jardin arboré."),
    ("Maison contemporaine", "Maison récente, baies au sud, pompe à chaleur."),
    ("Presbytère", "Ancien presbytère, belles pièces, verger en espalier."),
)
FLATS = (
    ("Appartement lumineux", "Appartement traversant, deuxième étage, balcon."),
    ("Duplex au centre", "Duplex sous les toits, au cœur de la ville, cave."),
    ("Studio rénové", "Studio refait à neuf, chauffage individuel."),
)
EXTRAS = (
    "Bureau indépendant au calme, fibre installée.",
    "Pièce pouvant servir de bureau, fibre raccordable.",
    "Grand jardin et potager.",
    "Cave voûtée et grenier à aménager.",
    "Poêle à bois, double vitrage.",
    "Travaux à prévoir, toiture en bon état.",
)


@dataclass(frozen=True, slots=True)
class DemoHome:
    """A home with its first statement, the source that has it, and what becomes of it."""

    row: ListingRow
    source: int
    since_day: int
    """Number of days since it came on the market."""
    falls: Mapping[int, int]
    """Price changes: new price, by number of days ago."""
    until_day: int | None = None
    """Number of days since it left the market."""
    number: int = 0
    """Rank among the homes, which identifies its pictures."""

    def row_on(self, days_ago: int) -> ListingRow | None:
        """Returns the row that the source states so many days ago; None if the home is not on the
        market then.
        """
        if days_ago > self.since_day or (self.until_day is not None and days_ago <= self.until_day):
            return None
        prices = [price for day, price in sorted(self.falls.items()) if day >= days_ago]
        return replace(self.row, price_eur=prices[0]) if prices else self.row

    def row_with_photos(self) -> ListingRow | None:
        """Returns the row that the source states today, with its photos; None if the home has left
        the market.
        """
        row = self.row_on(0)
        return row and replace(row, photos=photos_of_home(self.number, row.kind))


def offer_homes(people: Mapping[str, Person], departement: Departement, now: datetime) -> int:
    """Opens the sources and states their stocks up to today; returns how many homes there are."""
    sources = [
        create_source(
            by=people[COORDINATOR.email],
            departement=departement,
            name=demo_source.name,
            kind=demo_source.kind,
            format=Source.Format.JSON,
            contact_email=demo_source.email,
            contact_phone=demo_source.phone,
        )
        for demo_source in SOURCES
    ]
    homes = list(demo_homes(located_communes(departement)))
    for days_ago in DELIVERED_DAYS_AGO:
        moment = now - timedelta(days=days_ago)
        for number, source in enumerate(sources):
            rows = [home.row_on(days_ago) for home in homes if home.source == number]
            import_listings(source=source, rows=filter(None, rows), now=moment)
        deduplicate_pending_listings(now=moment)
    return len(homes)


def bring_pictures(*, now: datetime) -> int:
    """Makes each source state its current stock with photos, and returns the number of photos
    requested. Does nothing if no demo is loaded, or if it already has its pictures.
    """
    names = [demo_source.name for demo_source in SOURCES]
    for source in Source.objects.filter(name__in=names).select_related("departement"):
        homes = demo_homes(located_communes(source.departement))
        rows = [home.row_with_photos() for home in homes if home.source == names.index(source.name)]
        import_listings(source=source, rows=filter(None, rows), photo=picture_named, now=now)
    read = read_waiting_photos()
    deduplicate_pending_listings(now=now)
    return read


def located_communes(departement: Departement) -> list[Commune]:
    """Returns the communes of the département that have a position and a postcode."""
    communes = Commune.objects.current().filter(departement=departement, latitude__isnull=False)
    return [commune for commune in communes.order_by("code") if commune.postcodes]


def demo_homes(communes: Sequence[Commune]) -> Iterator[DemoHome]:
    """Yields the homes, always the same; a second agency also offers the last ones, and describes
    the very last so differently that the matching is uncertain."""
    random = Random(61)
    weights = [(commune.population or 0) + WEIGHT_OF_A_VILLAGE for commune in communes]
    homes = []
    for number, commune in enumerate(random.choices(communes, weights=weights, k=HOMES)):
        homes.append(_home(random, number, commune))
        yield homes[-1]
    for first in homes[:SHARED]:
        yield _offered_too(first)
    houses = [home for home in homes[SHARED:] if _stays_for_sale(home)]
    for number, first in enumerate(houses[:REWORDED], HOMES + LET_PER_TOWN * len(LET_IN)):
        yield _reworded(_offered_too(first), number)
    yield from _let_flats_in_towns(communes)


def _offered_too(first: DemoHome) -> DemoHome:
    """Returns the same home, offered by the next agency."""
    source = (first.source + 1) % 3
    reference = f"{SOURCES[source].prefix}-{first.row.reference}"
    row = replace(
        first.row,
        external_id=reference,
        reference=reference,
        contact_phone=SOURCES[source].phone,
        contact_email=SOURCES[source].email,
    )
    return replace(first, row=row, source=source)


def _stays_for_sale(home: DemoHome) -> bool:
    is_sold_whole = home.row.offer == Offer.SALE and home.row.kind == PropertyKind.HOUSE
    return is_sold_whole and home.until_day is None and not home.falls


def _reworded(home: DemoHome, number: int) -> DemoHome:
    """Returns a home measured again, with a similar price and place, without its land and energy
    rating, and with its own pictures."""
    surface = home.row.surface_m2 or Decimal(0)
    row = replace(
        home.row,
        title="Maison de charme",
        description="À voir sans tarder : beaux volumes, belle lumière, environnement préservé.",
        surface_m2=(surface * Decimal("1.02")).quantize(Decimal("0.1")),
        price_eur=round(home.row.price_eur * 0.985 / 100) * 100,
        latitude=round((home.row.latitude or 0) + 0.004, 5),
        land_m2=None,
        energy_class="",
        energy_kwh=None,
    )
    return replace(home, row=row, number=number)


def _let_flats_in_towns(communes: Sequence[Commune]) -> Iterator[DemoHome]:
    """Flats that were to rent, and are let since."""
    random = Random(62)
    towns = [commune for commune in communes if commune.pk in LET_IN]
    for number, commune in enumerate(commune for commune in towns for _flat in range(LET_PER_TOWN)):
        home = _home(random, HOMES + number, commune)
        surface = random.randrange(32, 95)
        title, description = random.choice(FLATS)
        row = replace(
            home.row,
            offer=Offer.RENTAL,
            kind=PropertyKind.APARTMENT,
            price_eur=_price(random, surface, is_rental=True),
            charges_are_included=True,
            fees_eur=None,
            surface_m2=Decimal(surface),
            land_m2=None,
            rooms=max(1, round(surface / 26)),
            bedrooms=max(0, round(surface / 26) - 1),
            title=title,
            description=description,
        )
        yield replace(home, row=row, since_day=75, falls={}, until_day=random.choice((41, 20, 6)))


def _home(random: Random, number: int, commune: Commune) -> DemoHome:
    is_flat = random.random() < (0.5 if (commune.population or 0) > 5_000 else 0.05)
    is_rental = random.random() < (0.55 if is_flat else 0.15)
    source = random.choices(range(len(SOURCES)), weights=(5, 4, 4, 2))[0]
    surface = random.randrange(24, 95) if is_flat else random.randrange(62, 240)
    title, description = random.choice(FLATS if is_flat else HOUSES)
    extra = random.choice(EXTRAS)
    price = _price(random, surface, is_rental=is_rental)
    since_day = random.choice((1, 3, 9, 15, 30, 60, 75))
    falls = {}
    if since_day > 6 and random.random() < 0.35:
        falls = {random.choice((2, 6)): round(price * random.choice((0.92, 0.95, 0.97)) / 10) * 10}
    falls |= _earlier_fall(number, since_day, price, falls)
    until_day = random.choice((0, 2)) if since_day > 20 and random.random() < 0.06 else None
    reference = f"{SOURCES[source].prefix}{number:03d}"
    row = ListingRow(
        line=number + 1,
        external_id=reference,
        reference=reference,
        offer=Offer.RENTAL if is_rental else Offer.SALE,
        kind=PropertyKind.APARTMENT if is_flat else PropertyKind.HOUSE,
        postcode=commune.postcodes[0],
        town=commune.name,
        latitude=round((commune.latitude or 0) + random.uniform(-0.012, 0.012), 5),
        longitude=round((commune.longitude or 0) + random.uniform(-0.016, 0.016), 5),
        position_precision=PositionPrecision.DISTRICT,
        price_eur=price,
        charges_are_included=True if is_rental else None,
        fees_eur=None if is_rental else round(price / 2_000) * 100,
        surface_m2=Decimal(surface),
        land_m2=None if is_flat else random.randrange(250, 6_000, 10),
        rooms=max(1, round(surface / 26)),
        bedrooms=max(0, round(surface / 26) - 2),
        title=title,
        description=f"{description} {extra}",
        energy_class=(label := random.choice("BCCDDDEEFG")),
        energy_kwh=KWH_OF_LABEL[label] + random.randrange(30),
        contact_phone=SOURCES[source].phone,
        contact_email=SOURCES[source].email,
    )
    return DemoHome(row, source, since_day, falls, until_day, number)


def _earlier_fall(
    number: int, since_day: int, price: int, falls: Mapping[int, int]
) -> dict[int, int]:
    """Returns an earlier price fall, for some homes that have been on the market for long."""
    if not falls or since_day < 60 or number % 2:
        return {}
    last = min(falls.values())
    return {41 if since_day > 60 else 20: round((price + 2 * last) / 30) * 10}


KWH_OF_LABEL = {"B": 75, "C": 125, "D": 190, "E": 265, "F": 345, "G": 430}


def _price(random: Random, surface: int, *, is_rental: bool) -> int:
    """Returns a typical price or rent of the Orne, in euros."""
    if is_rental:
        return round(surface * random.uniform(7.5, 10.5) / 10) * 10 + 60
    return round(surface * random.uniform(850, 1_750) / 500) * 500
