"""Invented facts about the communes of the Orne, for the demo, each marked as invented.

No open file of such facts ships with Bocage: only the names, the populations and the positions of
the communes are real. Invented facts follow the population, so that towns have the usual services.
Stations are at the centre of their commune; the minutes to Paris are invented. So are the
inhabitants and the pupils of each year, except the last count of inhabitants, which is real.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from random import Random

from bocage.territory.fact_kinds import FactKind, SeriesKind
from bocage.territory.geography import distance_between
from bocage.territory.imports.fact_rows import FactRow, YearRow
from bocage.territory.models import Commune
from bocage.territory.operations.commune_facts import write_commune_facts
from bocage.territory.operations.yearly_figures import write_yearly_figures
from bocage.welcome.suitability.operations.rows import refresh_suitability

SOURCE = "Démonstration, chiffre inventé"
DEPARTEMENT = "61"
STATIONS = {
    "61001": ("Alençon", 120),
    "61006": ("Argentan", 115),
    "61063": ("Briouze", 138),
    "61169": ("Flers", 148),
    "61214": ("L’Aigle", 85),
    "61464": ("Sées", 140),
}
"""Towns with a station, and invented minutes to Paris."""

ONE_FOR: dict[str, tuple[int, int]] = {
    FactKind.NURSERIES: (1_800, 4_000),
    FactKind.SCHOOLS: (350, 1_200),
    FactKind.MIDDLE_SCHOOLS: (1_900, 6_000),
    FactKind.HIGH_SCHOOLS: (3_500, 8_000),
    FactKind.DOCTORS: (700, 1_100),
    FactKind.PHARMACIES: (800, 2_500),
    FactKind.SHOPS: (300, 500),
    FactKind.BAKERIES: (400, 1_400),
    FactKind.SUPERMARKETS: (1_500, 3_000),
}
"""Population from which there is one, and population for each additional one."""

YEARS = 12
COUNTED_AFTER = 3
"""Delay, in years, before INSEE publishes a population count."""
PEOPLE_WITH_A_SCHOOL = 350


def write_facts_of_communes(*, today: date) -> int:
    """Writes invented facts about each commune of the Orne, and returns the number of new ones.

    It is idempotent: a commune always has the same facts.
    """
    communes = list(Commune.objects.current().filter(departement=DEPARTEMENT).order_by("code"))
    report = write_commune_facts(_facts(communes, date(today.year, 1, 1)))
    refresh_suitability(today=today)
    return report.written


def write_years_of_communes(*, today: date) -> int:
    """Writes yearly numbers of inhabitants and pupils for each commune of the Orne, and returns the
    number of new figures. It is idempotent.
    """
    communes = Commune.objects.current().filter(departement=DEPARTEMENT).exclude(population=None)
    return write_yearly_figures(
        row for commune in communes.order_by("code") for row in _years(commune, today.year)
    ).written


def _years(commune: Commune, this_year: int) -> Iterator[YearRow]:
    """Backwards from the last count: most villages lose people slowly, and pupils faster."""
    random = Random(f"{commune.code}, year after year")
    people = float(commune.population or 0)
    pupils = people * random.uniform(0.06, 0.1)
    has_school = people >= PEOPLE_WITH_A_SCHOOL
    fewer = random.uniform(-0.006, 0.014)
    for back in range(YEARS):
        counts = {SeriesKind.POPULATION: (this_year - COUNTED_AFTER - back, people)}
        if has_school:
            counts[SeriesKind.PUPILS] = (this_year - 1 - back, pupils)
        for kind, (year, count) in counts.items():
            yield YearRow(
                line=0,
                code=commune.code,
                kind=kind.value,
                year=year,
                value=round(count),
                source=SOURCE,
            )
        people *= 1 + fewer + random.uniform(-0.004, 0.004)
        pupils *= 1 + 2 * fewer + random.uniform(-0.03, 0.03)


def _facts(communes: list[Commune], dated_on: date) -> Iterator[FactRow]:
    stations = [
        (commune, *STATIONS[commune.code]) for commune in communes if commune.code in STATIONS
    ]
    for commune in communes:
        for kind, value, detail in (*_of(commune), *_station(commune, stations)):
            yield FactRow(
                line=0,
                code=commune.code,
                kind=kind,
                value=Decimal(value).quantize(Decimal("0.1")),
                detail=detail,
                source=SOURCE,
                dated_on=dated_on,
            )


def _of(commune: Commune) -> Iterator[tuple[str, float, str]]:
    random = Random(commune.code)
    people = commune.population or 0
    yield FactKind.FIBRE.value, random.choice((100, 99, 97, 96, 94, 91, 86, 78, 55)), ""
    yield FactKind.VACANT_HOMES.value, random.uniform(5, 16), ""
    for kind, (first, further) in ONE_FOR.items():
        threshold = first * random.uniform(0.8, 1.3)
        count = 0 if people < threshold else 1 + int((people - threshold) / further)
        yield str(kind), count, ""


def _station(
    commune: Commune, stations: list[tuple[Commune, str, int]]
) -> Iterator[tuple[str, float, str]]:
    if commune.latitude is None or commune.longitude is None:
        return
    distances = [
        (
            distance_between(
                commune.latitude, commune.longitude, station.latitude, station.longitude
            ),
            name,
            minutes,
        )
        for station, name, minutes in stations
        if station.latitude is not None and station.longitude is not None
    ]
    if distances:
        metres, name, minutes = min(distances)
        yield FactKind.NEAREST_STATION.value, metres / 1_000, name
        yield FactKind.PARIS_MINUTES.value, minutes, name
