"""Sales of the open file « Demandes de valeurs foncières géolocalisées » (Etalab, geo-dvf).

CSV with a header, plain, in gzip or alone in a ZIP. A sale (`id_mutation`) has a row for each
premises and each part of the plot; the rows of a sale are consecutive. `_sale_of` selects the
sales, by the rule of `docs/decisions/housing-search.md`.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from bocage.housing.criteria.kinds import PropertyKind
from bocage.territory.imports.tables import Unreadable

REQUIRED_COLUMNS = (
    "id_mutation",
    "date_mutation",
    "nature_mutation",
    "valeur_fonciere",
    "code_commune",
    "type_local",
    "surface_reelle_bati",
)
KINDS = {"Maison": PropertyKind.HOUSE, "Appartement": PropertyKind.APARTMENT}
DEPENDENCY = "Dépendance"
SMALLEST_M2, LARGEST_M2 = 9, 600
LOWEST_EUR, HIGHEST_EUR = 5_000, 5_000_000
LOWEST_EUR_M2, HIGHEST_EUR_M2 = 100, 15_000
MAX_COLUMNS = 200
MAX_ROWS_OF_A_SALE = 2_000


@dataclass(frozen=True, slots=True)
class Sale:
    """Sale of one home: its commune (INSEE code of the time), kind, year and price per m²."""

    commune: str
    kind: PropertyKind
    year: int
    eur_m2: int


@dataclass
class Counts:
    """Counts of the rows read: mutations are sales, exchanges and others; `left_out` counts by
    reason.
    """

    rows: int = 0
    mutations: int = 0
    left_out: Counter[str] = field(default_factory=Counter)


def read_sales(lines: Iterable[str], counts: Counts) -> Iterator[Sale]:
    """Yields the homes sold, one sale at a time: only the rows of one sale are in memory.

    Raises:
        Unreadable: the header lacks a column, or a line is not a row of a table.
    """
    try:
        yield from _sales(lines, counts)
    except csv.Error as error:
        raise Unreadable(f"after {counts.rows} rows comes what is none: {error}") from error


def _sales(lines: Iterable[str], counts: Counts) -> Iterator[Sale]:
    rows = csv.DictReader(lines)
    names = rows.fieldnames or []
    missing = [name for name in REQUIRED_COLUMNS if name not in names]
    if missing or len(names) > MAX_COLUMNS:
        raise Unreadable(f"the header lacks: {', '.join(missing) or 'nothing, it is too long'}")
    for _identifier, group in groupby(
        _count_rows(rows, counts), key=lambda row: row["id_mutation"]
    ):
        counts.mutations += 1
        sale = _sale_of(group)
        if isinstance(sale, Sale):
            yield sale
        else:
            counts.left_out[sale] += 1


def _count_rows(
    rows: Iterable[dict[str, str | None]], counts: Counts
) -> Iterator[Mapping[str, str]]:
    for row in rows:
        counts.rows += 1
        yield {name: row.get(name) or "" for name in REQUIRED_COLUMNS}


def _sale_of(group: Iterator[Mapping[str, str]]) -> Sale | str:
    """Returns the sale of one house or one flat (with its cellars and garages), or the reason to
    ignore it.

    Ignored: anything but a « Vente » (exchanges, auctions, homes to be built), several homes or a
    shop at once, several communes, and outliers of price or surface.
    """
    rows = [row for number, row in enumerate(group) if number < MAX_ROWS_OF_A_SALE]
    first = rows[0]
    if first["nature_mutation"] != "Vente":
        return "not a sale"
    premises = {
        (row["type_local"], row["surface_reelle_bati"]) for row in rows if row["type_local"]
    }
    homes = [premise for premise in premises if premise[0] in KINDS]
    if len(homes) != 1 or any(kind not in KINDS and kind != DEPENDENCY for kind, _m2 in premises):
        return "not one home alone"
    if len({row["code_commune"] for row in rows}) != 1:
        return "in several communes"
    return _plausible(first, homes[0])


def _plausible(first: Mapping[str, str], home: tuple[str, str]) -> Sale | str:
    """Returns the sale if its price, its surface and its date are plausible for a home, else the
    reason.
    """
    price, surface = _number(first["valeur_fonciere"]), _number(home[1])
    year = first["date_mutation"][:4]
    if price is None or surface is None or not (year.isascii() and year.isdigit()):
        return "price, surface or date not told"
    if not (SMALLEST_M2 <= surface <= LARGEST_M2 and LOWEST_EUR <= price <= HIGHEST_EUR):
        return "outlier"
    eur_m2 = round(price / surface)
    if not (LOWEST_EUR_M2 <= eur_m2 <= HIGHEST_EUR_M2 and 2000 <= int(year) <= 2100):
        return "outlier"
    return Sale(first["code_commune"].upper(), KINDS[home[0]], int(year), eur_m2)


def _number(text: str) -> float | None:
    """Returns a number as the file writes it (`185000`, `185000.50`), or None."""
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return None
    return number if 0 <= number < 1e12 else None
