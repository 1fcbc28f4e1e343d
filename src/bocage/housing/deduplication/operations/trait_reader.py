"""Traits of listings that the deduplication compares, read in batches."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from math import pi, sin
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count

from bocage.housing.deduplication.record_linkage import (
    Habits,
    Judgement,
    Traits,
    Vocabulary,
    Words,
    score_pair,
)
from bocage.housing.deduplication.record_linkage.photos import is_distinctive
from bocage.housing.market.models.listings import Listing, ListingPhoto, ListingPrice
from bocage.territory.geography import EARTH_RADIUS_M

type Agency = tuple[UUID, str]

NEIGHBOURS_WITHIN_M = 6_000.0
"""Between the centres of two communes: an agency may name the neighbour."""

REMEMBERED = timedelta(days=365)
"""Time for which a home that left the market is still recognised."""

TEXTS_OF_AN_AGENCY = 200
TEXTS_OF_ALL = 400
SURELY = 0.98
KNOWN_OF_AN_AGENCY = 1_000
"""Number of linked pairs per agency, latest first, from which its price habits are learned."""

COMMON_PHOTO = 8
"""A photo in more listings than this is a logo or a « photo à venir »."""

_ALIKE = """
        listing.offer = pending.offer
        AND listing.price_eur BETWEEN pending.price_from AND pending.price_to
        AND listing.kind = ANY(pending.kinds)
        AND (listing.gone_at IS NULL OR listing.gone_at > %(since)s)
        AND (listing.agency_code <> pending.agency_code
            OR listing.source_id <> pending.source_id
            OR listing.gone_at IS NOT NULL OR pending.gone_at IS NOT NULL
            OR listing.price_eur BETWEEN pending.near_price_from AND pending.near_price_to
            AND (listing.surface_m2 IS NULL OR listing.surface_m2
                BETWEEN pending.near_surface_from AND pending.near_surface_to))
"""

_AS_LARGE = "listing.surface_m2 BETWEEN pending.surface_from AND pending.surface_to"
_OF_UNKNOWN_SIZE = "listing.surface_m2 IS NULL"

_IN_THESE_PLACES = f"""
    SELECT listing.id
    FROM around JOIN housing_listing AS listing ON listing.commune_id = around.other_id
    WHERE around.commune_id = pending.commune_id AND {{surface}} AND {_ALIKE}
    UNION ALL
    SELECT listing.id
    FROM housing_listing AS listing
    WHERE pending.postcode <> '' AND listing.commune_id IS NULL
        AND listing.postcode = pending.postcode AND {{surface}} AND {_ALIKE}
    UNION ALL
    SELECT listing.id
    FROM housing_listing AS listing
    WHERE pending.postcode <> '' AND pending.commune_id IS NULL
        AND listing.commune_id IS NOT NULL
        AND listing.postcode = pending.postcode AND {{surface}} AND {_ALIKE}
