"""Data of the page of a home, read in a bounded number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Prefetch

from bocage.housing.criteria.kinds import Offer, PropertyKind
from bocage.housing.homes.presentation import HomeCard, cards_of, pin_of, shown_position
from bocage.housing.market.models.dwellings import Dwelling
from bocage.housing.market.models.listings import Listing, ListingPhoto
from bocage.housing.market.price_history import PriceChart, PriceStep, price_steps
from bocage.housing.prices.models import CommunePrice
from bocage.housing.prices.monthly_cost import MonthlyCost, monthly_cost
from bocage.territory.landmarks import Landmark, landmark_kinds
from bocage.territory.models import CommuneFact

MAX_PHOTOS = 24
SIMILAR = 3
SIMILAR_PRICE = 0.25
SIMILAR_WITHIN_M = 40_000
LOOKED_AT = 60
"""Number of nearest homes among which similar ones are chosen."""
READABLE_FOR = timedelta(days=90)
"""Time for which a withdrawn home stays readable; afterwards its address answers 410."""
NEAR_FACTS = (
    CommuneFact.Kind.SCHOOLS,
    CommuneFact.Kind.NEAREST_SCHOOL,
    CommuneFact.Kind.NEAREST_STATION,
    CommuneFact.Kind.FIBRE,
)


@dataclass(frozen=True, slots=True)
class PriceBeside:
    """Asking price per m² compared with the prices of sales of the kind in the commune."""

    asking_eur_m2: int | None
    sold: CommunePrice

    @property
    def percent(self) -> int | None:
        """Difference of the asking price from the median, in percent: negative where it is
        below."""
        if self.asking_eur_m2 is None:
            return None
        return round((self.asking_eur_m2 / self.sold.median_eur_m2 - 1) * 100)


@dataclass(frozen=True, slots=True)
class NearestLandmark:
    """Nearest landmark of a kind, with the name of the kind."""

    label: str
    landmark: Landmark


@dataclass(frozen=True, slots=True)
class HomePage:
    """Home with all the data of its page."""

    home: Dwelling
    listings: Sequence[Listing]
    photos: Sequence[ListingPhoto]
    steps: Sequence[PriceStep]
    chart: PriceChart | None
    cost: MonthlyCost | None
    price_beside: PriceBeside | None
    landmarks: Sequence[NearestLandmark]
    facts: Sequence[CommuneFact]
    similar: Sequence[HomeCard]
    days_on_the_market: int

    @property
    def offered(self) -> list[Listing]:
        """Returns the listings of today, the cheapest first."""
        return [listing for listing in self.listings if listing.is_on_the_market]

    @property
    def has_phone(self) -> bool:
        """True if an offer of the home has a telephone number."""
        return any(
            listing.contact_phone or listing.source.contact_phone for listing in self.offered
        )

    @property
    def confirmed_at(self) -> datetime:
        """Time when a source last confirmed that the home is on offer."""
        return max(
            (listing.confirmed_at for listing in self.offered), default=self.home.confirmed_at
        )

    @property
    def energy_kwh(self) -> int | None:
        """Consumption of the diagnosis (kWh/m²/year), from the first listing that states it."""
        return next(
            (listing.energy_kwh for listing in self.listings if listing.energy_kwh is not None),
            None,
        )

    @property
    def asking_eur_m2(self) -> int | None:
        """Asking price per square metre in euros, for homes for sale."""
        if self.home.offer != Offer.SALE or not self.home.surface_m2:
            return None
        return round(self.home.price_eur / self.home.surface_m2)

    @property
    def pins(self) -> list[dict[str, Any]]:
        position = shown_position(self.home)
        if position is None:
            return []
        return [pin_of(self.home, position, address=self.home.get_absolute_url())]


def is_readable(home: Dwelling, *, now: datetime) -> bool:
    """Checks whether the page of a home is still shown: on the market, or gone for less than 90
    days.
    """
    return home.gone_at is None or now - home.gone_at < READABLE_FOR


def home_page(home: Dwelling, assumed: dict[str, Any], *, now: datetime) -> HomePage:
    """Reads the data of the page; `assumed` are the reader's assumptions of a loan."""
    listings = listings_of(home)
    steps = price_steps(listings)
    until = home.gone_at or now
    return HomePage(
        home=home,
        listings=listings,
        photos=photos_of(listings),
        steps=steps,
        chart=PriceChart(steps, until) if len(steps) > 1 else None,
        cost=monthly_cost(home, listings, assumed) if home.is_on_the_market else None,
        price_beside=price_beside(home),
        landmarks=landmarks_near(home),
        facts=list(CommuneFact.objects.filter(commune=home.commune_id, kind__in=NEAR_FACTS)),
        similar=cards_of(similar_homes(home)),
        days_on_the_market=max(0, (until - home.first_seen_at).days),
    )


