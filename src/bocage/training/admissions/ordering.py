"""Lines that the officers of a programme put in order: questions and criteria."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import F, Max

from bocage.foundation.db.row_locks import lock_row
from bocage.training.programmes.models.programmes import Programme

ASIDE = 10_000
"""Offset of temporary positions while rows are reordered."""


def put_in_order(programme: Programme, lines: Any, order: Sequence[int]) -> None:
    """Puts the lines of a programme in the given order; those not named follow, as they stood."""
    with transaction.atomic():
        lock_programme(programme)
        current = lines.filter(removed_at=None)
        places = {key: place for place, key in enumerate(order)}
        rows = sorted(
            current.order_by("position", "pk"), key=lambda row: places.get(row.pk, len(places))
        )
        # A unique constraint forbids two rows at one position, even within the transaction.
        current.update(position=F("position") + ASIDE)
        for position, row in enumerate(rows, start=1):
            row.position = position
        lines.bulk_update(rows, ["position"])


def lock_programme(programme: Programme) -> None:
    """Locks a programme until the end of the transaction."""
    lock_row(programme)


def next_position(lines: Any) -> int:
    """Returns the position of a line added at the end."""
    last: int = lines.aggregate(last=Max("position"))["last"] or 0
    return last + 1
