"""Schools, doctors, shops…: the base of facilities of INSEE (base permanente des équipements).

Three forms that it has been published in are read: counts by commune or neighbourhood (`DEPCOM`,
`TYPEQU`, `NB_EQUIP`, `AN`), one row for each facility (the same without `NB_EQUIP`), and the one
of the statistical portal (`GEO`, `GEO_OBJECT`, `FACILITY_TYPE`, `OBS_VALUE`, `TIME_PERIOD`). The
codes of facilities have changed in 2021: those of before and of after are read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from bocage.territory.fact_kinds import FactKind
from bocage.territory.imports.fact_rows import (
    CellRefused,
    Exhaustive,
    FactRow,
    Origin,
    RowRefused,
    insee_code,
    number,
)
from bocage.territory.imports.tables import Row, read_rows

NEEDED = ("depcom", "typequ")
SYNONYMS = {
    "geo": "depcom",
    "facility_type": "typequ",
    "obs_value": "nb_equip",
    "time_period": "an",
}
OF_COMMUNES = ("", "COM", "ARM")
"""What a row may be about, in the form of the portal."""
SOURCE = "INSEE, base permanente des équipements"
ADDRESS = "https://www.insee.fr/fr/metadonnees/source/serie/s1161"

SHOP, SUPERMARKET = (FactKind.SHOPS.value,), (FactKind.SHOPS.value, FactKind.SUPERMARKETS.value)
KINDS: dict[str, tuple[str, ...]] = {
    "B101": SUPERMARKET,  # hypermarché
    "B102": SUPERMARKET,  # supermarché
    "B104": SUPERMARKET,  # hypermarché et grand magasin
    "B105": SUPERMARKET,  # supermarché et magasin multi-commerce
    "B201": SUPERMARKET,  # supérette
    "B202": SHOP,  # épicerie
    "B203": (*SHOP, FactKind.BAKERIES.value),  # boulangerie, until 2020
    "B204": SHOP,  # boucherie, charcuterie
    "B206": SHOP,  # poissonnerie
    "B207": (*SHOP, FactKind.BAKERIES.value),  # boulangerie-pâtisserie, from 2021
    "C101": (FactKind.SCHOOLS.value,),  # école maternelle, until 2020
    "C102": (FactKind.SCHOOLS.value,),
    "C104": (FactKind.SCHOOLS.value,),  # école élémentaire, until 2020
    "C105": (FactKind.SCHOOLS.value,),
    "C107": (FactKind.SCHOOLS.value,),  # école maternelle, from 2021
    "C108": (FactKind.SCHOOLS.value,),  # école primaire, from 2021
    "C109": (FactKind.SCHOOLS.value,),  # école élémentaire, from 2021
    "C201": (FactKind.MIDDLE_SCHOOLS.value,),
    "C301": (FactKind.HIGH_SCHOOLS.value,),
    "C302": (FactKind.HIGH_SCHOOLS.value,),
    "C303": (FactKind.HIGH_SCHOOLS.value,),
    "D201": (FactKind.DOCTORS.value,),  # until 2020
    "D265": (FactKind.DOCTORS.value,),  # from 2021
    "D301": (FactKind.PHARMACIES.value,),  # until 2020
    "D307": (FactKind.PHARMACIES.value,),  # from 2021
    "D502": (FactKind.NURSERIES.value,),
}
"""What each code of facility counts as; the others are not asked about."""


def read_facts(lines: Iterable[str], origin: Origin) -> Iterator[FactRow | RowRefused | Exhaustive]:
    """The rows that cannot be read as they come, then the counts of each commune.

    Raises:
        Unreadable: the header lacks a column.
    """
    counts: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    departements: set[str] = set()
    years: set[int] = set()
    for row in read_rows(lines, needed=NEEDED, synonyms=SYNONYMS):
        if row.values.get("geo_object", "") not in OF_COMMUNES:
            continue
        try:
            code, kinds, count, year = _counted(row)
        except CellRefused as refusal:
            yield refusal.at(row.line)
            continue
        departements.add(departement_of(code))
        if year is not None:
            years.add(year)
        for kind in kinds:
            counts[code, kind] += count
    if len(years) > 1:
        yield RowRefused(0, "an", f"several years at once: {sorted(years)}")
        return
    dated_on = origin.dated_on or next((date(year, 1, 1) for year in years), None)
    if dated_on is None:
        yield RowRefused(0, "an", "no row tells its year: give --date")
        return
    yield from _told(counts, sorted(departements), origin.source or SOURCE, dated_on)


def departement_of(code: str) -> str:
    """The code of the département of a commune."""
    return code[:3] if code.startswith("97") else code[:2]


def _counted(row: Row) -> tuple[str, tuple[str, ...], Decimal, int | None]:
    cells = row.values
    code = insee_code("depcom", cells.get("depcom", "").removeprefix("COM-").split("-")[-1])
    told = cells.get("an", "")
    if told and not (told.isascii() and told.isdigit() and 2000 <= int(told) <= 2100):
        raise CellRefused("an", f"not a year: {told[:20]!r}")
    count = number("nb_equip", cells["nb_equip"]) if "nb_equip" in cells else Decimal(1)
    kinds = KINDS.get(cells.get("typequ", "").upper(), ())
    return code, kinds, count, int(told) if told else None


def _told(
    counts: dict[tuple[str, str], Decimal], departements: list[str], source: str, dated_on: date
) -> Iterator[FactRow | Exhaustive]:
    for (code, kind), count in counts.items():
        yield FactRow(
            line=0,
            code=code,
            kind=kind,
            value=count,
            source=source,
            address=ADDRESS,
            dated_on=dated_on,
        )
    kinds = sorted({kind for _code, kind in counts})
    yield Exhaustive(kinds, departements, source, dated_on, ADDRESS)
