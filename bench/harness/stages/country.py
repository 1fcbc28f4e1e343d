"""Data of the evidence bench: five years of a country, and its past nights."""

from __future__ import annotations

import resource
import sys
from dataclasses import dataclass
from datetime import date, datetime
from time import perf_counter

from django.db import connection, transaction

from bench.harness.copying import bulk_loading
from bench.harness.nation import Nation
from bench.harness.national import (
    housing_life,
    network_life,
    outreach_life,
    training_life,
    welcome_life,
    workspaces_life,
)
from bench.harness.national.life import FIVE_YEARS, Life, load
from bench.harness.national.people_life import give_accounts
from bench.harness.stage import InstanceInUse, sign_in
from bocage.evidence.models import HiddenFigure, IndicatorCell, LateFact, Night
from bocage.evidence.operations.snapshots import count_night
from bocage.evidence.operations.verification import verify_cells
from bocage.evidence.registry import Indicator, Kind, indicators
from bocage.people.models import Person, Role
from bocage.people.operations.mandates import appoint_administrator, grant_mandate
from bocage.people.operations.persons import create_person
from bocage.people.operations.scopes import scope_of
from bocage.territory.models import Departement

ROOMS = (
    welcome_life.TABLES,
    housing_life.TABLES,
    network_life.TABLES,
    outreach_life.TABLES,
    training_life.TABLES,
    workspaces_life.TABLES,
)
KIB_IN_MB = 1024 if sys.platform == "linux" else 1024 * 1024
SEED = 61
REPORT_FROM_S = 1.0
REPORT_EVERY_S = 15.0
PAST_MONTHS, PAST_YEARS = 59, 4

PAST_STOCKS = """
    INSERT INTO evidence_indicatorcell
        (indicator, level, code, span, starts_on, numerator, denominator, counted, known_from)
    SELECT indicator, level, code, span,
           (starts_on - back * interval '1 {span}')::date,
           ceil(numerator * (1 - back * {less})), denominator, counted,
           (starts_on - (back - 1) * interval '1 {span}')::date - 1
    FROM evidence_indicatorcell CROSS JOIN generate_series(1, {past}) back
    WHERE known_until IS NULL AND span = '{span}' AND indicator = ANY(%(stocks)s)
"""
"""Past values of stocks, which no count can compute: they grew to the current ones."""

A_DAY_OF_HOMES = """
    UPDATE housing_dwelling SET confirmed_at = confirmed_at + interval '1 day'
    WHERE is_on_the_market AND hashtext(id::text) % 20 = 0
"""
HOMES_THAT_WENT = """
    UPDATE housing_dwelling SET is_on_the_market = false, gone_at = now() - interval '1 day'
    WHERE is_on_the_market AND hashtext(id::text) % 50 = 1
"""
LATE_WORDS = """
    UPDATE welcome_settlementproject SET moved_in_on = moved_in_on - 40
    WHERE stage = 'settled' AND left_on IS NULL AND hashtext(id::text) % 500 = 0
"""
"""Changes of a day, besides its new rows: confirmed and gone homes, late moves."""


@dataclass(frozen=True)
class CountryStage:
    """Loaded counts, and the readers."""

    session: str
    departement: str
    rows: int
    bookings: int
    load_seconds: float


@dataclass(frozen=True)
class NightStage:
    """Duration and changes of a night."""

    seconds: float
    peak_mb: float
    cells: int
    cells_new: int
    cells_replaced: int
    late_facts: int


@dataclass(frozen=True)
class RecomputedStage:
    """Number of figures that were computed again, and of those that differ."""

    cells: int
    differences: int
    seconds: float


