"""Schools, doctors, shops…, from INSEE's database of facilities (base permanente des équipements).

Three of its published formats are read: counts by commune or neighbourhood (`DEPCOM`, `TYPEQU`,
`NB_EQUIP`, `AN`; until the base of 2021), one row for each facility (as the first, without
`NB_EQUIP`: `BPE25.zip`), and the current counts (`DS_BPE_CSV_FR.zip`: `GEO`, `GEO_OBJECT`,
`FACILITY_TYPE`, `BPE_MEASURE`, `OBS_VALUE`, `TIME_PERIOD`). The codes of facilities change from one
edition to the next: those of all editions are read, see `KINDS`.
"""

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
from bocage.territory.imports.tables import Row, Unreadable, read_rows

REQUIRED_COLUMNS = ("depcom", "typequ")
SYNONYMS = {
    "geo": "depcom",
    "facility_type": "typequ",
    "obs_value": "nb_equip",
    "time_period": "an",
}
OF_COMMUNES = ("", "COM", "ARM")
"""Accepted objects of a row in the current format: living areas have codes of five digits too."""
COUNTS = ("", "FACILITIES")
"""Accepted measures of a row in the current format."""
FEATURES = "school_sector"
"""The table of schools by their features counts each of them in many rows."""
SOURCE = "INSEE, base permanente des équipements"
ADDRESS = "https://www.insee.fr/fr/metadonnees/source/serie/s1161"

SHOP, SUPERMARKET = (FactKind.SHOPS.value,), (FactKind.SHOPS.value, FactKind.SUPERMARKETS.value)
BAKERY = (FactKind.SHOPS.value, FactKind.BAKERIES.value)
KINDS: dict[str, tuple[str, ...]] = {
    "B101": SUPERMARKET,  # hypermarché, formerly
    "B102": SUPERMARKET,  # supermarché, formerly
    "B104": SUPERMARKET,  # hypermarché et grand magasin
    "B105": SUPERMARKET,  # supermarché et magasin multi-commerce
    "B201": SUPERMARKET,  # supérette
    "B202": SHOP,  # épicerie
    "B203": BAKERY,  # boulangerie, formerly
    "B204": SHOP,  # boucherie, charcuterie
    "B205": SHOP,  # produits surgelés
    "B206": SHOP,  # poissonnerie
    "B207": BAKERY,  # boulangerie-pâtisserie
    "B208": SHOP,  # commerce spécialisé en fruits et légumes
    "B210": SHOP,  # autres commerces alimentaires
    "C101": (FactKind.SCHOOLS.value,),  # école maternelle, formerly
    "C102": (FactKind.SCHOOLS.value,),  # école maternelle de RPI dispersé, formerly
    "C104": (FactKind.SCHOOLS.value,),  # école élémentaire, formerly
    "C105": (FactKind.SCHOOLS.value,),  # école élémentaire de RPI dispersé, formerly
    "C107": (FactKind.SCHOOLS.value,),  # école maternelle
    "C108": (FactKind.SCHOOLS.value,),  # école primaire
    "C109": (FactKind.SCHOOLS.value,),  # école élémentaire
    "C201": (FactKind.MIDDLE_SCHOOLS.value,),
    "C301": (FactKind.HIGH_SCHOOLS.value,),  # lycée général et/ou technologique
    "C302": (FactKind.HIGH_SCHOOLS.value,),  # lycée professionnel
    "C303": (FactKind.HIGH_SCHOOLS.value,),  # lycée agricole
    "D201": (FactKind.DOCTORS.value,),  # médecin généraliste, until the base of 2023
    "D265": (FactKind.DOCTORS.value,),  # médecin généraliste, from that of 2024
    "D301": (FactKind.PHARMACIES.value,),  # pharmacie, formerly
    "D307": (FactKind.PHARMACIES.value,),
    "D502": (FactKind.NURSERIES.value,),  # établissement d’accueil du jeune enfant
    "D509": (FactKind.NURSERIES.value,),  # micro-crèche, apart since the base of 2025
}
"""Fact of each code of facility.

Checked with the lists of 2018 (former codes), 2023, 2024 and 2025 (insee.fr, source s1161, files
`TYPEQU_AAAA.csv` and `varmod`). Other codes are ignored: drinks (B209), and sections of a lycée
that another code counts (C304, C305).
"""


def read_facts(lines: Iterable[str], origin: Origin) -> Iterator[FactRow | RowRefused | Exhaustive]:
    """Yields the rejected rows as they come, then the counts of each commune.

    Raises:
        Unreadable: the header lacks a column, or is that of another table of the base.
    """
    base = _Base()
    for row in read_rows(lines, required=REQUIRED_COLUMNS, synonyms=SYNONYMS):
        if FEATURES in row.values:
            raise Unreadable("schools by their features: give the general table, DS_BPE_CSV_FR.zip")
        if not _is_counted(row):
            continue
        try:
            base.count(row)
        except CellRefused as refusal:
            yield refusal.at(row.line)
    if len(base.years) > 1:
        yield RowRefused(0, "an", f"several years at once: {sorted(base.years)}")
        return
    dated_on = origin.dated_on or next((date(year, 1, 1) for year in base.years), None)
    if dated_on is None:
        yield RowRefused(0, "an", "no row tells its year: give --date")
        return
    yield from base.facts(origin.source or SOURCE, dated_on)


def departement_of(code: str) -> str:
    """Returns the code of the département of a commune."""
    return code[:3] if code.startswith("97") else code[:2]


def _is_counted(row: Row) -> bool:
    cells = row.values
    return cells.get("geo_object", "") in OF_COMMUNES and cells.get("bpe_measure", "") in COUNTS


class _Base:
    """Counts of a table so far."""

    def __init__(self) -> None:
        self.counts: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
        self.hidden: set[tuple[str, str]] = set()
        """Commune and kind of the rows without a figure: neither a count nor a zero."""
        self.departements: set[str] = set()
        self.years: set[int] = set()

    def count(self, row: Row) -> None:
        """Adds a row.

        Raises:
            CellRefused: one of its cells is invalid for its column.
        """
        cells = row.values
        code = insee_code("depcom", cells.get("depcom", "").split("-")[-1])
        year = cells.get("an", "")
        if year and not (year.isascii() and year.isdigit() and 2000 <= int(year) <= 2100):
            raise CellRefused("an", f"not a year: {year[:20]!r}")
        kinds = KINDS.get(cells.get("typequ", "").upper(), ())
        try:
            count = number("nb_equip", cells["nb_equip"]) if "nb_equip" in cells else Decimal(1)
        except CellRefused:
            self.hidden.update((code, kind) for kind in kinds)
            raise
        self.departements.add(departement_of(code))
        if year:
            self.years.add(int(year))
        for kind in kinds:
            self.counts[code, kind] += count

    def facts(self, source: str, dated_on: date) -> Iterator[FactRow | Exhaustive]:
        """Yields the facts, and the declaration that the table is complete."""
        for (code, kind), count in self.counts.items():
            if (code, kind) not in self.hidden:
                yield FactRow(
                    line=0,
                    code=code,
                    kind=kind,
                    value=count,
                    source=source,
                    address=ADDRESS,
                    dated_on=dated_on,
                )
        kinds = sorted({kind for _code, kind in self.counts})
        yield Exhaustive(
            kinds, sorted(self.departements), source, dated_on, ADDRESS, sorted(self.hidden)
        )
