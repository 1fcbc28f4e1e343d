"""Offers of homes in a list: current agencies, since when, first photo.

A single hand-written statement, shared by all lists: Django took as long to build two query sets as
PostgreSQL to execute both.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from bocage.housing.market.models.listings import path_of_photo

OFFERED = """
    SELECT offered.dwelling_id, offered.agencies, offered.confirmed_at,
        photo.image, photo.width, photo.height
    FROM (
        SELECT listing.dwelling_id, max(listing.confirmed_at) AS confirmed_at,
            count(DISTINCT (listing.source_id, listing.agency_code)) AS agencies
        FROM housing_listing listing
        WHERE listing.dwelling_id = ANY (%(homes)s) AND listing.gone_at IS NULL
        GROUP BY listing.dwelling_id
    ) AS offered
    LEFT JOIN (
        SELECT DISTINCT ON (listing.dwelling_id)
            listing.dwelling_id, photo.image, photo.width, photo.height
        FROM housing_listing listing
        JOIN housing_listingphoto photo ON photo.listing_id = listing.id
        WHERE listing.dwelling_id = ANY (%(homes)s) AND listing.gone_at IS NULL
            AND photo.state = 'read' AND photo.image <> ''
        ORDER BY listing.dwelling_id, photo.position, photo.id
    ) AS photo ON photo.dwelling_id = offered.dwelling_id
"""


@dataclass(frozen=True, slots=True)
class CardPhoto:
    """Photo that was read, as a list shows it."""

    address: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Offering:
    """Summary of who offers a dwelling today, and when one of them last confirmed it.

    A source may deliver for several agencies. A delivery that changes nothing confirms listings
    without deduplicating their dwelling again, so that the listings have the later confirmation.
    """

    agencies: int = 0
    confirmed_at: datetime | None = None
    photo: CardPhoto | None = None


def offerings_of(keys: Sequence[UUID]) -> dict[UUID, Offering]:
    """Returns the summary of the listings on the market, for each dwelling that has some."""
    if not keys:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(OFFERED, {"homes": list(keys)})
        return {
            key: Offering(
                agencies,
                confirmed_at,
                CardPhoto(path_of_photo(image), width, height) if image else None,
            )
            for key, agencies, confirmed_at, image, width, height in cursor.fetchall()
        }