def listings_of(home: Dwelling) -> list[Listing]:
    """Returns the listings of a home, those on the market first, then the cheapest; three
    queries."""
    photos = ListingPhoto.objects.filter(state=ListingPhoto.State.READ).exclude(image="")
    listings = list(
        Listing.objects.filter(dwelling=home)
        .select_related("source")
        .prefetch_related("prices", Prefetch("photos", photos, to_attr="read_photos"))
    )
    return sorted(
        listings, key=lambda listing: (not listing.is_on_the_market, listing.price_eur, listing.pk)
    )


def photos_of(listings: Sequence[Listing]) -> list[ListingPhoto]:
    """Returns the photos of the listings, without duplicates: agencies often show the same."""
    photos: dict[Any, ListingPhoto] = {}
    for listing in listings:
        for photo in getattr(listing, "read_photos", ()):
            key = photo.pk if photo.perceptual_hash is None else photo.perceptual_hash
            photos.setdefault(key, photo)
    return list(photos.values())[:MAX_PHOTOS]


def price_beside(home: Dwelling) -> PriceBeside | None:
    """Returns the last known year of sales in the commune for the kind; for homes for sale
    alone."""
    if home.offer != Offer.SALE or home.commune_id is None:
        return None
    sold = (
        CommunePrice.objects.filter(commune=home.commune_id, kind=home.kind)
        .order_by("-year")
        .first()
    )
    if sold is None:
        return None
    asking_eur_m2 = round(home.price_eur / home.surface_m2) if home.surface_m2 else None
    return PriceBeside(asking_eur_m2, sold)


def landmarks_near(home: Dwelling) -> list[NearestLandmark]:
    """Returns the nearest landmark of each kind that the rooms have; one query a kind."""
    if home.latitude is None or home.longitude is None:
        return []
    return [
        NearestLandmark(str(kind.label), landmark)
        for kind in landmark_kinds()
        for landmark in kind.near(home.latitude, home.longitude, 1)
    ]


def similar_homes(home: Dwelling) -> list[Dwelling]:
    """Returns homes of the same kind, at about the same price, nearest first."""
    if home.latitude is None or home.longitude is None:
        return []
    nearest = (
        Dwelling.objects.on_the_market()
        .near(home.latitude, home.longitude)
        .filter(offer=home.offer)
        .exclude(pk=home.pk)
        .select_related("commune")
        .defer("description", "search_vector", "commune__search_text")
    )[:LOOKED_AT]
    low, high = home.price_eur * (1 - SIMILAR_PRICE), home.price_eur * (1 + SIMILAR_PRICE)
    return [
        neighbour
        for neighbour in nearest
        if neighbour.kind == home.kind
        and low <= neighbour.price_eur <= high
        and neighbour.distance_m <= SIMILAR_WITHIN_M
    ][:SIMILAR]


SCHEMA_KINDS = {PropertyKind.HOUSE: "House", PropertyKind.APARTMENT: "Apartment"}


def structured_data(page: HomePage) -> dict[str, Any]:
    """Returns the structured data of the page for search engines, in the vocabulary of
    schema.org."""
    home = page.home
    address = f"{settings.BOCAGE.public_url}{home.get_absolute_url()}"
    about: dict[str, Any] = {
        "@type": SCHEMA_KINDS.get(PropertyKind(home.kind), "Place"),
        "name": home.title,
    }
    if home.commune is not None:
        about["address"] = {
            "@type": "PostalAddress",
            "addressLocality": home.commune.name,
            "addressCountry": "FR",
        }
    if home.surface_m2:
        about["floorSize"] = {
            "@type": "QuantitativeValue",
            "value": home.surface_m2,
            "unitCode": "MTK",
        }
    if home.rooms:
        about["numberOfRooms"] = home.rooms
    return {
        "@context": "https://schema.org",
        "@type": "RealEstateListing",
        "name": home.title,
        "url": address,
        "datePosted": home.first_seen_at.date().isoformat(),
        "about": about,
        "image": [
            f"{settings.BOCAGE.public_url}{photo.get_absolute_url()}" for photo in page.photos[:6]
        ],
        "offers": {
            "@type": "Offer",
            "price": home.price_eur,
            "priceCurrency": "EUR",
            "availability": "https://schema.org/"
            + ("InStock" if home.is_on_the_market else "SoldOut"),
        },
    }
