"""Random generator of weighted départements and of moments in five years."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import accumulate
from random import Random
from types import MappingProxyType
from typing import Any

from django.db import models

from bench.harness.copying import NULL, as_text, bulk_loading, copy_lines
from bocage.territory.models import Commune

FIVE_YEARS = timedelta(days=5 * 365)
MIN_DRAWN = 50
"""Added to the inhabitants of a commune: the smallest have something too."""
MIN_SHARE, MAX_SHARE = 0.3, 3.0
"""Bounds of the weight of a département, relative to the average."""


@dataclass(frozen=True)
class InDepartement:
    """A département: how much it has of everything, and its communes with their inhabitants."""

    code: str
    weight: float
    communes: Sequence[tuple[str, float, float]]
    """Code, latitude and longitude."""
    up_to: Sequence[int]

    def commune(self, chance: Random) -> tuple[str, float, float]:
        """Draws a commune, weighted by inhabitants."""
        (commune,) = chance.choices(self.communes, cum_weights=self.up_to)
        return commune


class Life:
    """Generator for the first départements of an instance, over the five years before `now`.

    A `share` reduces all rows for tests, and `times` multiplies those of some kinds.
    """

    def __init__(
        self,
        departements: int,
        *,
        now: datetime,
        share: float = 1.0,
        times: Mapping[int, float] = MappingProxyType({}),
    ) -> None:
        self.now, self.share, self._times = now, share, times
        self.departements = _departements(departements)

    def each_row(self, kind: int, average: int) -> Iterator[tuple[int, InDepartement, Random]]:
        """Yields the rows of a kind, with the average of a département; equal at each call."""
        chance = Random(kind)
        number = 0
        average = round(average * self._times.get(kind, 1))
        for departement in self.departements:
            for _number in range(max(1, round(average * departement.weight * self.share))):
                yield number, departement, chance
                number += 1

    def moment(self, chance: Random) -> datetime:
        """Draws a moment before today: late ones are more likely, since each year has more."""
        return self.now - timedelta(
            days=1, seconds=int(FIVE_YEARS.total_seconds() * (1 - chance.random() ** 0.6))
        )

    def day(self, chance: Random) -> date:
        """Draws a day, as `moment` does."""
        return self.moment(chance).date()


@dataclass(frozen=True)
class Table:
    """The rows of a model: the names of the fields, and their values row by row."""

    model: type[models.Model]
    names: Sequence[str]
    rows: Callable[[Life], Iterator[Sequence[Any]]]


def load(tables: Sequence[Table], life: Life) -> int:
    """Copies some tables, each of which is empty; returns the number of rows."""
    with bulk_loading(*(table.model for table in tables)):
        return sum(
            copy_lines(table.model, table.names, map(_copy_line, table.rows(life)), now=life.now)
            for table in tables
        )


def _copy_line(values: Sequence[Any]) -> str:
    return "\t".join(NULL if value is None else as_text(value) for value in values)


def _departements(count: int) -> list[InDepartement]:
    communes_of: dict[str, list[tuple[str, float, float, int]]] = {}
    rows = Commune.objects.current().filter(latitude__isnull=False).order_by("code")
    for code, departement, latitude, longitude, population in rows.values_list(
        "code", "departement_id", "latitude", "longitude", "population"
    ):
        inhabitants = (population or 0) + MIN_DRAWN
        located = (code, latitude or 0.0, longitude or 0.0, inhabitants)
        communes_of.setdefault(departement, []).append(located)
    chance = Random(61)
    return [
        InDepartement(
            code,
            chance.triangular(MIN_SHARE, MAX_SHARE, MIN_SHARE),
            [commune[:3] for commune in communes],
            list(accumulate(commune[3] for commune in communes)),
        )
        for code, communes in sorted(communes_of.items())[:count]
    ]