def set_country_stage(departements: int, *, now: datetime, share: float = 1.0) -> CountryStage:
    """Loads five years of the first départements of an instance.

    Raises:
        InstanceInUse: it has accounts.
    """
    if Person.objects.exists():
        raise InstanceInUse
    started = perf_counter()
    life = Life(departements, now=now, share=share)
    nation = Nation(0, workspaces_life.places_of(life), now=now, past=FIVE_YEARS)
    counts = nation.load()
    rows = sum(load(tables, life) for tables in ROOMS) + give_accounts(ROOMS, now=now)
    workspaces_life.open_since_the_beginning(life)
    code = life.departements[-1].code
    return CountryStage(
        session=sign_in(_coordinator(code)),
        departement=code,
        rows=rows + sum(counts.values()),
        bookings=counts["bookings"],
        load_seconds=round(perf_counter() - started, 1),
    )


@transaction.atomic
def _coordinator(departement: str) -> Person:
    admin = appoint_administrator(email="bench@bocage.example").person
    coordinator = create_person(email="preuves@bocage.example", name="Maud Accueil")
    scope = scope_of(Departement.objects.get(code=departement))
    grant_mandate(by=admin, person=coordinator, role=Role.COORDINATOR, scope=scope)
    return coordinator


def count_first_night(night: date) -> NightStage:
    """Counts five years at once, and adds the past values of stocks, which no count can compute."""
    started = perf_counter()
    stocks = {
        "stocks": [indicator.name for indicator in indicators() if indicator.kind is Kind.STOCK]
    }
    with bulk_loading(IndicatorCell, LateFact, HiddenFigure):
        count_night(night, on_indicator=_Progress())
        with connection.cursor() as cursor:
            for span, past, share in (("month", PAST_MONTHS, 0.01), ("year", PAST_YEARS, 0.15)):
                statement = PAST_STOCKS.format(span=span, past=past, less=share)
                cursor.execute(statement, stocks)
    return _report_night(night, perf_counter() - started)


def let_a_day_pass() -> None:
    """Applies the changes of a day."""
    with connection.cursor() as cursor:
        for statement in (A_DAY_OF_HOMES, HOMES_THAT_WENT, LATE_WORDS):
            cursor.execute(statement)


def count_ordinary_night(night: date) -> NightStage:
    """Counts a night as the clock does, after many others."""
    started = perf_counter()
    count_night(night, on_indicator=_CountryProgress())
    return _report_night(night, perf_counter() - started)


class _Progress:
    """Progress on stderr: number of counted indicators, four times a minute."""

    def __init__(self) -> None:
        self._started = self._reported = perf_counter()

    def __call__(self, indicator: Indicator, completed: int, total: int) -> None:
        now = perf_counter()
        if now - self._reported >= REPORT_EVERY_S:
            print(
                f"  {completed}/{total} {indicator.name}: {now - self._started:.0f} s",
                file=sys.stderr,
            )
            self._reported = now


class _CountryProgress:
    """Progress on stderr: slow indicators, as they are counted."""

    def __init__(self) -> None:
        self._since = perf_counter()

    def __call__(self, indicator: Indicator, completed: int, total: int) -> None:
        now = perf_counter()
        if now - self._since >= REPORT_FROM_S:
            print(
                f"{completed}/{total} {indicator.name}: {now - self._since:.1f} s", file=sys.stderr
            )
        self._since = now


def recompute(number: int) -> RecomputedStage:
    """Computes so many figures of the last night again, by another way, drawn by a seed."""
    started = perf_counter()
    verification = verify_cells(number, SEED)
    for difference in verification.differences:
        print(difference, file=sys.stderr)
    return RecomputedStage(
        cells=verification.checked,
        differences=len(verification.differences),
        seconds=round(perf_counter() - started, 1),
    )


def _report_night(night: date, seconds: float) -> NightStage:
    record = Night.objects.get(pk=night)
    return NightStage(
        seconds=round(seconds, 2),
        peak_mb=round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB_IN_MB, 1),
        cells=IndicatorCell.objects.count(),
        cells_new=record.cells_new,
        cells_replaced=record.cells_replaced,
        late_facts=record.late_facts_reported,
    )
