"""Delivery of a source, whatever its format: its rows as a stream, and its photo files.

A separate process unpacks, decodes and checks the rows; this process receives typed values.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import batched, chain
from pathlib import Path

from bocage.foundation.files.calls_apart import (
    CallExceeded,
    CallLimits,
    call_apart,
    stream_apart,
)
from bocage.housing.feeds.parsing import feed_files, listings_json, poliris, tables
from bocage.housing.feeds.parsing.listing_rows import ReadRow
from bocage.housing.feeds.parsing.refusals import FeedRefused

LIMITS = CallLimits(memory=768 * 1024 * 1024, processor_s=900, seconds=None)
"""Rows come at the pace of the database. A table of 50 MB stands in memory four to nine times."""
SAMPLE_LIMITS = CallLimits(memory=768 * 1024 * 1024, processor_s=20, seconds=60.0)
ROWS_AT_ONCE = 200


def no_file(_name: str) -> bytes | None:
    """Returns None, as the photo reader of a delivery without photo files."""
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """Heading of a delivery: its metadata, and whether it has photo files."""

    version: str = ""
    software: str = ""
    only_changed_photos: bool = False
    is_archive: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """Some rows of a delivery, in their order; of its first piece, none."""

    heading: Heading
    rows: tuple[ReadRow, ...] = ()


@dataclass(frozen=True, kw_only=True)
class OpenFeed:
    """Delivery open for reading: its heading, and its rows, which are read on demand.

    `photo` returns the bytes of a photo file of the delivery, or None.
    """

    rows: Iterator[ReadRow]
    version: str = ""
    software: str = ""
    only_changed_photos: bool = False
    photo: Callable[[str], bytes | None] = no_file


@contextmanager
def open_apart(path: Path, *, form: str, mapping: Mapping[str, str]) -> Iterator[OpenFeed]:
    """Opens the delivery of a source whose format is `form` (`Source.Format`).

    Raises:
        FeedRefused: when it is opened, or when its rows are read.
        ValueError: no file has this format (a form).
    """
    if form not in READERS:
        raise ValueError(f"No file is delivered in the format {form}")
    with _within_limits():
        pieces = stream_apart(read_pieces, LIMITS, str(path), str(form), dict(mapping))
        heading = next(pieces).heading
        rows = chain.from_iterable(piece.rows for piece in pieces)
        if not heading.is_archive:
            yield _open_feed(heading, rows, no_file)
            return
        # The separate process checked the metadata of the archive: it is small enough to read here.
        with feed_files.open_archive(path) as feed:
            yield _open_feed(heading, rows, feed.photo)


def columns_of_table(path: Path, rows: int) -> tuple[list[str], list[list[str]]]:
    """Returns the names of the columns of a table, and the values of its first rows.

    Raises:
        FeedRefused: it is not a table.
    """
    with _within_limits():
        return call_apart(tables.read_columns, SAMPLE_LIMITS, str(path), rows)


def read_pieces(path: str, form: str, mapping: dict[str, str]) -> Iterator[Piece]:
    """Yields the heading of a delivery, then its rows in batches. Called in a separate process.

    Raises:
        FeedRefused: it is not a delivery of this format.
    """
    with READERS[form](Path(path), mapping) as (heading, rows):
        yield Piece(heading)
        for some in batched(rows, ROWS_AT_ONCE):
            yield Piece(heading, some)


@contextmanager
def _within_limits() -> Iterator[None]:
    try:
        yield
    except CallExceeded as error:
        raise FeedRefused("too_costly") from error


def _open_feed(
    heading: Heading, rows: Iterator[ReadRow], photo: Callable[[str], bytes | None]
) -> OpenFeed:
    return OpenFeed(
        rows=rows,
        version=heading.version,
        software=heading.software,
        only_changed_photos=heading.only_changed_photos,
        photo=photo,
    )


@contextmanager
def _archive(path: Path, _mapping: dict[str, str]) -> Iterator[tuple[Heading, Iterator[ReadRow]]]:
    with feed_files.open_archive(path) as feed, feed.listings() as stream:
        heading = Heading(
            version=feed.version or _version_of_rows(feed),
            software=feed.software,
            only_changed_photos=feed.only_changed_photos,
            is_archive=True,
        )
        yield heading, poliris.read_listings(stream)


@contextmanager
def _table(path: Path, mapping: dict[str, str]) -> Iterator[tuple[Heading, Iterator[ReadRow]]]:
    with path.open("rb") as stream:
        names = mapping or tables.suggested_mapping(tables.header_of(stream))
        stream.seek(0)
        yield Heading(), tables.read_listings(stream, names)


@contextmanager
def _json(path: Path, _mapping: dict[str, str]) -> Iterator[tuple[Heading, Iterator[ReadRow]]]:
    with path.open("rb") as stream:
        yield Heading(), listings_json.read_listings(stream)


READERS = {"poliris": _archive, "table": _table, "json": _json}


def _version_of_rows(feed: feed_files.FeedArchive) -> str:
    """Returns the version stated in the first line, for a delivery whose settings state none."""
    with feed.listings() as stream:
        return poliris.stated_version(stream)
