"""What is fuzzed: a parser each, fed with bytes; only the refusals that it documents may come."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from pathlib import Path

from bocage.foundation import company_register
from bocage.foundation.files import pdf_files, picture_files
from bocage.foundation.mail.reading import read_mail
from bocage.housing.feeds.parsing import feed_files, formats, listings_json, poliris, tables
from bocage.housing.feeds.parsing.refusals import FeedRefused
from bocage.housing.prices import imports as dvf
from bocage.people.table_imports.kinds import table_kinds
from bocage.territory.errors import OutlinesUnreadable, ReferenceUnreadable
from bocage.territory.imports import (
    decoupage_administratif,
    facts_arcep,
    facts_bocage,
    facts_bpe,
    facts_series,
    facts_stations,
    filled_tables,
    geo_api,
    outlines,
    positions,
)
from bocage.territory.imports.fact_rows import Origin
from bocage.territory.imports.tables import Unreadable, bounded_lines, open_table
from bocage.training.attendance import strokes
from bocage.workspaces.calendar_sync.imports import outside_calendars
from bocage.workspaces.opening_hours.availability import Interval
from bocage.workspaces.places import imports as tiers_lieux_2019

WINDOW = Interval(datetime(2026, 11, 1, tzinfo=UTC), datetime(2027, 2, 1, tzinfo=UTC))


@dataclass(frozen=True, kw_only=True)
class Target:
    """A parser, and the exceptions that its docstring lists."""

    read: Callable[[bytes], object]
    refusals: tuple[type[Exception], ...]


def read_zip(content: bytes) -> None:
    """A delivery of Poliris: the archive, then each row, then the photos that it names."""
    with tempfile.NamedTemporaryFile(suffix=".zip") as file:
        file.write(content)
        file.flush()
        pieces = list(formats.read_pieces(file.name, "poliris", {}))
        with feed_files.open_archive(Path(file.name)) as archive:
            for read in chain.from_iterable(piece.rows for piece in pieces):
                for photo in read.row.photos if read.row else ():
                    archive.photo(str(photo))


def read_table(content: bytes) -> None:
    """A table of listings: its first rows, its header, what is taken for what, then each row."""
    with tempfile.NamedTemporaryFile(suffix=".csv") as file:
        file.write(content)
        file.flush()
        tables.read_columns(file.name, 3)
    mapping = tables.suggested_mapping(tables.header_of(io.BytesIO(content)))
    list(tables.read_listings(io.BytesIO(content), mapping))


def read_filled(content: bytes) -> None:
    """A table that somebody brings, of each kind: its header, what is taken for what, each row."""
    for kind in table_kinds():
        stream = io.BytesIO(content)
        mapping = filled_tables.suggested_mapping(filled_tables.header_of(stream), kind.names)
        list(filled_tables.read_rows(stream, mapping, cell_limit=kind.max_in_a_cell))


def read_packed(content: bytes) -> None:
    """A table of open data as it is downloaded: plain, in gzip, or in a ZIP, as it begins."""
    endings = {b"PK": ".zip", b"\x1f\x8b": ".gz"}
    with tempfile.NamedTemporaryFile(suffix=endings.get(content[:2], ".csv")) as file:
        file.write(content)
        file.flush()
        with open_table(Path(file.name)) as (text, _raw):
            list(facts_series.read_series(bounded_lines(text), Origin()))


def read_rule(content: bytes) -> None:
    """A rule of repetition, alone in an event that began long ago."""
    rule = content.replace(b"\r", b"").replace(b"\n", b"")
    event = b"BEGIN:VEVENT\nUID:a\nDTSTART:19010228T083000\nDURATION:PT1H\nRRULE:%s\nEND:VEVENT\n"
    calendar = b"BEGIN:VCALENDAR\n%sEND:VCALENDAR\n" % (event % rule)
    outside_calendars.read_busy(calendar, window=WINDOW)


def lines_of(content: bytes) -> list[str]:
    return list(bounded_lines(io.StringIO(content.decode(errors="replace"))))


TARGETS: dict[str, Target] = {
    "calendar": Target(
        read=lambda content: outside_calendars.read_busy(content, window=WINDOW),
        refusals=(outside_calendars.NotACalendar, outside_calendars.CalendarTooFull),
    ),
    "calendar-rules": Target(
        read=read_rule,
        refusals=(outside_calendars.NotACalendar, outside_calendars.CalendarTooFull),
    ),
    "company-register": Target(
        read=lambda content: company_register.standing_told(content, "12345678200010"),
        refusals=company_register.UNKNOWN_FORMS,
    ),
    "facts-arcep": Target(
        read=lambda content: list(facts_arcep.read_facts(lines_of(content), Origin())),
        refusals=(Unreadable,),
    ),
    "facts-bocage": Target(
        read=lambda content: list(facts_bocage.read_facts(lines_of(content), Origin())),
        refusals=(Unreadable,),
    ),
    "facts-bpe": Target(
        read=lambda content: list(facts_bpe.read_facts(lines_of(content), Origin())),
        refusals=(Unreadable,),
    ),
    "facts-packed": Target(read=read_packed, refusals=(Unreadable, UnicodeDecodeError, OSError)),
    "facts-series": Target(
        read=lambda content: list(facts_series.read_series(lines_of(content), Origin())),
        refusals=(Unreadable,),
    ),
    "facts-stations": Target(
        read=lambda content: list(facts_stations.read_stations(lines_of(content))),
        refusals=(Unreadable,),
    ),
    "geo-api": Target(read=partial(geo_api.parse, departement="61"), refusals=(ValueError,)),
    "listings-json": Target(
        read=lambda content: list(listings_json.read_listings(io.BytesIO(content))),
        refusals=(FeedRefused,),
    ),
    "listings-poliris": Target(
        read=lambda content: list(poliris.read_listings(io.BytesIO(content))),
        refusals=(FeedRefused,),
    ),
    "listings-table": Target(read=read_table, refusals=(FeedRefused,)),
    "listings-zip": Target(read=read_zip, refusals=(FeedRefused,)),
    "mail": Target(read=read_mail, refusals=()),
    "outlines": Target(read=outlines.parse, refusals=(OutlinesUnreadable,)),
    "pdf": Target(read=pdf_files.count_pages, refusals=(pdf_files.PdfUnreadable,)),
    "pictures": Target(read=picture_files.draw_photo, refusals=(picture_files.PictureUnreadable,)),
    "positions": Target(read=positions.parse, refusals=(ReferenceUnreadable,)),
    "reference": Target(read=decoupage_administratif.parse, refusals=(ReferenceUnreadable,)),
    "sales": Target(
        read=lambda content: list(dvf.read_sales(lines_of(content), dvf.Counts())),
        refusals=(Unreadable,),
    ),
    "strokes": Target(
        read=lambda content: strokes.read_strokes(content.decode(errors="replace")),
        refusals=(strokes.NotASignature,),
    ),
    "tables": Target(read=read_filled, refusals=(filled_tables.TableUnreadable,)),
    "third-places": Target(read=tiers_lieux_2019.parse, refusals=(tiers_lieux_2019.Unreadable,)),
}
