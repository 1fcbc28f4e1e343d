"""Homes of which only the commune is known, when communes move."""

from django.db import transaction
from django.db.models import Exists, OuterRef

from bocage.housing.criteria.kinds import PositionPrecision
from bocage.housing.deduplication.operations.deduplication import hold_deduplication_lock
from bocage.housing.market.models.dwellings import Dwelling
from bocage.housing.market.models.listings import Listing
from bocage.territory.operations.positions import copy_positions


def follow_communes() -> int:
    """Moves the homes that are where their commune is, since no listing gives a position; returns
    how many there were. No alert is sent: nothing happened to these homes.
    """
    placed = Listing.objects.filter(dwelling=OuterRef("pk"), latitude__isnull=False)
    homes = Dwelling.objects.filter(
        ~Exists(placed), position_precision__in=("", PositionPrecision.COMMUNE)
    )
    with transaction.atomic():
        hold_deduplication_lock()
        return copy_positions(homes, position_precision=PositionPrecision.COMMUNE)