"""  # noqa: S608 - conditions of ours
"""SQL template, used once per condition on the surface so that an index finds listings of a similar
size: within a commune, surface is more selective than price.
"""

CANDIDATES = f"""
WITH pending AS MATERIALIZED (
    SELECT id, source_id, agency_code, gone_at, commune_id, postcode, offer,
        CASE kind WHEN 'building' THEN ARRAY['building', 'house', 'apartment']
            WHEN 'house' THEN ARRAY['house', 'building']
            WHEN 'apartment' THEN ARRAY['apartment', 'building']
            WHEN 'office' THEN ARRAY['office', 'shop'] WHEN 'shop' THEN ARRAY['shop', 'office']
            WHEN 'land' THEN ARRAY['land', 'other'] WHEN 'other' THEN ARRAY['other', 'land']
            ELSE ARRAY[kind] END AS kinds,
        floor(price_eur * 0.7)::integer AS price_from,
        least(ceil(price_eur * 1.43::numeric), 2147483647)::integer AS price_to,
        coalesce(surface_m2 * 0.88, 0) AS surface_from,
        coalesce(surface_m2 * 1.14, 'infinity') AS surface_to,
        floor(price_eur * 0.94)::integer AS near_price_from,
        least(ceil(price_eur * 1.06::numeric), 2147483647)::integer AS near_price_to,
        coalesce(surface_m2 * 0.96, 0) AS near_surface_from,
        coalesce(surface_m2 * 1.04, 'infinity') AS near_surface_to
    FROM housing_listing WHERE id = ANY(%(ids)s)
), communes AS MATERIALIZED (
    SELECT DISTINCT commune_id FROM pending WHERE commune_id IS NOT NULL
), around AS MATERIALIZED (
    SELECT commune_id, commune_id AS other_id FROM communes
    UNION
    SELECT communes.commune_id, other.code
    FROM communes
    JOIN territory_commune here ON here.code = communes.commune_id AND here.latitude IS NOT NULL
    JOIN territory_commune other
        ON earth_point(other.latitude, other.longitude)
            <@ cube_enlarge(earth_point(here.latitude, here.longitude), %(chord)s, 3)
)
SELECT least(pending.id, other.id), greatest(pending.id, other.id)
FROM pending
CROSS JOIN LATERAL (
    {_IN_THESE_PLACES.format(surface=_AS_LARGE)}
    UNION ALL
    {_IN_THESE_PLACES.format(surface=_OF_UNKNOWN_SIZE)}
) AS other
WHERE other.id > pending.id OR (other.id < pending.id AND NOT other.id = ANY(%(ids)s))
"""  # noqa: S608 - a condition of ours
"""SQL: candidates of the communes around, and of the postcode where either commune is unknown.
Outside these windows, price or surface alone excludes a match; they are narrower among the current
listings of one agency, which only a person can link.
"""

KNOWN_SALES = """
SELECT known.*
FROM unnest(%(sources)s::uuid[], %(codes)s::text[]) AS agency (source_id, code)
CROSS JOIN LATERAL (
    SELECT one.id, one.source_id, one.agency_code, one.price_eur,
        other.id, other.source_id, other.agency_code, other.price_eur
    FROM housing_listing AS one
    JOIN housing_linkageverdict AS verdict
        ON verdict.first_id = one.id AND verdict.verdict = 'linked' AND verdict.score >= %(surely)s
    JOIN housing_listing AS other ON other.id = verdict.second_id
    WHERE one.source_id = agency.source_id AND one.agency_code = agency.code
        AND one.gone_at IS NULL AND other.gone_at IS NULL AND one.offer = 'sale'
    ORDER BY one.id DESC
    LIMIT %(most)s
) AS known (id, source_id, agency_code, price_eur, other_id, other_source_id, other_code, other_eur)
"""


def candidate_pairs(listings: Iterable[UUID], *, now: datetime) -> list[tuple[UUID, UUID]]:
    """Returns the pairs worth comparing: similar offers, near each other, of similar price and
    size.

    Each pair once, the smaller identifier first.
    """
    parameters: dict[str, Any] = {
        "ids": list(listings),
        "chord": 2 * sin(min(NEIGHBOURS_WITHIN_M / (2 * EARTH_RADIUS_M), pi / 2)),
        "since": now - REMEMBERED,
    }
    with connection.cursor() as cursor:
        cursor.execute(CANDIDATES, parameters)
        pairs: list[tuple[UUID, UUID]] = cursor.fetchall()
    return pairs


class Reader:
    """Reader of traits and judge of pairs; caches, for one run, how each agency writes and how many
    listings each commune has.
    """

    def __init__(self) -> None:
        self._vocabularies: dict[Agency, Vocabulary] = {}
        self._vocabulary_of_all: Vocabulary | None = None
        self._crowds: dict[tuple[str, str, str], int] = {}
        self._counted: set[str] = set()
        self.habits = Habits()

    def traits(self, listings: Iterable[Listing]) -> dict[UUID, Traits]:
        """Returns the stated traits of each of these listings, in three queries, besides those that
        fill the cache.
        """
        listings = list(listings)
        keys = [listing.pk for listing in listings]
        prices = _earlier_prices(keys)
        photos = _photos(keys)
        self._count({listing.commune_id for listing in listings if listing.commune_id})
        self._learn({(listing.source_id, listing.agency_code) for listing in listings})
        return {
            listing.pk: traits_of(
                listing,
                prices=tuple(price for price in prices[listing.pk] if price != listing.price_eur),
                photos=tuple(photos[listing.pk]),
                vocabulary=self._vocabularies[listing.source_id, listing.agency_code],
            )
            for listing in listings
        }

    def judge(self, a: Traits, b: Traits) -> Judgement:
        """Judges whether two listings that `traits` returned are about one home."""
        return score_pair(a, b, crowd=self.crowd(a, b), habit=self.habits.between(a, b))

    def crowd(self, a: Traits, b: Traits) -> int:
        """Returns how many listings of the same kind and offer there are in the larger of their
        communes.
        """
        return max(
            self._crowds.get((a.commune, a.offer, a.kind), 0),
            self._crowds.get((b.commune, b.offer, b.kind), 0),
        )

    def _count(self, communes: set[str]) -> None:
        new = communes - self._counted
        if new:
            self._counted |= new
            listings = Listing.objects.on_the_market().filter(commune__in=new).order_by()
            # The count comes after the values: before them, each listing is a group of its own.
            alike = listings.values_list("commune", "offer", "kind").annotate(Count("pk"))
            for *key, count in alike:
                self._crowds[tuple(key)] = count

    def _learn(self, agencies: set[Agency]) -> None:
        new = sorted(agencies - self._vocabularies.keys())
        if new:
            self.habits.learn(_known_sales(new))
        if self._vocabulary_of_all is None and new:
            self._vocabulary_of_all = Vocabulary.learned(_texts(None, TEXTS_OF_ALL))
        for agency in new:
            texts = _texts(agency, TEXTS_OF_AN_AGENCY)
            self._vocabularies[agency] = Vocabulary.learned(texts, self._vocabulary_of_all)


def traits_of(
    listing: Listing,
    *,
    prices: tuple[int, ...] = (),
    photos: tuple[int, ...] = (),
    vocabulary: Vocabulary | None = None,
) -> Traits:
    """Returns the traits of a listing that are compared; the rent includes the charges."""
    price = listing.price_eur
    if listing.charges_are_included is False and listing.charges_eur:
        price += listing.charges_eur
    return Traits(
        key=listing.pk,
        agency=(listing.source_id, listing.agency_code),
        external_id=listing.external_id,
        reference=listing.reference,
        is_on_the_market=listing.gone_at is None,
        offer=listing.offer,
        kind=listing.kind,
        commune=listing.commune_id or "",
        postcode=listing.postcode,
        town=listing.town,
        district=listing.district,
        latitude=listing.latitude,
        longitude=listing.longitude,
        precision=listing.position_precision,
        price_eur=price,
        net_price_eur=listing.net_price_eur,
        earlier_prices=prices,
        surface_m2=float(listing.surface_m2) if listing.surface_m2 else None,
        land_m2=listing.land_m2,
        rooms=listing.rooms,
        bedrooms=listing.bedrooms,
        built_year=listing.built_year,
        energy_class=listing.energy_class,
        energy_kwh=listing.energy_kwh,
        emissions_class=listing.emissions_class,
        emissions_kg=listing.emissions_kg,
        diagnosed_on=listing.diagnosed_on,
        photos=photos,
        words=Words(listing.title, listing.description, vocabulary or Vocabulary()),
    )


def _texts(agency: Agency | None, limit: int) -> list[str]:
    stock = Listing.objects.on_the_market()
    if agency:
        stock = stock.filter(source=agency[0], agency_code=agency[1])
    texts = stock.order_by("-pk").values_list("title", "description")[:limit]
    return [f"{title} . {description}" for title, description in texts]


def _known_sales(agencies: list[Agency]) -> Iterator[tuple[Traits, Traits]]:
    """Yields the pairs of sale listings of these agencies that surely share a home; one query.

    Only the agency and the price of each listing are read.
    """
    sources, codes = zip(*agencies, strict=True)
    values = {"sources": list(sources), "codes": list(codes)}
    with connection.cursor() as cursor:
        cursor.execute(KNOWN_SALES, values | {"surely": SURELY, "most": KNOWN_OF_AN_AGENCY})
        for row in cursor.fetchall():
            yield _priced(*row[:4]), _priced(*row[4:])


def _priced(key: UUID, source: UUID, code: str, price_eur: int) -> Traits:
    return Traits(key=key, agency=(source, code), price_eur=price_eur)


def _earlier_prices(keys: list[UUID]) -> dict[UUID, list[int]]:
    prices: dict[UUID, list[int]] = defaultdict(list)
    rows = ListingPrice.objects.filter(listing__in=keys).values_list("listing", "price_eur")
    for listing, price in rows.order_by("listing", "since"):
        prices[listing].append(price)
    return prices


def _photos(keys: list[UUID]) -> dict[UUID, list[int]]:
    photos: dict[UUID, list[int]] = defaultdict(list)
    hashes = ListingPhoto.objects.filter(listing__in=keys, perceptual_hash__isnull=False)
    rows = list(hashes.order_by("position").values_list("listing", "perceptual_hash"))
    if rows:
        common = set(
            ListingPhoto.objects.filter(perceptual_hash__in={value for _key, value in rows})
            .values("perceptual_hash")
            .alias(listings=Count("listing", distinct=True))
            .filter(listings__gt=COMMON_PHOTO)
            .order_by()
            .values_list("perceptual_hash", flat=True)
        )
        for listing, value in rows:
            if value is not None and value not in common and is_distinctive(value):
                photos[listing].append(value)
    return photos
