"""Data of the welcome bench: every commune of the instance, with invented facts.

They go through the operation of imports, and the marks are computed as by the worker: both are
timed. A tenth of the facts is left out, as in real files.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random
from time import perf_counter

from bocage.territory.fact_kinds import FactKind
from bocage.territory.imports.fact_rows import FactRow
from bocage.territory.models import Commune
from bocage.territory.operations.commune_facts import write_commune_facts
from bocage.welcome.suitability.operations.rows import refresh_suitability

SEED = 61
COVERED = 0.9
SOURCE = "invented for the bench"
DATED_ON = date(2026, 1, 1)
WISHED = 60

SELDOM: dict[str, float] = {
    FactKind.NURSERIES: 0.15,
    FactKind.SCHOOLS: 0.6,
    FactKind.MIDDLE_SCHOOLS: 0.13,
    FactKind.HIGH_SCHOOLS: 0.05,
    FactKind.DOCTORS: 0.3,
    FactKind.PHARMACIES: 0.25,
    FactKind.SHOPS: 0.45,
}
"""Share of communes with at least one: about that of France."""


@dataclass(frozen=True)
class CommuneFactsStage:
    """Loaded counts, and the communes that the client requests."""

    communes: int
    facts: int
    facts_seconds: float
    refresh_seconds: float
    wished: list[str]


def set_commune_facts_stage() -> CommuneFactsStage:
    """Writes facts of every commune, and computes the marks."""
    codes = list(
        Commune.objects.current()
        .filter(latitude__isnull=False)
        .order_by("code")
        .values_list("code", flat=True)
    )
    started = perf_counter()
    report = write_commune_facts(invented_facts(codes))
    written_at = perf_counter()
    refresh_suitability()
    return CommuneFactsStage(
        communes=Commune.objects.current().count(),
        facts=report.written,
        facts_seconds=round(written_at - started, 1),
        refresh_seconds=round(perf_counter() - written_at, 1),
        wished=codes[:: max(1, len(codes) // WISHED)],
    )


def invented_facts(codes: list[str]) -> Iterator[FactRow]:
    """Yields equal facts for equal communes at each run."""
    random = Random(SEED)
    for code in codes:
        for kind, value, detail in _of_a_commune(random):
            if random.random() < COVERED:
                yield FactRow(
                    line=0,
                    code=code,
                    kind=str(kind),
                    value=Decimal(value).quantize(Decimal("0.01")),
                    detail=detail,
                    source=SOURCE,
                    dated_on=DATED_ON,
                )


def _of_a_commune(random: Random) -> Iterator[tuple[str, float, str]]:
    yield FactKind.FIBRE, random.triangular(0, 100, 95), ""
    for kind, share in SELDOM.items():
        yield kind, random.randint(1, 6) if random.random() < share else 0, ""
    yield FactKind.NEAREST_STATION, random.uniform(0.5, 40), "Gare inventée"
    yield FactKind.PARIS_MINUTES, random.uniform(40, 300), "Gare inventée"
    yield FactKind.DENSITY, random.lognormvariate(3.7, 1.2), ""
