"""Two concurrent workers: one home stays one dwelling, with one fact."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from bocage.housing.deduplication.operations.deduplication import deduplicate_pending_listings
from bocage.housing.models import Dwelling, Listing, MarketFact
from tests.housing.deduplication.pairs import SAME_HOUSE
from tests.housing.factories import ListingFactory
from tests.territory.factories import CommuneFactory

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(workers: int) -> list[int]:
    barrier = Barrier(workers)

    def work(_number: int) -> int:
        try:
            connection.ensure_connection()
            barrier.wait(timeout=30)
            return deduplicate_pending_listings()
        finally:
            connection.close()

    with ThreadPoolExecutor(workers) as threads:
        return list(threads.map(work, range(workers)))


def test_workers_at_once_make_one_dwelling_of_one_home():
    commune = CommuneFactory()
    ListingFactory.create_batch(4, commune=commune, **SAME_HOUSE)

    counts = at_once(3)

    assert sum(counts) == 4
    assert Dwelling.objects.count() == 1
    assert MarketFact.objects.count() == 1
    assert not Listing.objects.filter(deduplicated_at=None).exists()
