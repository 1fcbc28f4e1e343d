"""Stock of a source, compared with the content of a delivery, and updated to it.

Rows are copied into a temporary table as they are read, so that memory stays flat, then compared
and written by a few statements, however many there are.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from itertools import batched
from math import cos, hypot, radians
from typing import Any

from django.db import connection

from bocage.foundation.db.identifiers import new_identifier
from bocage.housing.feeds.operations import listing_changes
from bocage.housing.feeds.operations.towns import FoundTown, Towns
from bocage.housing.feeds.parsing.listing_rows import ListingRow, ReadRow, RowProblem
from bocage.housing.market.models.listings import Listing
from bocage.housing.market.models.sources import FeedRun, Source

READ_AT_ONCE = 2_000
MAX_PROBLEMS = 2_000
"""Maximum number of rejections, and of repairs, recorded per delivery: the first thousands are
enough for an agency, and the repairs of a whole stock do not hide rejected homes.
"""
FARTHEST_FROM_TOWN_M = 30_000
METRES_A_DEGREE = 111_195


@dataclass
class StockChange:
    """Content of a delivery, and the changes that it makes to the stock.

    `stock` is the number of listings that the source offered before; `withdrawn` the number of
    those absent from the delivery.
    """

    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    withdrawn: int = 0
    rejected: int = 0
    repaired: int = 0
    price_falls: int = 0
    stock: int = 0
    problems: list[RowProblem] = field(default_factory=list)
    references: dict[int, str] = field(default_factory=dict)
    """The reference of a line that has a problem, by line."""
    noted: Counter[str] = field(default_factory=Counter)
    """Number of recorded problems, by severity."""

    def note(self, problems: Iterable[RowProblem], reference: str = "") -> None:
        for problem in problems:
            if self.noted[problem.severity] < MAX_PROBLEMS:
                self.noted[problem.severity] += 1
                self.problems.append(problem)
                self.references[problem.line] = reference


def load_staging(source: Source, rows: Iterable[ReadRow]) -> StockChange:
    """Reads the rows into the temporary table; changes nothing else, and needs no lock.

    Within a transaction, at whose end the table is dropped. If a technical identifier occurs twice,
    the last row counts, and the others are reported as rejected.

    Raises:
        FeedRefused: from the reading of the rows.
    """
    change = StockChange()
    towns = Towns(source.departement_id)
    with connection.cursor() as cursor:
        cursor.execute(listing_changes.FORGET)
        cursor.execute(listing_changes.MAKE)
        for batch in batched(rows, READ_AT_ONCE):
            _copy(cursor, list(_staged_rows(batch, towns, change)))
            _copy_rejected(
                cursor, [read for read in batch if read.row is None and read.external_id]
            )
        cursor.execute("ANALYZE staging")
        _leave_repeated_out(cursor, change)
    return change


def compare_staging(source: Source, change: StockChange) -> None:
    """Compares the loaded rows with the stock, and counts the changes. The caller holds a lock of
    the source until `apply_staging`, so that the stock does not change.
    """
    values = {"source": source.pk}
    with connection.cursor() as cursor:
        cursor.execute(listing_changes.COMPARE, values)
        cursor.execute(listing_changes.COUNT, values)
        (
            change.created,
            change.updated,
            change.unchanged,
            change.price_falls,
            change.stock,
            change.withdrawn,
        ) = cursor.fetchone()


def apply_staging(source: Source, run: FeedRun, now: datetime) -> None:
    """Applies the loaded rows to the stock of the source, in the same transaction."""
    values: dict[str, Any] = {"source": source.pk, "run": run.pk, "now": now}
    with connection.cursor() as cursor:
        for statement in listing_changes.WRITE:
            cursor.execute(statement, values)


def staged_photo_files() -> Iterator[tuple[Any, list[dict[str, str]]]]:
    """Yields the listings that are new or changed and whose photos are files: key, and all
    photos."""
    with connection.cursor() as cursor:
        cursor.execute(listing_changes.PHOTO_FILES)
        while rows := cursor.fetchmany(500):
            for key, photos in rows:
                yield key, json.loads(photos) if isinstance(photos, str) else photos


def _staged_rows(
    batch: Iterable[ReadRow], towns: Towns, change: StockChange
) -> Iterator[tuple[Any, ...]]:
    """Yields the values of the valid rows, and counts all rows."""
    for read in batch:
        change.read += 1
        problems = list(read.problems)
        if read.row is None:
            change.rejected += 1
        else:
            town = towns.find(read.row.postcode, read.row.town)
            is_far = _is_far(read.row, town)
            problems += _town_problems(read.row, town, is_far=is_far)
            change.repaired += bool(problems)
            yield _values(read.row, town, is_far=is_far)
        if problems:
            change.note(problems, read.reference)


def _town_problems(row: ListingRow, town: FoundTown, *, is_far: bool) -> Iterator[RowProblem]:
    place_name = f"{row.postcode} {row.town}".strip()
    if town.problem:
        yield RowProblem(row.line, None, "repaired", town.problem, place_name[:120])
    if is_far:
        place = f"{row.latitude} {row.longitude}"
        yield RowProblem(row.line, None, "repaired", "position_far", place)


def _is_far(row: ListingRow, town: FoundTown) -> bool:
    """Checks whether the stated position is nowhere near the commune."""
    places = row.latitude, row.longitude, town.latitude, town.longitude
    if None in places:
        return False
    latitude, longitude, town_latitude, town_longitude = (float(place or 0) for place in places)
    north = latitude - town_latitude
    east = (longitude - town_longitude) * cos(radians(town_latitude))
    return hypot(north, east) * METRES_A_DEGREE > FARTHEST_FROM_TOWN_M


def _values(row: ListingRow, town: FoundTown, *, is_far: bool) -> tuple[Any, ...]:
    """Returns the values of a row, in the order of `STAGED_COLUMNS` of `listing_changes`, then the
    row's metadata.
    """
    computed = {
        "commune_id": town.commune,
        "town_is_doubtful": bool(town.problem),
    }
    if is_far:
        computed |= {"latitude": None, "longitude": None, "position_precision": ""}
    columns = [
        computed[name] if name in computed else getattr(row, name)
        for name in listing_changes.STAGED_COLUMNS[:-1]
    ]
    photos = [
        {"address": photo.address, "file": photo.file_name, "caption": photo.caption}
        for photo in row.photos
    ]
    content = json.dumps([columns, photos], default=str, ensure_ascii=False)
    digest = sha256(content.encode()).hexdigest()
    is_gone = row.status not in Listing.ON_THE_MARKET
    return (
        *(str(value) if hasattr(value, "label") else value for value in columns),
        digest,
        new_identifier(),
        row.line,
        is_gone,
        json.dumps(photos, ensure_ascii=False),
    )


def _copy(cursor: Any, values: list[tuple[Any, ...]]) -> None:
    with cursor.copy(listing_changes.COPY) as copy:
        for row in values:
            copy.write_row(row)


def _copy_rejected(cursor: Any, rejected: list[ReadRow]) -> None:
    """Copies the rejected listings, which stay unchanged in the stock: their agency still offers
    them.
    """
    with cursor.copy("COPY rejected (agency_code, external_id) FROM STDIN") as copy:
        for row in rejected:
            copy.write_row((row.agency_code, row.external_id))


def _leave_repeated_out(cursor: Any, change: StockChange) -> None:
    cursor.execute(listing_changes.LEAVE_REPEATED_OUT)
    for line, external_id, reference in cursor.fetchall():
        change.rejected += 1
        problem = RowProblem(line, None, "rejected", "identifier_repeated", external_id[:120])
        change.note([problem], reference)
