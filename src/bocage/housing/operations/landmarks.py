"""How far the nearest place to work is from each home, kept beside it so that searches read it."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from bocage.housing.models import Dwelling
from bocage.territory.landmarks import landmark_kind

WORKSPACE = "workspace"
"""The code of the landmarks that `Dwelling.workspace_m` is about."""
BATCH = 1_000


def measure_landmarks(dwelling_ids: Collection[UUID]) -> int:
    """Measures the way from some dwellings to the nearest place to work; two statements.

    Returns how many distances changed. Without a position, or where no room has such places, a
    dwelling has none.
    """
    kind = landmark_kind(WORKSPACE)
    with transaction.atomic():
        homes = list(
            Dwelling.objects.filter(pk__in=dwelling_ids)
            .select_for_update(no_key=True, of=("self",))
            .only("latitude", "longitude", "workspace_m")
            .order_by("pk")
        )
        located = [
            (home, (home.latitude, home.longitude))
            for home in homes
            if home.latitude is not None and home.longitude is not None
        ]
        distances = kind.distances([position for _home, position in located]) if kind else ()
        measured = dict(zip((home.pk for home, _position in located), distances, strict=False))
        changed = []
        for home in homes:
            distance = measured.get(home.pk)
            metres = None if distance is None else round(distance)
            if metres != home.workspace_m:
                home.workspace_m = metres
                changed.append(home)
        Dwelling.objects.bulk_update(changed, ["workspace_m"])
    return len(changed)


def measure_next(after: UUID | None = None) -> UUID | None:
    """Measures the next homes on the market, in the order of their keys; None when all are done.

    Returns the key of the last one measured, from which to go on.
    """
    homes = Dwelling.objects.on_the_market().order_by("pk")
    if after is not None:
        homes = homes.filter(pk__gt=after)
    batch = list(homes.values_list("pk", flat=True)[:BATCH])
    if not batch:
        return None
    measure_landmarks(batch)
    return batch[-1]
