"""Positions of communes, from offline sources or from the official API."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from bocage.foundation.events import publish
from bocage.territory.events import CommunesMoved
from bocage.territory.imports.geo_api import ApiCommune
from bocage.territory.imports.positions import Position
from bocage.territory.models import Commune
from bocage.territory.operations.writing import BATCH, begin_import

if TYPE_CHECKING:
    from bocage.territory.imports.outlines import Outline

TRUST = [
    "",
    Commune.PositionSource.GEONAMES,
    Commune.PositionSource.CENTRE,
    Commune.PositionSource.OUTLINE,
    Commune.PositionSource.TOWN_HALL,
]
"""The sources, from the least to the most exact: a position is replaced by an equal or a better."""

Positions = Mapping[str, Position | ApiCommune]
NOWHERE: Positions = MappingProxyType({})

POSITION_FIELDS = ["latitude", "longitude", "position_source"]


@dataclass
class PositionsReport:
    """Numbers of communes by source of position after an import, and the communes without one."""

    written: int = 0
    by_source: dict[str, int] = field(default_factory=dict)
    unlocated: list[str] = field(default_factory=list)


def locate_communes(*, departements: Collection[str], positions: Positions) -> PositionsReport:
    """Writes positions, by INSEE code, if they are at least as exact as the stored ones.

    Running it again writes nothing. The report lists the current communes of the
    départements that still have no position.
    """
    report = PositionsReport()
    with transaction.atomic():
        begin_import()
        communes = list(Commune.objects.current().filter(departement__in=departements))
        relocated = [commune for commune in communes if place(commune, positions.get(commune.code))]
        write_positions(relocated)
    report.written = len(relocated)
    report.by_source = _count(communes)
    report.unlocated = [
        f"{commune.name} ({commune.code})" for commune in communes if not commune.is_located
    ]
    return report


def write_positions(communes: Collection[Commune]) -> None:
    """Writes the positions of communes that were moved by `place`, and announces them."""
    if not communes:
        return
    Commune.objects.bulk_create(
        communes,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=POSITION_FIELDS,
    )
    publish(CommunesMoved(count=len(communes)))


def copy_positions(rows: QuerySet[Any], **values: Any) -> int:
    """Gives rows the position of their `commune` where they have another, with other values;
    returns how many there were.
    """
    own = Commune.objects.filter(pk=OuterRef("commune"))
    here = Q(latitude=F("commune__latitude"), longitude=F("commune__longitude"))
    behind = rows.filter(commune__latitude__isnull=False).filter(Q(latitude=None) | ~here)
    return behind.update(
        latitude=Subquery(own.values("latitude")),
        longitude=Subquery(own.values("longitude")),
        **values,
    )


def place(commune: Commune, position: Position | ApiCommune | Outline | None) -> bool:
    """Moves the commune (unsaved), unless it is better placed already; whether it moved."""
    if position is None or TRUST.index(position.source) < TRUST.index(commune.position_source):
        return False
    before = [getattr(commune, name) for name in POSITION_FIELDS]
    commune.latitude, commune.longitude = position.latitude, position.longitude
    commune.position_source = position.source
    return before != [getattr(commune, name) for name in POSITION_FIELDS]


def _count(communes: Iterable[Commune]) -> dict[str, int]:
    counts = dict.fromkeys(Commune.PositionSource.values, 0)
    for commune in communes:
        if commune.position_source:
            counts[commune.position_source] += 1
    return counts
