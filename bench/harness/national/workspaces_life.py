"""Visits to places over five years, and searches in vain. The places and bookings are those of
`nation`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from bench.harness.nation import identifier
from bench.harness.national.life import FIVE_YEARS, Life, Table
from bocage.workspaces.models import Place, UnmetWish, Visit

PLACES = 10
"""Places of an average département."""
VISIT, UNMET = 111, 112
VISITS, UNMET_WISHES = 5_000, 300


def places_of(life: Life) -> int:
    """Returns the number of places of all départements."""
    return max(1, round(PLACES * len(life.departements) * life.share))


def open_since_the_beginning(life: Life) -> None:
    """Sets the places as created five years ago, with speeds that their hosts measured."""
    before = life.now - FIVE_YEARS
    Place.objects.update(
        created_at=before,
        download_mbps=300,
        upload_mbps=120,
        speed_measured_on=before.date(),
    )


def _visits(life: Life) -> Iterator[Sequence[Any]]:
    # Read before the COPY, during which no query is possible.
    places = list(Place.objects.order_by("pk").values_list("pk", flat=True))
    return _visits_to(places, life)


def _visits_to(places: Sequence[UUID], life: Life) -> Iterator[Sequence[Any]]:
    """Yields visits; of ten places, the busiest one has a third of them."""
    for number, _departement, chance in life.each_row(VISIT, VISITS):
        place = places[int(len(places) * chance.random() ** 2)]
        yield identifier(VISIT, number), place, life.moment(chance)


def _unmet(life: Life) -> Iterator[Sequence[Any]]:
    for _number, departement, chance in life.each_row(UNMET, UNMET_WISHES):
        searched_at = life.moment(chance)
        yield (
            departement.commune(chance)[0],
            f'["{searched_at}","{searched_at + timedelta(hours=3)}")', "search", searched_at,
        )  # fmt: skip


TABLES = (
    Table(Visit, ("id", "place_id", "arrived_at"), _visits),
    Table(UnmetWish, ("commune_id", "period", "reason", "requested_at"), _unmet),
)
