"""Homes over five years: offered, gone, reported by town halls, and searched for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any

from bench.harness.nation import identifier
from bench.harness.national.life import Life, Table
from bocage.housing.criteria.circles import box_around
from bocage.housing.models import Dwelling, Lead, Listing, ListingPrice, SavedSearch, Source

HOME, LISTING, SOURCE, LEAD, SEARCH = range(71, 76)
PRICE = 77
HOMES, SOURCES, LEADS, SEARCHES = 4_000, 8, 150, 200
ON_THE_MARKET = 0.2
KINDS = ("house", "house", "house", "apartment", "apartment", "land", "shop")
SOURCE_KINDS = ("agency", "agency", "agency", "agency", "notary", "social_landlord", "owners")
PRICES = {"sale": (40_000, 400_000), "rental": (300, 1_200)}
FALLS = (0, 0, 0, 0, 0, 0, 0, 1, 1, 2)
"""Number of price falls, for ten homes: most keep one price."""
FELL_BY = (1.02, 1.1)
"""Ratio of the price before a fall to today's."""

Price = tuple[datetime, int]
"""Time and amount of a price."""


def _draw_homes(life: Life) -> Iterator[Sequence[Any]]:
    """Yields the homes without their earlier prices."""
    for number, departement, chance in life.each_row(HOME, HOMES):
        code, latitude, longitude = departement.commune(chance)
        offer = "sale" if chance.random() < 0.7 else "rental"
        is_here = chance.random() < ON_THE_MARKET
        first_seen_at = life.moment(chance)
        if is_here:
            first_seen_at = life.now - timedelta(days=1, hours=chance.randrange(24 * 200))
        gone_at = min(first_seen_at + timedelta(hours=chance.randrange(20, 24 * 300)), life.now)
        confirmed = gone_at
        if is_here:
            confirmed = max(first_seen_at, life.now - timedelta(hours=chance.randrange(1, 200)))
        yield (
            identifier(HOME, number), is_here, offer, chance.choice(KINDS), code,
            round(latitude + chance.uniform(-0.02, 0.02), 5),
            round(longitude + chance.uniform(-0.02, 0.02), 5), "commune", f"Bien {number}",
            chance.randrange(*PRICES[offer]), chance.randrange(25, 220), chance.randrange(1, 8),
            first_seen_at, confirmed, confirmed, None if is_here else gone_at,
        )  # fmt: skip


_HOME = (
    "id", "is_on_the_market", "offer", "kind", "commune_id", "latitude", "longitude",
    "position_precision", "title", "price_eur", "surface_m2", "rooms", "first_seen_at",
    "confirmed_at", "changed_at", "gone_at",
)  # fmt: skip
_PRICE, _SEEN_AT, _CONFIRMED, _GONE_AT = map(
    _HOME.index, ("price_eur", "first_seen_at", "confirmed_at", "gone_at")
)


def _priced(life: Life) -> Iterator[tuple[Sequence[Any], Sequence[Price]]]:
    """Yields each home with its prices, from the first day to today."""
    chance = Random(PRICE)
    for home in _draw_homes(life):
        first_seen_at, known_for = home[_SEEN_AT], home[_CONFIRMED] - home[_SEEN_AT]
        moments = {
            first_seen_at + known_for * chance.random() for _fall in range(chance.choice(FALLS))
        }
        falls = sorted(moments - {first_seen_at})
        prices = [home[_PRICE]]
        for _moment in falls:
            prices.insert(0, round(prices[0] * chance.uniform(*FELL_BY)))
        yield home, list(zip([first_seen_at, *falls], prices, strict=True))


def _homes(life: Life) -> Iterator[Sequence[Any]]:
    for home, prices in _priced(life):
        before = prices[-2][1] if len(prices) > 1 else None
        yield *home, before, prices[-1][0] if before else None


def _prices(life: Life) -> Iterator[Sequence[Any]]:
    for number, (_home, prices) in enumerate(_priced(life)):
        for since, price in prices:
            yield identifier(LISTING, number), since, price


def _listings(life: Life) -> Iterator[Sequence[Any]]:
    chance = Random(LISTING)
    sources = sum(1 for _source in life.each_row(SOURCE, SOURCES))
    for number, home in enumerate(_draw_homes(life)):
        source = chance.randrange(sources)
        yield (
            identifier(LISTING, number), identifier(SOURCE, source), home[0], f"b{number}",
            "available" if home[_GONE_AT] is None else "withdrawn", home[2], home[3], home[4],
            home[8], home[9], "", home[12], home[13], home[14], home[_GONE_AT], home[14],
        )  # fmt: skip


_LISTING = (
    "id", "source_id", "dwelling_id", "external_id", "status", "offer", "kind", "commune_id",
    "title", "price_eur", "content_digest", "first_seen_at", "confirmed_at", "changed_at",
    "gone_at", "deduplicated_at",
)  # fmt: skip


def _sources(life: Life) -> Iterator[Sequence[Any]]:
    for number, departement, chance in life.each_row(SOURCE, SOURCES):
        kind = chance.choice(SOURCE_KINDS)
        yield (
            *(identifier(SOURCE, number), f"source-{number}", f"Source {number}", kind, "json"),
            departement.code,
        )


def _leads(life: Life) -> Iterator[Sequence[Any]]:
    for number, departement, chance in life.each_row(LEAD, LEADS):
        reported_at = life.moment(chance)
        is_open = reported_at > life.now - timedelta(days=120)
        yield (
            identifier(LEAD, number), departement.commune(chance)[0],
            "reported" if is_open else "closed", "house", "sale", reported_at, reported_at,
            None if is_open else reported_at + timedelta(days=60),
            "" if is_open else chance.choice(("gone", "found", "mistake")),
        )  # fmt: skip


def _searches(life: Life) -> Iterator[Sequence[Any]]:
    for number, departement, chance in life.each_row(SEARCH, SEARCHES):
        code, latitude, longitude = departement.commune(chance)
        radius = chance.choice((10_000, 20_000, 30_000))
        box = box_around(latitude, longitude, radius)
        offer = "sale" if chance.random() < 0.6 else "rental"
        max_price = chance.randrange(*PRICES[offer])
        created_at = life.moment(chance)
        yield (
            identifier(SEARCH, number), f"s{number}@banc.example", f"Recherche {number}",
            "active", offer, "{house}", f"(,{max_price})", f"[{chance.randrange(40, 180)},)",
            f"[{chance.randrange(1, 7)},)", code, latitude, longitude, radius,
            box.west, box.south, box.east, box.north, f"key{number}", created_at, created_at,
        )  # fmt: skip


_SEARCH = (
    "id", "email", "name", "status", "offer", "kinds", "price", "surface", "rooms", "commune_id",
    "latitude", "longitude", "radius_m", "west", "south", "east", "north", "feed_key",
    "created_at", "confirmed_at",
)  # fmt: skip

TABLES = (
    Table(Dwelling, (*_HOME, "previous_price_eur", "price_changed_at"), _homes),
    Table(Listing, _LISTING, _listings),
    Table(ListingPrice, ("listing_id", "since", "price_eur"), _prices),
    Table(Source, ("id", "slug", "name", "kind", "format", "departement_id"), _sources),
    Table(
        Lead,
        (
            *("id", "commune_id", "status", "kind", "market", "reported_at", "confirmed_at"),
            *("closed_at", "close_reason"),
        ),
        _leads,
    ),
    Table(SavedSearch, _SEARCH, _searches),
)
