"""Dwellings follow their listings."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from statistics import median
from typing import Any
from uuid import UUID

from django.db import connection

from bocage.housing.criteria.kinds import PositionPrecision, PropertyKind
from bocage.housing.deduplication.listing_text_features import (
    mentions_fibre,
    mentions_garden,
    mentions_office_room,
)
from bocage.housing.deduplication.merge_hooks import run_merge_hooks
from bocage.housing.deduplication.operations.grouping import Homes
from bocage.housing.deduplication.operations.market_facts import fact_of
from bocage.housing.market.models.dwellings import Dwelling
from bocage.housing.market.models.facts import MarketFact
from bocage.housing.market.models.listings import Listing
from bocage.territory.models import Commune

PRECISIONS = list(PositionPrecision.values)
LEAST_GARDEN_M2 = 100
"""Least area of land with which a house is deemed to have a garden, whatever its text."""

FOLLOWED_FIELDS = (
    "is_on_the_market", "is_under_offer", "offer", "kind", "commune", "latitude", "longitude",
    "position_precision", "title", "description", "price_eur", "previous_price_eur",
    "price_changed_at", "surface_m2", "land_m2", "rooms", "bedrooms", "energy_class",
    "has_fibre", "has_office_room", "has_garden", "first_seen_at", "confirmed_at", "changed_at",
    "gone_at",
)  # fmt: skip
"""Fields computed from the listings; the distance to a shared office is computed separately."""

COLUMNS = tuple("commune_id" if name == "commune" else name for name in FOLLOWED_FIELDS)


def follow_listings(homes: Homes, *, now: datetime) -> list[MarketFact]:
    """Writes the dwellings again from their listings, and returns the facts that it wrote.

    Listings are attached; dwellings that were merged into others leave them their address and their
    history.
    """
    touched = {*homes.listings, *homes.absorbed}
    before = Dwelling.objects.in_bulk(list(touched))
    current = [
        dwelling_of(key, listings, before.get(key), now) for key, listings in homes.listings.items()
    ]
    _place_at_commune_centres([dwelling for dwelling in current if not dwelling.is_located])
    Dwelling.objects.bulk_create(
        [dwelling for dwelling in current if not _is_written(dwelling, before.get(dwelling.pk))],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=FOLLOWED_FIELDS,
    )
    _attach(homes)
    unmatched = _merge_into_survivors(homes.absorbed, now) if homes.absorbed else UnmatchedFacts()
    known_dwellings = {
        key: dwelling for key, dwelling in before.items() if key not in unmatched.news
    }
    waiting = unmatched.changes_of(known_dwellings)
    facts = [
        fact
        for dwelling in current
        if (fact := fact_of(dwelling, homes, known_dwellings, waiting, now)) is not None
    ]
    return MarketFact.objects.bulk_create(facts)


def _is_written(dwelling: Dwelling, before: Dwelling | None) -> bool:
    """Checks whether the row already holds these values: most neighbours of a changed home are
    unchanged, and each update of a row updates every index.
    """
    return before is not None and all(
        getattr(dwelling, column) == getattr(before, column) for column in COLUMNS
    )


def dwelling_of(
    key: UUID, listings: list[Listing], before: Dwelling | None, now: datetime
) -> Dwelling:
    """Returns the dwelling that these listings describe: those on the market, or else all
    of them."""
    current = [listing for listing in listings if listing.gone_at is None]
    is_offered = bool(current)
    current = current or listings
    best = max(
        current, key=lambda listing: (len(listing.description), listing.confirmed_at, listing.pk)
    )
    price = min(listing.price_eur for listing in current)
    dwelling = Dwelling(
        id=key,
        is_on_the_market=is_offered,
        is_under_offer=is_offered
        and all(listing.status == Listing.Status.UNDER_OFFER for listing in current),
        offer=best.offer,
        kind=best.kind,
        commune_id=_most_frequent(listing.commune_id for listing in current),
        title=best.title,
        description=best.description,
        price_eur=price,
        surface_m2=_middle(listing.surface_m2 for listing in current),
        land_m2=_middle(listing.land_m2 for listing in current),
        rooms=_most_frequent(listing.rooms for listing in current),
        bedrooms=_most_frequent(listing.bedrooms for listing in current),
        energy_class=_newest_energy_class(current),
        first_seen_at=min(listing.first_seen_at for listing in listings),
        confirmed_at=max(listing.confirmed_at for listing in current),
        changed_at=max(listing.changed_at for listing in listings),
        gone_at=None if is_offered else max(listing.gone_at or now for listing in listings),
    )
    _place(dwelling, current)
    _announce(dwelling, current)
    if before is not None:
        has_new_price = before.price_eur != price
        dwelling.previous_price_eur = (
            before.price_eur if has_new_price else before.previous_price_eur
        )
        dwelling.price_changed_at = now if has_new_price else before.price_changed_at
    return dwelling


def _most_frequent[T](values: Iterable[T | None]) -> T | None:
    """Returns the value that most listings give, the first of equals."""
    counts = Counter(value for value in values if value is not None)
    return counts.most_common(1)[0][0] if counts else None


def _middle(values: Iterable[object]) -> int | None:
    numbers = [float(str(value)) for value in values if value]
    return round(median(numbers)) or None if numbers else None


def _newest_energy_class(listings: list[Listing]) -> str:
    dated = [listing for listing in listings if listing.energy_class]
    newest = max(
        dated,
        key=lambda listing: (listing.diagnosed_on or date.min, listing.confirmed_at),
        default=None,
    )
    return newest.energy_class if newest else ""


def _place(dwelling: Dwelling, listings: list[Listing]) -> None:
    """Sets the most reliable position, the latest confirmed among equals."""
    located = [listing for listing in listings if listing.latitude is not None]
    if not located:
        return
    best = min(
        located,
        key=lambda listing: (
            PRECISIONS.index(listing.position_precision),
            -(listing.confirmed_at.astimezone(UTC).timestamp()),
        ),
    )
    dwelling.latitude, dwelling.longitude = best.latitude, best.longitude
    dwelling.position_precision = best.position_precision


def _place_at_commune_centres(dwellings: list[Dwelling]) -> None:
    """Places homes without a position at the centre of their commune, since no circle of a search
    would ever hold them otherwise. One query at most.
    """
    communes = {dwelling.commune_id for dwelling in dwellings} - {None}
    if not communes:
        return
    centres = {
        code: (latitude, longitude)
        for code, latitude, longitude in Commune.objects.filter(
            pk__in=communes, latitude__isnull=False, longitude__isnull=False
        ).values_list("pk", "latitude", "longitude")
    }
    for dwelling in dwellings:
        if dwelling.commune_id in centres:
            dwelling.latitude, dwelling.longitude = centres[dwelling.commune_id]
            dwelling.position_precision = PositionPrecision.COMMUNE


def _announce(dwelling: Dwelling, listings: list[Listing]) -> None:
    """Sets the features that the text of at least one listing mentions."""
    texts = [f"{listing.title} . {listing.description}" for listing in listings]
    fibre = {answer for text in texts if (answer := mentions_fibre(text)) is not None}
    dwelling.has_fibre = max(fibre) if fibre else None
    dwelling.has_office_room = any(map(mentions_office_room, texts))
    dwelling.has_garden = any(map(mentions_garden, texts)) or (
        dwelling.kind == PropertyKind.HOUSE and (dwelling.land_m2 or 0) >= LEAST_GARDEN_M2
    )


def _attach(homes: Homes) -> None:
    """Ties each listing to its dwelling, where that changed."""
    changes = [
        (listing.pk, dwelling)
        for dwelling, listings in homes.listings.items()
        for listing in listings
        if listing.dwelling_id != dwelling
    ]
    if changes:
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE housing_listing SET dwelling_id = moved.dwelling"
                " FROM unnest(%s::uuid[], %s::uuid[]) AS moved (listing, dwelling)"
                " WHERE id = moved.listing",
                [[listing for listing, _home in changes], [home for _listing, home in changes]],
            )


DELETE_UNMATCHED_FACTS = """
DELETE FROM housing_marketfact WHERE matched_at IS NULL AND dwelling_id = ANY(%(old)s)
RETURNING dwelling_id, kind, before
"""
MERGE = (
    """
    UPDATE housing_marketfact AS fact SET dwelling_id = moved.survivor
    FROM unnest(%(old)s::uuid[], %(survivors)s::uuid[]) AS moved (old, survivor)
    WHERE fact.dwelling_id = moved.old
    """,
    """
    UPDATE housing_dwellingalias AS alias SET dwelling_id = moved.survivor
    FROM unnest(%(old)s::uuid[], %(survivors)s::uuid[]) AS moved (old, survivor)
    WHERE alias.dwelling_id = moved.old
    """,
    """
    INSERT INTO housing_dwellingalias (old_id, dwelling_id, since)
    SELECT moved.old, moved.survivor, %(now)s
    FROM unnest(%(old)s::uuid[], %(survivors)s::uuid[]) AS moved (old, survivor)
    ON CONFLICT (old_id) DO UPDATE
    SET dwelling_id = excluded.dwelling_id, since = excluded.since
    """,
)


@dataclass(frozen=True)
class UnmatchedFacts:
    """Dwellings whose facts were deleted before any notification: the new ones and, for known ones
    that changed since, the values that searches read before the change.
    """

    news: set[UUID] = field(default_factory=set)
    changes: dict[UUID, list[dict[str, Any]]] = field(default_factory=dict)

    def changes_of(
        self, known_dwellings: Mapping[UUID, Dwelling]
    ) -> dict[UUID, list[dict[str, Any]]]:
        """Returns `changes` of the known dwellings, each with its search vector: a change of other
        fields does not repeat it, and the dwelling that survives a merge may have another.
        """
        return {
            key: [{"search_vector": known_dwellings[key].search_vector, **was} for was in before]
            for key, before in self.changes.items()
            if key in known_dwellings
        }


def _merge_into_survivors(absorbed: dict[UUID, UUID], now: datetime) -> UnmatchedFacts:
    """Moves the addresses and the history of absorbed dwellings to the dwellings that survive them.

    Facts not yet notified are deleted and returned. If the fact announced the dwelling, the
    dwelling counts as never announced; if it only reported a change, the dwelling stays announced.
    """
    old, survivors = list(absorbed), list(absorbed.values())
    values: dict[str, Any] = {"old": old, "survivors": survivors, "now": now}
    with connection.cursor() as cursor:
        cursor.execute(DELETE_UNMATCHED_FACTS, values)
        unmatched = UnmatchedFacts()
        for dwelling, kind, before in cursor.fetchall():
            if kind == MarketFact.Kind.CHANGED:
                unmatched.changes.setdefault(dwelling, []).extend(json.loads(before or "[]"))
            else:
                unmatched.news.add(dwelling)
        for statement in MERGE:
            cursor.execute(statement, values)
    run_merge_hooks(absorbed)
    Dwelling.objects.filter(pk__in=old).delete()
    return unmatched
